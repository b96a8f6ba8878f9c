//! Damage in the document is reported where otherwise something would be lost in silence.

use taurusdb_spec::Fixes;

use super::fixtures::TEAPOT;
use super::refuse::line_of;

/// Replaces `from` with `to` once; the error must name the line that then begins with `line`.
#[track_caller]
fn damaged(from: &str, to: &str, line: &str, message: &str) {
    let text = TEAPOT.text();
    let changed = text.replacen(from, to, 1);
    assert!(changed != text, "the fixture does not contain {from}");
    let said = taurusdb_extract::extract(changed.as_bytes(), &TEAPOT.names(), &Fixes::default())
        .expect_err("the damage is noticed")
        .to_string();
    let line = line_of(&changed, line);
    assert!(said.starts_with(&format!("line {line}, ")), "line {line}, not {said}");
    assert!(said.contains(message), "{said}");
}

#[test]
fn rows_that_would_be_lost() {
    damaged(
        "secret_mark\tNo\tString\t",
        "secret_mark No String ",
        "secret_mark No",
        "directly below a row of Table 4-14",
    );
    damaged(
        "Name of the tea.\n",
        "Name of\nthe tea.\n",
        "the tea.\ncaffeine",
        "'the tea.' directly below a row of Table 4-4",
    );
    damaged(
        "secret_mark\tNo",
        "\tNo",
        "\tNo\tString\tMark",
        "a row of Table 4-14 without Parameter",
    );
    damaged(
        "caffeine\tBoolean",
        "name\tString\tAgain.\ncaffeine\tBoolean",
        "name\tString\tAgain.",
        "a second row for name",
    );
    damaged(
        "leaf_name\tYes",
        "project_id\tYes\tString\tAgain.\nleaf_name\tYes",
        "project_id\tYes\tString\tAgain.",
        "a second row for project_id",
    );
}

#[test]
fn marks_that_are_lost() {
    // The error names the missing mark, not the end of the file.
    let fence = "```\nGET https://{endpoint}/v3/619d3e78f61b4be68bc5aa0b59edcf7b/teas/green-leaf";
    damaged(
        &format!("{fence}\n```"),
        fence,
        fence,
        "a fence that is still open at the heading 'Status code: 200'",
    );
    damaged("Example Request\n\nAsking for", "Asking for", "Asking for", "a table, a note, 'None'");
}

#[test]
fn notices_that_are_not_understood() {
    damaged(
        "This API will be unavailable on March 31, 2025. Call its successor",
        "This API will soon be gone. Call its successor",
        "5.1.1 Listing Teas\n",
        "no day on which the API ends, below 'APIs (Unavailable Soon)'",
    );
}

#[test]
fn facts_of_the_service_in_another_form() {
    damaged("418\tTEA.0001", "41\tTEA.0001", "41\tTEA.0001", "three digits, 100 to 599");
    damaged("418\tTEA.0001", "418\tTea one", "418\tTea one", "the error code 'Tea one'");
    damaged(
        "teapot:tea:list\t√\t√",
        "teapot:tea:list\t√\tperhaps",
        "Listing Teas\tGET",
        "the mark 'perhaps'",
    );
    damaged(
        "teapot.south-saucer-2.example.com",
        "https://teapot.example.com",
        "TeapotDB\tSouth",
        "a host name without a scheme",
    );
}
