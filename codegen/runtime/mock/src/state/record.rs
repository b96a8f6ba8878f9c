//! One record: what is known of one thing that exists.

use std::sync::Arc;

use serde_json::Value;

use super::sort::Sort;

/// The number of a record. Numbers grow and are never used again, so their order is that of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Seq(pub(crate) u64);

/// What is known of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) sort: Sort,
    pub(crate) seq: Seq,
    /// What it lies under; a project lies under itself.
    pub(crate) parent: Seq,
    /// The position of its state among those of its resource.
    pub(crate) state: Option<u8>,
    /// When it was made, in milliseconds of virtual time.
    pub(crate) born: i64,
    /// Attributes and their values, sorted by name.
    attributes: Vec<(&'static str, Value)>,
    /// The hashes of their names, in the same order: all of them stand side by side, so that an attribute is
    /// found, or found missing, without looking at the others.
    hashes: Vec<u32>,
}

/// How many attributes a record has room for while it is made.
const USUAL: usize = 16;

/// The name of an attribute, ready to be looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub(crate) text: &'static str,
    hash: u32,
}

impl Name {
    pub(crate) fn new(text: &'static str) -> Self {
        Self { text, hash: hash(text) }
    }
}

fn hash(text: &str) -> u32 {
    // FNV-1a.
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A record as it was when a call wrote or found it.
pub(crate) type Shared = Arc<Record>;

impl Record {
    pub(crate) fn new(sort: Sort, seq: Seq, parent: Seq, born: i64) -> Self {
        Self {
            sort,
            seq,
            parent,
            state: None,
            born,
            attributes: Vec::with_capacity(USUAL),
            hashes: Vec::with_capacity(USUAL),
        }
    }

    /// Gives back the room for more attributes: from now on there will be few.
    pub(crate) fn settled(&mut self) {
        self.attributes.shrink_to_fit();
        self.hashes.shrink_to_fit();
    }

    /// What is kept under a name.
    pub(crate) fn get(&self, attribute: &str) -> Option<&Value> {
        self.found(attribute, hash(attribute))
    }

    /// The same for a name that is looked up often.
    pub(crate) fn named(&self, name: Name) -> Option<&Value> {
        self.found(name.text, name.hash)
    }

    fn found(&self, attribute: &str, hash: u32) -> Option<&Value> {
        let mut attributes = self.hashes.iter().zip(&self.attributes);
        let found = attributes.find(|(own, (name, _))| **own == hash && *name == attribute);
        found.map(|(_, (_, value))| value)
    }

    /// Keeps a value. Maps are merged: what a call does not name stays.
    pub(crate) fn set(&mut self, attribute: &'static str, value: Value) {
        match self.attributes.binary_search_by(|(name, _)| (*name).cmp(attribute)) {
            Ok(index) => match (&mut self.attributes[index].1, value) {
                (Value::Object(old), Value::Object(new)) => old.extend(new),
                (old, new) => *old = new,
            },
            Err(index) => {
                self.attributes.insert(index, (attribute, value));
                self.hashes.insert(index, hash(attribute));
            }
        }
    }

    /// All that is kept, by name.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.attributes.iter().map(|(name, value)| (*name, value))
    }
}
