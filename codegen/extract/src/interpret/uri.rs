//! The line that gives the method and the path of an operation.

use taurusdb_spec::Method;

use crate::fault::{Fault, quote};
use crate::read::{Line, method_of};

/// A request line as the document shows it under `URI`.
pub(super) struct Uri {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) line: u32,
}

/// Reads `GET https://{endpoint}/v3/{project_id}/jobs?id={id}`; `None` for any other line.
pub(super) fn parse(line: &Line) -> Result<Option<Uri>, Fault> {
    let Some((method, target)) = method_of(&line.text) else { return Ok(None) };
    let method = method.parse().expect("method_of knows the methods of the model");
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => target,
    };
    // The query template repeats the table of query parameters.
    let path = path.split_once('?').map_or(path, |(path, _)| path).trim();
    let path = if path == "/" { path } else { path.trim_end_matches('/') };
    let well_formed = path.starts_with('/')
        && path.split('/').skip(1).all(|segment| {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let text = name.unwrap_or(segment);
            (!text.is_empty() || path == "/")
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        });
    if !well_formed {
        return Err(Fault::new(
            line.number,
            format!("the URI {}", quote(&line.text)),
            "METHOD /path with {name} for each parameter",
        ));
    }
    Ok(Some(Uri { method, path: path.to_owned(), line: line.number }))
}

#[cfg(test)]
mod tests {
    use super::{Line, parse};

    #[track_caller]
    fn path(text: &str) -> String {
        let line = Line { number: 1, text: text.to_owned() };
        parse(&line).expect("well formed").expect("a request").path
    }

    #[test]
    fn hosts_and_query_templates_are_left_out() {
        assert_eq!(path("GET /v3/{project_id}/jobs"), "/v3/{project_id}/jobs");
        assert_eq!(path("GET /"), "/");
        assert_eq!(path("POST https://{endpoint}/mysql/v3/{p}/a?x={x}&y={y}"), "/mysql/v3/{p}/a");
    }

    #[test]
    fn text_is_no_request_and_damage_is_a_fault() {
        let line = |text: &str| Line { number: 1, text: text.to_owned() };
        assert!(parse(&line("GET is a method")).expect("no fault").is_none());
        assert!(parse(&line("GET /v3/{project_id")).is_err());
    }
}
