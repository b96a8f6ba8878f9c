//! What is decided: the specification together with the names of everything that is emitted.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Type};

use super::enums::EnumPlan;
use super::modules::ModulePlan;
use super::operation::OperationPlan;
use super::record::{FieldPlan, RecordPlan};

/// The specification with all names decided.
pub struct Plan<'a> {
    /// The specification.
    pub api: &'a Api,
    /// All modules; the shared one first, then the groups in their order.
    pub modules: Vec<ModulePlan<'a>>,
    /// Rust names and homes of the schemas, by schema name.
    pub records: BTreeMap<&'a str, RecordPlan<'a>>,
    /// All enumerations, by Rust name.
    pub enums: BTreeMap<String, EnumPlan<'a>>,
    /// The types of fields that contain the schema that they belong to.
    boxed: Vec<&'a Type>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(
        api: &'a Api,
        modules: Vec<ModulePlan<'a>>,
        records: BTreeMap<&'a str, RecordPlan<'a>>,
        enums: BTreeMap<String, EnumPlan<'a>>,
    ) -> Self {
        let mut plan = Self { api, modules, records, enums, boxed: Vec::new() };
        plan.boxed = plan.boxed();
        plan
    }

    /// What stands in a box: types of fields that lead back to the schema that has them.
    fn boxed(&self) -> Vec<&'a Type> {
        let fields =
            self.api.schemas.iter().flat_map(|(name, schema)| {
                schema.fields.iter().map(move |field| (name, &field.kind))
            });
        fields.filter(|(name, kind)| self.embeds(kind, name)).map(|(_, kind)| kind).collect()
    }

    /// Whether callers can make a value of the record in which nothing is set. Not of a request
    /// with mandatory fields, unless it stands in a box, of which the runtime asks that.
    pub fn has_default(&self, record: &RecordPlan<'_>) -> bool {
        !record.is_request()
            || !record.fields.iter().any(FieldPlan::is_plain)
            || self.boxed.iter().any(|kind| self.embeds(kind, record.name))
    }

    /// The record of a schema. Validation has made sure that it exists.
    pub fn record(&self, schema: &str) -> &RecordPlan<'a> {
        &self.records[schema]
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

    /// The operation of an id, with the module that it stands in.
    pub fn operation(&self, id: &str) -> Option<(&ModulePlan<'a>, &OperationPlan<'a>)> {
        let found = |module: &&ModulePlan<'a>| id.starts_with(&module.id);
        self.modules.iter().filter(found).find_map(|module| {
            let operation = module.operations.iter().find(|plan| plan.operation.id == id)?;
            Some((module, operation))
        })
    }

    /// Whether a value of the type contains, without a list or map between, the schema `inner`.
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
