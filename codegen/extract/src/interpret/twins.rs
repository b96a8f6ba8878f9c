//! Sections that state several routes for one call.

use super::draft::{Draft, Twin};

/// The calls by the other routes of the section: all but the route, and what follows from it, is that
/// of the first.
pub fn twins(draft: &Draft) -> Vec<Draft> {
    let twin = |twin: &Twin| Draft {
        method: twin.route.method,
        path: twin.route.path.clone(),
        uri_line: twin.route.line,
        also: Vec::new(),
        is_twin: true,
        parameters: twin.parameters.clone(),
        findings: twin.findings.clone(),
        claims: Vec::new(),
        ..draft.clone()
    };
    draft.also.iter().map(twin).collect()
}
