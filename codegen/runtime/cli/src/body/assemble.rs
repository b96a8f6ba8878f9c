//! A body, of its input and of flags.

use std::collections::BTreeSet;

use super::value::{Given, Values};
use crate::fields::{Step, Target};
use crate::tree::{Form, Origin, Tree};

/// A flag of a body with its value.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) target: Target,
    pub(crate) text: String,
}

/// The input with what the flags say. A flag for a whole object, list or map takes the place of what the
/// input has there, and several add to each other; a flag for one value changes that value alone.
pub(super) fn assembled(
    mut body: Tree,
    said: &[Said],
    values: &mut Values<'_, '_, '_>,
    mistakes: &mut Vec<String>,
) -> Tree {
    let (mut whole, mut single) = (Vec::new(), Vec::new());
    for Said { target, text } in said {
        match values.of(target, text) {
            Ok(Given::Part(value)) => whole.push((target, value)),
            Ok(Given::One(value)) => single.push((target, value)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    // What is around others comes first, whatever the order on the line.
    whole.sort_by_key(|(target, _)| target.steps.len());
    let mut begun = BTreeSet::new();
    for (target, value) in whole {
        let is_first = begun.insert(target.flag.clone());
        let done = match is_first {
            true => replace(&mut body, &target.steps, value),
            false => add(&mut body, &target.steps, value),
        };
        if let Err(problem) = done {
            mistakes.push(format!("--{} {problem}", target.flag));
        }
    }
    // Elements may come in any order, as long as none is missing in the end.
    let mut waiting = single;
    loop {
        let before = waiting.len();
        waiting.retain(|(target, value)| match put(&mut body, &target.steps, value.clone()) {
            Ok(()) => false,
            Err(Problem::Gap(_)) => true,
            Err(problem) => {
                mistakes.push(format!("--{} {problem}", target.flag));
                false
            }
        });
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    for (target, value) in waiting {
        if let Err(problem) = put(&mut body, &target.steps, value) {
            mistakes.push(format!("--{} {problem}", target.flag));
        }
    }
    body
}

/// Why a value cannot be put where it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Another flag has put one there.
    Twice,
    /// The list has this many elements, and the one before is missing.
    Gap(usize),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Twice => f.write_str("is given twice"),
            Self::Gap(0) => f.write_str("is not the first element, which has the number 0"),
            Self::Gap(count) => write!(f, "leaves out elements: the next one has the number {count}"),
        }
    }
}

/// Puts a value where nothing but the input has put one.
pub(super) fn put(body: &mut Tree, steps: &[Step], value: Tree) -> Result<(), Problem> {
    let place = at(body, steps)?;
    if place.origin == Origin::Flag {
        return Err(Problem::Twice);
    }
    *place = value;
    Ok(())
}

fn replace(body: &mut Tree, steps: &[Step], value: Tree) -> Result<(), Problem> {
    let place = at(body, steps)?;
    match place.origin {
        Origin::Flag => add_to(place, value),
        _ => {
            *place = value;
            Ok(())
        }
    }
}

fn add(body: &mut Tree, steps: &[Step], value: Tree) -> Result<(), Problem> {
    add_to(at(body, steps)?, value)
}

fn add_to(place: &mut Tree, value: Tree) -> Result<(), Problem> {
    match (&mut place.form, value.form) {
        (Form::List(items), Form::List(more)) => {
            items.extend(more);
            Ok(())
        }
        (Form::Object(entries), Form::Object(more)) => {
            for (key, value) in more {
                match entries.iter_mut().find(|(known, _)| *known == key) {
                    None => entries.push((key, value)),
                    Some((_, there)) => add_to(there, value)?,
                }
            }
            Ok(())
        }
        _ => Err(Problem::Twice),
    }
}

/// The place at the end of a way; objects and lists on it are made.
fn at<'t>(mut here: &'t mut Tree, steps: &[Step]) -> Result<&'t mut Tree, Problem> {
    for step in steps {
        here = match step {
            Step::Key(key) => {
                if !matches!(here.form, Form::Object(_)) {
                    if here.origin == Origin::Flag {
                        return Err(Problem::Twice);
                    }
                    *here = Tree::made(Form::Object(Vec::new()));
                }
                let Form::Object(entries) = &mut here.form else { return Err(Problem::Twice) };
                let found = entries.iter().position(|(known, _)| known == key);
                let index = found.unwrap_or_else(|| {
                    entries.push((key.clone(), Tree::made(Form::Null)));
                    entries.len() - 1
                });
                &mut entries[index].1
            }
            Step::Index(index) => {
                if !matches!(here.form, Form::List(_)) {
                    if here.origin == Origin::Flag {
                        return Err(Problem::Twice);
                    }
                    if *index > 0 {
                        return Err(Problem::Gap(0));
                    }
                    *here = Tree::made(Form::List(Vec::new()));
                }
                let Form::List(items) = &mut here.form else { return Err(Problem::Twice) };
                if *index > items.len() {
                    return Err(Problem::Gap(items.len()));
                }
                if *index == items.len() {
                    items.push(Tree::made(Form::Null));
                }
                &mut items[*index]
            }
        };
    }
    Ok(here)
}
