//! Conditions: sentences put together from the words in which a field is required or excluded, with the
//! fields of the request that they speak of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use taurusdb_extract::mine::{FieldRow, Neighbour, facts, states_requirement};
use taurusdb_extract::read::Cell;
use taurusdb_spec::{Condition, Side, Type};

/// What sentences with a condition are made of. A byte of the input stands for one of them.
const PIECES: [&str; 72] = [
    "If ", "When ", " if ", " when ", " only when ", " only if ", " unless ", " where ", "in this case, ",
    "this parameter", "This parameter ", "It ", "This ", "pot_name", "lid", "handles", "a_b", "Lid size",
    " is ", " are ", " is not ", " is set to ", " is specified", " is left blank", " is not empty",
    " equals ", " = ", " takes ", " has been set", " is enabled", " is disabled", "mandatory",
    "is mandatory", "is required", "is not required", "must be specified", "must be configured",
    "cannot be specified", "cannot be left blank", "is unavailable", "is available", "is valid", "optional",
    " and ", " or ", ", ", ". ", ": ", "; ", " (", ") ", "\"", "'", "`", "true", "false", "0", "1 to 9",
    "MySQL", "the network ACL ", "the enterprise project ", "required for subsequent pagination queries",
    "<ul>", "</ul>", " • ", "<p>", "</p>", "<br>", "**Constraints** ", "**Range** ", "\u{a0}", "ſİé",
];

fn said(bytes: &[u8]) -> String {
    let mut said = String::new();
    for byte in bytes {
        match PIECES.get(usize::from(*byte)) {
            Some(piece) => said.push_str(piece),
            None => said.push(char::from(*byte)),
        }
    }
    said
}

fuzz_target!(|input: (u8, &str, Vec<u8>, &[u8])| {
    let (choice, sibling, other, own) = input;
    let (own, other) = (said(own), said(&other));
    let (description, other) = (Cell::parse(&own), Cell::parse(&other));
    let request = [
        Neighbour { name: "lid", description: &other, is_boolean: choice & 1 > 0 },
        Neighbour { name: sibling, description: &other, is_boolean: choice & 2 > 0 },
        Neighbour { name: "pot_name", description: &description, is_boolean: choice & 4 > 0 },
    ];
    let side = if choice & 8 > 0 { Side::Response } else { Side::Request };
    let kind = if choice & 4 > 0 { Type::Boolean } else { Type::String };
    let siblings = ["lid", sibling, "pot_name", "handles"];
    let row = FieldRow {
        name: "pot_name",
        kind: &kind,
        side,
        description: &description,
        siblings: &siblings,
        request: &request,
    };
    let mined = facts(&row);
    let _ = states_requirement(&description, "pot_name");
    if side == Side::Response {
        assert!(!mined.is_conditional, "an answer is not required: {own}");
    }
    let conditions = mined.facts.required_when.iter().chain(&mined.facts.excluded_when);
    for condition in conditions.chain(mined.siblings.iter().map(|(_, condition)| condition)) {
        match condition {
            Condition::Equals { field, equals } => {
                assert!(!field.is_empty() && !equals.is_empty(), "{condition:?} of: {own}");
            }
            Condition::Given { field, .. } => assert!(!field.is_empty(), "{condition:?} of: {own}"),
            _ => {}
        }
    }
});
