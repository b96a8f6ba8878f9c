//! Which headings a section of the document must have: those that nearly all its sections have.
//!
//! Services write their references by different patterns, and one reference may have an older and a
//! newer one. A heading that only a few sections lack was lost.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::interpret::Draft;

/// A heading that is lacking in at most one of this many sections was lost there.
const FEW: usize = 10;

/// What the sections of a document lack.
pub struct Lacking {
    /// A fault for each section that lacks what nearly all others have.
    pub lost: Vec<Fault>,
    /// The headings that the document does without in more sections, and in how many.
    pub absent: Vec<(String, usize)>,
}

/// Compares all sections with each other. Of the reference of a service that nobody has looked at, no
/// heading is known to be needed.
pub fn lacking(drafts: &[Draft], any_service: bool) -> Lacking {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for lack in drafts.iter().flat_map(|draft| &draft.lacks) {
        *counts.entry(&lack.heading).or_default() += 1;
    }
    let is_lost = |heading: &str| !any_service && counts[heading] * FEW <= drafts.len();
    let lost = drafts.iter().filter_map(|draft| {
        let lack = draft.lacks.iter().find(|lack| is_lost(&lack.heading))?;
        Some(lack.fault.clone().in_section(&draft.section))
    });
    let lost = lost.collect();
    let absent = counts.iter().filter(|(heading, _)| !is_lost(heading));
    let absent = absent.map(|(heading, count)| ((*heading).to_owned(), *count)).collect();
    Lacking { lost, absent }
}
