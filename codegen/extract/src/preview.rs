//! Reads a document that the decisions of people do not fit yet: not every name is decided, or a
//! decided name or fix belongs to nothing in it any more. What is left to do is listed, all at once.

use taurusdb_spec::{Fixes, Names, OverlayError};

use crate::pipeline::{ExtractError, Extraction, extract_source};
use crate::read::Source;

/// A specification, and what is left to decide for it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The specification, with made-up names where no name is decided.
    pub extraction: Extraction,
    /// The tables that need a name: for each, the key that it gets in `schemas.toml`, and the name
    /// that it would have but that another schema has already.
    pub undecided: Vec<(String, String)>,
    /// For each of these tables: which other one would have the name, and what to do.
    pub clashes: Vec<String>,
    /// For each decided name that fits nothing in the document: what is wrong and what to do.
    pub stale_names: Vec<String>,
    /// The fixes that do not apply any more, or are incomplete.
    pub stale_fixes: Vec<OverlayError>,
}

/// Reads a document, without the decided names and fixes that do not fit it.
///
/// # Errors
/// Fails if the document itself is not understood; no decision can mend that.
pub fn preview(document: &Source, names: &Names, fixes: &Fixes) -> Result<Preview, ExtractError> {
    let (mut names, mut fixes) = (names.clone(), fixes.clone());
    let (mut undecided, mut stale_names) = (Vec::<(String, String)>::new(), Vec::new());
    let mut clashes = Vec::new();
    let mut stale_fixes: Vec<OverlayError> = Vec::new();
    loop {
        let problems = match extract_source(document, &names, &fixes) {
            Ok(extraction) => {
                return Ok(Preview { extraction, undecided, clashes, stale_names, stale_fixes });
            }
            // Each fix is tolerated once, so the loop ends.
            Err(ExtractError::Fixes(errors)) if errors.iter().all(|e| !stale_fixes.contains(e)) => {
                errors.iter().for_each(|error| fixes.tolerate(error));
                stale_fixes.extend(errors);
                continue;
            }
            Err(ExtractError::Names(problems)) => problems,
            Err(error) => return Err(error),
        };
        for problem in &problems {
            match (&problem.place, &problem.undecided) {
                (Some(place), _) => {
                    names.forget(place);
                    stale_names.push(problem.message.clone());
                }
                (None, Some((key, taken))) if undecided.iter().all(|(known, _)| known != key) => {
                    // Each name gets a number of its own, so the loop ends.
                    names.decide_schema(key.clone(), format!("{taken}{}", undecided.len() + 2));
                    undecided.push((key.clone(), taken.clone()));
                    clashes.push(problem.message.clone());
                }
                (None, _) => return Err(ExtractError::Names(problems)),
            }
        }
    }
}
