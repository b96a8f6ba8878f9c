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

/// A method or a path whose other half stands on another line.
#[derive(Default)]
pub(super) struct Halves {
    method: Option<Method>,
    path: Option<Line>,
}

impl Halves {
    /// Takes half of a request line: `PATH: /v3/jobs`, `Method: GET`, or either without a label.
    /// `None` for any other line; the request once both halves are there.
    pub(super) fn take(&mut self, line: &Line) -> Result<Option<Option<Uri>>, Fault> {
        let text = line.text.trim();
        let value = unlabelled(text).unwrap_or(text);
        let is_path = value.starts_with('/') || value.starts_with("http") && value.contains("://");
        if let Ok(method) = value.to_ascii_uppercase().parse::<Method>() {
            self.method = Some(method);
        } else if is_path && !value.contains(' ') && value.len() > 1 {
            self.path = Some(Line { number: line.number, text: value.to_owned() });
        } else {
            return Ok(None);
        }
        let (Some(method), Some(path)) = (self.method, &self.path) else { return Ok(Some(None)) };
        let whole = Line { number: path.number, text: format!("{method} {}", path.text) };
        *self = Self::default();
        parse(&whole).map(Some)
    }
}

/// The text behind a label of a request line or of one half of it.
fn unlabelled(text: &str) -> Option<&str> {
    const LABELS: [&str; 13] = [
        "path",
        "uri",
        "url",
        "method",
        "http method",
        "request method",
        "request path",
        "request uri",
        "request url",
        "request",
        "uri format",
        "http request",
        "api uri",
    ];
    let parts = [text.split_once([':', '：']), text.split_once(' ')];
    let is_label =
        |label: &str| LABELS.iter().any(|known| known.eq_ignore_ascii_case(label.trim()));
    let found = parts.into_iter().flatten().find(|(label, _)| is_label(label));
    found.map(|(_, value)| value.trim())
}

/// Reads `GET https://{endpoint}/v3/{project_id}/jobs?id={id}`, also behind a label; `None` for any
/// other line.
pub(super) fn parse(line: &Line) -> Result<Option<Uri>, Fault> {
    let text = unlabelled(&line.text).unwrap_or(&line.text);
    let Some((method, target)) = method_of(text) else { return Ok(None) };
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
    use super::{Halves, Line, parse};

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
    fn halves_of_a_request_are_put_together() {
        for lines in [
            ["PATH: /v1/{id}/jobs", "Method: POST"],
            ["Method: post", "URI: /v1/{id}/jobs"],
            ["POST", "/v1/{id}/jobs"],
            ["URL https://{endpoint}/v1/{id}/jobs", "HTTP method: POST"],
            ["None", "URI: POST /v1/{id}/jobs"],
        ] {
            let mut halves = Halves::default();
            let found = lines.iter().find_map(|text| {
                let line = Line { number: 1, text: (*text).to_owned() };
                let whole = parse(&line).expect("well formed");
                whole.or_else(|| halves.take(&line).expect("well formed").flatten())
            });
            let found = found.map(|uri| (uri.method.as_str(), uri.path));
            assert_eq!(found, Some(("POST", "/v1/{id}/jobs".to_owned())), "{lines:?}");
        }
        let mut halves = Halves::default();
        let other = Line { number: 1, text: "A path of tea".to_owned() };
        assert!(halves.take(&other).expect("no fault").is_none());
    }

    #[test]
    fn text_is_no_request_and_damage_is_a_fault() {
        let line = |text: &str| Line { number: 1, text: text.to_owned() };
        assert!(parse(&line("GET is a method")).expect("no fault").is_none());
        assert!(parse(&line("GET /v3/{project_id")).is_err());
    }
}
