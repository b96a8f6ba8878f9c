//! Descriptions of fields of every type: marks, conditions, ranges and values in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use taurusdb_extract::mine::{FieldRow, Neighbour, facts};
use taurusdb_extract::read::Cell;
use taurusdb_spec::{Side, Type};

fuzz_target!(|texts: (u8, &str, &str)| {
    let (choice, html, other) = texts;
    let kinds = [
        Type::String,
        Type::Integer,
        Type::Boolean,
        Type::Object,
        Type::array(Type::String),
        Type::array(Type::Integer),
    ];
    let (description, other) = (Cell::parse(html), Cell::parse(other));
    let request = [
        Neighbour { name: "lid", description: &other, is_boolean: choice & 8 > 0 },
        Neighbour { name: "pot_name", description: &description, is_boolean: false },
    ];
    let row = FieldRow {
        name: "pot_name",
        kind: &kinds[usize::from(choice) % kinds.len()],
        side: if choice & 64 > 0 { Side::Request } else { Side::Response },
        description: &description,
        siblings: &["lid", "pot_name", "handles"],
        request: &request,
    };
    let _ = facts(&row);
});
