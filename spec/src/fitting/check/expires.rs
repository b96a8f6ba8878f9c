//! Checks how long records are kept.

use super::checker::Check;
use crate::resources::places::Key;
use crate::resources::{Resource, Source};

impl Check<'_> {
    /// Checks the moment from which on the time counts, and where its length comes from.
    pub(super) fn expires(&mut self, key: &Key, name: &str, resource: &Resource) {
        let Some(expires) = &resource.expires else { return };
        let key = key.to("expires");
        self.need_attribute(&key.to("since"), name, &expires.since);
        for path in expires.only.keys() {
            self.need_attribute(&key.to("only"), name, path);
        }
        let key = key.to(expires.unit_name());
        match &expires.after {
            Source::Text(text) if text.parse::<u32>().is_err() => {
                self.report(&key, format!("'={text}' is no number: expected one, such as \"=7\""));
            }
            after => self.source(&key, name, after, None),
        }
    }
}
