//! The body of the document: its sections, and the blocks in them.

use super::code;
use super::contents::split_number;
use super::document::{Block, Class, Document, Entry, Line, Section, Span, Title, Unread};
use super::found::Read;
use super::lines::{Lines, is_blank, is_fence, is_row, plain};
use super::table;
use crate::fault::{CUT_OFF, Fault, LOST_SECTION, quote};
use crate::text::{is_digits, squeezed};

/// Reads the body into sections, in the order of the list of contents.
pub(super) fn read_sections(
    lines: &Lines<'_>,
    first: u32,
    document: &mut Document,
) -> Result<(), Fault> {
    let last = lines.count();
    let mut number = first;
    let mut title: Option<Title> = None;
    while number <= last {
        let text = lines.get(number).unwrap_or_default();
        if is_blank(text) {
            number += 1;
            continue;
        }
        let heading = match section_heading(lines, number, document) {
            Ok(heading) => heading,
            Err(fault) => {
                title = None;
                number = go_on_behind(lines, number, document, fault)?;
                continue;
            }
        };
        if let Some((entry, end)) = heading {
            let Entry { number: section, title: heading, .. } = entry.clone();
            if let Err(fault) = refuse_lonely_title(title.take()) {
                give_up(document, number - 1, fault)?;
            }
            let span = Span::new(number, end);
            document.classify(span, Class::Furniture);
            document.sections.push(Section {
                number: section,
                title: heading,
                span,
                blocks: Vec::new(),
            });
            number = end + 1;
            continue;
        }
        let next = document.contents.get(document.seen());
        let begins_section =
            |n: u32| next.is_some_and(|entry| is_heading_of(lines, n, entry).is_some());
        let read = read_block(lines, number, &mut title, &begins_section);
        let Some(section) = document.sections.last_mut() else {
            let expected = &document.contents[0];
            return Err(Fault::new(
                number,
                quote(text),
                format!(
                    "a line of the contents (number, title, dots, page), or the heading '{} {}'",
                    expected.number, expected.title
                ),
            ));
        };
        let read = match read {
            Ok(read) => read,
            Err(fault) => {
                title = None;
                number = end_of_section(lines, number, document);
                give_up(document, number - 1, fault)?;
                continue;
            }
        };
        section.span.last = read.end;
        join_or_push(section, read.blocks);
        for line in read.furniture {
            document.classify(Span::new(line, line), Class::Furniture);
        }
        number = read.end + 1;
    }
    if let Err(fault) = refuse_lonely_title(title) {
        give_up(document, last, fault)?;
    }
    if document.sections.is_empty() {
        let entry = &document.contents[0];
        return Err(no_section(last, entry));
    }
    while let Some(entry) = document.contents.get(document.seen()) {
        let fault = no_section(last, entry);
        document.unread.push(Unread::missing(entry, fault));
    }
    Ok(())
}

fn no_section(last: u32, entry: &Entry) -> Fault {
    let Entry { number, title, line } = entry;
    let expected = format!("the section '{number} {title}' of the contents (line {line})");
    Fault::new(last, "the end of the file", expected).advise(LOST_SECTION)
}

/// Where to read on after a heading of a section that does not belong there.
fn go_on_behind(
    lines: &Lines<'_>,
    number: u32,
    document: &mut Document,
    fault: Fault,
) -> Result<u32, Fault> {
    let next = document.seen();
    let is_here = |entry: &Entry| is_heading_of(lines, number, entry).is_some();
    if let Some(skipped) = document.contents.iter().skip(next).position(is_here) {
        // The sections before it have no heading.
        let missing = document.contents[next..next + skipped].to_vec();
        document.unread.extend(missing.iter().map(|entry| Unread::missing(entry, fault.clone())));
        return Ok(number);
    }
    // A section that the contents do not list: its lines would count as those of the one before.
    let end = end_of_section(lines, number, document);
    give_up(document, end - 1, fault)?;
    Ok(end)
}

/// Takes the section that is being read out of the document: something in it is not understood.
fn give_up(document: &mut Document, last: u32, fault: Fault) -> Result<(), Fault> {
    let Some(Section { number, title, span, .. }) = document.sections.pop() else {
        return Err(fault);
    };
    let fault = fault.in_section(&number);
    document.unread.push(Unread { number, title, span: Span::new(span.first, last), fault });
    Ok(())
}

/// The first line after `number` that begins a section, or looks as if it did; the line after the
/// last one if there is none.
fn end_of_section(lines: &Lines<'_>, number: u32, document: &Document) -> u32 {
    let begins = |n: &u32| !matches!(section_heading(lines, *n, document), Ok(None));
    (number + 1..=lines.count()).find(begins).unwrap_or(lines.count() + 1)
}

fn read_block(
    lines: &Lines<'_>,
    number: u32,
    title: &mut Option<Title>,
    begins_section: &dyn Fn(u32) -> bool,
) -> Result<Read, Fault> {
    let text = lines.get(number).unwrap_or_default();
    if is_row(text) {
        return table::read(lines, number, title.take());
    }
    refuse_lonely_title(title.take())?;
    let is_boundary = |n: u32| begins_section(n) || lines.get(n).is_some_and(is_status_heading);
    if is_fence(text) {
        return code::read_fence(lines, number, &is_boundary);
    }
    let text = plain(text);
    let parts = split_glued(&text);
    if let Some(found) = parts.last().and_then(|part| table_title(part, number)) {
        let mut blocks = Vec::new();
        for part in &parts[..parts.len() - 1] {
            blocks.push(Block::Heading(Line { number, text: part.clone() }));
        }
        *title = Some(found);
        return Ok(Read { blocks, end: number, furniture: vec![] });
    }
    if parts.len() > 1 {
        let blocks = parts.into_iter().map(|text| Block::Heading(Line { number, text })).collect();
        return Ok(Read { blocks, end: number, furniture: vec![] });
    }
    let single = |block: Block| Read { blocks: vec![block], end: number, furniture: vec![] };
    let line = |text: &str| Line { number, text: text.to_owned() };
    if let Some(mark) = note_mark(&text) {
        return Ok(single(Block::Note(line(mark))));
    }
    if text.starts_with("Figure ")
        && split_number(&text["Figure ".len()..].replace('-', ".")).is_some()
    {
        return Ok(single(Block::Figure(line(&text))));
    }
    if is_heading(&text) && stands_alone(lines, number) {
        return Ok(single(Block::Heading(line(&text))));
    }
    Ok(code::read_text(lines, number, &is_boundary))
}

/// The section that begins at this line, if any, and the last line of its heading.
fn section_heading<'d>(
    lines: &Lines<'_>,
    number: u32,
    document: &'d Document,
) -> Result<Option<(&'d Entry, u32)>, Fault> {
    let next = document.seen();
    let found = |entry: &'d Entry| Some((entry, is_heading_of(lines, number, entry)?));
    if let Some(found) = document.contents.get(next).and_then(found) {
        return Ok(Some(found));
    }
    let text = lines.get(number).unwrap_or_default();
    let Some((found, title)) = split_number(text) else { return Ok(None) };
    let is_later =
        |entry: &Entry| entry.number == found && is_heading_of(lines, number, entry).is_some();
    if document.contents.iter().skip(next).any(is_later) {
        let missing = &document.contents[next];
        return Err(Fault::new(
            number,
            format!("the section {}", quote(text)),
            format!(
                "the section '{} {}' first, as in the contents (line {})",
                missing.number, missing.title, missing.line
            ),
        )
        .advise(LOST_SECTION));
    }
    let looks_like_one = found.contains('.')
        && !is_row(text)
        && title.starts_with(|c: char| c.is_ascii_uppercase())
        && stands_alone(lines, number);
    if looks_like_one {
        return Err(Fault::new(
            number,
            format!("the section heading {}", quote(text)),
            "a section that the list of contents names",
        ));
    }
    Ok(None)
}

/// The last line of the heading of an entry of the contents, if the heading begins at this line. A
/// long title takes two lines.
fn is_heading_of(lines: &Lines<'_>, number: u32, entry: &Entry) -> Option<u32> {
    let text = lines.get(number)?.trim_start_matches(['#', '*', ' ']).trim_end_matches('*');
    let rest = text.strip_prefix(&*entry.number)?;
    let rest = rest.starts_with([' ', '\t']).then(|| squeezed(rest))?;
    let title = squeezed(&entry.title);
    if rest == title {
        return Some(number);
    }
    let more = title.strip_prefix(&*rest)?;
    let next = lines.get(number + 1)?;
    (squeezed(next.trim_end_matches('*')) == more).then_some(number + 1)
}

fn refuse_lonely_title(title: Option<Title>) -> Result<(), Fault> {
    match title {
        None => Ok(()),
        Some(title) => Err(Fault::new(
            title.line,
            format!("the title of Table {} without a table", title.number),
            "a header row and data rows below it",
        )
        .advise(CUT_OFF)),
    }
}

/// `Status code: 400**Table 4-5** Response body parameters`: the converter glued a bold heading to
/// the text before it.
fn split_glued(text: &str) -> Vec<String> {
    if let Some(at) = text.find("**").filter(|&at| at > 0 && !text[..at].ends_with(' ')) {
        let rest = &text[at + 2..];
        if let Some(end) = rest.find("**") {
            let bold = &rest[..end];
            let is_heading = bold.starts_with("Table ") || is_status_heading(bold);
            if is_heading {
                return vec![text[..at].trim().to_owned(), format!("{bold}{}", &rest[end + 2..])];
            }
        }
    }
    vec![text.to_owned()]
}

/// `Table 4-62 Request body parameters`, with or without bold marks.
fn table_title(text: &str, line: u32) -> Option<Title> {
    let rest = text.trim_start_matches("**").strip_prefix("Table ")?;
    let (number, title) = rest.split_once(' ').unwrap_or((rest, ""));
    let (chapter, count) = number.trim_end_matches("**").split_once('-')?;
    let is_number = !chapter.is_empty()
        && chapter.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && is_digits(count);
    // `Table 3-3 lists common headers.` is a sentence.
    let is_sentence = title.ends_with('.');
    (is_number && !is_sentence).then(|| Title {
        number: format!("{chapter}-{count}"),
        text: title.trim().to_owned(),
        line,
    })
}

fn note_mark(text: &str) -> Option<&str> {
    let word = text.trim_matches('*').trim();
    matches!(word, "NOTE" | "NOTICE" | "CAUTION" | "WARNING" | "DANGER").then_some(word)
}

pub(super) fn is_status_heading(text: &str) -> bool {
    text.strip_prefix("Status code: ").is_some_and(|code| code.len() == 3 && is_digits(code))
}

/// Whether the text is a heading without a number: all important words begin with a capital, and
/// there is no punctuation mark at the end.
pub(super) fn is_heading(text: &str) -> bool {
    const LONGEST: usize = 6;
    const LIGHT: [&str; 12] =
        ["a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to"];
    if is_status_heading(text) {
        return true;
    }
    let words: Vec<&str> = text.split(' ').collect();
    words.len() <= LONGEST
        && words.iter().all(|word| {
            let letters = word.trim_matches(['(', ')']);
            LIGHT.contains(word)
                || letters.starts_with(|c: char| c.is_ascii_uppercase())
                    && letters.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
        })
        && words[0].trim_start_matches('(').starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether there are blank lines around the line. The one below may be missing if the next line is
/// the word `None`.
fn stands_alone(lines: &Lines<'_>, number: u32) -> bool {
    let blank = |n: u32| lines.get(n).is_none_or(is_blank);
    let is_none = |n: u32| lines.get(n).is_some_and(|text| text.trim_end_matches('.') == "None");
    (number == 1 || blank(number - 1)) && (blank(number + 1) || is_none(number + 1))
}

/// Joins the pieces of a fence that a page break split.
fn join_or_push(section: &mut Section, blocks: Vec<Block>) {
    for block in blocks {
        match (section.blocks.last_mut(), block) {
            (Some(Block::Code(before)), Block::Code(after)) if code::continues(before, &after) => {
                before.span.last = after.span.last;
                before.fragments.extend(after.fragments);
            }
            (_, block) => section.blocks.push(block),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_heading, split_glued, table_title};

    #[test]
    fn headings_are_told_from_captions() {
        for heading in
            ["Function", "Request Parameters", "Status code: 200", "(Optional) Request Body"]
        {
            assert!(is_heading(heading), "{heading}");
        }
        for other in
            ["Success.", "Querying a recycling policy", "Status code: many", "1 minute", "{"]
        {
            assert!(!is_heading(other), "{other}");
        }
    }

    #[test]
    fn glued_headings_come_apart() {
        assert_eq!(
            split_glued("Status code: 400**Table 4-5** Response body parameters"),
            ["Status code: 400", "Table 4-5 Response body parameters"]
        );
        assert_eq!(
            split_glued("Example Response**Status code: 200**"),
            ["Example Response", "Status code: 200"]
        );
        assert_eq!(split_glued("The **name** field").len(), 1);
    }

    #[test]
    fn table_titles_are_told_from_sentences() {
        let title = table_title("**Table 4-5** Response body parameters", 7).expect("a title");
        assert_eq!(
            (title.number.as_str(), title.text.as_str()),
            ("4-5", "Response body parameters")
        );
        assert_eq!(table_title("Table 3-3 lists common request header fields.", 1), None);
    }
}
