//! A body, of its input and of flags.

use std::collections::BTreeSet;

use super::value::{Given, Values};
use crate::fields::Target;
use crate::tree::{Form, Origin, Problem, Step, Tree};

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
        // Fields stand in the order of the line, whatever is put first.
        let _ = body.at(&target.steps[..1]);
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
        waiting.retain(|(target, value)| match body.put(&target.steps, value.clone()) {
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
        if let Err(problem) = body.put(&target.steps, value) {
            mistakes.push(format!("--{} {problem}", target.flag));
        }
    }
    body
}

fn replace(body: &mut Tree, steps: &[Step], value: Tree) -> Result<(), Problem> {
    let place = body.at(steps)?;
    match place.origin {
        Origin::Flag => add_to(place, value),
        _ => {
            *place = value;
            Ok(())
        }
    }
}

fn add(body: &mut Tree, steps: &[Step], value: Tree) -> Result<(), Problem> {
    add_to(body.at(steps)?, value)
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
