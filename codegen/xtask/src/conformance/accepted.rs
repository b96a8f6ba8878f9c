//! The list of accepted differences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde::Deserialize;
use taurusdb_spec::{line_of, parse_overlay};
use toml::Spanned;

use super::difference::{Difference, Kind, Sides};
use crate::failure::Failure;

/// `spec/overlay/accepted/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepted {
    /// The SDK that the specification is compared with: `NAME==VERSION`, as pip takes it.
    requirement: Spanned<String>,
    accepted: Vec<Entry>,
}

/// Differences with the same cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: Kind,
    places: Vec<Spanned<String>>,
    /// What the document has; absent if the kind already says it.
    document: Option<String>,
    /// What the SDK has; absent if the kind already says it.
    sdk: Option<String>,
    right: Right,
    reason: Spanned<String>,
}

/// Which side is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Right {
    Document,
    Sdk,
    Neither,
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "the document is right",
            Self::Sdk => "the SDK is right",
            Self::Neither => "neither is right",
        })
    }
}

/// The differences, compared with the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// Number of accepted differences.
    pub(crate) accepted: BTreeMap<(Kind, Right), usize>,
    /// Differences that no entry accepts.
    pub(crate) unknown: Vec<Difference>,
    /// Line and message of each mistake in the list.
    pub(crate) faults: Vec<(usize, String)>,
}

impl Accepted {
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        Ok(parse_overlay(path, text)?)
    }

    /// The SDK, with its version, and the name of its package.
    pub(crate) fn sdk(&self, path: &Path, text: &str) -> Result<(&str, &str), Failure> {
        let requirement = self.requirement.get_ref();
        match requirement.split_once("==") {
            Some((package, version)) if !package.is_empty() && !version.is_empty() => {
                Ok((requirement, package))
            }
            _ => Err(Failure::Record {
                path: path.to_owned(),
                line: line_of(text, self.requirement.span().start),
                message: format!("the requirement '{requirement}'; expected NAME==VERSION"),
            }),
        }
    }

    /// Compares the list, whose text is `text`, with the differences that were found.
    pub(crate) fn judge<'a>(
        &self,
        text: &str,
        found: impl Iterator<Item = &'a Difference>,
    ) -> Judgement {
        let mut judgement = Judgement::default();
        let mut open: BTreeSet<&Difference> = found.collect();
        let mut listed = BTreeSet::new();
        for entry in &self.accepted {
            if entry.reason.get_ref().trim().is_empty() {
                let line = line_of(text, entry.reason.span().start);
                judgement.faults.push((line, "an entry needs a reason".to_owned()));
            }
            for place in &entry.places {
                let line = line_of(text, place.span().start);
                let difference = entry.difference(place.get_ref());
                if !listed.insert(difference.clone()) {
                    let message = format!("{} is listed twice", place.get_ref());
                    judgement.faults.push((line, message));
                } else if open.remove(&difference) {
                    *judgement.accepted.entry((entry.kind, entry.right)).or_default() += 1;
                } else {
                    let message = format!(
                        "{} no longer differs in this way; remove the entry",
                        place.get_ref()
                    );
                    judgement.faults.push((line, message));
                }
            }
        }
        judgement.unknown = open.into_iter().cloned().collect();
        judgement
    }
}

impl Entry {
    fn difference(&self, place: &str) -> Difference {
        let sides = match (&self.document, &self.sdk) {
            (None, None) => None,
            (document, sdk) => {
                let text = |side: &Option<String>| side.clone().unwrap_or_default();
                Some(Sides { document: text(document), sdk: text(sdk) })
            }
        };
        Difference { kind: self.kind, place: place.to_owned(), sides }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::difference::{Difference, Kind, Sides};
    use super::{Accepted, Judgement, Right};

    const LIST: &str = r#"requirement = "kettle_sdk==1.2.3"
[[accepted]]
kind = "field-extra"
places = ["Node.a", "Node.b"]
right = "sdk"
reason = "newer"

[[accepted]]
kind = "type"
places = ["Node.c"]
document = "string"
sdk = "boolean"
right = "neither"
reason = "seen"
"#;

    fn extra(place: &str) -> Difference {
        Difference { kind: Kind::FieldExtra, place: place.to_owned(), sides: None }
    }

    fn kind(document: &str, sdk: &str) -> Difference {
        let sides = Some(Sides { document: document.to_owned(), sdk: sdk.to_owned() });
        Difference { kind: Kind::Type, place: "Node.c".to_owned(), sides }
    }

    #[track_caller]
    fn judge(list: &str, found: &[Difference]) -> Judgement {
        match Accepted::parse(Path::new("list.toml"), list) {
            Ok(accepted) => accepted.judge(list, found.iter()),
            Err(failure) => panic!("{failure}"),
        }
    }

    #[test]
    fn listed_differences_are_accepted_and_counted() {
        let judged = judge(LIST, &[extra("Node.a"), extra("Node.b"), kind("string", "boolean")]);
        assert_eq!((judged.unknown, judged.faults), (vec![], vec![]));
        let counts: Vec<_> = judged.accepted.into_iter().collect();
        assert_eq!(
            counts,
            [((Kind::FieldExtra, Right::Sdk), 2), ((Kind::Type, Right::Neither), 1)]
        );
    }

    #[test]
    fn what_is_not_listed_like_this_is_unknown() {
        let found = [extra("Node.a"), extra("Node.b"), extra("Node.d"), kind("string", "integer")];
        let judged = judge(LIST, &found);
        assert_eq!(judged.unknown, [extra("Node.d"), kind("string", "integer")]);
        assert_eq!(judged.faults.len(), 1, "the boolean of the list is gone");
    }

    #[test]
    fn entries_that_no_longer_apply_are_faults_with_their_line() {
        let judged = judge(LIST, &[extra("Node.b"), kind("string", "boolean")]);
        assert_eq!(
            judged.faults,
            [(4, "Node.a no longer differs in this way; remove the entry".to_owned())]
        );
    }

    #[test]
    fn repeated_places_and_empty_reasons_are_faults() {
        let list = LIST.replace("Node.b", "Node.a").replace("seen", " ");
        let judged = judge(&list, &[extra("Node.a"), kind("string", "boolean")]);
        let expected =
            [(4, "Node.a is listed twice".to_owned()), (14, "an entry needs a reason".to_owned())];
        assert_eq!(judged.faults, expected);
    }

    #[test]
    fn the_list_names_the_sdk_with_its_version() {
        let path = Path::new("list.toml");
        let sdk = |list: &str| {
            let accepted = Accepted::parse(path, list).map_err(|failure| failure.to_string())?;
            let (requirement, package) =
                accepted.sdk(path, list).map_err(|failure| failure.to_string())?;
            Ok::<_, String>((requirement.to_owned(), package.to_owned()))
        };
        assert_eq!(sdk(LIST), Ok(("kettle_sdk==1.2.3".to_owned(), "kettle_sdk".to_owned())));
        let message = sdk(&LIST.replace("==1.2.3", "")).expect_err("it has no version");
        assert!(message.starts_with("list.toml:1: "), "{message}");
    }

    #[test]
    fn unknown_kinds_are_refused_with_their_line() {
        let list = LIST.replace("field-extra", "field-new");
        let refused = Accepted::parse(Path::new("list.toml"), &list);
        let message = refused.err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(message.starts_with("list.toml:3: "), "{message}");
    }
}
