//! `<group>.rs`: the operations of a group.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use taurusdb_spec::{Effect, Location, Mandatory, Method, Parameter, Permission};

use super::catalogue::option;
use super::facts;
use super::schema::{Homes, kind};
use super::{handling, uses};
use crate::plan::{ModulePlan, OperationPlan, ParameterPlan, Plan, value_name};

pub(super) fn expand(plan: &Plan<'_>, module: &ModulePlan<'_>, homes: &Homes<'_>) -> TokenStream {
    let (id, group_command) = (&module.id, words(plan, &module.id));
    let names: Vec<_> =
        module.operations.iter().map(|planned| format_ident!("{}", planned.descriptor)).collect();
    let operations = module.operations.iter().zip(&names).map(|(planned, name)| {
        let value = operation(plan, planned, &group_command, homes);
        let doc = format!(" `{}`", planned.operation.id);
        quote! {
            #[doc = #doc]
            pub static #name: Operation = #value;
        }
    });
    let operations = quote!(#(#operations)*);
    let intro = format!(" The operations of `{id}`.");
    let code = quote! {
        pub(crate) const GROUP: Group =
            Group { id: #id, command: #group_command, operations: &[#(&#names),*] };

        #operations
    };
    let uses = uses::lines(&code);
    quote! {
        #![doc = #intro]

        #uses

        #code
    }
}

/// What is typed to get to a group: `starrocks users`.
fn words(plan: &Plan<'_>, id: &str) -> String {
    let around = |module: &&ModulePlan<'_>| {
        let rest = id.strip_prefix(&*module.id);
        !module.id.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut modules: Vec<_> = plan.modules.iter().filter(around).collect();
    modules.sort_by_key(|module| module.id.len());
    let words: Vec<&str> = modules.into_iter().map(|module| module.command.as_str()).collect();
    words.join(" ")
}

fn operation(
    plan: &Plan<'_>,
    planned: &OperationPlan<'_>,
    group_command: &str,
    homes: &Homes<'_>,
) -> TokenStream {
    let operation = planned.operation;
    let (id, path, section, title) =
        (&operation.id, &operation.path, &operation.section, &operation.title);
    let command = format!("{group_command} {}", planned.command);
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Head => quote!(Head),
        Method::Delete => quote!(Delete),
    };
    let parameters = operation.parameters.iter().filter(|parameter| !parameter.is_implied());
    let parameters = parameters.map(|parameter| {
        let planned = named(planned, parameter);
        self::parameter(plan, parameter, planned, homes)
    });
    let schema = |name: &str| {
        let path = homes.path(plan, name, None);
        quote!(&#path)
    };
    let request = option(operation.request.as_ref().map(|body| schema(&body.schema)));
    let responses = operation.responses.iter().map(|(status, response)| {
        let status = Literal::u16_unsuffixed(*status);
        let schema = option(response.schema.as_deref().map(schema));
        let headers =
            response.headers.iter().map(|header| self::parameter(plan, header, None, homes));
        let headers = (!response.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
        quote!(Response::new(#status, #schema)#headers)
    });
    let known = plan.api.resources.operation(id);
    let effect = match known.map_or(operation.method.usual_effect(), |known| known.effect) {
        Effect::Read => quote!(Read),
        Effect::Idempotent => quote!(Idempotent),
        Effect::Neither => quote!(Neither),
    };
    let handling = handling::columns(known);
    let stage = facts::stage(operation.stage);
    let deprecated = option(operation.deprecated.as_ref().map(|deprecated| {
        let (until, successor) = (&deprecated.until, option(deprecated.successor.as_ref()));
        quote!(Deprecation { until: #until, successor: #successor })
    }));
    let actions = plan.api.actions_of(operation).map(|action| {
        let (name, iam, enterprise) =
            (&action.action, action.iam_project, action.enterprise_project);
        quote!(Action { name: #name, iam_project: #iam, enterprise_project: #enterprise })
    });
    let permissions = operation.permissions.iter().map(permission);
    let errors = operation.errors.iter().map(|error| {
        let status = option(error.status.map(Literal::u16_unsuffixed));
        let code = &error.code;
        quote!(OperationError { code: #code, status: #status })
    });
    quote! {
        Operation {
            id: #id,
            command: #command,
            section: #section,
            title: #title,
            method: Method::#method,
            path: #path,
            parameters: &[#(#parameters),*],
            request: #request,
            responses: &[#(#responses),*],
            effect: Effect::#effect,
            #handling
            stage: Stage::#stage,
            deprecated: #deprecated,
            actions: &[#(#actions),*],
            permissions: &[#(#permissions),*],
            errors: &[#(#errors),*],
        }
    }
}

fn permission(permission: &Permission) -> TokenStream {
    let Permission {
        action,
        access_level,
        resource_types,
        condition_keys,
        aliases,
        dependencies,
        line: _,
    } = permission;
    let access_level = option(access_level.as_ref());
    quote! {
        Permission {
            action: #action,
            access_level: #access_level,
            resource_types: &[#(#resource_types),*],
            condition_keys: &[#(#condition_keys),*],
            aliases: &[#(#aliases),*],
            dependencies: &[#(#dependencies),*],
        }
    }
}

/// What is decided of a parameter that calls are asked for.
fn named<'p, 'a>(
    planned: &'p OperationPlan<'a>,
    parameter: &Parameter,
) -> Option<&'p ParameterPlan<'a>> {
    let mut all = planned.arguments.iter().chain(&planned.parameters);
    all.find(|known| std::ptr::eq(known.parameter, parameter))
}

fn parameter(
    plan: &Plan<'_>,
    parameter: &Parameter,
    planned: Option<&ParameterPlan<'_>>,
    homes: &Homes<'_>,
) -> TokenStream {
    let name = &parameter.name;
    let (location, usual) = match parameter.location {
        Location::Path => (quote!(path), Mandatory::Yes),
        Location::Query => (quote!(query), Mandatory::No),
        Location::Header => (quote!(header), Mandatory::No),
    };
    let kind = kind(plan, &parameter.kind, homes, None);
    let value_name = value_name(name);
    let flag = planned.and_then(|planned| planned.flag.as_ref());
    let flag = flag.map(|flag| quote!(.flag(#flag)));
    let mandatory = (parameter.mandatory != usual).then(|| {
        let mandatory = match parameter.mandatory {
            Mandatory::Yes => quote!(Yes),
            Mandatory::No => quote!(No),
            Mandatory::Conditional => quote!(Conditional),
        };
        quote!(.mandatory(Mandatory::#mandatory))
    });
    let facts = facts::method(&parameter.facts);
    quote!(Parameter::#location(#name, #kind, #value_name)#flag #mandatory #facts)
}
