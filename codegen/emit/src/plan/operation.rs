use std::collections::BTreeMap;

use taurusdb_spec::{Location, Mandatory, Operation, Parameter};

use super::enums::EnumPlan;
use super::ident::{field_ident, method_ident, type_ident, unique};
use super::record::RecordPlan;
use crate::EmitError;

/// Headers that the client sets by itself on every request.
const CLIENT_HEADERS: [&str; 2] = ["X-Auth-Token", "Content-Type"];

/// The path parameter that the client knows.
const PROJECT: &str = "project_id";

/// The builder of one operation.
pub struct OperationPlan<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Name of the method that begins a call.
    pub method: String,
    /// Name of its file's module.
    pub file: String,
    /// Name of the builder.
    pub builder: String,
    /// Path parameters that the caller gives, in the order of the path: arguments of the method.
    pub arguments: Vec<ParameterPlan<'a>>,
    /// Query and header parameters with setters.
    pub parameters: Vec<ParameterPlan<'a>>,
    /// Names of the setters of the body's fields, in the order of its fields.
    pub body_setters: Vec<String>,
    /// Name of the body's schema.
    pub body: Option<&'a str>,
    /// Name of the success response's schema; `None` where the document describes no body.
    pub response: Option<&'a str>,
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
}

impl ParameterPlan<'_> {
    /// Whether a call cannot be sent without it. The client has values of its own for headers.
    pub fn is_mandatory(&self) -> bool {
        self.parameter.mandatory == Mandatory::Yes && self.parameter.location == Location::Query
    }
}

pub(super) fn plan_operation<'a>(
    operation: &'a Operation,
    records: &BTreeMap<&'a str, RecordPlan<'a>>,
    enums: &BTreeMap<String, EnumPlan<'a>>,
) -> Result<OperationPlan<'a>, EmitError> {
    let enumeration = |name: &str| {
        enums
            .values()
            .find(|plan| plan.uses.contains(&(operation.id.as_str(), name)))
            .map(|plan| plan.ident.clone())
    };
    let order: Vec<&str> = operation
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .filter(|name| *name != PROJECT)
        .collect();
    // The function that begins a call has names of its own.
    let own = ["client", "call"].map(str::to_owned);
    let argument_idents =
        unique(own.into_iter().chain(order.iter().map(|name| field_ident(name)))).split_off(2);
    let arguments = order
        .iter()
        .zip(argument_idents)
        .filter_map(|(name, ident)| {
            let parameter = operation.parameters_in(Location::Path).find(|p| p.name == *name)?;
            Some(ParameterPlan { parameter, ident, enumeration: None })
        })
        .collect();

    let outside: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| match parameter.location {
            Location::Path => false,
            Location::Query => true,
            Location::Header => !CLIENT_HEADERS.contains(&parameter.name.as_str()),
        })
        .collect();
    let body = operation.request.as_ref().map(|body| body.schema.as_str());
    let fields = body.map_or(&[][..], |name| &records[name].fields);
    // The body's names come first: they are what a caller thinks of.
    let idents = unique(
        fields
            .iter()
            .map(|field| method_ident(&field.field.name))
            .chain(outside.iter().map(|parameter| method_ident(&parameter.name))),
    );
    let (body_setters, parameter_idents) = idents.split_at(fields.len());
    let parameters = outside
        .into_iter()
        .zip(parameter_idents)
        .map(|(parameter, ident)| ParameterPlan {
            parameter,
            ident: ident.clone(),
            enumeration: enumeration(&parameter.name),
        })
        .collect();
    Ok(OperationPlan {
        operation,
        method: field_ident(operation.command()),
        // `mod.rs` and `types.rs` are the group's own.
        file: match field_ident(operation.command()) {
            name if name == "r#mod" || name == "types" => {
                format!("{}_call", operation.command())
            }
            name => name,
        },
        builder: type_ident(operation.command()),
        arguments,
        parameters,
        body_setters: body_setters.to_vec(),
        body,
        response: operation.success().and_then(|(_, response)| response.schema.as_deref()),
    })
}
