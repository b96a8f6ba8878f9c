//! What is wrong with a call before it is sent, in the words of the line that asks for it.

use taurusdb_descriptor_types::check::{self, Fault, Rules, Sent, Violation};
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Facts, Field, Location, Operation, Schema, Type};

use crate::body::Body;
use crate::command::{Take, takes};
use crate::fields::{Place, Taken, place};
use crate::parameters::Given;
use crate::settings;
use crate::suggest::like;
use crate::tree::{Form, Origin, Tree};

/// What is wrong with a call.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) text: String,
    /// The flag of a secret of the body that is missing, and its place there.
    pub(crate) missing_secret: Option<(String, String)>,
    /// Whether the service may think otherwise.
    pub(crate) is_opinion: bool,
}

/// Holds a call against the description of its operation.
pub(crate) fn of(
    operation: &'static Operation,
    given: &[Given],
    body: Option<&Body>,
    taken: &Taken,
) -> Vec<Mistake> {
    let sent = given.iter().flat_map(|one| {
        let Given { name, location, values } = one;
        values.iter().map(|value| Sent { location: *location, name, value })
    });
    let request = check::Request {
        operation,
        parameters: sent.collect(),
        body: body.map(|body| body.tree.as_json()),
        has_data: false,
    };
    let rules = Rules { unknown: true, most: usize::MAX, ..Rules::STRICT };
    let found = check::request(&request, rules).violations;
    let mistakes = found.iter().filter_map(|one| match one.location() {
        Some(location) => parameter(operation, given, location, one),
        None => in_body(operation.request?, body?, one, taken),
    });
    mistakes.collect()
}

/// What is said of fields that should be used no more.
pub(crate) fn outdated(schema: &'static Schema, body: &Body, taken: &Taken) -> Vec<String> {
    let mut found = Vec::new();
    walk(&Type::Record(schema), &body.tree, "", &mut |field, path| {
        if let Some(end) = field.facts.deprecated {
            let place = place(schema, &body.tree, path, taken);
            found.push(format!(
                "{} is {}",
                called(&place, body, path),
                phrase::deprecated(end, Style::Plain)
            ));
        }
    });
    found
}

fn walk(kind: &Type, tree: &Tree, path: &str, visit: &mut dyn FnMut(&'static Field, &str)) {
    match (kind, &tree.form) {
        (Type::Array(element), Form::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                walk(element, item, &format!("{path}[{index}]"), visit);
            }
        }
        (Type::Map(element), Form::Object(entries)) => {
            for (key, value) in entries {
                walk(element, value, &format!("{path}.{key}"), visit);
            }
        }
        (Type::Record(schema), Form::Object(entries)) => {
            for (key, value) in entries {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if let Some(field) = schema.field(key)
                    && value.form != Form::Null
                {
                    visit(field, &path);
                    walk(&field.kind, value, &path, visit);
                }
            }
        }
        _ => {}
    }
}

fn parameter(
    operation: &'static Operation,
    given: &[Given],
    location: Location,
    found: &Violation,
) -> Option<Mistake> {
    let is_it =
        |take: &Take| take.parameter.location == location && take.parameter.name == found.path();
    // What no flag sets is the client's own.
    let take = takes(operation).into_iter().find(is_it)?;
    let facts = take.parameter.facts;
    let values = given.iter().filter(|one| one.location == location && one.name == found.path());
    let values: Vec<&str> = values.flat_map(|one| one.values.iter().map(String::as_str)).collect();
    let text = format!("{} {}", take.label(), said(found, &take.parameter.kind, facts, &values));
    Some(Mistake { text, missing_secret: None, is_opinion: true })
}

fn in_body(
    schema: &'static Schema,
    body: &Body,
    found: &Violation,
    taken: &Taken,
) -> Option<Mistake> {
    let place = place(schema, &body.tree, found.path(), taken);
    let called = called(&place, body, found.path());
    if found.kind() == Fault::Unknown {
        return Some(Mistake {
            text: format!("{called} is not known here{}", instead(&place, found.path())),
            missing_secret: None,
            is_opinion: true,
        });
    }
    let none = Facts::NONE;
    let (kind, facts) =
        place.field.map_or((Type::Object, &none), |field| (field.kind, field.facts));
    let value = place.value.and_then(|value| match &value.form {
        Form::Text(text) => Some(text.clone()),
        Form::Number(_) | Form::Boolean(_) => Some(value.to_string()),
        _ => None,
    });
    let values: Vec<&str> = value.as_deref().into_iter().collect();
    let is_missing = found.kind() == Fault::Missing;
    let secret = place.flag.clone().filter(|_| is_missing && facts.sensitive);
    let more = settings::hint(schema, found.path()).filter(|_| is_missing);
    let more = more.map(|more| format!("; {more}")).unwrap_or_default();
    Some(Mistake {
        text: format!("{called} {}{more}", said(found, &kind, facts, &values)),
        missing_secret: secret.map(|flag| (flag, found.path().to_owned())),
        is_opinion: true,
    })
}

/// What a place is called: by its flag, or as the input has it, with the line.
fn called(place: &Place<'_>, body: &Body, path: &str) -> String {
    let own = place.value.map(|value| value.origin);
    match (own, &place.flag, &body.source) {
        (Some(Origin::Input { line, .. }), _, Some(source)) => {
            format!("{source}, line {line}: {path}")
        }
        (None, Some(flag), Some(source)) if matches!(place.origin, Origin::Input { .. }) => {
            format!("--{flag}, or {path} in {source},")
        }
        (_, Some(flag), _) => format!("--{flag}"),
        (_, None, _) => path.to_owned(),
    }
}

/// What is wrong, what the value must be, and what may have been meant.
fn said(found: &Violation, kind: &Type, facts: &Facts<'_>, values: &[&str]) -> String {
    let limits = phrase::limits(facts, Style::Plain);
    match found.kind() {
        Fault::Missing => {
            let what = match found.problem() {
                "is mandatory and not set" => String::new(),
                when => format!(": it {when}"),
            };
            let known = (!facts.values.is_empty()).then(|| phrase::list(facts.values, "or"));
            let shape = known.or(limits).unwrap_or_else(|| crate::scalar::short(kind));
            format!("is missing{what} ({shape})")
        }
        Fault::Unlisted => {
            let near = values.iter().find_map(|value| like(facts.values.iter().copied(), value));
            let near = near.filter(|_| !facts.sensitive);
            let near = near.map(|near| format!("; did you mean {near}?"));
            format!("{}{}", found.problem(), near.unwrap_or_default())
        }
        _ => {
            let limits = limits.filter(|limits| !found.problem().contains(limits.as_str()));
            let limits = limits.map(|limits| format!(" ({limits})"));
            format!("{}{}", found.problem(), limits.unwrap_or_default())
        }
    }
}

/// What might have been meant by a name that is not known.
fn instead(place: &Place<'_>, path: &str) -> String {
    let Some(schema) = place.around else { return String::new() };
    let name = path.rsplit(['.', ']']).next().unwrap_or(path);
    let names = || schema.fields.iter().map(|field| field.name);
    match like(names(), name) {
        Some(near) => format!(": did you mean {near}?"),
        None => format!("; the fields here are {}", names().collect::<Vec<_>>().join(", ")),
    }
}
