//! The check that the lists of descriptions have their bullets.

use super::line::is_row;
use super::lines::Lines;
use crate::fault::{Fault, LOST_BULLETS};
use crate::text::markup::{Token, tokens};

/// A document with so many lists in its cells has bullets in some of them.
const MANY: usize = 8;

/// Without any bullet in the document, the items of all lists run into each other: their values would be
/// read as one.
pub(super) fn check(lines: &Lines<'_>) -> Result<(), Fault> {
    let mut first = None;
    let mut count = 0;
    for number in 1..=lines.count() {
        let text = lines.get(number).filter(|text| is_row(text)).unwrap_or_default();
        let tokens = tokens(text, &|_| false);
        if tokens.iter().any(|token| matches!(token, Token::Bullet | Token::Item)) {
            return Ok(());
        }
        if tokens.contains(&Token::ListStart) {
            first.get_or_insert(number);
            count += 1;
        }
    }
    match first.filter(|_| count >= MANY) {
        None => Ok(()),
        Some(line) => Err(Fault::new(
            line,
            format!("a list without bullets, as are all {count} lists of the document"),
            "a bullet before each item",
        )
        .advise(LOST_BULLETS)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, check};

    #[test]
    fn lists_that_all_lost_their_bullets_are_noticed() {
        let row = "a\tValues: <ul> red blue\n";
        let fault = check(&Lines::new(&row.repeat(9))).expect_err("no bullet anywhere");
        assert_eq!(fault.line, 1);
        assert!(fault.to_string().contains("all 9 lists"), "{fault}");
        assert!(check(&Lines::new(&format!("{}a\t• red", row.repeat(9)))).is_ok());
        assert!(check(&Lines::new(&format!("{}a\t<UL> - red - blue", row.repeat(9)))).is_ok());
        assert!(check(&Lines::new(&row.repeat(3))).is_ok());
    }
}
