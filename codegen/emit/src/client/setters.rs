//! The methods of a builder that take one value each.

use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::{Facts, Location, Type};

use super::docs;
use super::imports::Imports;
use super::types::{Text, argument, ident, rust_type};
use crate::plan::{OperationPlan, ParameterPlan, Plan, method_ident};

/// A method of a builder that takes one value.
pub(super) struct Setter<'a> {
    /// Its name, which is also the name of its argument.
    pub(super) name: &'a str,
    /// The type of the argument.
    pub(super) takes: TokenStream,
    /// The statements that store the argument.
    pub(super) does: TokenStream,
    /// What the value means.
    pub(super) text: String,
    /// Its name of versions before, if it had another one.
    pub(super) old: Option<String>,
    /// The attribute of a value that should be used no more.
    pub(super) deprecated: Option<TokenStream>,
}

/// The setters of an operation: the fields of its body first, then its parameters.
pub(super) fn setters<'a>(
    plan: &Plan<'_>,
    operation: &'a OperationPlan<'_>,
    imports: &mut Imports,
) -> Vec<Setter<'a>> {
    let mut setters = of_body(plan, operation, imports);
    let parameters = operation.parameters.iter();
    setters.extend(parameters.map(|parameter| of_parameter(plan, operation, parameter, imports)));
    // An old name that another setter has now is not free.
    let taken: Vec<&str> = setters.iter().map(|setter| setter.name).collect();
    for setter in &mut setters {
        setter.old.take_if(|old| taken.contains(&old.as_str()));
    }
    setters
}

fn of_body<'a>(
    plan: &Plan<'_>,
    operation: &'a OperationPlan<'_>,
    imports: &mut Imports,
) -> Vec<Setter<'a>> {
    let Some(body) = operation.body else { return Vec::new() };
    let fields = plan.record(body).fields.iter().zip(&operation.body_setters);
    let setter = |(field, name): (&crate::plan::FieldPlan<'_>, &'a String)| {
        let target = ident(&field.ident);
        let kind = &field.field.kind;
        let (takes, mut value) = argument(plan, kind, field.text(), &ident(name), imports);
        if plan.embeds(kind, body) {
            value = quote!(Box::new(#value));
        }
        if !field.is_plain() {
            value = quote!(Some(#value));
        }
        let text = docs::field(plan, &field.subject(body));
        let old = plan.old_name(body, &field.field.name).map(method_ident);
        let deprecated = docs::deprecated_setter(&field.field.facts);
        Setter { name, takes, does: quote!(self.body.#target = #value;), text, old, deprecated }
    };
    fields.map(setter).collect()
}

fn of_parameter<'a>(
    plan: &Plan<'_>,
    operation: &OperationPlan<'_>,
    planned: &'a ParameterPlan<'_>,
    imports: &mut Imports,
) -> Setter<'a> {
    let (parameter, enumeration) = (planned.parameter, planned.enumeration.as_deref());
    let (wire, kind) = (&parameter.name, &parameter.kind);
    // Headers are set as text.
    let text = match parameter.location {
        Location::Header => Text::of(&Facts::default(), enumeration),
        _ => Text::of(&parameter.facts, enumeration),
    };
    let (takes, value) = argument(plan, kind, text, &ident(&planned.ident), imports);
    let does = match kind {
        _ if parameter.location == Location::Header => quote!(self.call.set_header(#wire, #value);),
        // The target type of `into` and `collect` must be written out.
        Type::String | Type::Array(_) => {
            let target = rust_type(plan, kind, text, imports);
            quote! {
                let value: #target = #value;
                self.call.set_query(#wire, value);
            }
        }
        _ => quote!(self.call.set_query(#wire, #value);),
    };
    let subject = docs::Documented {
        owner: &operation.operation.id,
        name: wire,
        facts: &parameter.facts,
        mandatory: Some(parameter.mandatory),
        enumeration,
    };
    let meaning = docs::field(plan, &subject);
    let old = plan.old_name(&operation.operation.id, wire).map(method_ident);
    let deprecated = docs::deprecated(&parameter.facts);
    Setter { name: &planned.ident, takes, does, text: meaning, old, deprecated }
}
