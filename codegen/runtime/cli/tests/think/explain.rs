//! `explain`: the page about each sort of thing, and the ways to name it.

use insta::assert_snapshot;

use crate::{line, piped, shown, told};

#[test]
fn an_error_code() {
    assert_snapshot!(shown("explain TEA.000104"));
}

#[test]
fn an_operation() {
    assert_snapshot!(shown("explain pots.create"));
}

#[test]
fn an_operation_that_has_an_end() {
    assert_snapshot!(shown("explain legacy.list_kettles"));
}

#[test]
fn fields_of_both_sides() {
    let pages = ["pots.create.filling.amount", "pots.create.pin", "pots.list.pots.filling"];
    assert_snapshot!(pages.map(|what| shown(&format!("explain {what}"))).join("\n"));
}

#[test]
fn parameters() {
    assert_snapshot!(
        [shown("explain pots.list.tea"), shown("explain pots.delete.pot_id")].join("\n")
    );
}

#[test]
fn what_the_service_lists() {
    let pages = ["tea001_heat", "tea-west-2", "409", "pot", "Filling", "guests", "tea:pot:create"];
    assert_snapshot!(pages.map(|what| shown(&format!("explain {what}"))).join("\n"));
}

#[test]
fn names_may_be_written_in_any_way() {
    let same = [
        ("pots.set_lid", "pots set-lid"),
        ("pots.set_lid", "tea pots set-lid"),
        ("pots.set_lid", "'pots.setLid'"),
        ("pots.set_lid", "'`pots.set_lid`'"),
        ("pots.set_lid", "'PUT /v1/{project_id}/pots/{pot_id}/lid'"),
        ("pots.set_lid", "https://tea.example.com/v1/p1/pots/9f/lid?x=1"),
        ("pots.set_lid", "2.3"),
        ("TEA.000104", "tea.000104"),
        ("TEA.000104", "TEA-000104"),
        ("TEA.000104", "000104"),
        ("TEA.000104", "PotBusy"),
        ("TEA.000104", "'pot busy'"),
        ("pots.create.filling.amount", "pots create filling.amount"),
        ("pots.create.filling.amount", "pots.create.request.filling.amount"),
        ("pots.create.pot.filling.amount", "pots.create.response.pot.filling[0].amount"),
        ("tea-west-2", "'Tea West'"),
        ("409", "'HTTP 409'"),
        ("409", "'status 409'"),
    ];
    for (plain, other) in same {
        let expected = shown(&format!("explain {plain}"));
        assert_eq!(shown(&format!("explain {other}")), expected, "{other}");
    }
}

#[test]
fn a_code_is_found_in_what_came_with_it() {
    let pasted = [
        r#"{"error_code": "TEA.000104", "error_msg": "The pot is busy."}"#,
        r#"[{"errCode":"TEA.000104"}]"#,
        "error: pots.set_lid failed: 409 TEA.000104: The pot is busy. (request id 17)",
        "…(TEA.000104).",
        "{\n \"error\": {\"code\": \"tea.000104\"}}",
    ];
    let expected = shown("explain TEA.000104");
    for text in pasted {
        let ended = piped("explain -", text);
        assert_eq!(
            (ended.code, ended.out.as_str()),
            (0, expected.as_str()),
            "{text}: {}",
            ended.err
        );
    }
}

#[test]
fn a_name_in_many_places_is_a_list() {
    assert_snapshot!(shown("explain tea"));
}

#[test]
fn programs_get_the_same_as_json() {
    assert_snapshot!(shown("explain pots.create.filling.amount --json"));
    let all = ["TEA.000104", "pots.create", "pots.delete.pot_id", "tea001_heat", "pot", "tea"];
    for what in all {
        let text = shown(&format!("explain {what} --json"));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(value[0]["kind"].is_string() && value[0]["name"].is_string(), "{text}");
    }
}

#[test]
fn what_is_not_known_is_guessed() {
    let said = [
        "TEA.000140",
        "pots.lst",
        "pots.create.fillin.amount",
        "pots.create.amount",
        "CreatePot",
        "'The pot is being filled'",
        "xyzzy",
    ];
    let said =
        said.map(|what| format!("$ tea explain {what}\n{}", told(&format!("explain {what}"))));
    assert_snapshot!(said.join("\n"));
}

#[test]
fn nothing_of_a_text_reaches_the_terminal_raw() {
    let ended = line("explain '\u{1b}[31mred\u{7}'");
    assert_eq!(ended.code, 2);
    assert!(!ended.err.contains(['\u{1b}', '\u{7}']), "{}", ended.err);
}

#[test]
fn flags_of_an_operation_are_what_they_set() {
    let shown = |words: &str| {
        let ended = line(words);
        assert_eq!(ended.code, 0, "{words}: {}", ended.err);
        ended.out
    };
    let expected = shown("explain pots.create.filling.amount");
    for words in [
        "explain pots create --filling.amount",
        "explain pots.create --filling.amount=3",
        "explain pots.create --filling.amount --quiet",
        "--debug explain tea pots create --filling.amount",
    ] {
        assert_eq!(shown(words), expected, "{words}");
    }
    assert!(shown("explain pots.list --limit -o json").contains("\"pots.list.limit\""));
    assert!(told("explain pots.create --filing").contains("did you mean"));
}
