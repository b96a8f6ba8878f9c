//! Names of the version before: they work, and say what they are called now.

use crate::{Ended, line};

const PLACE: &str = "--dry-run --region north-1 --project-id p";

/// What the old names in a line lead to, and what is said of them.
#[track_caller]
fn same(old: &str, new: &str, stdin: [&str; 2], said: &[&str]) {
    let run =
        |text: &str, stdin| line(&format!("{text} {PLACE}")).stdin(stdin).variables(&[]).run();
    let ([before, after], Ended { code, out, err }) = (stdin, run(old, stdin[0]));
    let now = run(new, after);
    assert_eq!((code, &out), (now.code, &now.out), "{before}: {err}{}", now.err);
    let warnings: String = said
        .iter()
        .map(|said| {
            format!("warning: {said} now; the next breaking version has the new name alone\n")
        })
        .collect();
    let others = err.strip_prefix(warnings.as_str());
    assert_eq!(others, Some(now.err.as_str()), "{err}");
}

#[test]
fn an_old_command_works_and_says_what_it_is_called_now() {
    let input = r#"{"name":"blue"}"#;
    let said = ["'instances call-it' is called 'instances rename'"];
    same("instances call-it i1 --input -", "instances rename i1 --input -", [input; 2], &said);
    let help = line("instances --help").run();
    assert!(!help.out.contains("call-it"), "an old name is not advertised");
    // What only reads like a command is none.
    let other =
        line("instances rename call-it --dry-run --region instances --project-id p --input -");
    let ended = other.stdin(input).variables(&[]).run();
    assert!(!ended.err.contains("is called"), "{}", ended.err);
}

#[test]
fn an_old_command_is_found_behind_global_flags() {
    let ended = line("--compact --project-id instances instances call-it i1 --help").run();
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(
        ended.err.contains("'instances call-it' is called 'instances rename' now"),
        "{}",
        ended.err
    );
}

#[test]
fn an_old_flag_works_and_says_what_it_is_called_now() {
    let said = ["'--engine' is called '--datastore-type'"];
    for old in ["--engine mysql", "--engine=mysql"] {
        let new = "instances list --datastore-type mysql";
        same(&format!("instances list {old}"), new, [""; 2], &said);
    }
    // Of another command, it is unknown.
    let other = line(&format!("instances rename i1 --engine mysql {PLACE}")).variables(&[]).run();
    assert_eq!(other.code, 2, "{}", other.err);
}

#[test]
fn an_old_field_of_an_input_works_and_says_what_it_is_called_now() {
    let said = ["'field title' is called 'name'"];
    let inputs = [r#"{"title":"blue"}"#, r#"{"name":"blue"}"#];
    same("instances rename i1 --input -", "instances rename i1 --input -", inputs, &said);
}
