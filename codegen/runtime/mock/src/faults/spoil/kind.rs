//! The ways to spoil an answer, and their names.

use super::fields::Fields;
use super::lists::Lists;
use super::scalars::Scalars;
use super::totals::Totals;
use super::values::Values;
use super::wrap::Wrap;
use super::writing::Writing;
use crate::tree::{Misread, Table};

/// One way to spoil an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spoil {
    Scalars(Scalars),
    Totals(Totals),
    Fields(Fields),
    Values(Values),
    Lists(Lists),
    Wrap(Wrap),
    Writing(Writing),
}

impl Spoil {
    /// All that a rule asks for, in the order in which they are applied: first what the JSON says,
    /// then how it is written.
    pub(in crate::faults) fn read(table: &Table<'_>) -> Result<Vec<Self>, Misread> {
        let mut all = Vec::new();
        if let Some(at) = table.get("lists") {
            all.push(Self::Lists(Lists::read(&at)?));
        }
        if let Some(at) = table.get("totals") {
            all.push(Self::Totals(Totals::read(&at)?));
        }
        if let Some(at) = table.get("values") {
            all.push(Self::Values(Values::read(at)?));
        }
        if let Some(at) = table.get("fields") {
            all.push(Self::Fields(Fields::read(at)?));
        }
        if let Some(at) = table.get("scalars") {
            all.push(Self::Scalars(Scalars::read(at)?));
        }
        if let Some(at) = table.get("wrap") {
            all.push(Self::Wrap(Wrap::read(&at)?));
        }
        if let Some(at) = table.get("writing") {
            for at in at.one_or_list()? {
                all.push(Self::Writing(Writing::read(&at)?));
            }
        }
        Ok(all)
    }
}
