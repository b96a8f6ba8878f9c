//! Lines that are completed in the shells themselves: commands, values, files, and the ids of a mock.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::command_line::PROGRAM;

/// What a shell prints for a program in its language; `None`, with a line that says so, where there is no such
/// shell.
fn run(shell: &str, arguments: &[&str], program: &str, folder: &Path) -> Option<String> {
    let programs = PROGRAM.parent().expect("a program is in a folder").display();
    let output = Command::new(shell)
        .args(arguments)
        .arg(program)
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .env("HOME", folder)
        .env("TERM", "dumb")
        .output();
    let Ok(output) = output else {
        eprintln!("completions are not tried in {shell}: it is not installed");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{shell}: {errors}");
    Some(String::from_utf8(output.stdout).expect("completions are text"))
}

/// The name by which the shell calls the program, and a folder with a file to complete.
fn scene() -> (String, tempfile::TempDir) {
    let name = PROGRAM.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("order form.json"), "{}").expect("a file can be written");
    (name, folder)
}

#[test]
fn in_bash() {
    let (name, folder) = scene();
    let program = format!(
        r#"
        source <({name} completions bash 2>/dev/null)
        function=$(complete -p {name} | sed 's/.*-F \([^ ]*\) .*/\1/')
        try() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); $function; printf '%s\n' "${{COMPREPLY[@]}}"; echo .; }}
        try {name} instances del
        try {name} instances list --output = js
        try {name} --region ap-southeast-3 instances show --mock ''
        try {name} instances create --input ord
        "#
    );
    let Some(shown) = run("bash", &["--norc", "-c"], &program, folder.path()) else { return };
    let parts: Vec<&str> = shown.split(".\n").collect();
    assert_eq!(parts[0], "delete\ndelete-read-replica\n");
    assert_eq!(parts[1], "json\n");
    assert!(parts[2].lines().count() > 1 && parts[2].lines().all(is_instance), "{}", parts[2]);
    assert_eq!(parts[3], "order form.json\n");
}

#[test]
fn in_fish() {
    let (name, folder) = scene();
    let program = format!(
        "{name} completions fish 2>/dev/null | source
        complete -C '{name} instances del'; echo .
        complete -C '{name} instances list --output=js'; echo .
        complete -C '{name} instances show --mock '; echo .
        complete -C '{name} instances create --input ord'"
    );
    let Some(shown) = run("fish", &["--no-config", "-c"], &program, folder.path()) else { return };
    let parts: Vec<&str> = shown.split(".\n").collect();
    assert!(parts[0].starts_with("delete\tDelete a DB instance"), "{shown}");
    assert_eq!(parts[1], "--output=json\n");
    let ids = parts[2].lines().filter_map(|line| line.split('\t').next());
    assert!(ids.clone().count() > 1 && ids.clone().all(is_instance), "{}", parts[2]);
    assert!(parts[3].contains("order"), "{}", parts[3]);
}

/// The widgets of zsh work in a terminal alone; what they are given is printed instead.
#[test]
fn in_zsh() {
    let (name, folder) = scene();
    let program = format!(
        r#"
        compdef() {{ function=$1 }}
        compadd() {{ print -rl -- $values; print -rl -- $shown }}
        _files() {{ print files }}
        source <({name} completions zsh 2>/dev/null)
        try() {{ words=("$@"); CURRENT=$#; $function; print . }}
        try {name} instances del
        try {name} instances list --output=js
        try {name} instances show --mock ''
        try {name} instances create --input ord
        "#
    );
    let Some(shown) = run("zsh", &["-f", "-c"], &program, folder.path()) else { return };
    let parts: Vec<&str> = shown.split(".\n").collect();
    assert!(parts[0].starts_with("delete\ndelete-read-replica\ndelete  -- Delete a DB"), "{shown}");
    assert!(parts[1].starts_with("--output=json\n"), "{shown}");
    assert!(parts[2].lines().next().is_some_and(is_instance), "{shown}");
    assert_eq!(parts[3], "files\n");
}

#[test]
fn scripts_are_well_formed() {
    let (name, folder) = scene();
    for shell in ["bash", "zsh", "fish"] {
        let program =
            format!("{name} completions {shell} 2>/dev/null > script && {shell} -n script");
        let has_shell = Command::new(shell).arg("-c").arg("true").output().is_ok();
        if has_shell {
            run("/bin/sh", &["-c"], &program, folder.path());
        }
    }
}

fn is_instance(id: &str) -> bool {
    id.len() == 36 && id.ends_with("in07")
}
