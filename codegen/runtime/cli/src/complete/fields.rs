//! The flags of a body behind a dot: elements of lists by number, and what is inside them.

use clap::Arg;
use taurusdb_descriptor_types::Type;

use super::candidate::{Answer, Candidate};
use super::line::Line;
use crate::command::{FIELD, taken};
use crate::fields::{INDEX, KEY, inside, kebab, resolve};
use crate::manual::Manual;

/// Whether a flag stands for many, whose numbers and keys have to be filled in: it is no completion.
pub(super) fn is_pattern(arg: &Arg) -> bool {
    let is_field = arg.get_id().as_str().starts_with(FIELD);
    let long = arg.get_long().unwrap_or_default();
    is_field && long.split('.').any(|part| part == INDEX || part == KEY)
}

/// What can stand behind the last dot of a flag that is typed.
pub(super) fn below(manual: Manual, line: &Line<'_>) -> Answer {
    let mut answer = Answer::default();
    let Some((before, _)) = line.typed().rsplit_once('.') else { return answer };
    let Some(way) = before.strip_prefix("--") else { return answer };
    let operation = manual.service.operations().find(|one| one.command == line.path);
    let Some(operation) = operation else { return answer };
    let Some(schema) = operation.request else { return answer };
    let Ok(target) = resolve(schema, way, &taken(manual, operation)) else { return answer };
    match target.kind {
        Some(Type::Array(element)) => {
            let given = |at: usize| {
                let begin = format!("{}.{at}", kebab_way(way));
                line.given.iter().any(|one| kebab_way(one).starts_with(&begin))
            };
            // Those that are begun, and the next one.
            let count = (0..).find(|at| !given(*at)).unwrap_or_default();
            let behind = if matches!(element, Type::Record(_)) { "." } else { "" };
            for at in 0..=count {
                answer.add(Candidate::new(format!("{before}.{at}{behind}"), ""));
            }
        }
        Some(Type::Record(inner)) => {
            for (name, field) in inside(inner) {
                let flag = format!("{before}.{name}");
                let text = manual.docs.field(inner.name, field.name).unwrap_or_default();
                if !line.given.iter().any(|given| flag[2..] == **given) {
                    answer.add(Candidate::new(flag, text));
                }
            }
        }
        _ => {}
    }
    answer
}

fn kebab_way(way: &str) -> String {
    let way = way.replace('[', ".").replace(']', "");
    way.split('.').map(kebab).collect::<Vec<_>>().join(".")
}
