//! Looks for what became of a heading that the list of contents promises.

use super::document::Entry;
use super::heading::split_number;
use super::line::{is_blank, is_row};
use super::lines::Lines;
use crate::fault::{Fault, OTHER, quote};
use crate::text::squeezed_lower;

const RESTORE: &str = "give the heading the number and the title that the contents have, on a line of its own; or correct the contents";

/// The fault at the line that was the heading of a section, if one between `from` and `to` looks like
/// it: the number with another title, the title without the number, or both with a few letters wrong.
pub(super) fn trace(lines: &Lines<'_>, from: u32, to: u32, entry: &Entry) -> Option<Fault> {
    let title = squeezed_lower(&entry.title);
    let whole = format!("{}{title}", squeezed_lower(&entry.number));
    let what = |text: &str| -> Option<&'static str> {
        let bare = text.trim_matches(['#', '*', '_', ' ', ':']);
        let squeezed = squeezed_lower(bare);
        if squeezed == title {
            return Some("the title of a section without its number");
        }
        if squeezed.ends_with(&title) && squeezed.contains(&*entry.number) && squeezed != whole {
            return Some("the heading of a section with more than number and title");
        }
        let is_near = |a: &str, b: &str| {
            let slips = 1 + b.chars().count() / 12;
            a.len().abs_diff(b.len()) <= slips && strsim::levenshtein(a, b) <= slips
        };
        let (number, found) = split_number(bare).unwrap_or_default();
        match () {
            () if number == entry.number => Some("the number of a section with another title"),
            () if squeezed_lower(found) == title => {
                Some("the title of a section with another number")
            }
            () if is_near(&squeezed, &whole) => Some("what seems to be the heading of a section"),
            () => None,
        }
    };
    let mut alike = (from..=to).filter_map(|number| {
        let text = lines.get(number).filter(|text| !is_blank(text) && !is_row(text))?;
        Some((number, text, what(text)?))
    });
    let (number, text, what) = alike.next()?;
    Some(
        Fault::new(
            number,
            format!("{}, {what}", quote(text.trim())),
            format!("the heading '{} {}', as in the contents ({OTHER})", entry.number, entry.title),
        )
        .beside(entry.line)
        .advise(RESTORE),
    )
}

#[cfg(test)]
mod tests {
    use super::{Entry, Lines, trace};

    #[test]
    fn a_heading_leaves_traces() {
        let (number, title) = ("4.3.2".to_owned(), "Discarding Brews in Batches".to_owned());
        let entry = Entry { number, title, line: 9 };
        for (text, what) in [
            ("Discarding Brews in Batches", "without its number"),
            ("Section 4.3.2: Discarding Brews in Batches", "more than number and title"),
            ("4.3.2 Pouring Brews Away", "with another title"),
            ("4.3.3 Discarding Brews in Batches", "with another number"),
            ("4.3.2 Discarding Brews in Batchs", "with another title"),
            ("4 3.2 Discarding Brews inBatches", "seems to be the heading"),
        ] {
            let lines = format!("One.\n\n{text}\n\nTwo.");
            let fault =
                trace(&Lines::new(&lines), 1, 5, &entry).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(fault.line, 3, "{text}");
            assert!(fault.found.contains(what), "{fault}");
        }
        let lines = Lines::new("One.\n\nPouring brews away.\n\n4.3.1 Starting a Brew");
        assert_eq!(trace(&lines, 1, 5, &entry), None);
    }
}
