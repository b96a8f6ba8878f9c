//! `find`: what words lead to, and in which order.

use insta::assert_snapshot;
use serde_json::Value;

use crate::{shown, told};

/// The name of the best hit.
#[track_caller]
fn best(words: &str) -> String {
    let text = shown(&format!("find {words} --json"));
    let hits: Value = serde_json::from_str(&text).unwrap();
    hits[0]["name"].as_str().unwrap_or_else(|| panic!("{words}: {text}")).to_owned()
}

#[test]
fn lines_to_type_are_shown() {
    assert_snapshot!(shown("find pot --hits 0"));
}

#[test]
fn names_come_before_meanings_and_parts() {
    assert_eq!(best("lid"), "pots.set_lid");
    assert_eq!(best("kettles"), "legacy.list_kettles");
    assert_eq!(best("list pots"), "pots.list");
}

#[test]
fn words_may_have_any_form() {
    for words in
        ["list pot", "pots listing", "'how do I list the pots?'", "PotsList", "querying pots"]
    {
        assert_eq!(best(words), "pots.list", "{words}");
    }
    assert_eq!(best("stove"), "tea001_heat");
    assert_eq!(best("bergamt"), "pots.list.tea");
    assert_eq!(best("earlgrey"), "pots.list.tea");
    assert_eq!(best("busy"), "TEA.000104");
    assert_eq!(best("west"), "tea-west-2");
}

#[test]
fn what_nothing_has_is_said() {
    assert_eq!(
        told("find xyzzy"),
        "error: nothing has to do with 'xyzzy'; `tea operations` lists every operation\n"
    );
    assert_eq!(shown("find xyzzy --json"), "[]\n");
}

#[test]
fn more_hits_are_told_of() {
    let ended = crate::line("find pot --hits 2");
    assert_eq!((ended.code, ended.out.lines().count()), (0, 4), "{}", ended.out);
    assert!(ended.err.ends_with(" more; --hits 0 shows all\n"), "{}", ended.err);
}
