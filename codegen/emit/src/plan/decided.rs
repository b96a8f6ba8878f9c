//! The plan: the specification, with the name of everything that is emitted.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Homes, Lock, Type};

use super::enums::{EnumPlan, by_use};
use super::modules::ModulePlan;
use super::old_names;
use super::operation::OperationPlan;
use super::record::{FieldPlan, RecordPlan};

/// The package of the client crate.
pub(crate) const CLIENT: &str = "taurusdb";

/// The specification with all names decided.
pub struct Plan<'a> {
    /// The specification.
    pub api: &'a Api,
    /// All modules; the shared one first, then the groups in their order.
    pub modules: Vec<ModulePlan<'a>>,
    /// The structs, by schema name.
    pub records: BTreeMap<&'a str, RecordPlan<'a>>,
    /// All enumerations, by Rust name.
    pub enums: BTreeMap<String, EnumPlan<'a>>,
    /// All names as the lock keeps them, and what was renamed.
    pub lock: Lock,
    /// The types of fields that contain the schema of the field itself.
    boxed: Vec<&'a Type>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(
        api: &'a Api,
        modules: Vec<ModulePlan<'a>>,
        records: BTreeMap<&'a str, RecordPlan<'a>>,
        enums: BTreeMap<String, EnumPlan<'a>>,
    ) -> Self {
        let operations = api.operations().map(|known| (known.key(), known.id.clone()));
        let since = api.versions.line(CLIENT);
        let homes = homes(&records, &enums);
        let mut lock = Lock::of(operations, by_use(&enums).into_iter(), homes, &api.lock, since);
        old_names::keep_what_can_be(&mut lock.renamed, api, &enums);
        let mut plan = Self { api, modules, records, enums, lock, boxed: Vec::new() };
        plan.boxed = plan.boxed();
        plan
    }

    /// The types that need a box: types of fields that contain the schema of the field itself.
    fn boxed(&self) -> Vec<&'a Type> {
        let fields =
            self.api.schemas.iter().flat_map(|(name, schema)| {
                schema.fields.iter().map(move |field| (name, &field.kind))
            });
        fields.filter(|(name, kind)| self.embeds(kind, name)).map(|(_, kind)| kind).collect()
    }

    /// Whether callers can make an empty value of the record. They cannot for a request with
    /// mandatory fields, unless a box holds it: there the runtime needs `Default`.
    pub fn has_default(&self, record: &RecordPlan<'_>) -> bool {
        !record.is_request()
            || !record.fields.iter().any(FieldPlan::is_plain)
            || self.boxed.iter().any(|kind| self.embeds(kind, record.name))
    }

    /// The old name of what a caller sets, if one is kept: of a field of a schema, or of a parameter of an
    /// operation, by its wire name.
    pub fn old_name(&self, owner: &str, wire: &str) -> Option<&str> {
        let names = self.lock.renamed.fields.get(owner)?;
        names.iter().find(|(_, new)| *new == wire).map(|(old, _)| old.as_str())
    }

    /// The old spellings of the values of an enumeration, each with the new one.
    pub fn old_values(&self, enumeration: &EnumPlan<'_>) -> BTreeMap<&str, &str> {
        let of_use = |(owner, field): &(&str, &str)| {
            self.lock.renamed.values.get(*owner).and_then(|fields| fields.get(*field))
        };
        let found = enumeration.uses.iter().filter_map(of_use).flatten();
        found.map(|(old, new)| (old.as_str(), new.as_str())).collect()
    }

    /// The record of a schema. Validation has made sure that it exists.
    pub fn record(&self, schema: &str) -> &RecordPlan<'a> {
        &self.records[schema]
    }

    /// The module of a schema or an enumeration, by the name that the lock has for it, and the type's name.
    pub fn type_of(&self, name: &str) -> Option<(&ModulePlan<'a>, &str)> {
        let record = self.records.get(name).filter(|record| record.is_emitted);
        let record = record.map(|record| (&record.home, record.ident.as_str()));
        let (home, ident) = record
            .or_else(|| self.enums.get(name).map(|plan| (&plan.home, plan.ident.as_str())))?;
        Some((self.modules.iter().find(|module| module.home == *home)?, ident))
    }

    /// The modules at the root of the crate, each with a feature of its own.
    pub fn top_modules(&self) -> impl Iterator<Item = &ModulePlan<'a>> {
        self.modules.iter().filter(|module| module.home.is_top())
    }

    /// The path of an operation's builder, below the crate: `instances::List`.
    pub fn builder_path(&self, id: &str) -> Option<String> {
        let (module, operation) = self.operation(id)?;
        Some(format!("{}::{}", module.home.path(), operation.builder))
    }

    /// The operation with this id, and its module.
    pub fn operation(&self, id: &str) -> Option<(&ModulePlan<'a>, &OperationPlan<'a>)> {
        let found = |module: &&ModulePlan<'a>| id.starts_with(&module.id);
        self.modules.iter().filter(found).find_map(|module| {
            let operation = module.operations.iter().find(|plan| plan.operation.id == id)?;
            Some((module, operation))
        })
    }

    /// Whether a value of the type contains the schema `inner` directly, without a list or map
    /// between.
    pub fn embeds(&self, kind: &Type, inner: &str) -> bool {
        let mut seen = Vec::new();
        self.embeds_within(kind, inner, &mut seen)
    }

    fn embeds_within<'b>(&'b self, kind: &'b Type, inner: &str, seen: &mut Vec<&'b str>) -> bool {
        let Type::Schema(name) = kind else { return false };
        if name == inner {
            return true;
        }
        if seen.contains(&name.as_str()) {
            return false;
        }
        seen.push(name);
        let fields = &self.api.schemas[name].fields;
        fields.iter().any(|field| self.embeds_within(&field.kind, inner, seen))
    }
}

/// The module of each type of the client, by the names that the lock knows.
fn homes(
    records: &BTreeMap<&str, RecordPlan<'_>>,
    enums: &BTreeMap<String, EnumPlan<'_>>,
) -> Homes {
    let records = records.values().filter(|record| record.is_emitted);
    let records = records.map(|record| (&record.home, record.name));
    let enums = enums.values().map(|plan| (&plan.home, plan.ident.as_str()));
    let mut homes = Homes::new();
    for (home, name) in records.chain(enums) {
        homes.entry(home.path()).or_default().insert(name.to_owned());
    }
    homes
}
