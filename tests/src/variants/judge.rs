//! Compares what a variant yields with what the original yields.

use std::collections::BTreeMap;
use std::fmt;

use taurusdb_extract::{ExtractError, Extraction, extract};
use taurusdb_spec::{Fixes, Names};

/// A document and what it states.
pub struct Original {
    /// The document.
    pub text: String,
    names: Names,
    fixes: Fixes,
    facts: Facts,
}

/// What is committed of a document, by file, without line numbers.
type Facts = BTreeMap<String, String>;

/// What became of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same facts.
    Identical,
    /// An error that names a line of the variant.
    Refused(String),
    /// An error without a line: nobody can find the place.
    Lost(String),
    /// Other facts, and nobody was told. The first line that differs.
    Different(String),
}

impl Original {
    /// Reads the original with its names and fixes.
    pub fn new(text: String, names: Names, fixes: Fixes) -> Result<Self, ExtractError> {
        let facts = facts(&extract(text.as_bytes(), &names, &fixes)?);
        Ok(Self { text, names, fixes, facts })
    }

    /// Reads a variant and compares.
    pub fn judge(&self, variant: &[u8]) -> Outcome {
        match extract(variant, &self.names, &self.fixes) {
            Ok(extraction) => match self.difference(&facts(&extraction)) {
                None => Outcome::Identical,
                Some(difference) => Outcome::Different(difference),
            },
            Err(error) => {
                let said = error.to_string();
                let first = said.lines().next().unwrap_or_default().to_owned();
                if names_a_line(&said) { Outcome::Refused(first) } else { Outcome::Lost(first) }
            }
        }
    }

    /// The first line that differs: file, line, old and new text.
    fn difference(&self, facts: &Facts) -> Option<String> {
        for (name, old) in &self.facts {
            let new = facts.get(name).map_or("", String::as_str);
            if old == new {
                continue;
            }
            let pairs = old.lines().zip(new.lines()).enumerate();
            let mut differ = pairs.filter(|(_, (old, new))| old != new);
            let told = differ.next().map_or_else(
                || format!("{} lines, now {}", old.lines().count(), new.lines().count()),
                |(line, (old, new))| format!("{}: {} → {}", line + 1, short(old), short(new)),
            );
            return Some(format!("{name}:{told}"));
        }
        let added = facts.keys().find(|name| !self.facts.contains_key(*name));
        added.map(|name| format!("{name}: a new file"))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identical => f.write_str("identical"),
            Self::Refused(said) => write!(f, "refused: {said}"),
            Self::Lost(said) => write!(f, "refused without a line: {said}"),
            Self::Different(what) => write!(f, "silently different: {what}"),
        }
    }
}

fn facts(extraction: &Extraction) -> Facts {
    let mut facts: Facts = extraction.api.files().into_iter().collect();
    facts.insert("ledger.json".to_owned(), extraction.ledger.to_text());
    let counts = &extraction.counts;
    let counted = format!(
        "{} operations, {} deprecated, {} tables, {} examples, {} unread",
        counts.operations,
        counts.deprecated,
        counts.tables,
        counts.examples,
        counts.unread_examples.len()
    );
    facts.insert("counts".to_owned(), counted);
    facts
}

fn names_a_line(said: &str) -> bool {
    said.match_indices("line ")
        .any(|(at, word)| said[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

/// A line of a file, cut where nobody reads on.
fn short(line: &str) -> String {
    let line = line.trim();
    if line.chars().count() <= 160 {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(160).collect::<String>())
}
