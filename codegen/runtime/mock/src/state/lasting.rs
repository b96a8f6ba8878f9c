//! How long records last: what the description says of it, ready to be asked.

use taurusdb_descriptor_types::resources::FieldPath;

use super::recipe::{Recipe, Way};

/// How long the records of a resource last.
#[derive(Debug)]
pub(crate) struct Lasting {
    /// The attribute with the moment from which on the time counts.
    pub(crate) since: &'static str,
    /// How many of the unit.
    pub(crate) after: Recipe,
    /// The unit, in milliseconds.
    pub(crate) unit: i64,
    /// The values that records have which do not last for good.
    pub(crate) only: &'static [(FieldPath, &'static [&'static str])],
}

impl Lasting {
    /// What a setting is read from, in this order.
    pub(crate) fn ways(&self) -> Vec<&Way> {
        let mut found = Vec::new();
        ways(&self.after, &mut found);
        found
    }
}

fn ways<'r>(recipe: &'r Recipe, found: &mut Vec<&'r Way>) {
    match recipe {
        Recipe::Read(way) => found.push(way),
        Recipe::Fixed(_) | Recipe::Word(_) => {}
        Recipe::First { from, default, .. } => {
            ways(from, found);
            default.iter().for_each(|default| ways(default, found));
        }
        Recipe::Join { parts, .. } => parts.iter().for_each(|part| ways(part, found)),
        Recipe::Entry { of, key } => {
            ways(of, found);
            ways(key, found);
        }
    }
}
