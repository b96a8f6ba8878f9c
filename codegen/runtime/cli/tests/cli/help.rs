//! The help of the program, of groups and of operations.

use insta::assert_snapshot;

use crate::line;

#[track_caller]
fn shown(words: &str) -> String {
    let ended = line(words).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    // Where a text ends is not for a snapshot to judge.
    ended.out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn of_everything() {
    assert_snapshot!(shown("--help"));
}

#[test]
fn of_a_group() {
    assert_snapshot!(shown("engines --help"));
}

#[test]
fn of_a_sub_group() {
    assert_snapshot!(shown("engines users --help"));
}

#[test]
fn of_parameters_of_every_kind() {
    assert_snapshot!(shown("instances list --help"));
}

#[test]
fn of_a_body() {
    assert_snapshot!(shown("instances create --help"));
}

#[test]
fn of_a_body_on_delete() {
    assert_snapshot!(shown("engines users delete --help"));
}

#[test]
fn of_an_open_beta() {
    assert_snapshot!(shown("instances rename --help"));
}

#[test]
fn of_a_deprecated_operation() {
    assert_snapshot!(shown("legacy list-instances-v3-1 --help"));
}

#[test]
fn is_the_same_by_command_and_by_flag() {
    assert_eq!(shown("help engines users list"), shown("engines users list --help"));
}

#[test]
fn the_short_one_has_what_cannot_be_left_out_and_an_example() {
    assert_snapshot!(shown("instances create -h"));
    let short = shown("instances list -h");
    assert!(short.contains("--datastore-type") && short.contains("\nExample:\n"), "{short}");
    assert!(!short.contains("--limit") && !short.contains("--profile"), "{short}");
    assert!(short.contains("`taurusdb instances list --help` shows 8 more flags"), "{short}");
    assert!(!shown("-h").contains("Exit codes"));
    assert_eq!(shown("instances list -h --help"), shown("instances list --help"));
}

#[test]
fn is_what_an_unfinished_line_gets() {
    for words in ["", "engines", "engines users"] {
        let ended = line(words).run();
        assert_eq!((ended.code, ended.out.as_str()), (2, ""));
        assert_eq!(ended.err.trim_end(), shown(&format!("{words} --help")).trim_end());
    }
}

#[test]
fn the_version_names_the_document() {
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!("taurusdb {version} (API Reference issue 01, 2024-12-31)");
    assert_eq!(shown("--version"), expected);
}
