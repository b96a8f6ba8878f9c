//! Text by its columns on a screen, as the rules of a table count them.

use unicode_width::UnicodeWidthChar;

use super::element::Ln;
use crate::fault::Fault;

/// How wide letters are. Tables are written by different tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// East Asian letters have two columns, all others one: as the format says.
    Format,
    /// Marks above another letter have none.
    Screen,
    /// Each letter has one.
    Letters,
}

/// No line of a table for people is longer.
const LONGEST: usize = 1 << 20;

/// Refuses lines of a table that would take more memory than a page can be worth.
pub(super) fn check_length(lines: &[Ln<'_>]) -> Result<(), Fault> {
    match lines.iter().find(|line| line.text.len() > LONGEST) {
        None => Ok(()),
        Some(line) => Err(Fault::new(
            line.number,
            format!("a line of a table with {} bytes", line.text.len()),
            format!("at most {LONGEST}"),
        )),
    }
}

/// A line of a table, by columns.
pub(super) struct Columns<'a> {
    pub(super) line: Ln<'a>,
    /// The place of each column in the text, and the end; none if each is one byte.
    places: Option<Vec<usize>>,
}

impl<'a> Columns<'a> {
    /// Measures a line of a table in such a way that it fits, which the caller can tell.
    pub(super) fn of(line: Ln<'a>, fits: impl Fn(&Self) -> bool) -> Self {
        if line.text.is_ascii() {
            return Self { line, places: None };
        }
        let measured = |measure| Self { line, places: Some(places(line.text, measure)) };
        let found = [Measure::Screen, Measure::Letters]
            .map(measured)
            .into_iter()
            .find(|columns| fits(columns));
        let usual = measured(Measure::Format);
        if fits(&usual) { usual } else { found.unwrap_or(usual) }
    }

    pub(super) fn width(&self) -> usize {
        self.places.as_ref().map_or(self.line.text.len(), |places| places.len() - 1)
    }

    /// The letter of a column; none behind the end, and in the second column of a wide letter.
    pub(super) fn at(&self, column: usize) -> Option<char> {
        match &self.places {
            None => self.line.text.as_bytes().get(column).map(|byte| char::from(*byte)),
            Some(places) => {
                let (from, to) = (*places.get(column)?, *places.get(column + 1)?);
                self.line.text.get(from..to)?.chars().next()
            }
        }
    }

    /// The text from one column to before another one.
    pub(super) fn slice(&self, from: usize, to: usize) -> Ln<'a> {
        let end = self.width();
        let (from, to) = (from.min(end), to.min(end));
        let range = match &self.places {
            None => from..to,
            Some(places) => places[from]..places[to],
        };
        Ln { text: self.line.text.get(range).unwrap_or(""), ..self.line }
    }

    /// All text from a column on.
    pub(super) fn rest(&self, from: usize) -> Ln<'a> {
        self.slice(from, self.width())
    }
}

fn places(text: &str, measure: Measure) -> Vec<usize> {
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        let width = letter.width().unwrap_or(1);
        let width = match measure {
            Measure::Format => width.max(1),
            Measure::Screen => width,
            Measure::Letters => 1,
        };
        if width > 0 {
            places.push(at);
        }
        if width > 1 {
            places.push(at + letter.len_utf8());
        }
    }
    places.push(text.len());
    places
}

#[cfg(test)]
mod tests {
    use super::{Columns, Ln};

    fn columns(text: &str, width: usize) -> Columns<'_> {
        Columns::of(Ln { number: 1, text }, |columns| columns.width() == width)
    }

    #[test]
    fn letters_are_measured_so_that_the_line_fits() {
        for (text, width) in [
            ("|ab|c|", 6),
            ("|茶|c|", 6),
            ("|茶壶|c|", 6),
            ("|e\u{301}x|c|", 6),
            ("|e\u{301}|c|", 6),
            ("|é–|c|", 6),
        ] {
            let columns = columns(text, width);
            assert_eq!(
                (columns.width(), columns.at(3), columns.slice(4, 5).text),
                (6, Some('|'), "c"),
                "{text}"
            );
            assert_eq!(columns.at(9), None);
        }
        assert_eq!(columns("茶", 2).at(1), None);
    }
}
