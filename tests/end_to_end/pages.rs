//! The help of everything, page by page.

use std::process::Command;

use taurusdb_descriptors::SERVICE;

use super::command_line::PROGRAM;

/// The help of a command. What every command has is on the first page alone.
fn page(words: &str) -> String {
    let output = Command::new(&*PROGRAM)
        .args(words.split_whitespace())
        .arg("--help")
        .env_clear()
        .env("COLUMNS", "100")
        .output()
        .expect("the program runs");
    let shown = String::from_utf8(output.stdout).expect("help is text");
    let mut page = format!("$ taurusdb {words} --help\n");
    let mut is_left_out = false;
    for line in shown.replace("tested-taurusdb", "taurusdb").lines() {
        if line.starts_with("Global options") {
            is_left_out = !words.is_empty();
        } else if !line.starts_with(' ') && !line.is_empty() {
            is_left_out = false;
        }
        if !is_left_out {
            page += line.trim_end();
            page.push('\n');
        }
    }
    page
}

#[test]
fn every_page_of_help_is_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/help");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut pages = 0;
    settings.bind(|| {
        insta::assert_snapshot!("program", page(""));
        for group in SERVICE.groups {
            let operations = group.operations.iter().map(|operation| page(operation.command));
            let all: Vec<String> = std::iter::once(page(group.command)).chain(operations).collect();
            pages += all.len();
            insta::assert_snapshot!(group.id, all.join("\n\n"));
        }
    });
    assert!(pages > 228, "{pages}");
}

/// A parameter of such a name gets another flag: both would be one otherwise.
#[test]
fn flags_of_every_command_are_reserved() {
    let help = page("");
    let (_, global) = help.split_once("Global options:\n").expect("there are some");
    let flags = global.lines().take_while(|line| !line.is_empty()).filter_map(|line| {
        let (_, flag) = line.split_once("--")?;
        flag.split([' ', '[']).next()
    });
    let flags: Vec<&str> = flags.collect();
    assert!(flags.len() > 10, "{flags:?}");
    for flag in flags {
        assert!(taurusdb_emit::plan::RESERVED.contains(&flag), "{flag}");
    }
}
