//! A request line whose method and path stand on lines of their own.

use taurusdb_spec::Method;

use crate::read::{Line, method_of};

/// A method or a path whose other half stands on another line.
#[derive(Default)]
pub(super) struct Halves {
    method: Option<Method>,
    path: Option<Line>,
}

/// What a line makes of the halves before it.
pub(super) enum Whole {
    /// The line is half of a request line; the other half is still missing.
    Half,
    /// A request line without its label, or put together from its halves.
    Line(Line),
    /// The line is something else.
    Other,
}

impl Whole {
    pub(super) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Half | Self::Other => None,
        }
    }
}

impl Halves {
    /// Takes a line: `PATH: /v3/jobs`, `Method: GET`, either without a label, or a whole request line
    /// behind one.
    pub(super) fn whole(&mut self, line: &Line) -> Whole {
        let text = line.text.trim();
        let value = unlabelled(text);
        let label_less = value.unwrap_or(text);
        if value.is_some() && method_of(label_less).is_some() {
            return Whole::Line(Line { number: line.number, text: label_less.to_owned() });
        }
        let is_path = label_less.starts_with('/')
            || label_less.starts_with("http") && label_less.contains("://");
        if let Ok(method) = label_less.to_ascii_uppercase().parse::<Method>() {
            self.method = Some(method);
        } else if is_path && !label_less.contains(' ') && label_less.len() > 1 {
            self.path = Some(Line { number: line.number, text: label_less.to_owned() });
        } else {
            return Whole::Other;
        }
        let (Some(method), Some(path)) = (self.method, &self.path) else { return Whole::Half };
        let whole = Line { number: path.number, text: format!("{method} {}", path.text) };
        *self = Self::default();
        Whole::Line(whole)
    }
}

impl Halves {
    /// A path for which no method came.
    pub(super) fn lonely_path(&self) -> Option<&Line> {
        self.path.as_ref()
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
    let behind = |label: &&str| {
        let (start, rest) = text.split_at_checked(label.len())?;
        let rest = rest.trim_start_matches(' ');
        let is_separate = rest.len() + label.len() < text.len() || rest.starts_with([':', '：']);
        let is_label = start.eq_ignore_ascii_case(label) && is_separate;
        is_label.then(|| (label.len(), rest.trim_start_matches([':', '：']).trim()))
    };
    // `Request path` is a label of its own, not `Request` with a value.
    let found = LABELS.iter().filter_map(behind).max_by_key(|(length, _)| *length);
    found.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{Halves, Line, Whole};

    #[test]
    fn halves_of_a_request_are_put_together() {
        for lines in [
            ["PATH: /v1/{id}/jobs", "Method: POST"],
            ["Method: post", "URI: /v1/{id}/jobs"],
            ["POST", "/v1/{id}/jobs"],
            ["Request path /v1/{id}/jobs", "HTTP method: POST"],
            ["None", "URI: POST /v1/{id}/jobs"],
        ] {
            let mut halves = Halves::default();
            let found = lines.iter().find_map(|text| {
                let line = Line { number: 1, text: (*text).to_owned() };
                halves.whole(&line).line().map(|line| line.text.clone())
            });
            assert_eq!(found.as_deref(), Some("POST /v1/{id}/jobs"), "{lines:?}");
        }
        for other in ["A path of tea", "None", "GET /v1/jobs", "Request a pot"] {
            let line = Line { number: 1, text: other.to_owned() };
            assert!(matches!(Halves::default().whole(&line), Whole::Other), "{other}");
        }
    }
}
