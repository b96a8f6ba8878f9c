//! Patterns that are read once, for many texts.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use regex_lite::Regex;

use crate::sequence::Sequence;

/// A pattern that was read.
#[derive(Debug)]
pub(crate) enum Pattern {
    Sequence(Sequence),
    Regex(Regex),
    /// Nothing matches what cannot be read.
    Unreadable,
}

impl Pattern {
    pub(crate) fn of(pattern: &str) -> Self {
        match Sequence::of(pattern) {
            Some(sequence) => Self::Sequence(sequence),
            None => Regex::new(pattern).map_or(Self::Unreadable, Self::Regex),
        }
    }

    /// Whether a text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Sequence(sequence) => sequence.matches(text),
            Self::Regex(regex) => regex.is_match(text),
            Self::Unreadable => false,
        }
    }
}

/// Whether a text matches a pattern. Patterns are read once: there are as many as a description has.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    static READ: RwLock<BTreeMap<String, Pattern>> = RwLock::new(BTreeMap::new());
    // An entry is there whole or not at all.
    let read = READ.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(pattern) = read.get(pattern) {
        return pattern.matches(text);
    }
    drop(read);
    let made = Pattern::of(pattern);
    let fits = made.matches(text);
    let mut read = READ.write().unwrap_or_else(PoisonError::into_inner);
    read.insert(pattern.to_owned(), made);
    fits
}
