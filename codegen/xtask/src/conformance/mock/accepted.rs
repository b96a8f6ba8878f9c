//! The list of answers that the SDK declares otherwise.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use taurusdb_spec::{line_of, parse_overlay};
use toml::Spanned;

use super::sdk::Undeclared;
use crate::failure::Failure;

/// The list, relative to the folder of the repository.
pub(super) const LIST: &str = "spec/overlay/accepted/mock.toml";

/// The list, and its text.
#[derive(Debug)]
pub(super) struct Accepted {
    list: List,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// The SDK: `NAME==VERSION`, as pip takes it.
    requirement: String,
    accepted: Vec<Entry>,
}

/// Differences with the same cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// What is there, and what the SDK declares: `string for int`.
    what: String,
    /// The operation, and the place in its answer if it is not all of it.
    places: Vec<Spanned<String>>,
    reason: Spanned<String>,
}

/// The differences, compared with the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) accepted: usize,
    /// Differences that no entry accepts.
    pub(super) unknown: Vec<String>,
    /// Line and message of each mistake in the list.
    pub(super) faults: Vec<(usize, String)>,
}

impl Accepted {
    pub(super) fn load(root: &Path) -> Result<Self, Failure> {
        let path = root.join(LIST);
        let advice = "restore it: it is the list of accepted differences";
        let text = fs::read_to_string(&path).map_err(Failure::read(&path, advice))?;
        Self::parse(&path, text)
    }

    fn parse(path: &Path, text: String) -> Result<Self, Failure> {
        Ok(Self { list: parse_overlay(path, &text)?, text })
    }

    /// The SDK as pip takes it; with `newest`, without its version.
    pub(super) fn requirement(&self, newest: bool) -> &str {
        let all = self.list.requirement.as_str();
        match all.split_once("==") {
            Some((name, _)) if newest => name,
            _ => all,
        }
    }

    pub(super) fn judge(&self, found: &[Undeclared]) -> Judgement {
        let mut judgement = Judgement::default();
        let mut open: BTreeSet<(String, &str)> =
            found.iter().map(|one| (one.at(), one.what.as_str())).collect();
        for entry in &self.list.accepted {
            let mut fault = |at: usize, said: String| {
                judgement.faults.push((line_of(&self.text, at), said));
            };
            if entry.reason.get_ref().trim().is_empty() {
                fault(entry.reason.span().start, "an entry needs a reason".to_owned());
            }
            for place in &entry.places {
                let name = place.get_ref();
                if open.remove(&(name.clone(), entry.what.as_str())) {
                    judgement.accepted += 1;
                } else {
                    let said = format!("{name} no longer has {}; remove the entry", entry.what);
                    fault(place.span().start, said);
                }
            }
        }
        judgement.unknown = open.into_iter().map(|(at, what)| format!("{at}: {what}")).collect();
        judgement
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::sdk::Undeclared;
    use super::{Accepted, Judgement};

    const LIST: &str = r#"requirement = "kettle_sdk==1.2.3"
[[accepted]]
what = "string for int"
places = ["kettles.list total", "kettles.show"]
reason = "the document is right"
"#;

    fn list(text: &str) -> Accepted {
        Accepted::parse(Path::new("list.toml"), text.to_owned())
            .unwrap_or_else(|failure| panic!("{failure}"))
    }

    fn found(operation: &str, place: &str, what: &str) -> Undeclared {
        let [operation, place, what] = [operation, place, what].map(str::to_owned);
        Undeclared { operation, place, what }
    }

    #[test]
    fn what_is_listed_is_accepted_and_counted() {
        let all = [
            found("kettles.list", "total", "string for int"),
            found("kettles.show", "", "string for int"),
        ];
        assert_eq!(list(LIST).judge(&all), Judgement { accepted: 2, ..Judgement::default() });
    }

    #[test]
    fn what_is_not_listed_is_unknown_and_what_is_gone_is_a_fault() {
        let all = [
            found("kettles.list", "total", "string for int"),
            found("kettles.show", "", "array for int"),
        ];
        let judged = list(&LIST.replace("the document is right", "")).judge(&all);
        assert_eq!(judged.unknown, ["kettles.show: array for int"]);
        assert_eq!(
            judged.faults,
            [
                (5, "an entry needs a reason".to_owned()),
                (4, "kettles.show no longer has string for int; remove the entry".to_owned()),
            ]
        );
    }

    #[test]
    fn the_newest_has_no_version() {
        assert_eq!(list(LIST).requirement(false), "kettle_sdk==1.2.3");
        assert_eq!(list(LIST).requirement(true), "kettle_sdk");
    }
}
