//! What a document would come to if people had decided all that they have yet to decide: for whoever
//! wants to see what that is.

use taurusdb_spec::{Api, Fixes, Names};

use crate::pipeline::{ExtractError, extract};

/// A specification that is good enough to be looked at.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The specification, with names of its own making where none is decided.
    pub api: Api,
    /// The tables that need a name: the key that `schemas.toml` would have for each, and the name
    /// that another schema has too.
    pub undecided: Vec<(String, String)>,
}

/// Reads a document, passing over decided names and fixes that do not fit it.
pub fn draft(document: &[u8], names: &Names, fixes: &Fixes) -> Result<Draft, ExtractError> {
    let (mut names, mut fixes, mut fixes_fit) = (names.clone(), fixes.clone(), true);
    let mut undecided: Vec<(String, String)> = Vec::new();
    loop {
        let problems = match extract(document, &names, &fixes) {
            Ok(extraction) => return Ok(Draft { api: extraction.api, undecided }),
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
                    // Each name ends in a number of its own, so this comes to an end.
                    names.decide_schema(key.clone(), format!("{taken}{}", undecided.len() + 2));
                    undecided.push((key.clone(), taken.clone()));
                }
                (None, _) => return Err(ExtractError::Names(problems)),
            }
        }
    }
}
