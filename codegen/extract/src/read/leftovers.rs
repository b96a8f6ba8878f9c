//! What converters to Markdown and HTML write around the text of a document and what says nothing itself:
//! comments, rules, pictures, targets of links, marks of a quotation, tags around words.

use std::borrow::Cow;

use super::line::is_row;
use crate::text::is_digits;

/// Tags that stand around words of running text.
const INLINE: [&str; 16] = [
    "a", "span", "font", "code", "tt", "kbd", "samp", "var", "u", "small", "big", "em", "i", "p",
    "div", "label",
];

/// Tags of bold text.
const BOLD: [&str; 2] = ["b", "strong"];

/// Whether a line has nothing but such a mark.
pub(super) fn is_mark(line: &str) -> bool {
    let text = line.trim();
    let is_picture =
        text.starts_with("![") && text.ends_with(')') && text.matches("](").count() == 1;
    let lower = text.to_ascii_lowercase();
    is_rule(text)
        || is_picture
        || text == "\\"
        || is_page_number(text)
        || text.starts_with("[//]: #")
        || ["<br", "<hr", "<img"].iter().any(|tag| {
            lower.strip_prefix(tag).is_some_and(|rest| {
                rest.starts_with(['>', ' ', '/']) && rest.find('>') == Some(rest.len() - 1)
            })
        })
}

/// `Page 7`, `Page 7 of 99`, `- 7 -`: nothing else is written so. A number alone may be a value.
fn is_page_number(text: &str) -> bool {
    let rest = text.strip_prefix("Page ").or_else(|| text.strip_prefix("page "));
    let is_of = |rest: &str| match rest.split_once(" of ").or_else(|| rest.split_once('/')) {
        Some((page, pages)) => is_digits(page.trim()) && is_digits(pages.trim()),
        None => is_digits(rest),
    };
    let between = |mark: char| text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
    rest.is_some_and(is_of)
        || between('-').or_else(|| between('–')).is_some_and(|text| is_digits(text.trim()))
}

/// A line that parts: `---`, `***`, `* * *`, `____`, `+-----+-----+`.
pub(super) fn is_rule(text: &str) -> bool {
    // Cells of a single dash say that there is nothing.
    if is_row(text) && text.split('\t').any(|cell| cell.trim().chars().count() < 3) {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_one = |mark: char| bare.len() >= 3 && bare.chars().all(|c| c == mark);
    let is_drawn = || {
        bare.len() >= 5
            && bare.starts_with('+')
            && bare.ends_with('+')
            && bare.contains("--")
            && bare.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'='))
    };
    ['-', '*', '_', '=', '–', '—', '─'].into_iter().any(is_one) || is_drawn()
}

/// The text behind the mark of a quotation: `> text`.
pub(super) fn quoted(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('>')?;
    (rest.is_empty() || rest.starts_with([' ', '>']))
        .then(|| rest.strip_prefix(' ').unwrap_or(rest))
}

/// The line without comments and targets of links; outside of tables, also without tags around words.
pub(super) fn without(line: &str) -> Cow<'_, str> {
    if !line.contains(['<', '{', '[']) {
        return Cow::Borrowed(line);
    }
    let mut text = without_targets(without_comments(line));
    for (open, close) in [("{#", '}'), ("[]{#", '}')] {
        let is_target = |text: &str, at: usize| {
            let end = text[at..].find(close);
            end.filter(|end| at + end + 1 == text.trim_end().len() || open.starts_with('['))
        };
        if let Some(at) = text.find(open)
            && let Some(length) = is_target(&text, at)
        {
            text = Cow::Owned(format!("{}{}", text[..at].trim_end(), &text[at + length + 1..]));
        }
    }
    if is_row(&text) { text } else { without_tags(with_links(text)) }
}

/// The text without targets of links that have no text: `<a name="tea"></a>`.
fn without_targets(mut text: Cow<'_, str>) -> Cow<'_, str> {
    while let Some((start, end)) = text.match_indices("<a ").find_map(|(at, _)| {
        let inner = at + text[at..].find('>')? + 1;
        text[inner..].starts_with("</a>").then_some((at, inner + "</a>".len()))
    }) {
        text = Cow::Owned(format!("{}{}", &text[..start], &text[end..]));
    }
    text
}

/// How many lines a comment takes that is not closed in the first of them. One that is never closed is
/// none.
pub(super) fn end_of_comment(lines: &[&str]) -> Option<usize> {
    const LONGEST: usize = 40;
    lines.iter().take(LONGEST).position(|line| line.contains("-->")).map(|last| last + 1)
}

fn without_comments(line: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(line);
    while let Some(start) = text.find("<!--")
        && let Some(length) = text[start..].find("-->")
    {
        let end = start + length + "-->".len();
        text = Cow::Owned(format!("{}{}", &text[..start], &text[end..]));
    }
    text
}

/// The text with links as Markdown has them: `<a href="x">Tea</a>` becomes `[Tea](x)`.
fn with_links(mut text: Cow<'_, str>) -> Cow<'_, str> {
    while let Some((start, shown, target, end)) = link(&text) {
        text = Cow::Owned(format!("{}[{shown}]({target}){}", &text[..start], &text[end..]));
    }
    text
}

/// The first link: where it begins, its text, its target, and where it ends.
fn link(text: &str) -> Option<(usize, &str, &str, usize)> {
    let start = text.find("<a ").or_else(|| text.find("<A "))?;
    let inner = start + text[start..].find('>')? + 1;
    let length = text[inner..].find("</a>").or_else(|| text[inner..].find("</A>"))?;
    let (_, target) = text[start..inner].split_once("href=")?;
    let target = target.trim_start_matches(['"', '\'']);
    let target = &target[..target.find(['"', '\'', '>', ' '])?];
    let shown = &text[inner..inner + length];
    let is_plain =
        !shown.is_empty() && !shown.contains(['<', '[', ']']) && !target.contains(['(', ')']);
    is_plain.then_some((start, shown, target, inner + length + "</a>".len()))
}

/// The text without tags around words; those of bold text become its usual mark.
fn without_tags(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut rest = &*text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((mark, length)) => {
                plain.push_str(mark);
                rest = &rest[length..];
            }
            None => {
                plain.push('<');
                rest = &rest[1..];
            }
        }
    }
    if rest.len() == text.len() || plain.len() + rest.len() == text.len() {
        return text;
    }
    Cow::Owned(plain + rest)
}

/// The mark that stands for the tag at the start of a text, and the length of the tag.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let end = text.find('>')?;
    let inner = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, more) = inner.split_at(length);
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    let is_link = is(&"a") && more.contains("href");
    if !(more.is_empty() || more.starts_with(' ')) || is_link {
        return None;
    }
    match () {
        () if BOLD.iter().any(is) => Some(("**", end + 1)),
        () if INLINE.iter().any(is) => Some(("", end + 1)),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_mark, quoted, without};

    #[test]
    fn lines_of_marks_are_told_from_text() {
        for line in [
            "---",
            "---\t---",
            "* * *",
            "_____",
            "====",
            "+----+---+",
            "<hr/>",
            "<br>",
            "![a](b.png)",
            "\\",
            "<img src=\"a\">",
            "[//]: # (a)",
            "Page 7 of 99",
            "- 7 -",
        ] {
            assert!(is_mark(line), "{line}");
        }
        for line in [
            "--",
            "-\t-\t-",
            "- 7",
            "Page of 7",
            "- a",
            "**",
            "![a](b) and ![c](d)",
            "+1+",
            "<hr> a",
            "a ---",
        ] {
            assert!(!is_mark(line), "{line}");
        }
    }

    #[test]
    fn marks_around_text_are_removed() {
        for (line, expected) in [
            ("a<!-- b --> c<!--d-->", "a c"),
            ("Function {#tea_01}", "Function"),
            ("[]{#tea_01}Function", "Function"),
            ("<a name=\"t\"></a>4.1 Tea", "4.1 Tea"),
            ("<b>Table 4-1</b> <span class=\"x\">Tea</span>", "**Table 4-1** Tea"),
            ("<p><code>GET /v3/{id}</code></p>", "GET /v3/{id}"),
            ("see <a class=\"b\" href=\"x\">y</a>.", "see [y](x)."),
            ("see <a href=\"x\">y", "see <a href=\"x\">y"),
            ("a\t<b>b</b><!-- c -->", "a\t<b>b</b>"),
            ("<a id=\"x\"></a>a\tb", "a\tb"),
            ("GET /v3/{id}", "GET /v3/{id}"),
            ("<http://x> < 5", "<http://x> < 5"),
        ] {
            assert_eq!(without(line), expected, "{line}");
        }
        assert_eq!(quoted("> a"), Some("a"));
        assert_eq!(quoted(">= 5"), None);
    }
}
