//! Fenced text, running text and the JSON in either. Pieces that a page break or a line break split
//! are joined again.

use taurusdb_spec::Method;

use super::document::{Block, Code, Line, Span};
use super::found::Read;
use super::line::{closes_fence, is_blank, is_fence, is_row, plain};
use super::lines::Lines;
use crate::fault::{CUT_OFF, Fault, OTHER, quote};
use crate::text::without_bullet;

/// Reads the fence that opens at `number`. `is_heading` recognises lines that cannot be in a fence.
pub(super) fn read_fence(
    lines: &Lines<'_>,
    number: u32,
    is_heading: &dyn Fn(u32) -> bool,
) -> Result<Read, Fault> {
    let opening = lines.get(number).unwrap_or_default();
    let mut fragment = Vec::new();
    let mut at = number + 1;
    loop {
        match lines.get(at) {
            None => {
                return Err(Fault::new(
                    number,
                    "a fence that is never closed",
                    "a line of three back-ticks",
                )
                .advise(CUT_OFF));
            }
            Some(text) if closes_fence(text, opening) => break,
            Some(text) if is_heading(at) => {
                return Err(Fault::new(
                    number,
                    format!("a fence that is still open at the heading {} ({OTHER})", quote(text)),
                    "a line of three back-ticks before it",
                )
                .beside(at)
                .advise("restore the mark that closes the fence, or the one that opens it"));
            }
            // Where a page ends there are blank lines, also inside of a URL or a value.
            Some(text) if is_blank(text) => {}
            Some(text) => fragment.push(Line { number: at, text: text.to_owned() }),
        }
        at += 1;
    }
    let code = Code { fragments: vec![join_wrapped(fragment)], span: Span::new(number, at) };
    Ok(Read { blocks: vec![Block::Code(code)], end: at, furniture: vec![number, at] })
}

/// How far code is indented that has no fence, as Markdown writes it.
const INDENT: &str = "    ";

/// Whether indented code begins at a line: below a blank one, and with what no paragraph begins with. In an
/// item of a list, a paragraph is indented too.
pub(super) fn is_indented(lines: &Lines<'_>, number: u32) -> bool {
    let Some(code) = lines.get(number).and_then(|text| text.strip_prefix(INDENT)) else {
        return false;
    };
    let is_below_blank = number == 1 || lines.get(number - 1).is_none_or(is_blank);
    let begins = |text: &str| {
        opens_json(text)
            || method_of(text).is_some()
            || text.trim_start().starts_with(['"', '}', ']', ','])
    };
    is_below_blank && begins(code)
}

/// Reads indented code, up to a line that is not indented.
pub(super) fn read_indented(lines: &Lines<'_>, number: u32) -> Read {
    let mut pieces: Vec<Vec<Line>> = vec![Vec::new()];
    let (mut at, mut end) = (number, number);
    while let Some(text) = lines.get(at) {
        if let Some(code) = text.strip_prefix(INDENT).filter(|_| !is_row(text)) {
            if end + 1 < at {
                pieces.push(Vec::new());
            }
            let line = Line { number: at, text: code.to_owned() };
            pieces.last_mut().expect("there is one").push(line);
            end = at;
        } else if !is_blank(text) {
            break;
        }
        at += 1;
    }
    // Where a page ends in it, or another example begins, there are blank lines.
    let block = |piece: Vec<Line>| {
        let span = Span::new(piece[0].number, piece[piece.len() - 1].number);
        Block::Code(Code { fragments: vec![join_wrapped(piece)], span })
    };
    Read { blocks: pieces.into_iter().map(block).collect(), end, furniture: Vec::new() }
}

/// Reads lines of text: a paragraph or an item of a list, and JSON that lost its fence.
/// `is_heading` recognises lines that cannot be in JSON.
pub(super) fn read_text(lines: &Lines<'_>, number: u32, is_heading: &dyn Fn(u32) -> bool) -> Read {
    let mut blocks = Vec::new();
    let mut pending: Vec<Line> = Vec::new();
    let mut pending_is_item = false;
    let mut at = number;
    let mut end = number;

    let flush = |pending: &mut Vec<Line>, is_item: bool, blocks: &mut Vec<Block>, end: u32| {
        if let Some(first) = pending.first() {
            let span = Span::new(first.number, end);
            let text = join_wrapped(std::mem::take(pending));
            blocks.push(if is_item {
                Block::Item(span, text)
            } else {
                Block::Paragraph(span, text)
            });
        }
    };

    while let Some(raw) = lines.get(at) {
        if is_blank(raw) {
            match next_of_uri(&pending, lines, at) {
                Some(next) => at = next,
                None => break,
            }
        } else if is_row(raw) || is_fence(raw) || at > number && is_heading(at) {
            break;
        }
        let raw = lines.get(at).unwrap_or_default();
        let text = plain(raw);
        if opens_json(&text) {
            flush(&mut pending, pending_is_item, &mut blocks, end);
            let last = json_end(lines, at, is_heading);
            let fragment = (at..=last)
                .map(|n| Line { number: n, text: lines.get(n).unwrap_or_default().to_owned() })
                .filter(|line| !is_blank(&line.text))
                .collect();
            blocks.push(Block::Code(Code { fragments: vec![fragment], span: Span::new(at, last) }));
            (end, at) = (last, last + 1);
            pending_is_item = false;
            continue;
        }
        match without_bullet(&text) {
            Some(rest) => {
                flush(&mut pending, pending_is_item, &mut blocks, end);
                pending_is_item = true;
                pending.push(Line { number: at, text: rest.to_owned() });
            }
            None => pending.push(Line { number: at, text: text.into_owned() }),
        }
        end = at;
        at += 1;
    }
    flush(&mut pending, pending_is_item, &mut blocks, end);
    Read { blocks, end, furniture: Vec::new() }
}

/// Whether a fence continues in the next one, after a page break.
///
/// The converter closes a fence at the end of a page, sometimes with extra closing brackets, and
/// opens a new fence on the next page. A text is a continuation if it begins with neither an
/// opening bracket nor a request, or if brackets before it are still open.
pub(super) fn continues(before: &Code, after: &Code) -> bool {
    let first =
        |code: &Code| code.lines().map(|l| l.text.trim().to_owned()).find(|t| !t.is_empty());
    let Some(next) = first(after) else { return false };
    if method_of(&next).is_some() {
        return false;
    }
    if first(before).is_some_and(|text| method_of(&text).is_some()) && depth(before) == 0 {
        // A request line, then its body.
        return !next.starts_with(['{', '[']);
    }
    depth(before) > 0 || next.starts_with(['"', '}', ']', ',', ':'])
}

/// Opening brackets minus closing ones, outside of strings.
fn depth(code: &Code) -> i32 {
    let mut depth = Depth::default();
    code.lines().for_each(|line| depth.read(&line.text));
    depth.open
}

/// The depth of brackets while JSON is read.
#[derive(Default)]
struct Depth {
    open: i32,
    in_string: bool,
    escaped: bool,
}

impl Depth {
    fn read(&mut self, line: &str) {
        for c in line.chars() {
            match c {
                _ if self.escaped => self.escaped = false,
                '\\' if self.in_string => self.escaped = true,
                '"' => self.in_string = !self.in_string,
                '{' | '[' if !self.in_string => self.open += 1,
                '}' | ']' if !self.in_string => self.open -= 1,
                _ => {}
            }
        }
    }
}

/// Joins a URI that was wrapped at the end of a line, without a space.
pub(super) fn join_wrapped(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut in_uri = false;
    for mut line in lines {
        // A line ends behind the method.
        if let Some(method) = joined.pop_if(|before| {
            let request = format!("{} {}", before.text.trim(), line.text.trim());
            !before.text.trim().contains(' ') && method_of(&request).is_some()
        }) {
            line = Line {
                number: method.number,
                text: format!("{} {}", method.text.trim_end(), line.text.trim_start()),
            };
        }
        let text = line.text.trim();
        let goes_on = in_uri && !text.is_empty() && !text.contains(' ') && !opens_json(text);
        match joined.last_mut() {
            Some(before) if goes_on => {
                let whole = format!("{}{text}", before.text.trim_end());
                before.text = whole;
            }
            _ => {
                in_uri = method_of(text).is_some();
                joined.push(line);
            }
        }
    }
    joined
}

/// The method and the rest of a request line.
pub(crate) fn method_of(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.trim().split_once(' ')?;
    let word = word.trim_matches(['*', '`', ':']);
    let rest = rest.trim().trim_matches(['*', '`']);
    // The full stop of a sentence, or the mark of a line that goes on.
    let rest = rest.trim_end_matches(['.', ',', ';', '\\']).trim_end();
    let is_method = Method::ALL.iter().any(|method| method.as_str().eq_ignore_ascii_case(word));
    (is_method && (rest.starts_with('/') || rest.starts_with("http"))).then_some((word, rest))
}

/// `{` alone or before a key; `{name}/…` is a template.
pub(super) fn opens_json(text: &str) -> bool {
    let text = text.trim();
    match text.strip_prefix(['{', '[']) {
        Some(rest) => {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['"', '{', '[', '}'])
        }
        None => false,
    }
}

/// The line that closes unfenced JSON beginning at `first`, also below blank lines; if none does, because
/// a bracket is missing, the last line before a blank line with something else than JSON below.
fn json_end(lines: &Lines<'_>, first: u32, is_heading: &dyn Fn(u32) -> bool) -> u32 {
    let mut depth = Depth::default();
    let (mut at, mut before_blank) = (first, None);
    let is_inside = |at: u32, text: &str| !is_fence(text) && !is_row(text) && !is_heading(at);
    while let Some(text) = lines.get(at).filter(|text| is_inside(at, text)) {
        if is_blank(text) {
            let below = (at..=lines.count()).filter_map(|n| lines.get(n)).find(|t| !is_blank(t));
            if !below.is_some_and(goes_on_as_json) {
                before_blank.get_or_insert(at - 1);
            }
        } else {
            depth.read(text);
            if depth.open <= 0 {
                return at;
            }
        }
        at += 1;
    }
    before_blank.unwrap_or(at - 1)
}

/// Whether a line can stand inside of JSON: it begins with a bracket, a string, or a comma.
fn goes_on_as_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '}', '[', ']', '"', ','])
}

/// The line below blank ones with which a wrapped URI goes on: the URI stops where it cannot end, or
/// the line begins as no text does. A heading begins with a capital.
fn next_of_uri(pending: &[Line], lines: &Lines<'_>, from: u32) -> Option<u32> {
    let wrapped = pending.iter().rposition(|line| method_of(&line.text).is_some())?;
    let mut pieces = pending[wrapped + 1..].iter();
    if pieces.any(|line| line.text.contains(' ')) {
        return None;
    }
    let next =
        (from..=lines.count()).find(|&n| lines.get(n).is_some_and(|text| !is_blank(text)))?;
    let text = lines.get(next)?.trim();
    let is_piece = !text.contains([' ', '\t']) && !is_fence(text) && !opens_json(text);
    let stops_short = pending.last()?.text.trim_end().ends_with(['/', '?', '&']);
    let goes_on = stops_short && !text.starts_with(|c: char| c.is_ascii_uppercase())
        || text.starts_with(['/', '?', '&', '=']);
    (is_piece && goes_on).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::read_text;
    use crate::read::document::Block;
    use crate::read::lines::Lines;

    /// The blocks of a text, each as its lines that are not blank.
    fn blocks(text: &str) -> Vec<String> {
        let lines = Lines::new(text);
        let mut blocks = Vec::new();
        let mut at = 1;
        while at <= lines.count() {
            let read = read_text(&lines, at, &|n| lines.get(n) == Some("1 Next"));
            blocks.extend(read.blocks.iter().map(|block| {
                let lines = match block {
                    Block::Paragraph(_, lines) | Block::Item(_, lines) => lines.clone(),
                    Block::Code(code) => code.lines().cloned().collect(),
                    other => panic!("{other:?}"),
                };
                lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("|")
            }));
            at = read.end + 1;
            while lines.get(at).is_some_and(str::is_empty) {
                at += 1;
            }
        }
        blocks
    }

    #[test]
    fn blank_lines_do_not_end_unfenced_json() {
        assert_eq!(blocks("- One\n{\n\n\n\"a\": 1\n\n}\n- Two"), ["One", "{|\"a\": 1|}", "Two"]);
    }

    #[test]
    fn unfenced_json_that_is_never_closed_ends_at_a_blank_line() {
        for rest in ["", "Text.", "Text.\n1 Next\n}"] {
            let blocks = blocks(&format!("{{\n\"a\": 1\n\n{rest}"));
            assert_eq!(blocks[0], "{|\"a\": 1", "{rest}");
        }
    }

    #[test]
    fn unfenced_json_that_lacks_a_bracket_goes_on_below_blank_lines() {
        assert_eq!(
            blocks("{\n\n\"a\": [\n\n{\n\n\"b\": 1\n\n}\n\n}\n\nText."),
            ["{|\"a\": [|{|\"b\": 1|}|}", "Text."]
        );
    }

    #[test]
    fn a_wrapped_uri_goes_on_below_blank_lines() {
        assert_eq!(
            blocks("GET /pots/\n\n\nlids?\n\na={a}&\n\nb={b}"),
            ["GET /pots/lids?a={a}&b={b}"]
        );
        assert_eq!(blocks("GET /pots\n\n/lids"), ["GET /pots/lids"]);
        assert_eq!(blocks("GET\n/pots/\nlids"), ["GET /pots/lids"]);
        assert_eq!(blocks("GET /pots?a\n\n={a}"), ["GET /pots?a={a}"]);
    }

    #[test]
    fn other_text_below_a_uri_is_no_part_of_it() {
        assert_eq!(blocks("GET /pots/\n\nNone"), ["GET /pots/", "None"]);
        assert_eq!(blocks("GET /pots\n\nlids"), ["GET /pots", "lids"]);
        assert_eq!(blocks("GET /pots/\n\nlids of pots"), ["GET /pots/", "lids of pots"]);
        assert_eq!(blocks("GET /pots/\n\n{\n}"), ["GET /pots/", "{|}"]);
        assert_eq!(blocks("Of pots/\n\nlids"), ["Of pots/", "lids"]);
    }
}
