//! Every name of the generated code, decided before a line is emitted.
//!
//! Identifiers, modules and files, Cargo features, statics, type parameters, tests, commands and
//! flags: emitters take them from here and never make their own. If two items would share a name,
//! that is an error before anything is written.

mod collisions;
mod command;
mod decided;
mod enums;
mod handles;
mod home;
mod ident;
mod modules;
mod old_names;
mod operation;
mod reachable;
mod record;

pub use command::{RESERVED, typed, value_name};
#[cfg(feature = "code")]
pub(crate) use decided::CLIENT;
pub use decided::Plan;
pub use enums::EnumPlan;
pub use home::Home;
pub use ident::{bare, field_ident, method_ident, setter_ident, type_ident, unique, variant_ident};
pub use modules::{ChildPlan, ModulePlan};
pub use operation::{MandatoryPlan, OperationPlan, ParameterPlan};
pub use record::{FieldPlan, RecordPlan};

use taurusdb_spec::Api;

use crate::EmitError;

impl<'a> Plan<'a> {
    /// Decides all names.
    ///
    /// # Errors
    /// Fails if two items would get the same name in the same place.
    pub fn new(api: &'a Api) -> Result<Self, EmitError> {
        let plan = Self::sketch(api);
        collisions::check(&plan)?;
        Ok(plan)
    }

    /// Decides all names, for who writes no code: two items of it may have the same name.
    pub fn sketch(api: &'a Api) -> Self {
        let homes = home::homes(api);
        let structs = record::idents(api);
        let reachable = reachable::schemas(api);
        let enums = enums::plan(api, &homes, &structs, &reachable);
        let records = record::plan(api, &homes, structs, &enums, &reachable);
        let modules = modules::plan(api, &records, &enums);
        Self::of(api, modules, records, enums)
    }
}
