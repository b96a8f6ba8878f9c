//! The help of every command in terminals of several widths, and its examples, which must run.

use std::collections::BTreeSet;
use std::process::Command;

use taurusdb_descriptors::types::phrase::{self, Style};
use taurusdb_descriptors::types::{Facts, Operation, Schema};
use taurusdb_descriptors::{DOCS, SERVICE};

use super::command_line::{PROGRAM, SECRET};

const WIDTHS: [usize; 3] = [60, 80, 100];

/// This also builds every command, so that the checks of clap run for all of them.
#[test]
fn examples_can_be_pasted_at_every_width_and_work() {
    for operation in SERVICE.operations() {
        let examples = WIDTHS.map(|width| example(&help(operation, width), operation.id));
        assert_eq!(examples[0], examples[1], "{}", operation.id);
        assert_eq!(examples[1], examples[2], "{}", operation.id);
        run(operation, &examples[0]);
    }
}

/// Each limit of a value is told once: by its meaning, or behind it.
#[test]
fn limits_are_said_once() {
    let mut said = 0;
    for operation in SERVICE.operations() {
        for parameter in operation.parameters {
            said += once(operation.id, parameter.name, parameter.facts);
        }
        let answers = operation.responses.iter().filter_map(|response| response.schema);
        let mut open: Vec<&Schema> = operation.request.into_iter().chain(answers).collect();
        let mut seen = BTreeSet::new();
        while let Some(schema) = open.pop() {
            if !seen.insert(schema.name) {
                continue;
            }
            for field in schema.fields {
                said += once(schema.name, field.name, field.facts);
                open.extend(field.kind.schema());
            }
        }
    }
    assert!(said > 500, "{said}");
}

/// How many limits are told of a value; each must stand in the text just once.
#[track_caller]
fn once(owner: &str, name: &str, facts: &Facts<'_>) -> usize {
    let Some(meaning) = DOCS.field(owner, name) else { return 0 };
    let Some(limits) = phrase::limits(facts, Style::Plain) else { return 0 };
    let text = phrase::described(meaning, facts, Style::Plain).to_lowercase();
    for limit in limits.split("; ") {
        let count = text.matches(&limit.to_lowercase()).count();
        assert!(count <= 1, "{owner}.{name}: {text}");
    }
    limits.split("; ").count()
}

fn help(operation: &Operation, width: usize) -> String {
    let words = operation.id.split('.').map(|word| word.replace('_', "-"));
    let output = Command::new(&*PROGRAM)
        .args(words)
        .arg("--help")
        .env_clear()
        .env("COLUMNS", width.to_string())
        .output()
        .expect("the program runs");
    let shown = String::from_utf8(output.stdout).expect("help is text");
    assert!(output.status.success(), "{}", operation.id);
    assert!(shown.contains(operation.section), "{}:\n{shown}", operation.id);
    // The lines above come from clap.
    let below = shown.lines().skip_while(|line| !line.starts_with("API Reference"));
    for line in below.filter(|line| line.chars().count() > width) {
        // Only a path, or a value of an example, can be too long for a line.
        let is_whole = line.starts_with('/') || line.starts_with("  ");
        assert!(is_whole, "{} at {width}: {line}", operation.id);
    }
    shown
}

/// The example as one line, as a shell reads it.
fn example(help: &str, id: &str) -> String {
    let (_, example) = help.split_once("\nExample").unwrap_or_else(|| panic!("{id}: no example"));
    let (_, example) = example.split_once(":\n").expect("a heading");
    let joined = example.trim_end().replace(" \\\n", " ");
    assert!(!joined.contains('\n'), "{id}: the example is several command lines:\n{example}");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs the example in a shell, with a value for each secret that it takes from the environment.
#[cfg(unix)]
fn run(operation: &Operation, example: &str) {
    let programs = PROGRAM.parent().expect("a program is in a folder").display();
    let secrets = example.split("env:").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    });
    let output = Command::new("/bin/sh")
        .args(["-eu", "-c", &format!("{example} --mock=adopt")])
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .envs(secrets.map(|name| (name, SECRET)))
        .output()
        .expect("a shell runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {example}\n{errors}", operation.id);
}

#[cfg(not(unix))]
fn run(_: &Operation, _: &str) {}
