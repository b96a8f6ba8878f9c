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
        function=$(complete -p taurusdb | sed 's/.*-F \([^ ]*\) .*/\1/')
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
        complete -C 'taurusdb instances del'; echo .
        complete -C 'taurusdb instances list --output=js'; echo .
        complete -C 'taurusdb instances show --mock '; echo .
        complete -C 'taurusdb instances create --input ord'"
    );
    let Some(shown) = run("fish", &["--no-config", "-c"], &program, folder.path()) else { return };
    let parts: Vec<&str> = shown.split(".\n").collect();
    assert!(parts[0].starts_with("delete\tDelete a DB instance"), "{shown}");
    assert_eq!(parts[1], "--output=json\n");
    let ids = parts[2].lines().filter_map(|line| line.split('\t').next());
    assert!(ids.clone().count() > 1 && ids.clone().all(is_instance), "{}", parts[2]);
    assert!(parts[3].contains("order"), "{}", parts[3]);
}

/// Zsh completes only where somebody types, so one is started in a terminal of its own.
#[test]
fn in_zsh() {
    let (name, folder) = scene();
    let program = format!(
        r#"
        zmodload zsh/zpty || exit 0
        zpty z zsh -f -i
        zpty -w z "PS1='> '; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source <({name} completions zsh 2>/dev/null); print rea''dy"
        zpty -r z line '*ready*'
        zpty -n -w z $'taurusdb instances restar\t'
        zpty -r -m z line '*restart*' && print restart
        zpty -n -w z $'\C-utaurusdb tasks wai\t'
        zpty -r -m z line '*wait*' && print wait
        zpty -d z
        "#
    );
    let Some(shown) = run("zsh", &["-f", "-c"], &program, folder.path()) else { return };
    assert!(shown.is_empty() || shown == "restart\nwait\n", "{shown}");
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
