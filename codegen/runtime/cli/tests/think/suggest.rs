//! What is said of lines that are not understood.

use insta::assert_snapshot;

use crate::told;

/// The lines that are suggested for a line.
#[track_caller]
fn meant(words: &str) -> Vec<String> {
    let said = told(words);
    let tips = said.lines().filter_map(|line| line.trim_start().strip_prefix("tip: "));
    let lines = tips.filter_map(|tip| tip.split('`').nth(1));
    lines.map(str::to_owned).collect()
}

#[test]
fn commands_by_what_else_people_say() {
    let meant_first = [
        ("pots drop", "tea pots delete"),
        ("pots rm p1", "tea pots delete"),
        ("pots ls", "tea pots list"),
        ("pots new", "tea pots create"),
        ("pot list", "tea pots list"),
        ("list pots", "tea pots list"),
        ("list-pots", "tea pots list"),
        ("pots.list", "tea pots list"),
        ("ListTeaPots", "tea pots list"),
        ("DeletePot p1", "tea pots delete"),
        ("ptos list", "tea pots list"),
        ("pots setLid", "tea pots set-lid"),
        ("pots update-lid p1", "tea pots set-lid"),
        ("cups list", "tea guests cups list"),
        ("guests list-cups", "tea guests cups list"),
        ("guest cup list", "tea guests cups list"),
        ("kettles", "tea legacy list-kettles"),
        ("ptos", "tea pots"),
        ("guest", "tea guests"),
        ("hlep", "tea help"),
        ("pots lst", "tea pots list"),
        ("auth whoam", "tea auth whoami"),
        ("configure lst", "tea configure list"),
        ("whoami", "tea auth whoami"),
        ("version", "tea --version"),
        ("explian TEA.000104", "tea explain"),
        ("GET /v1/p1/pots", "tea pots list"),
        ("delete https://tea.example.com/v1/p1/pots/p7", "tea pots delete"),
        ("--region tea-west-2 pots drop", "tea pots delete"),
    ];
    for (line, expected) in meant_first {
        assert_eq!(meant(line).first().map(String::as_str), Some(expected), "{line}");
    }
}

#[test]
fn flags_by_what_else_they_are_called() {
    let said = [
        ("pots list --limt 1", "there is no flag --limt: did you mean --limit?"),
        ("pots list -limit 1", "there is no flag -limit: did you mean --limit?"),
        ("pots list --regoin=x", "there is no flag --regoin: did you mean --region?"),
        ("pots create --amuont 2", "did you mean --filling.amount?"),
        ("pots delete --potId p1", "it is given by its place, as in `tea pots delete <POT_ID>`"),
        ("pots delete --pot-id=p1", "it is given by its place, as in `tea pots delete <POT_ID>`"),
        // These are commands of our own.
        ("find pot --hit 3", "did you mean `--hits`?"),
        ("completions --Shell bash", "it is given by its place: `tea completions <SHELL>`"),
    ];
    for (line, expected) in said {
        let told = told(line);
        assert!(told.contains(expected), "{line}: {told}");
    }
}

#[test]
fn nothing_is_guessed_at_random() {
    for line in ["xyzzy", "pots frobnicate"] {
        assert_eq!(meant(line), ["tea find WORDS"], "{line}");
    }
    assert!(!told("pots list --xyzzy 1").contains("did you mean"));
}

#[test]
fn the_whole_message() {
    assert_snapshot!(
        ["pots drop p1", "xyzzy", "pots delete --potId p1"]
            .map(|line| format!("$ tea {line}\n{}", told(line)))
            .join("\n")
    );
}
