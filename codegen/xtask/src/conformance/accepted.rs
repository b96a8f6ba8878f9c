//! The list of differences that were looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::compare::{Difference, Kind, Sides};
use crate::failure::Failure;

/// `spec/overlay/accepted/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accepted {
    accepted: Vec<Entry>,
}

/// Differences that have one cause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: Kind,
    places: Vec<Spanned<String>>,
    /// What the document has; left out where the kind says it.
    document: Option<String>,
    /// What the SDK has; left out where the kind says it.
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

/// The differences as the list sees them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// Accepted ones, counted.
    pub(crate) accepted: BTreeMap<(Kind, Right), usize>,
    /// Differences that no entry accepts.
    pub(crate) unknown: Vec<Difference>,
    /// Line and message of what is wrong with the list.
    pub(crate) faults: Vec<(usize, String)>,
}

impl Accepted {
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| Failure::List {
            path: path.to_owned(),
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            message: error.message().to_owned(),
        })
    }

    /// Holds the list, whose text is `text`, against what was found.
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
                    let message =
                        format!("{} no longer differs like this; drop it", place.get_ref());
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

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset.min(text.len())].matches('\n').count() + 1
}
