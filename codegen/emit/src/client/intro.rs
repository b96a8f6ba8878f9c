//! The sentences that introduce a struct of `types.rs`: what it is and where it is used.

use std::collections::BTreeSet;

use taurusdb_spec::{Api, Side, Type};

use super::docs::{self, plain};
use crate::plan::Plan;

/// How many names a sentence lists.
const NAMED: usize = 3;

/// What a struct is, and which operations it belongs to.
pub(super) fn of(plan: &Plan<'_>, name: &str) -> String {
    let schema = &plan.api.schemas[name];
    let operations: BTreeSet<&str> = schema.sources.iter().map(|s| s.operation.as_str()).collect();
    let operations: Vec<String> = operations.iter().map(|id| docs::link(plan, id)).collect();
    let of = listed(&operations, "operations");
    match place(plan.api, name) {
        Place::Answer => format!("The answer to {of}."),
        Place::Request => format!("The body that {of} sends."),
        Place::Part(part) => {
            let side = match schema.side {
                Side::Request => "Part of the request to",
                Side::Response => "Part of the answer to",
            };
            let part = part.map(|part| format!("{part}\n\n")).unwrap_or_default();
            format!("{part}{side} {of}.")
        }
    }
}

/// How a struct is used.
enum Place {
    Answer,
    Request,
    /// Inside other structs, with its meaning there if it has the same meaning in all of them.
    Part(Option<String>),
}

fn place(api: &Api, name: &str) -> Place {
    let is_it = |schema: Option<&str>| schema == Some(name);
    if api.operations().any(|o| is_it(o.request.as_ref().map(|body| body.schema.as_str()))) {
        return Place::Request;
    }
    let mut answers = api.operations().flat_map(|operation| operation.responses.values());
    match answers.any(|response| is_it(response.schema.as_deref())) {
        true => Place::Answer,
        false => Place::Part(part(api, name)),
    }
}

/// What a struct is, if all fields that hold it mean the same.
fn part(api: &Api, name: &str) -> Option<String> {
    let holders = api.schemas.iter().flat_map(|(owner, schema)| {
        let fields = schema.fields.iter().filter(|field| field.kind.schema() == Some(name));
        fields.map(move |field| {
            let is_one_of_many = matches!(field.kind, Type::Array(_) | Type::Map(_));
            (is_one_of_many, api.docs.field(owner, &field.name))
        })
    });
    let (many, meanings): (BTreeSet<_>, BTreeSet<_>) = holders.unzip();
    let meaning = only(meanings).flatten()?;
    Some(match only(many)? {
        true => one_of(meaning),
        false => format!("{}.", plain(meaning)),
    })
}

/// Turns a meaning in the plural into one for a single item: `Backups that match the query`
/// becomes `One of the backups that match the query`.
fn one_of(meaning: &str) -> String {
    const AFTER_THE_NOUN: [&str; 14] = [
        "and", "behind", "by", "for", "in", "of", "on", "that", "to", "when", "which", "who",
        "whose", "with",
    ];
    let noun = meaning.split(' ').take_while(|word| !AFTER_THE_NOUN.contains(word)).last();
    let noun = noun.unwrap_or_default().trim_end_matches(',');
    let word = meaning.split(' ').next().unwrap_or_default();
    let starts_plainly = !word.chars().skip(1).any(char::is_uppercase);
    if !noun.ends_with('s') || meaning.starts_with("The ") {
        return format!("{}.", plain(meaning));
    }
    let mut rest = meaning.chars();
    let first = rest.next().map(|first| match starts_plainly {
        true => first.to_ascii_lowercase(),
        false => first,
    });
    format!("One of the {}{}.", first.map(String::from).unwrap_or_default(), plain(rest.as_str()))
}

fn only<T>(set: BTreeSet<T>) -> Option<T> {
    let mut items = set.into_iter();
    items.next().filter(|_| items.next().is_none())
}

/// A list of names; of a long list, the first names and how many more there are.
fn listed(names: &[String], what: &str) -> String {
    match names {
        [one] => one.clone(),
        [start @ .., end] if names.len() <= NAMED => format!("{} and {end}", start.join(", ")),
        names => {
            let (shown, others) = names.split_at(NAMED - 1);
            format!("{} and {} more {what}", shown.join(", "), others.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::one_of;

    #[test]
    fn an_item_of_a_list_is_one_of_them() {
        for (meaning, expected) in [
            ("Tags of the DB instance", "One of the tags of the DB instance."),
            ("DB instances that match the query", "One of the DB instances that match the query."),
            (
                "Nodes to rename, with their new names",
                "One of the nodes to rename, with their new names.",
            ),
            ("StarRocks nodes", "One of the StarRocks nodes."),
            ("How the upgrade was taken up", "How the upgrade was taken up."),
            ("The instances, as a list of one", "The instances, as a list of one."),
            ("Outcome of the checks", "Outcome of the checks."),
        ] {
            assert_eq!(one_of(meaning), expected);
        }
    }
}
