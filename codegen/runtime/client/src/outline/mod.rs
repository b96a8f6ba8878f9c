//! The outline of a JSON text: where each of its values begins and ends.
//!
//! An answer is read in two steps. The first checks that all of it is JSON, and makes the outline; at that time
//! nobody knows yet which record it is for. The second reads a record out of the text, at the places that the
//! outline names. A tree of values in between would cost more than both.
//!
//! Only what a strict parser takes as it is, and what repeats no key, has an outline. The rest is mended first, and goes through a tree.

mod keys;
mod number;
mod place;
mod scan;
mod string;

pub(crate) use place::Place;
pub(crate) use string::is_plain;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    Null,
    False,
    True,
    Number,
    /// A text that stands there as it is.
    Text,
    /// A text with escape sequences.
    Escaped,
    List,
    Object,
}

const KINDS: [Kind; 8] = [
    Kind::Null,
    Kind::False,
    Kind::True,
    Kind::Number,
    Kind::Text,
    Kind::Escaped,
    Kind::List,
    Kind::Object,
];

/// One value: where it begins, what it is, and how far it goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// The byte that it begins at; of a text, the one after the quote.
    start: u32,
    /// The kind in the highest bits. Below them, the length in bytes; of a list or an object, how many marks
    /// are inside.
    tail: u32,
}

const LENGTH_BITS: u32 = 28;

/// No length is larger, in bytes or in marks.
const LARGEST: usize = (1 << LENGTH_BITS) - 1;

impl Mark {
    fn new(kind: Kind, start: usize, length: usize) -> Self {
        // No outline is made of a text that is longer than `LARGEST`.
        Self { start: start as u32, tail: (kind as u32) << LENGTH_BITS | length as u32 }
    }

    fn kind(self) -> Kind {
        KINDS[(self.tail >> LENGTH_BITS) as usize % KINDS.len()]
    }

    fn start(self) -> usize {
        self.start as usize
    }

    fn length(self) -> usize {
        self.tail as usize & LARGEST
    }

    /// How many marks it takes up, itself included.
    fn extent(self) -> usize {
        match self.kind() {
            Kind::List | Kind::Object => 1 + self.length(),
            _ => 1,
        }
    }
}

/// The outline of a text: a mark for each value and each key, in the order of the text.
#[derive(Clone, Debug)]
pub(crate) struct Outline(Vec<Mark>);

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Outline;
    use crate::read::Tree;
    use crate::repeated::repeated;

    #[test]
    fn has_the_values_that_a_parser_finds() {
        for text in [
            r#"{"a":[1,-2,0.5,1e3,"x",true,false,null,{}],"b":{"c":"d\n\u00e9\"","e":[[],[[]]]}}"#,
            " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n",
            r#""ünïcödé, and longer than eight bytes""#,
            r#"[8.10,1E5,-0,12345678901234567890123,9223372036854775807,-9223372036854775808]"#,
            "0",
            "-1.5e-7",
            "[]",
        ] {
            let outline = Outline::of(text).unwrap_or_else(|| panic!("{text} has an outline"));
            let expected = Tree::of(text.as_bytes()).unwrap().into_value();
            assert_eq!(outline.of_text(text).root().value(), expected, "{text}");
        }
        assert_eq!(Outline::of("[[1]]").unwrap().of_text("[[1]]").root().value(), json!([[1]]));
    }

    #[test]
    fn what_a_parser_refuses_has_none() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in [
            "",
            " ",
            "{",
            "[",
            "\"",
            "\"a",
            "\"\\\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"a\tb\"",
            "\"long enough \u{1}\"",
            "nul",
            "nulls",
            "truefalse",
            "tru",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+",
            "--1",
            "+1",
            "1e999",
            "[1,]",
            "[,]",
            "[1 2]",
            "[1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "{1:2}",
            "{]",
            "1 2",
            "{} {}",
            "[1]x",
            "\u{feff}1",
            "NaN",
            "'a'",
            deep.as_str(),
        ] {
            assert!(Outline::of(text).is_none(), "{text}");
            let strict = serde_json::from_str::<Value>(text);
            assert!(strict.is_err(), "{text}");
        }
    }

    #[test]
    fn what_repeats_a_key_has_none() {
        let many: String = (0..100).map(|key| format!("\"k{key}\":{{\"a\":1}},")).collect();
        for (text, has_outline) in [
            (r#"{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}"#, true),
            (r#"{"a":1,"b":{"c":1,"d":2,"c":[]}}"#, false),
            (r#"[{"a":1,"\u0061":3}]"#, false),
            (r#"{"a":"\uf8f7"}"#, false),
            (&format!("{{{many}\"k100\":1}}"), true),
            (&format!("{{{many}\"k7\":1}}"), false),
        ] {
            assert_eq!(Outline::of(text).is_some(), has_outline, "{text}");
        }
    }

    #[test]
    fn random_texts_are_judged_as_by_a_parser() {
        const PIECES: [&str; 26] = [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"b\\n\"",
            "\"",
            "\\",
            " ",
            "1",
            "-",
            "0",
            ".5",
            "e3",
            "true",
            "null",
            "\"é\"",
            "\u{1}",
            "[]",
            "{}",
            "\"k\":",
            "1.50",
            "[1,2]",
            "{\"a\":[]}",
        ];
        let mut random = fastrand::Rng::with_seed(8);
        let mut taken = 0;
        for _ in 0..60_000 {
            let count = random.usize(1..9);
            let text: String = (0..count).map(|_| random.choice(PIECES).unwrap()).collect();
            let strict = serde_json::from_str::<Value>(&text);
            let outline = Outline::of(&text);
            assert_eq!(
                outline.is_some(),
                strict.is_ok() && repeated(text.as_bytes()).is_empty(),
                "{text}"
            );
            if let Some(outline) = outline {
                taken += 1;
                let expected = Tree::of(text.as_bytes()).unwrap().into_value();
                assert_eq!(outline.of_text(&text).root().value(), expected, "{text}");
            }
        }
        assert!(taken > 300, "{taken}");
    }
}
