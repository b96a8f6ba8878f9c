//! What a walk over the model has found.

use std::collections::BTreeMap;

use taurusdb_descriptors::types::resources::Resource;

/// What a walk over the model has found: how much was checked, what was wrong, and what could not be driven.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) checked: usize,
    pub(crate) wrong: Vec<String>,
    /// Resource and what of it, by reason.
    pub(crate) undriven: BTreeMap<String, Vec<String>>,
    about: String,
}

impl Report {
    pub(crate) fn about(&mut self, what: &str) {
        what.clone_into(&mut self.about);
    }

    pub(crate) fn wrong(&mut self, what: impl std::fmt::Display) {
        self.wrong.push(format!("{}: {what}", self.about));
    }

    pub(crate) fn undriven(&mut self, resource: &Resource, what: &str, why: &str) {
        let list = self.undriven.entry(why.to_owned()).or_default();
        let what = format!("{}: {what}", resource.name);
        if !list.contains(&what) {
            list.push(what);
        }
    }
}
