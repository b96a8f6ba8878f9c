//! What a number counts, by the words behind it.

use taurusdb_spec::Type;

use super::interval::{End, Found};
use super::subject::{Owner, VERBS};
use super::token::{Kind, Token};

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Counted {
    Nothing,
    Unit,
    Characters,
    /// Items of any list.
    Items,
    /// Something with a name, which the row knows or not.
    Thing {
        is_known: bool,
        is_allowed: bool,
    },
    /// Something else is said there.
    Other,
}

/// What stands behind the interval.
pub(super) fn counted(tokens: &[Token<'_>], found: &Found<'_>, owner: &Owner<'_>) -> Counted {
    let has_unit = |end: Option<End<'_>>| end.is_some_and(|end| end.unit.is_some());
    let unit = [found.interval.low, found.interval.high];
    if unit.into_iter().any(has_unit) {
        let is_bytes = |end: End<'_>| matches!(end.unit, Some("byte" | "bytes"));
        let bytes = unit.into_iter().flatten().all(is_bytes);
        let is_text = *owner.kind == Type::String && !owner.is_numeric;
        return if bytes && is_text { Counted::Characters } else { Counted::Unit };
    }
    noun(&tokens[found.end..], owner)
}

/// What the words behind a number say that it counts.
pub(super) fn noun(after: &[Token<'_>], owner: &Owner<'_>) -> Counted {
    const ENDS: [&str; 36] = [
        "and",
        "or",
        "but",
        "in",
        "of",
        "for",
        "if",
        "when",
        "which",
        "that",
        "by",
        "with",
        "at",
        "on",
        "to",
        "as",
        "inclusive",
        "only",
        "except",
        "excluding",
        "other",
        "including",
        "from",
        "where",
        "while",
        "per",
        "depending",
        "before",
        "after",
        "because",
        "so",
        "than",
        "based",
        "using",
        "without",
        "on",
    ];
    let mut is_known = false;
    let mut words = 0;
    let mut rest = after.iter();
    for token in rest.by_ref() {
        let Some(word) = token.word() else {
            if words == 0 && token.kind == Kind::Dash {
                continue;
            }
            break;
        };
        if VERBS.contains(&word) || ENDS.contains(&word) {
            break;
        }
        match word {
            "character" | "characters" | "chars" | "char" | "letters" | "digits" => {
                return Counted::Characters;
            }
            "long" if words == 0 => return Counted::Characters,
            // Some of the characters, or how often something is as large.
            "times" | "consecutive" | "identical" | "same" | "repeated" | "special"
            | "different" | "random" => return Counted::Other,
            "items" | "item" | "elements" | "element" | "entries" | "records" | "members"
            | "pairs" | "objects" => {
                return Counted::Items;
            }
            _ => {}
        }
        // What items of lists are, whatever the list is called: `Up to 50 IDs are allowed`.
        let is_item = matches!(owner.kind, Type::Array(_))
            && words == 0
            && is_item(word)
            && !after.iter().any(is_page);
        is_known |= owner.knows(word) || is_item;
        words += 1;
    }
    if words == 0 {
        return match after {
            [a, b, ..] if a.is("in") && b.is("length") => Counted::Characters,
            [a, ..] if a.is("of") => Counted::Other,
            _ => Counted::Nothing,
        };
    }
    const ALLOWED: [&str; 14] = [
        "can",
        "allowed",
        "supported",
        "must",
        "permitted",
        "added",
        "given",
        "specified",
        "returned",
        "created",
        "listed",
        "displayed",
        "queried",
        "total",
    ];
    let is_list = matches!(owner.kind, Type::Array(_));
    // `At least one pot must be warm` does not limit how many there are.
    let allows =
        |word: &str| ALLOWED.contains(&word) && (is_list || !matches!(word, "must" | "can"));
    let is_allowed = after.iter().filter_map(Token::word).any(allows);
    Counted::Thing { is_known, is_allowed }
}

/// Whether a word speaks of what an answer shows at once.
fn is_page(token: &Token<'_>) -> bool {
    ["returned", "displayed", "listed", "shown", "queried", "page"].iter().any(|w| token.is(w))
}

/// Words for the items of a list of any name.
fn is_item(word: &str) -> bool {
    matches!(
        word,
        "id" | "ids"
            | "names"
            | "name"
            | "values"
            | "value"
            | "keys"
            | "addresses"
            | "strings"
            | "numbers"
            | "options"
    )
}
