//! The rooms of the extractor follow the order of calls that its `lib.rs` states.

use super::crate_source::Crate;

/// The rooms, from the bottom up. A room may use rooms of earlier lines only, and none of its own
/// line: `interpret` uses neither `mine` nor `resolve`, and `mine` knows no drafts.
const ORDER: [&[&str]; 8] = [
    &["fault", "text"],
    &["read"],
    &["account", "example", "interpret", "mine", "prose"],
    &["left_out"],
    &["overview", "resolve", "service_facts"],
    &["unread", "weigh"],
    &["pipeline"],
    &["preview"],
];

#[test]
fn rooms_follow_the_order_of_calls() {
    let found = Crate::read(&taurusdb_tests::root().join("codegen/extract/src"));
    let wrong = against_the_order(&found);
    assert!(wrong.is_empty(), "these go against the order of calls:\n{}", wrong.join("\n"));
}

/// Every use of a room that the order does not allow.
fn against_the_order(found: &Crate) -> Vec<String> {
    let level = |room: &str| ORDER.iter().position(|rooms| rooms.contains(&room));
    let mut wrong = Vec::new();
    for from in found.modules.keys() {
        // `lib.rs` passes on what the rooms define.
        let Some(own) = from.first() else { continue };
        assert!(level(own).is_some(), "the room {own} has no place in ORDER");
        for (to, path) in found.uses(from) {
            let is_allowed = to.first().is_some_and(|used| used == own || level(used) < level(own));
            if !is_allowed {
                wrong.push(format!("{} uses {path}", from.join("::")));
            }
        }
    }
    wrong
}

#[test]
fn a_room_of_the_same_line_or_of_a_later_one_is_refused() {
    let files = [
        ("lib.rs", "pub mod interpret; pub mod mine; pub mod resolve; pub mod text;"),
        ("interpret/mod.rs", "use crate::text::T; mod uri { use crate::mine::M; }"),
        ("mine.rs", "fn f() { crate::resolve::g() }"),
        ("resolve.rs", "use crate::{interpret::I, mine::M};"),
        ("text.rs", "pub struct T;"),
    ];
    let expected = ["interpret::uri uses crate::mine::M", "mine uses crate::resolve::g"];
    assert_eq!(against_the_order(&Crate::of(files)), expected);
}
