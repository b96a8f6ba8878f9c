//! What a page carries beside its text: page numbers, running headers and footers.
//!
//! No text is known beforehand. A line belongs to the page and not to the document if it repeats and
//! something shows that it does not belong where it stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::caption::caption;
use super::heading::{is_heading, split_number};
use super::line::{is_blank, is_fence, is_row, note_mark};
use crate::text::{is_digits, squeezed, squeezed_lower};

/// A text that repeats less often is not taken for a running header or footer.
const LEAST: usize = 3;

/// The same, where what shows it is weaker.
const LEAST_BESIDE: usize = 4;

/// The indices of the lines that belong to pages. The text of the title page, which running headers
/// repeat, stands before the line `Contents`.
pub(super) fn furniture(lines: &[Cow<'_, str>]) -> BTreeSet<usize> {
    let pages = Pages::new(lines);
    let mut found = BTreeSet::new();
    found.extend(pages.numbered());
    found.extend(pages.of_the_front());
    found.extend(pages.repeated_headings());
    found.extend(pages.between_rows());
    // What stands beside a page number each time is part of the same header or footer.
    while !found.is_empty() {
        let before = found.len();
        let more = pages.beside(&found);
        found.extend(more);
        if found.len() == before {
            break;
        }
    }
    found
}

struct Pages<'a> {
    lines: &'a [Cow<'a, str>],
    /// The lines below the title page with a blank line near them, by their text.
    alone: HashMap<&'a str, Vec<usize>>,
    /// First line of the list of contents.
    contents: usize,
    /// Whether each line stands in fenced text.
    fenced: Vec<bool>,
    /// Whether no mark of a fence is missing.
    is_balanced: bool,
}

impl<'a> Pages<'a> {
    fn new(lines: &'a [Cow<'a, str>]) -> Self {
        let blank = |at: usize| lines.get(at).is_none_or(|line| is_blank(line));
        let contents = lines.iter().position(|line| is_contents(line)).unwrap_or(0);
        let mut alone: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut block = contents + 1;
        for (at, line) in lines.iter().enumerate().skip(contents + 1) {
            if blank(at) {
                continue;
            }
            if blank(at - 1) {
                block = at;
            }
            let text = line.trim();
            // The rest of a row, in a row without a name.
            if is_row(line) && !is_row(text) {
                continue;
            }
            // A header or footer has a few lines with nothing between them.
            let is_near_edge = at - block < 3 || (1..4).any(|more| blank(at + more));
            if is_near_edge && may_be_furniture(text) {
                alone.entry(text).or_default().push(at);
            }
        }
        let mut in_fence = false;
        let fenced = lines.iter().map(|line| {
            in_fence ^= is_fence(line);
            in_fence
        });
        let fenced: Vec<bool> = fenced.collect();
        Self { lines, alone, contents, fenced, is_balanced: !in_fence }
    }

    /// Page numbers, alone or in a header or footer: they grow from page to page, over much of the
    /// document.
    fn numbered(&self) -> Vec<usize> {
        let mut keys: BTreeMap<String, Vec<(usize, u64)>> = BTreeMap::new();
        for (text, places) in &self.alone {
            for (key, number) in page_numbers(text) {
                let found = keys.entry(key).or_default();
                found.extend(places.iter().map(|at| (*at, number)));
            }
        }
        let mut all = Vec::new();
        for found in keys.values_mut().filter(|found| found.len() >= LEAST) {
            found.sort_unstable();
            let grows = found.windows(2).all(|pair| pair[0].1 < pair[1].1);
            let [(first, low), .., (last, high)] = found[..] else { continue };
            let steps = found.len() as u64 - 1;
            let covers_much = (last - first) * 2 >= self.lines.len() - self.contents;
            if grows && covers_much && high - low <= steps * 6 {
                all.extend(found.iter().map(|(at, _)| *at));
            }
        }
        all
    }

    /// Lines of the title page that come again: name of the product, title, issue, date.
    fn of_the_front(&self) -> Vec<usize> {
        let front = &self.lines[..self.contents];
        let pieces: Vec<String> = front
            .iter()
            .filter(|line| !is_blank(line) && line.split_whitespace().count() <= 8)
            .map(|line| squeezed_lower(line))
            .collect();
        let is_of_front = |text: &str| {
            let mut rest = &*squeezed_lower(text);
            while let Some(more) = pieces.iter().find_map(|piece| rest.strip_prefix(&**piece)) {
                rest = more.trim_start_matches(['|', '-', '–', '·', ',', ':']);
            }
            rest.is_empty()
        };
        let mut all = Vec::new();
        for (text, places) in &self.alone {
            if places.len() >= LEAST && is_of_front(text) {
                all.extend(places);
            }
        }
        all
    }

    /// A numbered heading that comes again is a running header. The heading itself stays: it is the
    /// first one, or the second if the list of contents has the same text.
    fn repeated_headings(&self) -> Vec<usize> {
        let mut all = Vec::new();
        for (text, places) in &self.alone {
            if places.len() < LEAST || is_row(text) {
                continue;
            }
            if is_numbered(text) {
                let listed = usize::from(self.is_listed(places[0]));
                all.extend(&places[1 + listed..]);
            }
        }
        all
    }

    /// Whether the line is part of a list of numbered titles.
    fn is_listed(&self, at: usize) -> bool {
        let is_entry = |next: usize| is_numbered(self.lines[next].trim()) || next == self.contents;
        self.below(at).is_some_and(is_entry) && self.above(at).is_some_and(is_entry)
    }

    /// Lines that cut tables and code in two, again and again: the row below is no header.
    fn between_rows(&self) -> Vec<usize> {
        let mut all = Vec::new();
        for (text, places) in &self.alone {
            if places.len() < LEAST_BESIDE || is_row(text) || is_numbered(text) {
                continue;
            }
            let is_text = text.contains(' ')
                && !text.contains(['{', '(', '=', ';', '"'])
                && !is_heading(text)
                && self.is_balanced;
            let cuts_code = |at: usize| {
                is_text
                    && self.fenced[at]
                    && is_blank(&self.lines[at - 1])
                    && self.lines.get(at + 1).is_some_and(|line| is_blank(line))
            };
            let cuts =
                places.iter().filter(|at| self.cuts_a_table(**at) || cuts_code(**at)).count();
            if cuts >= 2 && cuts * 4 >= places.len() {
                all.extend(places);
            }
        }
        all
    }

    /// Whether the line stands between two rows, or between a title and the table below it.
    fn cuts_a_table(&self, at: usize) -> bool {
        let cells = |at: usize| self.lines[at].split('\t').count();
        let (Some(above), Some(below)) = (self.above(at), self.below(at)) else { return false };
        if !is_row(&self.lines[below]) {
            return false;
        }
        if !is_row(&self.lines[above]) {
            return caption(&self.lines[above], 0).is_some();
        }
        cells(above) == cells(below) && !self.lines[below].split('\t').all(super::columns::is_known)
    }

    /// Texts that stand beside a line of furniture nearly each time.
    fn beside(&self, found: &BTreeSet<usize>) -> Vec<usize> {
        let is_beside = |at: usize| {
            [self.above(at), self.below(at)].into_iter().flatten().any(|next| found.contains(&next))
        };
        let mut all = Vec::new();
        for (text, places) in &self.alone {
            let is_known = || found.contains(&places[0]);
            if places.len() < LEAST_BESIDE || is_row(text) || is_numbered(text) || is_known() {
                continue;
            }
            let beside = places.iter().filter(|at| is_beside(**at)).count();
            if beside * 5 >= places.len() * 4 {
                all.extend(places);
            }
        }
        all
    }

    /// The next line above that is not blank.
    fn above(&self, at: usize) -> Option<usize> {
        (0..at).rev().take(8).find(|n| !is_blank(&self.lines[*n]))
    }

    fn below(&self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len()).take(8).find(|n| !is_blank(&self.lines[*n]))
    }
}

/// Whether a line looks like the heading of a section: `4.3 Tea Queries`.
fn is_numbered(text: &str) -> bool {
    split_number(text).is_some_and(|(_, title)| title.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn is_contents(line: &str) -> bool {
    squeezed(line.trim_matches(['#', '*', ' '])) == "Contents"
}

/// Code, the marks around it, and the marks of notes repeat by nature.
fn may_be_furniture(text: &str) -> bool {
    !is_fence(text)
        && note_mark(text).is_none()
        && !text.starts_with(['{', '}', '[', ']', '"', '\'', '<', '/', '|', ','])
        && text.chars().any(char::is_alphanumeric)
        && text.chars().count() <= 160
}

/// The numbers that may be that of the page, each with the text around it: the first and the last
/// word, and each number of `Page 3 of 9`.
fn page_numbers(text: &str) -> Vec<(String, u64)> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '·')).collect();
    let number = |word: &str| {
        let word = word.trim_matches(['-', '–', '—', '(', ')', '[', ']', '.']);
        is_digits(word).then(|| word.parse().ok()).flatten()
    };
    let key = |at: usize| {
        let words = words.iter().enumerate();
        let mut key = String::with_capacity(text.len());
        for (index, word) in words {
            key.push(' ');
            key.push_str(if index == at { "#" } else { word });
        }
        key
    };
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let first = words.iter().position(is_word).unwrap_or(0);
    let last = words.iter().rposition(is_word).unwrap_or(0);
    let candidates = match () {
        () if words[0].eq_ignore_ascii_case("page") && words.len() <= 4 => vec![1],
        () if first == last => vec![first],
        () => vec![first, last],
    };
    candidates.into_iter().filter_map(|at| Some((key(at), number(words.get(at)?)?))).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::furniture;

    #[track_caller]
    fn found(text: &str, expected: &[&str]) {
        let lines: Vec<Cow<'_, str>> = text.lines().map(Cow::Borrowed).collect();
        let found: Vec<&str> = furniture(&lines).into_iter().map(|at| &*lines[at]).collect();
        assert_eq!(found, expected);
    }

    /// A document of that many pages, with a text at the end of each.
    fn pages(count: usize, footer: impl Fn(usize) -> String) -> String {
        let page = |n: usize| {
            format!(
                "Tea number {n} is good.\n\nNone\n\na{n}\tone\n\n{}\n\nb{n}\ttwo\n\n",
                footer(n)
            )
        };
        let body: String = (1..=count).map(page).collect();
        format!("Teapots\n\nAPI Reference\n\nIssue 03\n\nContents\n\n{body}")
    }

    #[test]
    fn page_numbers_grow() {
        found(&pages(4, |n| format!("{n}")), &["1", "2", "3", "4"]);
        found(&pages(3, |n| format!("- {} -", n + 7)), &["- 8 -", "- 9 -", "- 10 -"]);
        found(
            &pages(3, |n| format!("Page {n} of 3")),
            &["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        );
        found(
            &pages(3, |n| format!("Issue 03 (2024-11-30)\tA Potter\t{n}")),
            &[
                "Issue 03 (2024-11-30)\tA Potter\t1",
                "Issue 03 (2024-11-30)\tA Potter\t2",
                "Issue 03 (2024-11-30)\tA Potter\t3",
            ],
        );
        found(&pages(4, |n| format!("Of {} cups", 4 - n)), &[]);
    }

    #[test]
    fn running_headers_are_known_by_what_they_repeat() {
        found(&pages(3, |_| "Teapots API Reference".to_owned()), &["Teapots API Reference"; 3]);
        found(&pages(4, |_| "4 Pots of Tea".to_owned()), &["4 Pots of Tea"; 3]);
        found(&pages(4, |_| "Made by potters".to_owned()), &["Made by potters"; 4]);
        found(
            &pages(4, |n| format!("Made by potters\n\n{n}")),
            &[
                "Made by potters",
                "1",
                "Made by potters",
                "2",
                "Made by potters",
                "3",
                "Made by potters",
                "4",
            ],
        );
    }

    /// The title page may have the word too; the texts of notes would go with it.
    #[test]
    fn marks_of_notes_are_no_furniture() {
        let pots = |n: usize| format!("4.1.{n} Pots\n\nNOTICE\n\nPots end on May 1, 2026.\n\n");
        let text = |n: usize| format!("{}Pot {n} is a pot.\n\n", pots(n));
        let body: String = (0..9).map(text).collect();
        found(&format!("Tea\n\nNotice\n\nTea is hot.\n\nContents\n\n{body}"), &[]);
    }

    #[test]
    fn headings_of_answers_are_no_furniture() {
        let pots =
            |n: usize| format!("a\tone\n\nStatus code: 200\n\nParameter\tType\na{n}\tString\n\n");
        found(&format!("Tea\n\nContents\n\n{}", (0..9).map(pots).collect::<String>()), &[]);
    }
}
