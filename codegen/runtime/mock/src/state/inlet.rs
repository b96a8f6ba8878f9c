//! An input of calls, with the way to it looked at in advance.

use taurusdb_descriptor_types::resources::{Beside, FieldPath, Input};

use super::sort::Sort;
use crate::data::Way;

/// Where a call may say something.
#[derive(Clone, Debug)]
pub(crate) struct Inlet {
    pub(crate) input: Input,
    /// The way through the body, if it goes into no list and no map.
    pub(crate) way: Option<Way>,
    /// Else the last list or map on the way, and the way from its elements.
    pub(crate) inside: Option<(&'static str, Way)>,
}

impl Inlet {
    pub(crate) fn new(input: Input) -> Self {
        let way = match input {
            Input::Body(path) => Way::of(path),
            Input::Path(_) | Input::Query(_) => None,
        };
        let inside = match input {
            Input::Body(path) if way.is_none() => {
                let end = path.0.rfind([']', '}']).map_or(0, |at| at + 1);
                let (whole, rest) = path.0.split_at(end);
                let way = Way::of(FieldPath(rest.strip_prefix('.').unwrap_or(rest)));
                way.map(|way| (whole, way))
            }
            _ => None,
        };
        Self { input, way, inside }
    }
}

/// Inputs that together carry ids of one resource, each another attribute of them.
#[derive(Debug)]
pub(crate) struct Combined {
    pub(crate) sort: Sort,
    /// In the order in which the model has the attributes, so that messages name them as people do.
    pub(crate) inputs: Vec<(Inlet, &'static str)>,
    /// The lists and maps that they go through.
    pub(crate) prefixes: Box<[&'static str]>,
}

/// An input beside which stands the id of what its record belongs to.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) input: Inlet,
    pub(crate) of: Inlet,
    pub(crate) by: Option<FieldPath>,
    /// The lists and maps that they go through.
    pub(crate) prefixes: Box<[&'static str]>,
}

impl Pair {
    pub(crate) fn new(beside: &'static Beside) -> Self {
        let Beside { input, of, by } = *beside;
        let prefixes = prefixes(&[input, of]);
        Self { input: Inlet::new(input), of: Inlet::new(of), by, prefixes }
    }
}

/// The lists and maps that inputs go through, outer ones first: the path up to each `[]` or `{}`.
pub(crate) fn prefixes(each: &[Input]) -> Box<[&'static str]> {
    let mut prefixes: Vec<&'static str> = Vec::new();
    for input in each {
        let Input::Body(path) = input else { continue };
        for (at, mark) in path.0.char_indices().filter(|(_, c)| matches!(c, ']' | '}')) {
            let prefix = &path.0[..at + mark.len_utf8()];
            if !prefixes.contains(&prefix) {
                prefixes.push(prefix);
            }
        }
    }
    prefixes.into()
}
