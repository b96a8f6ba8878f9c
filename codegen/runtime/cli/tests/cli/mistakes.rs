//! Lines that are wrong, and what the program says of them.

use insta::assert_snapshot;

use crate::line;

/// What a wrong line is told; nothing may be sent for it.
#[track_caller]
fn told(words: &str) -> String {
    let ended = line(words).endpoint("http://127.0.0.1:9").run();
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
    ended.err
}

#[test]
fn numbers_and_switches_are_checked() {
    assert_eq!(
        told("instances list --datastore-type mysql --limit ten"),
        "error: --limit must be a whole number (got 'ten')\n  (API Reference 4.3.21)\n"
    );
    assert_eq!(
        told("instances list --datastore-type mysql --limit -1.5 --ssl yes --load high"),
        "error: --limit must be a whole number (got '-1.5')\n\
         error: --ssl must be true or false (got 'yes')\n\
         error: --load must be a number (got 'high')\n  (API Reference 4.3.21)\n"
    );
}

#[test]
fn a_path_cannot_be_bent() {
    for (typed, value) in [("''", ""), (".", "."), ("..", "..")] {
        assert_eq!(
            told(&format!("instances delete {typed}")),
            format!(
                "error: <INSTANCE_ID> must name something (got '{value}')\n  \
                 (API Reference 4.3.3)\n"
            )
        );
    }
}

#[test]
fn a_mandatory_value_cannot_be_empty() {
    assert_eq!(
        told("instances list --datastore-type="),
        "error: --datastore-type must not be empty (got '')\n  (API Reference 4.3.21)\n"
    );
}

/// Lines and what they are told, as in a terminal.
#[track_caller]
fn session(lines: &[&str]) -> String {
    let said: Vec<_> =
        lines.iter().map(|words| format!("$ taurusdb {words}\n{}", told(words))).collect();
    said.join("\n")
}

#[test]
fn misspelled_commands_get_suggestions() {
    assert_snapshot!(session(&[
        "instnaces list",
        "instances renam",
        "engines user",
        "instances list --limt 1",
    ]));
}

#[test]
fn what_is_missing_is_listed() {
    assert_snapshot!(session(&["instances rename", "instances list", "engines users list"]));
}

#[test]
fn what_is_not_taken_is_refused() {
    assert_snapshot!(session(&[
        "instances delete i1 --input x.json",
        "instances delete i1 --skeleton",
        "instances delete i1 i2",
        "instances list --datastore-type mysql --limit 1 --limit 2",
        "engines show e --timeout 0",
    ]));
}
