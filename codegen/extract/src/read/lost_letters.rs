//! The check that no letter was lost where the document was converted from one encoding to another.

use super::lines::Lines;
use crate::fault::{Fault, quote};

/// A character that stands for one that could not be read, or a control character that no text has: what
/// was there may have been part of a name or a number.
pub(super) fn check(lines: &Lines<'_>) -> Result<(), Fault> {
    for number in 1..=lines.count() {
        let text = lines.get(number).unwrap_or_default();
        let Some(at) = text.find(is_no_text) else { continue };
        let c = text[at..].chars().next().unwrap_or_default();
        let around = text[..at].chars().rev().take(20).collect::<Vec<_>>();
        let around: String = around.into_iter().rev().collect();
        let what = match c {
            '\u{fffd}' => "which stands for one that could not be read,",
            _ => "which no text has,",
        };
        let place = match around.trim() {
            "" => "at the start of the line".to_owned(),
            around => format!("behind {}", quote(around)),
        };
        return Err(Fault::new(
            number,
            format!("the character U+{:04X}, {what} {place}", u32::from(c)),
            "only text",
        )
        .advise("convert the document again, with its own encoding, or restore what was there"));
    }
    Ok(())
}

fn is_no_text(c: char) -> bool {
    c == '\u{fffd}' || c.is_control() && c != '\t'
}

#[cfg(test)]
mod tests {
    use super::{Lines, check};

    #[test]
    fn letters_that_were_lost_are_noticed() {
        let said = |text: &str| check(&Lines::new(text)).map_err(|fault| fault.to_string());
        for text in ["Tea\u{fffd}time", "Tea\u{0}time", "Tea\u{7}time"] {
            let said = said(&format!("One\n{text}")).expect_err("a letter is lost");
            assert!(said.contains("line 2") && said.contains("behind 'Tea'"), "{said}");
        }
        assert!(said("a\tb\u{c}\nc\u{b}d\u{a0}").is_ok());
    }
}
