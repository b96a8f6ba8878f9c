//! Whether an object has a key already, while it is being read.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::Data;
use super::key::Key;

/// The keys of an object that is being read.
#[derive(Default)]
pub(crate) struct Keys {
    /// Which of a few kinds of keys there are: of most keys, this tells that they are new.
    kinds: u64,
    /// All of them, where there are many.
    all: Option<HashSet<SmolStr>>,
}

/// How many keys are looked at one by one.
const FEW: usize = 32;

impl Keys {
    /// Whether an object has a key already; from now on it has.
    pub(crate) fn know(&mut self, key: &Key, object: &[(Key, Data)]) -> bool {
        if object.len() >= FEW {
            let text = |key: &Key| SmolStr::new(key.as_str());
            let keys = || object.iter().map(|(key, _)| text(key)).collect();
            return !self.all.get_or_insert_with(keys).insert(text(key));
        }
        let kind = key.mark().kind();
        let is_new = self.kinds & kind == 0;
        self.kinds |= kind;
        !is_new && object.iter().any(|(own, _)| own == key)
    }
}
