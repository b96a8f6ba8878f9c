//! A rule as it is applied.

use taurusdb_descriptor_types::Service;

use super::counter::Often;
use super::effects::Effects;
use super::scope::Scope;
use crate::tree::{At, Misread};

/// Which requests meet a fault, how often, and what it does.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) name: Option<String>,
    pub(super) scope: Scope,
    pub(super) often: Often,
    pub(super) effects: Effects,
}

impl Rule {
    /// Reads a rule. Without a service, names of operations are taken as they are.
    pub(super) fn read(at: At<'_>, service: Option<&'static Service>) -> Result<Self, Misread> {
        let table = at.table()?;
        let rule = Self {
            name: table.get("name").map(|at| name(&at)).transpose()?,
            scope: Scope::read(&table, service)?,
            often: Often::read(&table)?,
            effects: Effects::read(&table, service)?,
        };
        let place = table.at().clone();
        table.end()?;
        match rule.effects.is_nothing() {
            true => Err(place.wrong(
                "the rule does nothing: give it a latency, a status, a reset or another effect",
            )),
            false => Ok(rule),
        }
    }
}

/// A name by which the rule can be asked for.
fn name(at: &At<'_>) -> Result<String, Misread> {
    let text = at.text()?;
    match text.trim().is_empty() {
        true => Err(at.expected("a name of some letters")),
        false => Ok(text),
    }
}
