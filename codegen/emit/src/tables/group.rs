use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use taurusdb_spec::{Location, Mandatory, Method, Operation, Parameter, Stage, is_success};

use super::Target;
use super::schema::{doc, ident, kind, values};
use crate::file::mentions;
use crate::plan::{ModulePlan, Plan};

/// `tables/<group>.rs`: the operations of a group.
pub(super) fn expand(plan: &Plan<'_>, module: &ModulePlan<'_>, target: Target) -> TokenStream {
    let id = &module.id;
    let summary = module.group.map_or("", |group| group.summary.as_str());
    let operations: Vec<TokenStream> =
        module.operations.iter().map(|p| operation(plan, p.operation, target)).collect();
    let count = operations.len();
    let body = quote! {
        pub(super) const GROUP: Group = Group { id: #id, summary: #summary, operations: &OPERATIONS };

        static OPERATIONS: [Operation; #count] = [#(#operations),*];
    };
    let names = ["Deprecation", "Example", "Parameter", "Stage", "Type"];
    let used =
        names.iter().filter(|name| mentions(&body, name)).map(|name| format_ident!("{name}"));
    let schemas = mentions(&body, "schemas").then(|| {
        quote!(
            use super::schemas;
        )
    });
    quote! {
        use taurusdb_tables::{Group, Method, Operation, Response, #(#used),*};

        #schemas

        #body
    }
}

fn operation(plan: &Plan<'_>, operation: &Operation, target: Target) -> TokenStream {
    let (id, command, path, section) =
        (&operation.id, operation.command(), &operation.path, &operation.section);
    let summary = plan.api.docs.operation(id).unwrap_or(&operation.title);
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Delete => quote!(Delete),
    };
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.is_implied())
        .map(|parameter| self::parameter(plan, operation, parameter, target));
    let request = operation.request.as_ref().map(|body| {
        let schema = ident(plan, &body.schema);
        quote!(request: Some(&schemas::#schema),)
    });
    let responses = operation.responses.iter().map(|(status, response)| {
        let status = Literal::u16_unsuffixed(*status);
        match response.schema.as_ref().filter(|_| target == Target::Mock) {
            Some(schema) => {
                let schema = ident(plan, schema);
                quote!(Response::new(#status, &schemas::#schema))
            }
            None => quote!(Response::bare(#status)),
        }
    });
    let examples = match target {
        Target::Cli => None,
        Target::Mock => examples(operation),
    };
    let stage = (operation.stage == Stage::OpenBeta).then(|| quote!(stage: Stage::OpenBeta,));
    let deprecated = operation.deprecated.as_ref().map(|deprecated| {
        let until = &deprecated.until;
        let successor = match &deprecated.successor {
            Some(successor) => quote!(Some(#successor)),
            None => quote!(None),
        };
        quote!(deprecated: Some(Deprecation { until: #until, successor: #successor }),)
    });
    quote! {
        Operation {
            id: #id,
            command: #command,
            summary: #summary,
            section: #section,
            method: Method::#method,
            path: #path,
            parameters: &[#(#parameters),*],
            #request
            responses: &[#(#responses),*],
            #examples
            #stage
            #deprecated
            ..Operation::DEFAULT
        }
    }
}

fn parameter(
    plan: &Plan<'_>,
    operation: &Operation,
    parameter: &Parameter,
    target: Target,
) -> TokenStream {
    let name = &parameter.name;
    let location = match parameter.location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
    };
    let kind = kind(plan, &parameter.kind, &quote!(schemas::));
    let mandatory = parameter.mandatory == Mandatory::Yes;
    let required = (mandatory && parameter.location != Location::Path).then(|| quote!(.required()));
    let values = values(plan, target, &operation.id, name, &parameter.facts);
    let doc = doc(plan, target, &operation.id, name, &parameter.facts);
    quote!(Parameter::#location(#name, #kind)#required #doc #values)
}

/// The example answers. An example whose heading names another success than the section does is
/// an answer all the same.
fn examples(operation: &Operation) -> Option<TokenStream> {
    let (success, _) = operation.success()?;
    let examples: Vec<TokenStream> = operation
        .examples
        .iter()
        .filter_map(|example| {
            let status = example.status?;
            let status = if is_success(status) { success } else { status };
            let status = Literal::u16_unsuffixed(status);
            let body = raw_string(&example.body);
            Some(quote!(Example { status: Some(#status), body: #body }))
        })
        .collect();
    (!examples.is_empty()).then(|| quote!(examples: &[#(#examples),*],))
}

/// JSON as a raw string, spread over lines, so that it can be read in the generated code.
fn raw_string(value: &Value) -> TokenStream {
    let text = serde_json::to_string_pretty(value).expect("a value is always JSON");
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}");
    let literal: Literal = literal.parse().expect("a raw string is a literal");
    quote!(#literal)
}
