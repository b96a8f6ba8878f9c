//! The papers at the top say what is so: each command in them runs, each function that they name is
//! there.

use std::path::Path;
use std::process::Command;

use taurusdb_tests::root;

/// The pages whose commands are run.
const PAPERS: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// The variable that names the document.
const DOCUMENT: &str = "TAURUSDB_REFERENCE";

#[test]
fn every_command_runs() {
    let ci = read(".ci/run");
    for paper in PAPERS {
        let commands = commands(&read(paper));
        assert!(!commands.is_empty(), "{paper} has no command");
        for command in commands {
            if ci.lines().any(|line| line.trim() == in_ci(&command)) {
                continue;
            }
            if command.contains(DOCUMENT) && std::env::var_os(DOCUMENT).is_none() {
                eprintln!("{paper}: `{command}` was not run: {DOCUMENT} is not set");
                continue;
            }
            let mut shell = Command::new("bash");
            let output = shell.arg("-c").arg(&command).current_dir(root()).output();
            let output = output.expect("bash can be run");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{paper}: `{command}` failed:\n{said}");
        }
    }
}

#[test]
fn every_function_on_the_way_of_a_row_is_there() {
    let paper = read("ARCHITECTURE.md");
    let hops: Vec<Vec<&str>> = paper
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains(".rs` |"))
        .map(|line| line.split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    assert!(hops.len() > 10, "the table of hops is gone");
    for hop in hops {
        let [_, _, file, function, ..] = hop[..] else { panic!("{hop:?}: no hop") };
        assert!(root().join(file).is_file(), "{file} is not there");
        let is_there = read(file).contains(&format!("fn {function}"));
        assert!(is_there, "{file} has no function `{function}`");
    }
}

#[test]
fn links_and_paths_lead_somewhere() {
    for paper in PAPERS.into_iter().chain(["README.md"]) {
        let text = read(paper);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            assert!(root().join(link).exists(), "{paper}: {link} leads nowhere");
        }
    }
}

/// The lines of the boxes of shell commands.
fn commands(text: &str) -> Vec<String> {
    let (mut commands, mut is_open) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        match line {
            "```sh" => is_open = true,
            "```" => is_open = false,
            "" => {}
            line if is_open && !line.starts_with('#') => commands.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

/// How `.ci/run` writes a command: it has a function for those with a peer.
fn in_ci(command: &str) -> &str {
    command
        .strip_prefix("cargo xtask ")
        .filter(|rest| rest.starts_with("conformance "))
        .unwrap_or(command)
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .replace("\r\n", "\n")
}
