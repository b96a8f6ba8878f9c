//! The title page and the list of contents.

use taurusdb_spec::is_date;

use super::document::{Entry, Front};
use super::lines::{Lines, is_blank};
use crate::fault::{CUT_OFF, Fault, quote};
use crate::text::is_digits;

const NOT_A_REFERENCE: &str = "give the text form of the vendor's API Reference: a title page with issue and date, a list of contents, then the sections";

/// Reads title page and list of contents; returns them with the first line of the body.
pub(super) fn read(lines: &Lines<'_>) -> Result<(Front, Vec<Entry>, u32), Fault> {
    let total = lines.count();
    let text = |number: u32| lines.get(number).unwrap_or_default().trim();

    let start = (1..=total).find(|&n| text(n) == "Contents").ok_or_else(|| {
        Fault::new(total.max(1), "no list of contents", "a line 'Contents'").advise(NOT_A_REFERENCE)
    })?;
    let front = front(lines, start)?;

    let mut contents: Vec<Entry> = Vec::new();
    let mut number = start + 1;
    while number <= total {
        let line = lines.get(number).unwrap_or_default();
        if !is_blank(line) {
            // A long title continues on the next line.
            let wrapped = || Some((entry(&format!("{line} {}", text(number + 1)), number)?, 2));
            match entry(line, number).map(|entry| (entry, 1)).or_else(wrapped) {
                Some((entry, taken)) => {
                    contents.push(entry);
                    number += taken;
                }
                None => break,
            }
        } else {
            number += 1;
        }
    }
    if contents.is_empty() {
        return Err(Fault::new(start, "an empty list of contents", "lines like '1.1 Title.....1'")
            .advise(NOT_A_REFERENCE));
    }
    if number > total {
        return Err(Fault::new(
            total,
            "the end of the file",
            "the sections of the list of contents",
        )
        .advise(CUT_OFF));
    }
    Ok((front, contents, number))
}

fn front(lines: &Lines<'_>, end: u32) -> Result<Front, Fault> {
    let field = |label: &str| {
        (1..end)
            .find_map(|n| lines.get(n)?.trim().strip_prefix(label))
            .map(|value| value.trim().to_owned())
            .ok_or_else(|| {
                Fault::new(1, format!("no line '{}…' before the contents", label), "issue and date")
                    .advise(NOT_A_REFERENCE)
            })
    };
    let issue = field("Issue ")?;
    let date = field("Date ")?;
    if !is_date(&date) {
        return Err(Fault::new(1, format!("the date {}", quote(&date)), "YYYY-MM-DD")
            .advise(NOT_A_REFERENCE));
    }
    let product = (1..end)
        .filter_map(|n| lines.get(n))
        .find(|line| !is_blank(line))
        .map(|line| line.trim().to_owned())
        .unwrap_or_default();
    Ok(Front { product, issue, date })
}

/// `4.3.7 Title.....`, a tab, `53`: number, title, leaders, page.
fn entry(line: &str, number: u32) -> Option<Entry> {
    let (head, page) = line.trim().rsplit_once('\t').or_else(|| line.trim().rsplit_once(' '))?;
    if !is_digits(page) {
        return None;
    }
    let head = head.trim_end();
    let title = head.trim_end_matches('.');
    if title.len() == head.len() {
        return None;
    }
    let (section, title) = split_number(title)?;
    Some(Entry { number: section.to_owned(), title: title.to_owned(), line: number })
}

/// Splits a numbered heading: `A.2 Status Codes` → `A.2`, `Status Codes`.
pub(super) fn split_number(text: &str) -> Option<(&str, &str)> {
    let (number, title) = text.split_once([' ', '\t'])?;
    let mut parts = number.split('.');
    let chapter = parts.next()?;
    let is_chapter =
        chapter.len() == 1 && chapter.bytes().all(|b| b.is_ascii_uppercase()) || is_digits(chapter);
    let is_number = is_chapter && parts.all(is_digits);
    is_number.then_some((number, title.trim()))
}

#[cfg(test)]
mod tests {
    use super::{Lines, read};

    const FRONT: &str = "Tea\nIssue 01\nDate 2026-01-31\nContents\n";

    #[test]
    fn a_long_title_takes_two_lines() {
        let text = format!("{FRONT}1 Tea.....\t1\n1.1 Making Tea in\na Teapot.....\t2\n1 Tea\n");
        let (_, contents, body) = read(&Lines::new(&text)).expect("a list of contents");
        let titles: Vec<&str> = contents.iter().map(|entry| &*entry.title).collect();
        assert_eq!((titles, body), (vec!["Tea", "Making Tea in a Teapot"], 8));
    }
}
