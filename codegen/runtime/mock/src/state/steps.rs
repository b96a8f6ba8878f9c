//! The steps of an operation, with what is the same for all of its calls worked out once.

use taurusdb_descriptor_types::resources::{Presence, Step};

use super::inlet::Inlet;
use super::names::Name;
use super::recipe::{Recipe, Way};
use super::sort::Sort;

/// One step, and what follows from its description.
#[derive(Debug)]
pub(crate) struct StepModel {
    pub(crate) sort: Sort,
    pub(crate) step: &'static Step,
    pub(crate) when: Box<[(Inlet, &'static [Presence])]>,
    /// The lists and maps through whose elements it goes, outer ones first.
    pub(crate) prefixes: Box<[&'static str]>,
    pub(crate) times: Option<Recipe>,
    pub(crate) parent: Option<Recipe>,
    pub(crate) matches: Box<[(Key, Recipe)]>,
    /// The attributes that it copies from the body, and where they stand there.
    pub(crate) copies: Box<[(Name, Inlet)]>,
    pub(crate) sets: Box<[(Name, Recipe)]>,
    pub(crate) ends: Box<[(Name, Recipe)]>,
    /// Whether what it sets may depend on the record itself.
    pub(crate) reads_itself: bool,
    /// Where it says whether the records that it makes are paid in advance.
    pub(crate) prepaid: Option<Recipe>,
    /// The numbers of the states that it names.
    pub(crate) via: Option<u8>,
    pub(crate) to: Option<u8>,
    pub(crate) fail: Option<u8>,
    pub(crate) then: Box<[u8]>,
}

/// What a record is chosen by.
#[derive(Debug)]
pub(crate) enum Key {
    /// The record that it lies under.
    Parent,
    /// A value, and whether it is the id, or a part of it.
    Value { way: Way, is_id: bool },
}

impl StepModel {
    /// A step of which nothing is known yet.
    pub(crate) fn new(sort: Sort, step: &'static Step) -> Self {
        Self {
            sort,
            step,
            when: Box::default(),
            prefixes: Box::default(),
            times: None,
            parent: None,
            matches: Box::default(),
            copies: Box::default(),
            sets: Box::default(),
            ends: Box::default(),
            reads_itself: false,
            prepaid: None,
            via: None,
            to: None,
            fail: None,
            then: Box::default(),
        }
    }
}
