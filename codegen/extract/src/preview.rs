//! Reads a document for which people have not decided every name yet, so that a tool can show what
//! is left to decide.

use taurusdb_spec::{Api, Fixes, Names};

use crate::pipeline::{ExtractError, extract_source};
use crate::read::Source;

/// A specification to look at, not to commit.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The specification, with made-up names where no name is decided.
    pub api: Api,
    /// The tables that need a name: for each, the key that it gets in `schemas.toml`, and the name
    /// that it would have but that another schema has already.
    pub undecided: Vec<(String, String)>,
}

/// Reads a document, without the decided names and fixes that do not fit it.
pub fn preview(document: &Source, names: &Names, fixes: &Fixes) -> Result<Preview, ExtractError> {
    let (mut names, mut fixes, mut fixes_fit) = (names.clone(), fixes.clone(), true);
    let mut undecided: Vec<(String, String)> = Vec::new();
    loop {
        let problems = match extract_source(document, &names, &fixes) {
            Ok(extraction) => return Ok(Preview { api: extraction.api, undecided }),
            Err(ExtractError::Fixes(_)) if fixes_fit => {
                (fixes, fixes_fit) = (Fixes::default(), false);
                continue;
            }
            Err(ExtractError::Names(problems)) => problems,
            Err(error) => return Err(error),
        };
        for problem in &problems {
            match (&problem.place, &problem.undecided) {
                (Some(place), _) => names.forget(place),
                (None, Some((key, taken))) if undecided.iter().all(|(known, _)| known != key) => {
                    // Each name gets a number of its own, so the loop ends.
                    names.decide_schema(key.clone(), format!("{taken}{}", undecided.len() + 2));
                    undecided.push((key.clone(), taken.clone()));
                }
                (None, _) => return Err(ExtractError::Names(problems)),
            }
        }
    }
}
