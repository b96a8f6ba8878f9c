//! From a flag to the field that it means.

use taurusdb_descriptor_types::{Field, Schema, Type, by_likeness};

use super::name::{Taken, find, find_top, flag_of, segment};
use crate::tree::Step;

/// How alike a name must be to be suggested.
const ALIKE: f64 = 0.8;

/// What a flag means: a place in the body.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The flag as help names it, without the hyphens in front.
    pub(crate) flag: String,
    /// The way there from the body.
    pub(crate) steps: Vec<Step>,
    /// The type of what is there; `None` in an object that the document does not spell out.
    pub(crate) kind: Option<Type>,
    /// The field that it is, or is an element of; `None` in an object that the document does not spell out.
    pub(crate) field: Option<&'static Field>,
}

/// Why a flag means no field.
#[derive(Clone, Debug)]
pub(crate) enum Unresolved {
    /// There is no field of this name; flags like it, the most alike first.
    Unknown(Vec<String>),
    /// The way there is wrong.
    Wrong(String),
}

/// The field of a body that a flag names, without the hyphens in front.
pub(crate) fn resolve(
    schema: &'static Schema,
    flag: &str,
    taken: &Taken,
) -> Result<Target, Unresolved> {
    // `nodes[0].name` is how messages of the service name places.
    let flag = flag.replace('[', ".").replace("].", ".");
    let flag = flag.trim_end_matches(']');
    let (first, rest) = flag.split_once('.').map_or((flag, None), |(a, b)| (a, Some(b)));
    let Some(field) = find_top(schema, first, taken) else {
        let all = schema.fields.iter().map(|field| flag_of(schema, field, taken));
        return Err(Unresolved::Unknown(alike(all, first, "")));
    };
    let start = Target {
        flag: flag_of(schema, field, taken),
        steps: vec![Step::Key(field.name.to_owned())],
        kind: Some(field.kind),
        field: Some(field),
    };
    match rest {
        None => Ok(start),
        Some(rest) => within(&start, rest),
    }
}

/// What a way means that begins at a place: `charge-mode`, `0.name`.
pub(crate) fn within(start: &Target, way: &str) -> Result<Target, Unresolved> {
    let (first, rest) = way.split_once('.').map_or((way, None), |(a, b)| (a, Some(b)));
    let Target { flag, steps, kind, field } = start;
    let wrong = |text: String| Err(Unresolved::Wrong(text));
    let go = |name: &str, step: Step, kind: Option<Type>, field: Option<&'static Field>| Target {
        flag: format!("{flag}.{name}"),
        steps: steps.iter().cloned().chain([step]).collect(),
        kind,
        field,
    };
    let next = match kind {
        Some(Type::Record(schema)) if !schema.fields.is_empty() => {
            let Some(found) = find(schema, first) else {
                let all = schema.fields.iter().map(|field| segment(schema, field));
                return Err(Unresolved::Unknown(alike(all, first, &format!("{flag}."))));
            };
            let step = Step::Key(found.name.to_owned());
            go(&segment(schema, found), step, Some(found.kind), Some(found))
        }
        Some(Type::Array(element)) => match first.parse() {
            Ok(index) => go(first, Step::Index(index), Some(**element), *field),
            Err(_) => {
                return wrong(format!(
                    "--{flag} is a list: say which element, as in --{flag}.0{}",
                    if matches!(element, Type::Record(_)) {
                        format!(".{way}")
                    } else {
                        String::new()
                    }
                ));
            }
        },
        // Keys are data: a dot in one is a part of it, where no way can go on behind it.
        Some(Type::Map(element)) if is_leaf(element) => {
            return Ok(go(way, Step::Key(way.to_owned()), Some(**element), *field));
        }
        Some(Type::Map(element)) => go(first, Step::Key(first.to_owned()), Some(**element), *field),
        None | Some(Type::Object | Type::Record(_)) => {
            go(first, Step::Key(first.to_owned()), None, None)
        }
        Some(scalar) => {
            return wrong(format!("--{flag} is {}, with nothing inside", scalar.noun()));
        }
    };
    if first.is_empty() {
        return wrong(format!("--{flag}.{way} names nothing behind one of its dots"));
    }
    match rest {
        None => Ok(next),
        Some(rest) => within(&next, rest),
    }
}

/// Whether nothing is inside values of a type.
fn is_leaf(kind: &Type) -> bool {
    !matches!(kind, Type::Array(_) | Type::Map(_) | Type::Record(_) | Type::Object)
}

/// The names that are like a word, each behind `before`.
fn alike(names: impl Iterator<Item = String>, word: &str, before: &str) -> Vec<String> {
    let names: Vec<String> = names.collect();
    let known = by_likeness(names.iter().map(String::as_str), word);
    let near = known.into_iter().take_while(|(likeness, _)| *likeness >= ALIKE).take(3);
    near.map(|(_, name)| format!("{before}{name}")).collect()
}
