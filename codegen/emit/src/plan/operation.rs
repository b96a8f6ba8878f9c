//! The builder of an operation, and all other names that come from the operation.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase;
use taurusdb_spec::{Api, Location, Mandatory, Operation, Parameter};

use super::command::{flags, kebab, old_flag, value_name};
use super::enums::{EnumPlan, by_use};
use super::home::Home;
use super::ident::{bare, field_ident, method_ident, type_ident, unique};
use super::record::RecordPlan;

/// The builder of one operation.
pub struct OperationPlan<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Name of the method that begins a call.
    pub method: String,
    /// Name of its file's module.
    pub module: String,
    /// Name of its file, below the folder of the group.
    pub file: String,
    /// Name of the builder.
    pub builder: String,
    /// Path parameters that the caller passes to the method, in the order of the path.
    pub arguments: Vec<ParameterPlan<'a>>,
    /// Query and header parameters with setters.
    pub parameters: Vec<ParameterPlan<'a>>,
    /// Names of the setters of the body's fields, in the order of its fields.
    pub body_setters: Vec<String>,
    /// The values, besides the arguments, without which a call cannot be sent.
    pub mandatory: Vec<MandatoryPlan>,
    /// Name of its test.
    pub test: String,
    /// Name of its constant among the descriptors of the group.
    pub descriptor: String,
    /// Name of its command, below that of the group.
    pub command: String,
    /// Name of the body's schema.
    pub body: Option<&'a str>,
    /// Name of the success response's schema; `None` where the document describes no body.
    pub response: Option<&'a str>,
    /// Names of the schemas in its file: bodies that only it uses.
    pub own: Vec<&'a str>,
}

/// A parameter outside the body.
#[derive(Clone, Debug)]
pub struct ParameterPlan<'a> {
    /// The parameter.
    pub parameter: &'a Parameter,
    /// Name of the setter or argument.
    pub ident: String,
    /// Name of the enumeration that its text is, if it is one.
    pub enumeration: Option<String>,
    /// Flag of the command line; `None` for a positional argument, or if a flag of every command
    /// sets it.
    pub flag: Option<String>,
    /// Placeholder for the value in the help of the command line.
    pub value_name: String,
}

/// A mandatory value that the type of a builder keeps track of.
#[derive(Clone, Debug)]
pub struct MandatoryPlan {
    /// Name of the setter.
    pub setter: String,
    /// Name of the field on the wire, if it is one of the body.
    pub field: Option<String>,
}

impl MandatoryPlan {
    /// Whether it is a field of the body.
    pub fn is_in_body(&self) -> bool {
        self.field.is_some()
    }
}

impl OperationPlan<'_> {
    /// The old and the new flag of a parameter that has another name now, if an old one can be kept.
    pub fn old_flag(&self, old: &str, new: &str) -> Option<(String, String)> {
        let now = self.parameters.iter().find(|known| known.parameter.name == new)?.flag.clone()?;
        let taken: Vec<Option<String>> =
            self.parameters.iter().map(|known| known.flag.clone()).collect();
        Some((old_flag(old, &taken)?, now))
    }
}

impl ParameterPlan<'_> {
    /// Whether a call cannot be sent without it. Headers have defaults in the client.
    pub fn is_mandatory(&self) -> bool {
        self.parameter.mandatory == Mandatory::Yes && self.parameter.location == Location::Query
    }
}

/// What the plan of an operation depends on.
pub(super) struct Operations<'p, 'a> {
    records: &'p BTreeMap<&'a str, RecordPlan<'a>>,
    /// Names of the enumerations, by where they are used.
    enums: BTreeMap<(&'p str, &'p str), &'p str>,
    /// The bodies in the file of their only operation, by operation.
    own: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'p, 'a> Operations<'p, 'a> {
    pub(super) fn new(
        api: &'a Api,
        records: &'p BTreeMap<&'a str, RecordPlan<'a>>,
        enums: &'p BTreeMap<String, EnumPlan<'a>>,
    ) -> Self {
        Self { records, enums: by_use(enums), own: own_bodies(api, records) }
    }

    /// Whether the schema is a body in the file of its operation.
    pub(super) fn is_own(&self, schema: &str) -> bool {
        self.own.values().any(|own| own.contains(&schema))
    }

    pub(super) fn plan(&self, operation: &'a Operation) -> OperationPlan<'a> {
        let body = operation.request.as_ref().map(|body| body.schema.as_str());
        let (body_setters, parameters) = self.setters(operation, body);
        let method = field_ident(operation.command());
        // `mod.rs` and `types.rs` belong to the group itself.
        let module = match bare(&method) {
            name @ ("mod" | "types") => format!("{name}_call"),
            _ => method.clone(),
        };
        OperationPlan {
            operation,
            method,
            file: format!("{}.rs", bare(&module)),
            module,
            mandatory: self.mandatory(body, &body_setters, &parameters),
            test: operation.id.replace('.', "_"),
            descriptor: operation.command().to_shouty_snake_case(),
            command: kebab(operation.command()),
            builder: type_ident(operation.command()),
            arguments: arguments(operation),
            parameters,
            body_setters,
            body,
            response: operation.success().and_then(|(_, response)| response.schema.as_deref()),
            own: self.own[operation.id.as_str()].clone(),
        }
    }

    /// The setters of the body's fields and those of the query and header parameters.
    fn setters(
        &self,
        operation: &'a Operation,
        body: Option<&str>,
    ) -> (Vec<String>, Vec<ParameterPlan<'a>>) {
        let outside: Vec<&Parameter> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location != Location::Path && !parameter.is_implied())
            .collect();
        let fields = body.map_or(&[][..], |name| &self.records[name].fields);
        // The fields of the body get their names first: callers use them most.
        let mut idents = unique(
            fields
                .iter()
                .map(|field| method_ident(&field.field.name))
                .chain(outside.iter().map(|parameter| method_ident(&parameter.name))),
        );
        let rest = idents.split_off(fields.len());
        let flags = flags(outside.iter().map(|parameter| (&*parameter.name, parameter.location)));
        let parameter = |((parameter, ident), flag): ((&'a Parameter, String), Option<String>)| {
            let enumeration = self.enums.get(&(&*operation.id, &*parameter.name));
            ParameterPlan {
                parameter,
                ident,
                enumeration: enumeration.map(|ident| (*ident).to_owned()),
                flag,
                value_name: value_name(&parameter.name),
            }
        };
        (idents, outside.into_iter().zip(rest).zip(flags).map(parameter).collect())
    }

    fn mandatory(
        &self,
        body: Option<&str>,
        body_setters: &[String],
        parameters: &[ParameterPlan<'_>],
    ) -> Vec<MandatoryPlan> {
        let fields = body.map_or(&[][..], |name| &self.records[name].fields).iter();
        let fields = fields.zip(body_setters).filter(|(field, _)| field.is_plain());
        let fields = fields.map(|(field, setter)| (setter, Some(&field.field.name)));
        let outside = parameters.iter().filter(|parameter| parameter.is_mandatory());
        let outside = outside.map(|parameter| (&parameter.ident, None));
        let mandatory = |(setter, field): (&String, Option<&String>)| MandatoryPlan {
            setter: setter.clone(),
            field: field.cloned(),
        };
        fields.chain(outside).map(mandatory).collect()
    }
}

fn arguments(operation: &Operation) -> Vec<ParameterPlan<'_>> {
    let parameters: Vec<&Parameter> = operation
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .filter_map(|name| operation.parameters_in(Location::Path).find(|p| p.name == name))
        .filter(|parameter| !parameter.is_project())
        .collect();
    // The function that begins a call has variables with these names.
    let own = ["client", "call"].map(str::to_owned);
    let idents = own.into_iter().chain(parameters.iter().map(|p| field_ident(&p.name)));
    let idents = unique(idents).split_off(2);
    parameters
        .into_iter()
        .zip(idents)
        .map(|(parameter, ident)| ParameterPlan {
            parameter,
            ident,
            enumeration: None,
            flag: None,
            value_name: value_name(&parameter.name),
        })
        .collect()
}

/// The bodies of requests and answers that only one operation uses and that nothing outside its
/// group contains.
fn own_bodies<'a>(
    api: &'a Api,
    records: &BTreeMap<&'a str, RecordPlan<'a>>,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in api.operations() {
        for schema in operation.schemas().collect::<BTreeSet<_>>() {
            *count.entry(schema).or_default() += 1;
        }
    }
    let own = |operation: &'a Operation| {
        let home = Home::of_group(operation.group());
        let mut own: Vec<&str> = Vec::new();
        for schema in operation.schemas() {
            let record = &records[schema];
            let is_own = count[schema] == 1 && record.is_emitted && record.home == home;
            if is_own && !own.contains(&schema) {
                own.push(schema);
            }
        }
        (operation.id.as_str(), own)
    };
    api.operations().map(own).collect()
}
