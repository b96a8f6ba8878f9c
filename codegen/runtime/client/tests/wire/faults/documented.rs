//! The table of faults in the documentation of the client.

use std::path::Path;

use super::rows;

/// The table, below the templates: the guide of each generated client has it.
const PLACE: &str = "../../../templates/client/faults.md";

/// Set to `write`, it writes the table anew.
const VARIABLE: &str = "FAULTS_TABLE";

#[test]
fn the_documentation_has_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    let table = table();
    if std::env::var_os(VARIABLE).is_some_and(|value| value == "write") {
        std::fs::write(&path, &table).expect("the table can be written");
    }
    let written = std::fs::read_to_string(&path).expect("the documentation has a table");
    let differs = table.lines().find(|line| !written.lines().any(|other| other == *line));
    assert!(
        written == table,
        "{} is not what the test of the faults holds; the first line that it lacks: {differs:?}. Write it anew with \
         {VARIABLE}=write, and then `cargo xtask regenerate`",
        path.display()
    );
}

/// What must come of each fault, as [the test of them all](super::table) holds it.
fn table() -> String {
    let mut text =
        "| the server | what only reads ends in | requests | what changes ends in | requests |\n\
                    |---|---|--:|---|--:|\n"
            .to_owned();
    for fault in rows() {
        let ((get, asked), (post, sent)) = (fault.get, fault.post);
        let (get, post) = (in_words(get), in_words(post));
        text.push_str(&format!("| {} | {get} | {asked} | {post} | {sent} |\n", fault.does));
    }
    text
}

/// How a call ended, without what was read: what is in an answer to the test is of no use to others.
fn in_words(outcome: &str) -> String {
    let mut words = outcome.split(", ");
    let first = words.next().unwrap_or_default();
    if first.starts_with("reply") {
        let notes = words.filter(|word| word.ends_with("note") || word.ends_with("notes"));
        return std::iter::once(first).chain(notes).collect::<Vec<_>>().join(", ");
    }
    let (kind, rest) = outcome.split_once(' ').unwrap_or((outcome, ""));
    format!("`{kind}` {rest}").trim_end().to_owned()
}
