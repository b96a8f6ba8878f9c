//! The cell that says whether a request must have a value.

use taurusdb_spec::Mandatory;

use crate::text::{is_bullet, squeezed};

/// What such a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flag {
    Plain(Mandatory),
    /// In some cases; the text is a sentence that says when.
    When(String),
    /// With a remark that belongs to the description.
    Remark(Mandatory, String),
}

const YES: [&str; 16] = [
    "yes",
    "y",
    "true",
    "t",
    "mandatory",
    "required",
    "m",
    "√",
    "✓",
    "✔",
    "☑",
    "compulsory",
    "must",
    "always",
    "obligatory",
    "necessary",
];

const NO: [&str; 15] = [
    "no",
    "n",
    "false",
    "f",
    "optional",
    "o",
    "×",
    "✗",
    "✘",
    "☐",
    "x",
    "not mandatory",
    "not required",
    "non-mandatory",
    "unnecessary",
];

/// Beginnings of a remark that limit a `Yes` to some cases.
const LIMITS: [&str; 12] = [
    "when",
    "if",
    "only",
    "unless",
    "except",
    "for",
    "in case",
    "provided",
    "depending",
    "while",
    "in the case",
    "where",
];

/// Reads the cell. A text that begins with none of the words for yes and no is a condition.
pub(super) fn read(cell: &str) -> Flag {
    let text = plain(cell);
    let lower = text.to_lowercase();
    // `(Yes)`, `- Yes`, `Ye s`.
    let bare = lower
        .trim_matches(['.', '*', '(', ')', '[', ']', '-', '–', ' ', '"', '\'', ':'])
        .trim_start_matches(is_bullet);
    if let Some(mandatory) = word(bare.trim_start()).or_else(|| word(&squeezed(bare))) {
        return Flag::Plain(mandatory);
    }
    if matches!(&*lower, "conditional" | "conditionally mandatory" | "conditionally required" | "c")
    {
        return Flag::Plain(Mandatory::Conditional);
    }
    let Some((head, rest)) = split(&text) else { return Flag::When(text) };
    let limits = rest.to_lowercase();
    let limits = LIMITS
        .iter()
        .any(|begin| limits.strip_prefix(begin).is_some_and(|more| more.starts_with([' ', ','])));
    match head {
        Head::Said(Mandatory::Yes) if limits => {
            let when = rest.strip_prefix("only ").unwrap_or(rest);
            Flag::When(format!("This parameter is mandatory {when}."))
        }
        Head::Said(mandatory) => {
            let lower = rest.to_lowercase();
            let says_when =
                ["mandatory", "required", "must"].iter().any(|word| lower.contains(word));
            match mandatory {
                Mandatory::No if says_when && !lower.contains("not ") => Flag::When(sentence(rest)),
                _ => Flag::Remark(mandatory, rest.to_owned()),
            }
        }
        Head::Conditional => Flag::When(sentence(rest)),
    }
}

enum Head {
    Said(Mandatory),
    Conditional,
}

fn word(lower: &str) -> Option<Mandatory> {
    match () {
        () if YES.contains(&lower) => Some(Mandatory::Yes),
        () if NO.contains(&lower) => Some(Mandatory::No),
        () => None,
    }
}

/// The first word, or two, and the remark after it: `Yes (when glaze is red)`.
fn split(text: &str) -> Option<(Head, &str)> {
    let ends =
        text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '-').map(|(at, _)| at);
    // `Not required (…)` has two words before the remark.
    for end in ends.take(2).collect::<Vec<_>>().into_iter().rev() {
        let head = text[..end].trim().to_lowercase();
        let rest =
            text[end..].trim_matches([' ', '(', ')', ',', ';', ':', '.', '-', '–', '（', '）']);
        if rest.is_empty() {
            continue;
        }
        if let Some(mandatory) = word(&head) {
            return Some((Head::Said(mandatory), rest));
        }
        if matches!(&*head, "conditional" | "conditionally") {
            return Some((Head::Conditional, rest));
        }
    }
    None
}

/// A condition as a sentence about the parameter.
fn sentence(condition: &str) -> String {
    let lower = condition.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    match () {
        () if begins(&["mandatory", "required"]) => format!("This parameter is {condition}."),
        () if begins(&["when ", "if ", "only "])
            && !lower.contains("mandatory")
            && !lower.contains("required") =>
        {
            format!("This parameter is mandatory {condition}.")
        }
        () => condition.to_owned(),
    }
}

/// The text without tags, marks of bold text and of code, and with single spaces.
fn plain(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut in_tag = false;
    for c in cell.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            '*' | '`' => {}
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    crate::text::single_spaced(&text)
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Mandatory::{Conditional, No, Yes};

    use super::{Flag, read};

    #[test]
    fn words_for_yes_and_no_are_read() {
        for cell in [
            "Yes",
            "yes",
            "YES",
            "Y",
            "Mandatory",
            "Required",
            "M",
            "True",
            "√",
            "✓",
            "Yes.",
            "**Yes**",
            "<p>Yes</p>",
        ] {
            assert_eq!(read(cell), Flag::Plain(Yes), "{cell}");
        }
        for cell in ["No", "N", "Optional", "O", "False", "×", "Not mandatory", "`No`", "<p>No</p>"]
        {
            assert_eq!(read(cell), Flag::Plain(No), "{cell}");
        }
        assert_eq!(read("Conditional"), Flag::Plain(Conditional));
    }

    #[test]
    fn remarks_say_when() {
        let when = |text: &str| Flag::When(text.to_owned());
        let red = when("This parameter is mandatory when glaze is set to red.");
        for cell in [
            "Yes (when glaze is set to red)",
            "Yes, when glaze is set to red",
            "Yes (only when glaze is set to red)",
            "Mandatory when glaze is set to red",
            "Required when glaze is set to red.",
            "No (mandatory when glaze is set to red)",
            "Conditional (when glaze is set to red)",
            "Conditional: mandatory when glaze is set to red",
            "Optional. Mandatory when glaze is set to red",
        ] {
            let found = read(cell);
            let Flag::When(text) = &found else { panic!("{cell}: {found:?}") };
            let Flag::When(expected) = &red else { unreachable!() };
            assert_eq!(text.to_lowercase(), expected.to_lowercase(), "{cell}");
        }
        let condition = "If clay is set to red, this parameter is mandatory.";
        assert_eq!(read(condition), when(condition));
        assert_eq!(read("Sometimes"), when("Sometimes"));
        assert_eq!(read(""), when(""));
    }

    #[test]
    fn other_remarks_belong_to_the_description() {
        assert_eq!(read("No (default: 8)"), Flag::Remark(No, "default: 8".to_owned()));
        assert_eq!(read("Yes (case-sensitive)"), Flag::Remark(Yes, "case-sensitive".to_owned()));
    }
}
