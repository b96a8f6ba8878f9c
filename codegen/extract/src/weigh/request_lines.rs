//! Compares example requests with the method and path of their operation.

use taurusdb_spec::{LedgerEntry, Rule};

use crate::interpret::Draft;
use crate::read::method_of;

/// Example requests whose method or path differs from the URI.
pub(super) fn entries(draft: &Draft, id: &str) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for (text, line) in draft.examples.iter().filter_map(|example| example.request_line.as_ref()) {
        let Some((method, url)) = method_of(text) else { continue };
        let entry = |rule, declared: String, observed: &str, decision: &str| LedgerEntry {
            operation: id.to_owned(),
            declared,
            observed: observed.to_owned(),
            decision: decision.to_owned(),
            ..LedgerEntry::new(rule, *line)
        };
        if !method.eq_ignore_ascii_case(draft.method.as_str()) {
            let declared = draft.method.to_string();
            entries.push(entry(Rule::ExampleMethod, declared, method, "the URI's method counts"));
        }
        let path = path_of(url);
        let others = draft.also.iter().map(|twin| &twin.route.path);
        // The examples of a twin are weighed with the call beside it.
        if !draft.is_twin && !std::iter::once(&draft.path).chain(others).any(|t| fits(t, path)) {
            entries.push(entry(
                Rule::ExamplePath,
                draft.path.clone(),
                path,
                "the URI's path counts",
            ));
        }
    }
    entries
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split(['?', ' ']).next().unwrap_or_default()
}

/// Whether a path matches a template.
fn fits(template: &str, path: &str) -> bool {
    let trimmed = |path: &'_ str| path.trim_end_matches('/').len();
    let mut wanted = template[..trimmed(template)].split('/');
    let mut found = path[..trimmed(path)].split('/');
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) => {
                let any = wanted.starts_with('{') && !found.is_empty();
                if !any && wanted != found {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, path_of};

    #[test]
    fn paths_are_held_against_templates() {
        let template = "/v3/{project_id}/instances/{instance_id}/name";
        assert!(fits(template, path_of("https://{endpoint}/v3/p/instances/i/name?x=1")));
        assert!(!fits(template, "/v3/p/instance/i/name"));
        assert!(!fits(template, "/v3/p/instances//name"));
        assert!(!fits(template, "/v3/p/instances/i"));
    }
}
