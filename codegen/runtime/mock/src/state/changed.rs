//! Notes of what has changed since somebody last asked.

use std::collections::BTreeMap;

/// Notes what changes, from the first time on that somebody asks.
#[derive(Debug)]
pub(crate) struct Changed<K, V>(Option<BTreeMap<K, V>>);

impl<K, V> Default for Changed<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: Ord, V> Changed<K, V> {
    pub(crate) fn note(&mut self, key: K, value: V) {
        if let Some(changed) = &mut self.0 {
            changed.insert(key, value);
        }
    }

    /// What has changed since the last time; `None` if nobody has asked before.
    pub(crate) fn take(&mut self) -> Option<BTreeMap<K, V>> {
        self.0.replace(BTreeMap::new())
    }
}
