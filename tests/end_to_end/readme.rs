//! What READMEs show of the command line and of setting up runs as it stands there.

use std::process::Command;

use taurusdb_tests::root;

use super::command_line::PROGRAM;

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).expect(file)
}

/// The lines of the first box below a heading, without what explains them.
fn box_below(text: &str, heading: &str) -> Vec<String> {
    let (_, section) = text.split_once(heading).expect(heading);
    let (_, inside) = section.split_once("```sh\n").expect("a box");
    let (inside, _) = inside.split_once("```").expect("its end");
    let command = |line: &str| line.split(" #").next().unwrap_or(line).trim().to_owned();
    inside.lines().map(command).filter(|line| !line.is_empty()).collect()
}

/// Running both would take longer than all other tests. The second is a line of `.ci/run`; what the first writes is
/// compared there with what is committed.
#[test]
fn the_commands_to_set_up_are_those_that_ci_runs() {
    let commands = box_below(&read("README.md"), "\n## Set up\n");
    let ci = read(".ci/run");
    let lines: Vec<&str> = ci.lines().map(str::trim).collect();
    let [regenerate, test] = commands.as_slice() else { panic!("{commands:?}") };
    assert!(lines.contains(&format!("{test} --quiet").as_str()), "{test}");
    assert_eq!(regenerate, "cargo xtask regenerate");
    assert!(lines.iter().any(|line| line.starts_with("cargo xtask check ")), "the check is gone");
}

#[test]
#[cfg(unix)]
fn the_lines_for_the_operator_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = PROGRAM.canonicalize().expect("it is built");
    // It has another name in tests, and its variables follow from that.
    let name = program.file_stem().expect("a name").to_string_lossy().to_uppercase();
    let own = |end: &str| format!("{}_{end}", name.replace('-', "_"));
    let mut count = 0;
    for line in box_below(&read("README.md"), "\n## For the operator\n") {
        // Somebody has to answer it; it has tests of its own.
        if !line.starts_with("taurusdb ") || line == "taurusdb configure" {
            continue;
        }
        count += 1;
        let output = Command::new("/bin/sh")
            .args(["-eu", "-c", &format!("taurusdb() {{ \"$PROGRAM\" \"$@\"; }}\n{line}")])
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("PROGRAM", &program)
            .env("HOME", folder.path())
            .env(own("METADATA"), "off")
            .env(own("MOCK"), "adopt")
            .output()
            .expect("a shell runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {errors}");
    }
    assert!(count > 10, "{count}");
}

/// What `help` says, and what a README says, of one thing.
#[test]
fn the_readme_of_the_command_line_has_the_pages_of_its_help() {
    let readme = read("generated/taurusdb-cli/README.md");
    let shown = |page: &str| {
        let output = Command::new(&*PROGRAM).args(["help", page]).env_clear().output();
        let output = output.expect("the program runs");
        assert!(output.status.success(), "help {page}");
        String::from_utf8(output.stdout).expect("help is text")
    };
    let pages = ["credentials", "environment", "input", "output", "waiting", "exit-codes"];
    for page in pages {
        assert!(shown(page).lines().count() > 5, "{page}");
    }
    let codes = shown("exit-codes");
    let rows: Vec<(&str, &str)> = codes
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_once(' '))
        .filter(|(code, _)| code.parse::<u8>().is_ok())
        .map(|(code, meaning)| (code, meaning.trim()))
        .collect();
    assert!(rows.len() > 10, "{rows:?}");
    for (code, meaning) in &rows {
        assert!(readme.contains(&format!("\n| {code} | {meaning} | ")), "{code}: {meaning}");
    }
    let table = readme.lines().filter(|line| {
        let first = line.strip_prefix("| ").and_then(|rest| rest.split(' ').next());
        first.is_some_and(|first| first.parse::<u8>().is_ok())
    });
    assert_eq!(table.count(), rows.len());
}
