//! An input of calls, with the way to it looked at in advance.

use taurusdb_descriptor_types::resources::Input;

use super::sort::Sort;
use crate::data::goes_inside;

/// Where a call may say something.
#[derive(Clone, Debug)]
pub(crate) struct Inlet {
    pub(crate) input: Input,
    /// The names on the way through the body, if it goes into no list and no map.
    pub(crate) names: Option<Box<[&'static str]>>,
}

impl Inlet {
    pub(crate) fn new(input: Input) -> Self {
        let names = match input {
            Input::Body(path) if !path.0.is_empty() && !goes_inside(path) => {
                Some(path.0.split('.').collect())
            }
            Input::Body(_) | Input::Path(_) | Input::Query(_) => None,
        };
        Self { input, names }
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
