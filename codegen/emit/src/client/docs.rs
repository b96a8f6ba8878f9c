//! What rustdoc says about operations, fields and parameters.

use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::phrase::{self, About, Style};
use taurusdb_spec::{Api, Facts, Mandatory, Operation, Stage};

use crate::plan::Plan;

/// A `#[doc]` attribute for each line.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// A `#![doc]` attribute for each line.
pub(super) fn inner(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#![doc = #line])
    });
    quote!(#(#lines)*)
}

/// Escapes a text so that rustdoc shows it unchanged: without links, without HTML.
pub(super) fn plain(text: &str) -> String {
    Style::Markdown.text(text).into_owned()
}

/// The name of an operation, as a link to the page of its builder.
pub(super) fn link(plan: &Plan<'_>, id: &str) -> String {
    match plan.builder_path(id) {
        Some(path) => format!("[`{id}`](crate::{path})"),
        None => format!("`{id}`"),
    }
}

/// What an operation does, as a sentence.
pub(super) fn summary(api: &Api, operation: &Operation) -> String {
    let text = api.docs.operation(&operation.id).unwrap_or(&operation.title);
    format!("{}.", plain(text.trim_end_matches('.')))
}

/// Where an operation comes from and what is special about it.
pub(super) fn origin(plan: &Plan<'_>, operation: &Operation) -> String {
    let api = plan.api;
    let mut parts = vec![
        format!("`{} {}`", operation.method, operation.path),
        format!("API Reference {}", operation.section),
    ];
    if operation.stage == Stage::OpenBeta {
        parts.push("in open beta test".to_owned());
    }
    let task = api.resources.operation(&operation.id).and_then(|facts| facts.task.as_ref());
    if let Some(task) = task {
        let handles: Vec<String> = task.handles().map(|(_, path)| format!("`{path}`")).collect();
        parts.push(format!("runs as a task ({})", handles.join(" or ")));
    }
    let mut text = parts.join(" · ");
    if let Some(deprecated) = &operation.deprecated {
        let day = match deprecated.until.as_str() {
            "" => String::new(),
            until => format!(" on {until}"),
        };
        text.push_str(&format!("\n\nDeprecated: the service ends it{day}."));
        if let Some(successor) = &deprecated.successor {
            text.push_str(&format!(" Use {} instead.", link(plan, successor)));
        }
    }
    text
}

/// The attributes of a method that sets a value which should be used no more: the compiler warns of the
/// method, and not of the field that it sets.
pub(super) fn deprecated_setter(facts: &Facts) -> Option<TokenStream> {
    deprecated(facts).map(|deprecated| quote!(#deprecated #[allow(deprecated)]))
}

/// The attribute with which the compiler warns of a value that should be used no more.
pub(super) fn deprecated(facts: &Facts) -> Option<TokenStream> {
    let end = facts.deprecated.as_ref()?;
    let note = match &end.successor {
        Some(successor) => format!("use `{successor}` instead"),
        None => "the service asks to use it no more".to_owned(),
    };
    Some(quote!(#[deprecated(note = #note)]))
}

/// Lets code of ours mention deprecated values, if there are any.
pub(super) fn mentions<'f>(mut facts: impl Iterator<Item = &'f Facts>) -> Option<TokenStream> {
    facts.any(|facts| facts.deprecated.is_some()).then(|| quote!(#[allow(deprecated)]))
}

/// What the documentation of a field or parameter is made from.
pub(super) struct Documented<'a> {
    /// The schema or operation that it belongs to.
    pub(super) owner: &'a str,
    /// Its wire name.
    pub(super) name: &'a str,
    pub(super) facts: &'a Facts,
    pub(super) mandatory: Option<Mandatory>,
    /// Rust name of the enumeration, if the value is one.
    pub(super) enumeration: Option<&'a str>,
}

/// What a field or parameter means, and which values are valid.
pub(super) fn field(plan: &Plan<'_>, subject: &Documented<'_>) -> String {
    let Documented { owner, name, facts, mandatory, .. } = *subject;
    let api = plan.api;
    let mut text = facts.lend(|facts| {
        let clauses = |name: &str| api.docs.condition(name).map(str::to_owned);
        let unnamed = format!("The value of `{name}`");
        let meaning = api.docs.field(owner, name).unwrap_or(&unnamed);
        let subject = phrase::Subject { facts, mandatory, clauses: &clauses };
        let mut said = phrase::statements(&subject, Style::Markdown);
        // `values` lists the values, or they are the variants of an enumeration.
        said.retain(|one| !matches!(one.about, About::Values | About::Secret | About::Stage));
        for one in said.iter_mut().filter(|one| one.about == About::Source) {
            let operation = facts.value_from.map_or("", |from| from.operation);
            let name = Style::Markdown.code(operation);
            one.text = one.text.replacen(&*name, &link(plan, operation), 1);
        }
        let described = phrase::described(meaning, facts, Style::Markdown);
        format!("{described}. {}", phrase::as_sentences(&said)).trim_end().to_owned()
    });
    text.push_str(&values(plan, subject));
    text
}

/// The documented values, unless the enumeration already explains all of them.
fn values(plan: &Plan<'_>, subject: &Documented<'_>) -> String {
    let Documented { owner, name, facts, enumeration, .. } = *subject;
    let label = |value: &str| plan.api.docs.value(owner, name, value);
    if let Some(enumeration) = enumeration.map(|ident| &plan.enums[ident])
        && facts.values.iter().all(|value| enumeration.label(plan.api, value) == label(value))
    {
        return String::new();
    }
    if facts.values.iter().all(|value| label(value).is_none()) {
        let values: Vec<String> = facts.values.iter().map(|value| format!("`{value}`")).collect();
        return match values.as_slice() {
            [] => String::new(),
            values => format!(" Known values: {}.", values.join(", ")),
        };
    }
    let lines = facts.values.iter().map(|value| match label(value) {
        Some(label) => format!("\n- `{value}`: {}", plain(label)),
        None => format!("\n- `{value}`"),
    });
    format!("\n\nKnown values:{}", lines.collect::<String>())
}
