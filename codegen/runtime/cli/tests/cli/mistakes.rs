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

/// What a wrong line is told, without the hint at the end.
#[track_caller]
fn wrong(words: &str, expected: &[&str]) {
    let told = told(words);
    let (said, _) = told.split_once("\n  (API Reference 4.3").expect("a hint");
    match expected {
        [only] => assert_eq!(said, format!("error: {only}")),
        several => {
            let (_, said) = said.split_once(" cannot be called like this:\n  ").expect("several");
            assert_eq!(said.split("\n  ").collect::<Vec<_>>(), several);
        }
    }
}

#[test]
fn numbers_and_switches_are_checked() {
    wrong(
        "instances list --datastore-type mysql --limit ten",
        &["--limit must be a whole number, is 'ten'"],
    );
    wrong(
        "instances list --datastore-type mysql --limit -1.5 --ssl yes --load high",
        &[
            "--limit must be a whole number, is '-1.5'",
            "--ssl must be true or false, is 'yes'",
            "--load must be a number, is 'high'",
        ],
    );
}

#[test]
fn a_path_cannot_be_bent() {
    for (typed, value) in [("''", ""), (".", "."), ("..", "..")] {
        wrong(
            &format!("instances delete {typed}"),
            &[&format!("<INSTANCE_ID> must name something, is '{value}'")],
        );
    }
}

#[test]
fn a_mandatory_value_cannot_be_empty() {
    wrong("instances list --datastore-type=", &["--datastore-type must not be empty"]);
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

#[test]
fn values_of_flags_of_every_command_are_refused_with_the_rest() {
    wrong(
        "instances list --timeout 0 --limit ten -o tabel --retries=-1 --debug=3 --query [ --color=x --ssl yes",
        &[
            "--timeout must be a number of seconds above 0, is '0'",
            "--output must be json, yaml, table, csv or text, is 'tabel'; did you mean table?",
            "--retries must be a whole number from 0 to 4294967295, is '-1'",
            "--debug takes no value, and is given '3'",
            "--color must be auto, always or never, is 'x'",
            "--query is no valid JMESPath expression: Unexpected token: the expression ends here, at character 2",
            "    [",
            "     ^",
            "--limit must be a whole number, is 'ten'",
            "--datastore-type is missing (mysql or htap)",
            "--ssl must be true or false, is 'yes'",
        ],
    );
}

#[test]
fn those_of_our_own_commands_too() {
    assert_eq!(
        told("find --timeout 0 --hits many -o xml pots"),
        "error: `taurusdb find` cannot be called like this:\n  \
         --timeout must be a number of seconds above 0, is '0'\n  \
         --hits must be a whole number, is 'many'\n  \
         --output must be json, yaml, table, csv or text, is 'xml'\n  \
         (`taurusdb find --help` shows all flags)\n"
    );
    let ended = line("instances list --timeout 0 --limit ten -o json").run();
    let told: serde_json::Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(told["violations"].as_array().map(Vec::len), Some(3), "{told}");
}

#[test]
fn an_input_that_is_not_there_can_be_made() {
    wrong(
        "instances rename i1 --input no/such.json --timeout 0",
        &[
            "--timeout must be a number of seconds above 0, is '0'",
            "cannot read the input, no/such.json: there is no such file; --skeleton > no/such.json makes one to \
             fill in",
        ],
    );
}
