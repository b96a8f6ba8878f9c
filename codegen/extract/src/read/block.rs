//! The body of the document: its sections, and the blocks in them.

use super::aligned::lost_its_tabs;
use super::caption::{Caption, caption};
use super::document::{Block, Class, Document, Entry, Line, Section, Span, Table, Unread};
use super::found::Read;
use super::heading::{is_heading, is_underline, marked, split_number, status};
use super::line::{is_blank, is_fence, is_row, note_mark, plain};
use super::lines::Lines;
use super::{code, columns, lost_heading, table};
use crate::fault::{CUT_OFF, Fault, LOST_SECTION, LOST_TABS, OTHER, UNLISTED, quote};
use crate::text::{squeezed, squeezed_lower, without_bullet};

/// Reads the body into sections, in the order of the list of contents.
pub(super) fn read_sections(
    lines: &Lines<'_>,
    first: u32,
    document: &mut Document,
) -> Result<(), Fault> {
    let last = lines.count();
    let mut number = first;
    let mut title: Option<Caption> = None;
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
            if let Err(fault) = refuse_lonely_title(title.take(), lines) {
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
        let above = continued(document, title.as_ref(), lines, number);
        let next = document.contents.get(document.seen());
        let begins_section =
            |n: u32| next.is_some_and(|entry| is_heading_of(lines, n, entry).is_some());
        let read = match above {
            Some(table) => {
                let caption = title.take().map(|caption| caption.title.line);
                table::go_on(lines, number, caption, table, &begins_section)
            }
            None => read_block(lines, number, &mut title, &begins_section),
        };
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
    if let Err(fault) = refuse_lonely_title(title, lines) {
        give_up(document, last, fault)?;
    }
    if document.sections.is_empty() {
        let entry = &document.contents[0];
        return Err(no_section(last, entry));
    }
    // Behind the last section that began, whether it could be read or not: a heading before it is
    // another one's.
    let began = document.sections.iter().map(|section| section.span.first);
    let began = began.chain(document.unread.iter().map(|unread| unread.span.first)).max();
    let from = began.map_or(first, |line| line + 1);
    while let Some(entry) = document.contents.get(document.seen()) {
        let fault = lost_heading::trace(lines, from, last, entry);
        let fault = fault.unwrap_or_else(|| no_section(last, entry));
        document.unread.push(Unread::missing(entry, fault));
    }
    Ok(())
}

fn no_section(last: u32, entry: &Entry) -> Fault {
    let Entry { number, title, line } = entry;
    let expected = format!("the section '{number} {title}' of the contents ({OTHER})");
    Fault::new(last, "the end of the file", expected).beside(*line).advise(LOST_SECTION)
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

/// The table above, if the title says that it goes on below a page break: the same number, and the
/// same title or none.
fn continued(
    document: &mut Document,
    title: Option<&Caption>,
    lines: &Lines<'_>,
    number: u32,
) -> Option<Table> {
    let caption = title.filter(|_| lines.get(number).is_some_and(is_row))?;
    let blocks = &mut document.sections.last_mut()?.blocks;
    let Some(Block::Table(above)) = blocks.last() else { return None };
    let same = above.title.as_ref().filter(|above| above.number == caption.title.number)?;
    let text = &caption.title.text;
    let goes_on = caption.is_continued || text.is_empty() || squeezed(text) == squeezed(&same.text);
    match blocks.pop_if(|_| goes_on)? {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

fn read_block(
    lines: &Lines<'_>,
    number: u32,
    title: &mut Option<Caption>,
    begins_section: &dyn Fn(u32) -> bool,
) -> Result<Read, Fault> {
    let text = lines.get(number).unwrap_or_default();
    let is_status = |text: &str| status(text).is_some() && is_heading(text);
    let is_boundary = |n: u32| begins_section(n) || lines.get(n).is_some_and(is_status);
    if is_row(text) {
        let title = title.take().map(|caption| caption.title);
        return table::read(lines, number, title, &is_boundary);
    }
    refuse_lonely_title(title.take(), lines)?;
    if is_fence(text) {
        return code::read_fence(lines, number, &is_boundary);
    }
    if code::is_indented(lines, number) {
        return Ok(code::read_indented(lines, number));
    }
    let text = plain(text);
    let parts = split_glued(&text);
    if let Some(found) = parts.last().and_then(|part| caption(part, number)) {
        let mut blocks = Vec::new();
        for part in &parts[..parts.len() - 1] {
            blocks.push(heading(part, number));
        }
        let (found, end) = whole_title(lines, number, found);
        *title = Some(found);
        let furniture = (number + 1..=end).collect();
        return Ok(Read { blocks, end, furniture });
    }
    if parts.len() > 1 {
        let blocks = parts.iter().map(|text| heading(text, number)).collect();
        return Ok(Read { blocks, end: number, furniture: vec![] });
    }
    let single = |block: Block| Read { blocks: vec![block], end: number, furniture: vec![] };
    if let Some(mark) = note_mark(&text) {
        return Ok(single(Block::Note(Line { number, text: mark.to_owned() })));
    }
    if text.starts_with("Figure ")
        && split_number(&text["Figure ".len()..].replace('-', ".")).is_some()
    {
        return Ok(single(Block::Figure(Line { number, text: text.into_owned() })));
    }
    if let Some(text) = marked(&text).filter(|text| code::method_of(text).is_none()) {
        return Ok(single(heading(&text, number)));
    }
    if is_heading(&text) && lines.get(number + 1).is_some_and(is_underline) {
        let blocks = vec![heading(&text, number)];
        return Ok(Read { blocks, end: number + 1, furniture: vec![number + 1] });
    }
    let is_status = status(&text).is_some();
    if is_status || is_heading(&text) && stands_alone(lines, number) {
        return Ok(single(heading(&text, number)));
    }
    Ok(code::read_text(lines, number, &is_boundary))
}

/// A heading; one of a status always has the same form.
fn heading(text: &str, number: u32) -> Block {
    let text = status(text).map_or_else(|| text.to_owned(), |code| format!("Status code: {code}"));
    Block::Heading(Line { number, text })
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
        let from = document.sections.last().map_or(1, |section| section.span.first + 1);
        if let Some(fault) = lost_heading::trace(lines, from, number - 1, missing) {
            return Err(fault);
        }
        return Err(Fault::new(
            number,
            format!("the section {}", quote(text)),
            format!(
                "the section '{} {}' first, as in the contents ({OTHER})",
                missing.number, missing.title
            ),
        )
        .beside(missing.line)
        .advise(LOST_SECTION));
    }
    let looks_like_one = found.contains('.')
        && !is_row(text)
        && title.starts_with(|c: char| c.is_ascii_uppercase())
        && stands_alone(lines, number);
    let missing = document.contents.get(next);
    if let Some(fault) = missing
        .filter(|_| looks_like_one)
        .and_then(|missing| lost_heading::trace(lines, number, number, missing))
    {
        return Err(fault);
    }
    if looks_like_one {
        return Err(Fault::new(
            number,
            format!("the section heading {}", quote(text)),
            "a section that the list of contents names",
        )
        .advise(UNLISTED));
    }
    Ok(None)
}

/// The last line of the heading of an entry of the contents, if the heading begins at this line. A
/// long title takes two lines.
fn is_heading_of(lines: &Lines<'_>, number: u32, entry: &Entry) -> Option<u32> {
    let line = lines.get(number)?;
    let shown = marked(line);
    let text = shown.as_deref().unwrap_or(line);
    let text = text.trim_start_matches(['#', '*', ' ', '§']).trim_end_matches(['*', '#', ' ']);
    let text = text.strip_prefix("Section ").unwrap_or(text);
    let (number_of, rest) = text.split_at_checked(entry.number.len())?;
    if !number_of.eq_ignore_ascii_case(&entry.number) {
        return None;
    }
    // `4.1. Title`, `4.1) Title`
    let rest = rest.strip_prefix(['.', ')', ':', '、']).unwrap_or(rest);
    let rest = rest.starts_with([' ', '\t']).then(|| squeezed_lower(rest))?;
    let title = squeezed_lower(&entry.title);
    if rest == title {
        return Some(number);
    }
    let more = title.strip_prefix(&*rest)?;
    let next = lines.get(number + 1)?;
    (squeezed_lower(next.trim_end_matches('*')) == more).then_some(number + 1)
}

fn refuse_lonely_title(title: Option<Caption>, lines: &Lines<'_>) -> Result<(), Fault> {
    let Some(Caption { title, .. }) = title else { return Ok(()) };
    let below = (title.line + 1..=lines.count())
        .find_map(|n| lines.get(n).filter(|text| !is_blank(text)).map(|text| (n, text)));
    if let Some((number, text)) = below.filter(|(_, text)| lost_its_tabs(text)) {
        return Err(Fault::new(
            number,
            format!(
                "the columns {} without tabs, below the title of Table {}",
                quote(text),
                title.number
            ),
            "a header row whose cells are separated by tabs",
        )
        .advise(LOST_TABS));
    }
    Err(Fault::new(
        title.line,
        format!("the title of Table {} without a table", title.number),
        "a header row and data rows below it",
    )
    .advise(CUT_OFF))
}

/// The title of a table with the words that stand on the next line, directly above the table, and the last
/// line of both.
fn whole_title(lines: &Lines<'_>, number: u32, mut found: Caption) -> (Caption, u32) {
    let next = lines.get(number + 1).unwrap_or_default();
    let is_rest = !is_blank(next)
        && !is_row(next)
        && !is_fence(next)
        && caption(next, number).is_none()
        && !next.trim_end().ends_with(['.', ':'])
        && !found.title.text.ends_with(['.', ':'])
        && next.split_whitespace().count() <= 8;
    let below =
        (number + 2..=lines.count()).filter_map(|n| lines.get(n)).find(|text| !is_blank(text));
    let is_header = |text: &str| {
        is_row(text) && text.split('\t').filter(|cell| columns::is_known(cell)).count() > 1
    };
    if !is_rest || !below.is_some_and(is_header) {
        return (found, number);
    }
    let whole = format!("{} {}", found.title.text, next.trim().trim_end_matches(['*', '_']));
    found.title.text = whole.trim().to_owned();
    (found, number + 1)
}

/// `Status code: 400**Table 4-5** Response body parameters`: the converter glued a bold heading to
/// the text before it.
fn split_glued(text: &str) -> Vec<String> {
    // The same without the marks of bold text.
    if let Some(at) = text.find("Status").filter(|&at| at > 0 && !text[..at].ends_with(' ')) {
        let (before, code) = text.split_at(at);
        if status(code).is_some() && is_heading(before) {
            return vec![before.to_owned(), code.to_owned()];
        }
    }
    let has_bold = ["**", "__"].iter().any(|mark| text.contains(mark));
    if let Some(at) = text.find("Table ").filter(|&at| at > 0 && !has_bold) {
        let (before, title) = text.split_at(at);
        if status(before).is_some() && caption(title, 1).is_some() {
            return vec![before.trim().to_owned(), title.to_owned()];
        }
    }
    for mark in ["**", "__"] {
        let at = text.find(mark).filter(|&at| at > 0 && !text[..at].ends_with(' '));
        let Some((at, rest)) = at.map(|at| (at, &text[at + mark.len()..])) else { continue };
        let Some(end) = rest.find(mark) else { continue };
        let bold = &rest[..end];
        if bold.starts_with("Table ") || status(bold).is_some() {
            let after = &rest[end + mark.len()..];
            return vec![text[..at].trim().to_owned(), format!("{bold}{after}")];
        }
    }
    vec![text.to_owned()]
}

/// Whether there are blank lines around the line. The one above may be missing below a table or code, the
/// one below if what follows is no text that the line could begin.
fn stands_alone(lines: &Lines<'_>, number: u32) -> bool {
    let is_block = |text: &str| is_blank(text) || is_row(text) || is_fence(text);
    let begins_block = |text: &str| {
        is_block(text)
            || says_nothing(text)
            || caption(&plain(text), number).is_some()
            || code::method_of(&plain(text)).is_some()
            || code::opens_json(text)
            || note_mark(text).is_some()
            || status(text).is_some()
            || without_bullet(text.trim_start()).is_some()
    };
    (number == 1 || lines.get(number - 1).is_none_or(is_block))
        && lines.get(number + 1).is_none_or(begins_block)
}

/// Whether a line says that there is nothing below its heading.
fn says_nothing(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '_', '`']).trim_end_matches('.').to_ascii_lowercase();
    matches!(&*text, "none" | "n/a" | "null" | "nil" | "nothing" | "not involved")
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
    use super::split_glued;

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
        assert_eq!(
            split_glued("Example ResponseStatus code: 200"),
            ["Example Response", "Status code: 200"]
        );
        assert_eq!(
            split_glued("Status code: 400Table 4-5 Response body parameters"),
            ["Status code: 400", "Table 4-5 Response body parameters"]
        );
        assert_eq!(split_glued("The **name** field").len(), 1);
    }
}
