//! Commands, flags and fields that have another name now: the old one works until the next breaking version, and
//! warns.

use std::ffi::{OsStr, OsString};

use taurusdb_descriptor_types::{Schema, Service, Type};

use crate::globals;
use crate::manual::Manual;
use crate::shell::Shell;
use crate::tree::{Form, Tree};

/// The command line with the new names of its command and flags, if it has old ones.
pub(crate) fn with_new_names(
    manual: Manual,
    mut arguments: Vec<OsString>,
    shell: &mut Shell<'_>,
) -> Vec<OsString> {
    let service = manual.service;
    let Some(start) = command_at(manual, &arguments) else { return arguments };
    let is_typed = |arguments: &[OsString], command: &str| {
        let words: Vec<&str> = command.split(' ').collect();
        let here = arguments[start..].iter().take(words.len());
        here.map(|word| word.to_str()).eq(words.iter().copied().map(Some)).then_some(words.len())
    };
    for (old, new) in service.renamed.commands {
        if let Some(words) = is_typed(&arguments, old) {
            arguments.splice(start..start + words, new.split(' ').map(OsString::from));
            warn(old, new, shell);
            break;
        }
    }
    for (id, old, new) in service.renamed.flags {
        let command = service.operation(id).map(|operation| operation.command);
        let Some(words) = command.and_then(|command| is_typed(&arguments, command)) else {
            continue;
        };
        let mut is_used = false;
        // Behind `--`, everything is a value.
        let flags = arguments.iter_mut().skip(start + words).take_while(|word| *word != "--");
        for word in flags {
            let Some(text) = word.to_str().and_then(|text| text.strip_prefix("--")) else {
                continue;
            };
            let (name, value) = match text.split_once('=') {
                Some((name, value)) => (name, format!("={value}")),
                None => (text, String::new()),
            };
            if name == *old {
                *word = format!("--{new}{value}").into();
                is_used = true;
            }
        }
        if is_used {
            warn(&format!("--{old}"), &format!("--{new}"), shell);
        }
    }
    arguments
}

/// Where the words of the command begin: behind the name of the program and the flags before them.
pub(crate) fn command_at(manual: Manual, arguments: &[OsString]) -> Option<usize> {
    let flags = globals::args(manual);
    let takes_value = |flag: &OsStr| {
        let name = flag.to_str().and_then(|flag| flag.strip_prefix("--"));
        name.is_some_and(|name| {
            flags.iter().any(|arg| {
                // A value that may be left out stands behind `=`.
                let is_separate = arg.get_action().takes_values() && !arg.is_require_equals_set();
                arg.get_long() == Some(name) && is_separate
            })
        })
    };
    let mut at = 1;
    loop {
        let word = arguments.get(at)?;
        if !word.as_encoded_bytes().starts_with(b"-") {
            return Some(at);
        }
        at += if takes_value(word) { 2 } else { 1 };
    }
}

/// Gives the fields of an input their new names, if they have old ones.
pub(crate) fn with_new_fields(
    service: &Service,
    schema: &'static Schema,
    input: &mut Tree,
    shell: &mut Shell<'_>,
) {
    let mut told = Vec::new();
    rename(service, &Type::Record(schema), input, &mut told);
    for (old, new) in &told {
        warn(&format!("field {old}"), new, shell);
    }
}

fn rename(
    service: &Service,
    kind: &Type,
    value: &mut Tree,
    told: &mut Vec<(&'static str, &'static str)>,
) {
    match (kind, &mut value.form) {
        (Type::Array(item), Form::List(items)) => {
            items.iter_mut().for_each(|value| rename(service, item, value, told));
        }
        (Type::Map(inner), Form::Object(entries)) => {
            entries.iter_mut().for_each(|(_, value)| rename(service, inner, value, told));
        }
        (Type::Record(schema), Form::Object(entries)) => {
            let own = service.renamed.fields.iter().filter(|(of, ..)| *of == schema.name);
            for (_, old, new) in own {
                // Whoever gives both means the new one, and is told that the other is unknown.
                if entries.iter().any(|(key, _)| key == new) {
                    continue;
                }
                if let Some((key, _)) = entries.iter_mut().find(|(key, _)| key == old) {
                    (*new).clone_into(key);
                    if !told.contains(&(*old, *new)) {
                        told.push((old, new));
                    }
                }
            }
            for (key, value) in entries {
                if let Some(field) = schema.field(key) {
                    rename(service, &field.kind, value, told);
                }
            }
        }
        _ => {}
    }
}

/// Says that something has another name now.
pub(crate) fn warn(old: &str, new: &str, shell: &mut Shell<'_>) {
    shell.warn(format_args!(
        "'{old}' is called '{new}' now; the next breaking version has the new name alone"
    ));
}
