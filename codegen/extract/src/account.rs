//! Gives each line of the document a class, so that no line goes unread.

use std::collections::BTreeMap;

use crate::fault::{Fault, quote};
use crate::read::{Class, Document, Source, Span};

/// The number of lines of each class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Number of lines of each class.
    pub lines: BTreeMap<Class, u32>,
}

/// Gives every line its class. A line that no stage has claimed is a fault.
pub(crate) fn account(
    mut document: Document,
    claims: impl IntoIterator<Item = (Span, Class)>,
    source: &Source,
) -> Result<Accounts, Fault> {
    for (span, class) in claims {
        document.classify(span, class);
    }
    let headings: Vec<u32> = document.sections.iter().map(|section| section.span.first).collect();
    for line in headings {
        document.classify(Span::new(line, line), Class::Furniture);
    }
    let mut accounts = Accounts::default();
    for (index, class) in document.classes.iter().enumerate() {
        let Some(class) = class else {
            let line = u32::try_from(index + 1).expect("lines are counted in 32 bits");
            let found = source.lines().nth(index).unwrap_or_default();
            return Err(Fault::new(line, quote(found), "a line that one of the stages reads"));
        };
        *accounts.lines.entry(*class).or_default() += 1;
    }
    Ok(accounts)
}
