//! The title page and the list of contents.

use jiff::civil::Date;
use taurusdb_spec::is_date;

use super::document::{Entry, Front};
use super::heading::split_number;
use super::line::is_blank;
use super::lines::Lines;
use super::source::Edition;
use crate::fault::{CUT_OFF, Fault, quote};
use crate::text::{is_digits, squeezed, squeezed_lower};

const NOT_A_REFERENCE: &str = "give the text form of the vendor's API Reference: a title page with issue and date, a list of contents, then the sections";

/// Reads title page and list of contents; returns them with the first line of the body.
pub(super) fn read(
    lines: &Lines<'_>,
    edition: &Edition,
) -> Result<(Front, Vec<Entry>, u32), Fault> {
    let total = lines.count();
    let text = |number: u32| lines.get(number).unwrap_or_default();
    let start = (1..=total).find(|&n| is_title(text(n))).ok_or_else(|| {
        Fault::new(total.max(1), "no list of contents", "a line 'Contents'").advise(NOT_A_REFERENCE)
    })?;
    let front = front(lines, start, edition)?;
    let (contents, number) = entries(lines, start + 1);
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

/// `Contents`, with or without marks of a heading.
fn is_title(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| matches!(c, '#' | '*' | '_' | ':') || c.is_whitespace());
    matches!(&*squeezed_lower(bare), "contents" | "tableofcontents")
}

/// Reads the entries from a line on, up to the heading of the first section; returns them with the
/// line below.
///
/// Entries end in leaders and the number of a page, or all of them lack both. With page numbers, the
/// first line without one ends the list; without, the number and title of the first entry do.
fn entries(lines: &Lines<'_>, first: u32) -> (Vec<Entry>, u32) {
    let total = lines.count();
    let text = |number: u32| lines.get(number).unwrap_or_default();
    let mut contents: Vec<Entry> = Vec::new();
    let mut has_pages = false;
    let mut number = first;
    while number <= total {
        if is_blank(text(number)) {
            number += 1;
            continue;
        }
        let line = listed(text(number));
        let with_page = entry(&line, number).map(|entry| (entry, 1)).or_else(|| {
            // A long title continues on the next line.
            let next = text(number + 1).trim();
            // The next entry is none of its lines: this one has lost its page.
            if split_number(&line).is_some() && entry(&listed(next), number).is_some() {
                return None;
            }
            let whole = format!("{line} {next}");
            Some((entry(&whole, number)?, 2))
        });
        if let Some((entry, taken)) = with_page {
            has_pages = true;
            contents.push(entry);
            number += taken;
            continue;
        }
        match split_number(&line) {
            Some((section, title)) if !has_pages => {
                let begins_body = |entry: &Entry| {
                    let listed = squeezed(&entry.title);
                    let rest = listed.strip_prefix(&*squeezed(title));
                    entry.number == section
                        && rest.is_some_and(|page| page.is_empty() || is_digits(page))
                };
                if contents.first().is_some_and(begins_body) {
                    break;
                }
                let title = without_leaders(title).to_owned();
                contents.push(Entry { number: section.to_owned(), title, line: number });
            }
            // An entry that lost its page, among others.
            Some((section, title)) if entry(&listed(text(number + 1)), number).is_some() => {
                let title = without_leaders(title).to_owned();
                contents.push(Entry { number: section.to_owned(), title, line: number });
            }
            // The rest of a long title.
            None if !has_pages && contents.last().is_some_and(|last| last.line + 1 == number) => {
                let last = contents.last_mut().expect("just checked");
                last.title = format!("{} {}", last.title, line.trim());
            }
            _ => break,
        }
        number += 1;
    }
    if !has_pages {
        drop_page_numbers(&mut contents);
    }
    (contents, number)
}

/// Removes page numbers without leaders: each title ends in a number, and the numbers never fall.
fn drop_page_numbers(contents: &mut [Entry]) {
    let page = |entry: &Entry| -> Option<u32> { entry.title.rsplit_once(' ')?.1.parse().ok() };
    let Some(pages) = contents.iter().map(page).collect::<Option<Vec<u32>>>() else { return };
    if pages.len() > 2 && pages.is_sorted() {
        for entry in contents {
            let end = entry.title.rfind(' ').expect("a number follows a space");
            entry.title.truncate(end);
        }
    }
}

/// The text of an entry without the marks of a list, of bold text and of a link, and without a mark behind
/// its number.
fn listed(line: &str) -> String {
    let text = line.trim().trim_start_matches(['-', '*', '+', '#', ' ']).trim_matches('*');
    let end = text.find([' ', '\t']).unwrap_or(0);
    let number = text[..end].trim_end_matches(['.', ')', ':', '、']);
    let is_number = number.len() + 1 == end || number.len() + '、'.len_utf8() == end;
    if is_number && split_number(&format!("{number}{}", &text[end..])).is_some() {
        return listed(&format!("{number}{}", &text[end..]));
    }
    let Some((title, rest)) = text.strip_prefix('[').and_then(|text| text.split_once("](")) else {
        return text.to_owned();
    };
    match rest.split_once(')') {
        Some((_, behind)) => format!("{title}{behind}"),
        None => text.to_owned(),
    }
}

fn front(lines: &Lines<'_>, end: u32, edition: &Edition) -> Result<Front, Fault> {
    let field = |label: &str| {
        (1..end)
            .find_map(|n| {
                let line = lines.get(n)?.trim_matches(['*', ' ', '#']);
                let rest = line.strip_prefix(label)?;
                let value = rest.trim_start_matches([':', '*', '\t', ' ']);
                (value.len() < rest.len() && value.starts_with(|c: char| c.is_alphanumeric()))
                    .then(|| (n, value.trim_end().to_owned()))
            })
            .ok_or_else(|| {
                Fault::new(1, format!("no line '{label} …' before the contents"), "issue and date")
                    .advise(NOT_A_REFERENCE)
            })
    };
    let issue = match &edition.issue {
        Some(issue) => issue.clone(),
        None => field("Issue")?.1,
    };
    let date = match &edition.date {
        Some(date) => date.clone(),
        None => {
            let (line, date) = field("Date")?;
            let unfit = || Fault::new(line, format!("the date {}", quote(&date)), "YYYY-MM-DD");
            written(&date).ok_or_else(unfit)?
        }
    };
    let product = (1..end)
        .filter_map(|n| lines.get(n))
        .find(|line| !is_blank(line))
        .map(|line| line.trim_matches(['#', '*', ' ']).to_owned())
        .unwrap_or_default();
    Ok(Front { product, issue, date })
}

/// A date as the specification writes it: `2024/11/30` and `November 30, 2024` are dates too.
fn written(date: &str) -> Option<String> {
    let dashed = date.replace(['/', '.'], "-");
    if is_date(&dashed) {
        return Some(dashed);
    }
    ["%B %d, %Y", "%d %B %Y", "%b %d, %Y"]
        .iter()
        .find_map(|form| Date::strptime(form, date).ok())
        .map(|date| date.to_string())
}

/// `4.3.7 Title.....`, a tab, `53`: number, title, leaders, page.
fn entry(line: &str, number: u32) -> Option<Entry> {
    let (head, page) = line.trim().rsplit_once(['\t', ' ', '.', '…'])?;
    if !is_digits(page) {
        return None;
    }
    let separated = &line.trim()[..line.trim().len() - page.len()];
    let title = without_leaders(separated);
    let has_leaders = title.len() < separated.trim_end().len()
        || separated.ends_with('\t')
        || separated.ends_with("  ");
    if !has_leaders || head.is_empty() {
        return None;
    }
    let (section, title) = split_number(title)?;
    Some(Entry { number: section.to_owned(), title: title.to_owned(), line: number })
}

/// The title without the dots between it and the page.
fn without_leaders(text: &str) -> &str {
    let text = text.trim_end();
    let bare = text.trim_end_matches(['.', '…', '·', '_', ' ', '\t']);
    let dots = text[bare.len()..].chars().filter(|c| matches!(c, '.' | '…' | '·' | '_')).count();
    if dots > 0 { bare } else { text }
}

#[cfg(test)]
mod tests {
    use super::{Edition, Lines, read};

    const FRONT: &str = "Tea\nIssue 01\nDate 2026-01-31\nContents\n";

    #[test]
    fn a_long_title_takes_two_lines() {
        let text = format!("{FRONT}1 Tea.....\t1\n1.1 Making Tea in\na Teapot.....\t2\n1 Tea\n");
        let (_, contents, body) =
            read(&Lines::new(&text), &Edition::default()).expect("a list of contents");
        let titles: Vec<&str> = contents.iter().map(|entry| &*entry.title).collect();
        assert_eq!((titles, body), (vec!["Tea", "Making Tea in a Teapot"], 8));
    }

    #[track_caller]
    fn lists(contents: &str) {
        let text = format!("{FRONT}{contents}\n\n1 Tea\n\n1.1 Making Tea 2\n");
        let (_, contents, body) =
            read(&Lines::new(&text), &Edition::default()).expect("a list of contents");
        let found: Vec<_> = contents.iter().map(|e| (&*e.number, &*e.title)).collect();
        assert_eq!(found, [("1", "Tea"), ("1.1", "Making Tea 2"), ("A", "Notes")], "{text}");
        assert_eq!(Lines::new(&text).get(body), Some("1 Tea"), "{text}");
    }

    #[test]
    fn entries_have_pages_and_leaders_or_neither() {
        lists("1 Tea.....\t1\n1.1\tMaking Tea 2.....\t2\nA Notes.....\t3");
        lists("1 Tea..... 1\n1.1 Making Tea 2..... 2\nA Notes..... 3");
        lists("1 Tea .....1\n1.1 Making Tea 2 .....2\nA Notes .....3");
        lists("1 Tea . . . . 1\n1.1 Making Tea 2 . . . 2\nA Notes . . . 3");
        lists("1 Tea\t1\n1.1 Making Tea 2\t2\nA Notes\t3");
        lists("1. Tea.....\t1\n1.1. Making Tea 2.....\t2\nA. Notes.....\t3");
        lists("1 Tea.....\t1\n1.1 Making Tea 2\nA Notes.....\t3");
        lists("1 Tea…1\n1.1 Making Tea 2…2\nA Notes…3");
        lists("1 Tea\n1.1 Making Tea 2\nA Notes");
        lists("1 Tea 1\n1.1 Making Tea 2 2\nA Notes 3");
        lists("1 Tea\n\n1.1 Making\nTea 2\n\nA Notes");
        lists("- [1 Tea](#t)\n  - [1.1 Making Tea 2](#m)\n- [A Notes](#n)");
    }

    #[test]
    fn issue_and_date_have_many_forms() {
        for front in [
            "Tea\nIssue 01\nDate 2026-01-31\nContents",
            "# Tea\n\n**Issue:** 01\n**Date:** 2026/01/31\n## Contents",
            "Tea\nIssue\t01\nDate\t2026-01-31\nTable of Contents",
            "Tea\nIssue: 01\nDate: January 31, 2026\n**Contents**",
        ] {
            let text = format!("{front}\n1 Tea.....\t1\n\n1 Tea\n");
            let (front, ..) = read(&Lines::new(&text), &Edition::default())
                .unwrap_or_else(|f| panic!("{text}\n{f}"));
            assert_eq!((&*front.product, &*front.issue, &*front.date), ("Tea", "01", "2026-01-31"));
        }
    }
}
