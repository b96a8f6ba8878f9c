use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::{Api, Condition, Facts, Mandatory, Operation, Stage};

/// A `#[doc]` attribute for each line.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Text that rustdoc shows as it stands: no links, no HTML.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '[' | ']' | '<' | '>' | '*' | '_' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

/// What an operation does, as a sentence.
pub(super) fn summary(api: &Api, operation: &Operation) -> String {
    let text = api.docs.operation(&operation.id).unwrap_or(&operation.title);
    format!("{}.", plain(text.trim_end_matches('.')))
}

/// Where an operation comes from and what is special about it.
pub(super) fn origin(api: &Api, operation: &Operation) -> String {
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
        text.push_str(&format!("\n\nDeprecated: the service ends it on {}.", deprecated.until));
        if let Some(successor) = &deprecated.successor {
            text.push_str(&format!(" Use `{successor}` instead."));
        }
    }
    text
}

fn conditions(conditions: &[Condition]) -> Option<String> {
    let words: Vec<String> = conditions.iter().map(|c| plain(&c.in_words())).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

/// What a field or parameter is, and what its value must be like.
pub(super) fn field(
    api: &Api,
    owner: &str,
    name: &str,
    facts: &Facts,
    mandatory: Option<Mandatory>,
    is_enumeration: bool,
) -> String {
    let meaning = match api.docs.field(owner, name) {
        Some(meaning) => plain(meaning.trim_end_matches('.')),
        None => format!("The value of `{name}`"),
    };
    let mut text = match facts.limits() {
        Some(limits) => format!("{meaning}, {}.", plain(&limits)),
        None => format!("{meaning}."),
    };
    if mandatory == Some(Mandatory::Conditional) || !facts.required_when.is_empty() {
        match conditions(&facts.required_when) {
            Some(when) => text.push_str(&format!(" Mandatory when {when}.")),
            None => text.push_str(" Mandatory under a condition."),
        }
    }
    if let Some(when) = conditions(&facts.excluded_when) {
        text.push_str(&format!(" Not allowed when {when}."));
    }
    if let Some(default) = &facts.default {
        text.push_str(&format!(" Default: `{default}`."));
    }
    if let Some(from) = &facts.value_from {
        text.push_str(&format!(" See `{}`.", from.operation));
    }
    if !is_enumeration && !facts.values.is_empty() {
        let values: Vec<String> = facts.values.iter().map(|value| format!("`{value}`")).collect();
        text.push_str(&format!(" Known values: {}.", values.join(", ")));
    }
    text
}
