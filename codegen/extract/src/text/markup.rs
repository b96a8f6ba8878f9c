//! The marks in a text: HTML tags, bullets, and the asterisks that the converter writes for bold.

use super::letters::{is_bullet, weak_bullet};
use super::space::single_spaced;

/// A piece of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Text(&'a str),
    /// A known label in bold, without the colon.
    Label(&'a str),
    ListStart,
    ListEnd,
    /// The start or end of a paragraph.
    Paragraph,
    /// A line break.
    Break,
    Bullet,
    /// The start of an item that is marked as one, and not only by a bullet.
    Item,
    ItemEnd,
}

/// Tags around words of a text; they say nothing about the value.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "big", "cite", "code", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "u",
    "var",
];

/// Marks of bold text: the opening and the closing one.
const BOLD: [(&str, &str); 7] = [
    ("***", "***"),
    ("**", "**"),
    ("__", "__"),
    ("<b>", "</b>"),
    ("<strong>", "</strong>"),
    ("<B>", "</B>"),
    ("<STRONG>", "</STRONG>"),
];

/// What stands for a `<`, an asterisk or a bullet that is text and no mark. The characters are
/// private ones, which no document uses.
const LITERALS: [(char, char); 4] =
    [('<', '\u{f003c}'), ('*', '\u{f002a}'), ('•', '\u{f2022}'), ('●', '\u{f25cf}')];

/// The text in a form in which nothing of it is taken for a mark. Angle brackets of types
/// (`List<string>`) and of placeholders (`<YOUR_ID>`) are no marks.
pub(crate) fn literal(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let looks_like_mark = match c {
            '<' => {
                !before.is_ascii_alphanumeric()
                    && text[at + 1..]
                        .trim_start_matches('/')
                        .starts_with(|c: char| c.is_ascii_lowercase())
            }
            '*' => before == '*' || text[at + 1..].starts_with('*'),
            c => is_bullet(c),
        };
        let private = LITERALS.iter().find(|(own, _)| *own == c).filter(|_| looks_like_mark);
        safe.push(private.map_or(c, |(_, private)| *private));
        before = c;
    }
    safe
}

/// The text with what [`literal`] replaced.
pub(crate) fn spoken(text: &str) -> String {
    let own =
        |c: char| LITERALS.iter().find(|(_, private)| *private == c).map_or(c, |(own, _)| *own);
    if text.chars().any(|c| own(c) != c) {
        text.chars().map(own).collect()
    } else {
        text.to_owned()
    }
}

/// The text without marks, for a cell that holds a name.
pub(crate) fn unmarked(html: &str) -> String {
    let texts: Vec<&str> = tokens(html, &|_| false)
        .into_iter()
        .map(|token| match token {
            Token::Text(text) => text,
            _ => " ",
        })
        .collect();
    single_spaced(&spoken(&texts.concat()))
}

/// Splits a text into its pieces; `is_label` tells which bold words are labels.
pub(crate) fn tokens<'a>(html: &'a str, is_label: &dyn Fn(&str) -> bool) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let is_numbered = has_numbered_lines(html);
    // The mark before the items of the list, if it is no bullet elsewhere.
    let mut bullet = None;
    while let Some(next) = html[at..].find(|c: char| {
        matches!(c, '<' | '*' | '`' | '_') || (!c.is_ascii() && is_bullet(c)) || Some(c) == bullet
    }) {
        at += next;
        let before = &html[start..at];
        let is_listed = |mark: &char| {
            let goes_on = || {
                ["and ", "or "]
                    .iter()
                    .any(|word| html[at + mark.len_utf8() + 1..].starts_with(word))
            };
            weak_bullet(&html[at..]) == Some(*mark)
                && (before.is_empty() || before.ends_with(' ') || *mark != 'o' && !goes_on())
        };
        let found = match bullet.filter(is_listed) {
            Some(mark) => Some((Some(Token::Bullet), mark.len_utf8())),
            None => mark(&html[at..], html[..at].chars().next_back(), is_label),
        };
        let Some((token, length)) = found else {
            at += html[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if start < at {
            tokens.push(Token::Text(before));
        }
        tokens.extend(token);
        at += length;
        start = at;
        match token {
            Some(Token::ListStart | Token::Break | Token::Paragraph | Token::Item) => {
                let line = html[at..].trim_start();
                let begins = html.len() - line.len();
                if is_numbered && let Some((_, length)) = numbering(line) {
                    tokens.push(Token::Bullet);
                    at = begins + length;
                    start = at;
                } else if let Some(mark) = weak_bullet(line) {
                    tokens.push(Token::Bullet);
                    at = begins + mark.len_utf8();
                    start = at;
                    if token == Some(Token::ListStart) {
                        bullet = Some(mark);
                    }
                }
            }
            Some(Token::ListEnd) => bullet = None,
            _ => {}
        }
    }
    if start < html.len() {
        tokens.push(Token::Text(&html[start..]));
    }
    tokens
}

/// The number of an item at the start of a line, and the length of its mark: `1. `, `(1) `, `1) `.
fn numbering(line: &str) -> Option<(u32, usize)> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let length = inner.find(|c: char| !c.is_ascii_digit())?;
    let number = inner[..length].parse().ok()?;
    let mark = inner[length..].chars().next().filter(|mark| matches!(mark, '.' | ')'))?;
    let length = line.len() - inner.len() + length + mark.len_utf8();
    line[length..].starts_with(' ').then_some((number, length))
}

/// Whether lines begin with 1 and 2, as those of a numbered list do.
fn has_numbered_lines(html: &str) -> bool {
    let mut expected = 1;
    for line in html.split('>') {
        if numbering(line.trim_start()).is_some_and(|(number, _)| number == expected) {
            expected += 1;
        }
    }
    expected > 2
}

/// The mark at the start of the text: its meaning, if any, and its length.
fn mark<'a>(
    text: &'a str,
    before: Option<char>,
    is_label: &dyn Fn(&str) -> bool,
) -> Option<(Option<Token<'a>>, usize)> {
    if let Some((label, length)) = bold_label(text, is_label) {
        return Some((Some(Token::Label(label)), length));
    }
    match text.chars().next()? {
        bullet if is_bullet(bullet) => Some((Some(Token::Bullet), bullet.len_utf8())),
        '*' if text.starts_with("***") => Some((None, 3)),
        '*' if text.starts_with("**") => Some((None, 2)),
        mark @ ('*' | '_') => {
            let mark = if mark == '*' { "*" } else { "__" };
            let (inner, length) = emphasis(text, mark, before)?;
            Some((Some(Token::Text(inner)), length))
        }
        '<' if text.starts_with("<!--") => text.find("-->").map(|end| (None, end + "-->".len())),
        '`' => code(text).map(|length| (Some(Token::Text(&text[1..length - 1])), length)),
        _ => {
            let tag = Tag::at(text)?;
            Some((tag.meaning()?, tag.length))
        }
    }
}

/// The length of a word in back-ticks. A back-tick among special characters is one of them.
fn code(text: &str) -> Option<usize> {
    let inner = &text[1..];
    let end = inner.find('`').filter(|end| *end > 0)?;
    let is_code = |c: char| c.is_alphanumeric() || " _-.,:/+".contains(c);
    let word = &inner[..end];
    (word.chars().all(is_code) && word.trim().len() == end).then_some(end + 2)
}

/// Words between marks of emphasis, and the length of all of it. Within a word or among special
/// characters, such a mark is a character.
fn emphasis<'a>(text: &'a str, mark: &str, before: Option<char>) -> Option<(&'a str, usize)> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '*');
    let rest = text.strip_prefix(mark).filter(|_| !before.is_some_and(is_word))?;
    let inner = &rest[..rest.find(mark)?];
    let after = rest[inner.len() + mark.len()..].chars().next();
    let is_words = inner.chars().all(|c| c.is_alphanumeric() || " _-.,:/+".contains(c))
        && inner.trim().len() == inner.len()
        && !inner.is_empty();
    (is_words && !after.is_some_and(is_word)).then_some((inner, inner.len() + 2 * mark.len()))
}

/// The bold text at the start, if it is a label. A label begins with a capital: a bold word in a
/// sentence is not a label. Asterisks before a space close the bold text before them.
fn bold_label<'a>(text: &'a str, is_label: &dyn Fn(&str) -> bool) -> Option<(&'a str, usize)> {
    // Nothing longer is a label, and where many open, looking further takes long.
    const LONGEST: usize = 200;
    BOLD.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open).filter(|inner| !inner.starts_with(' '))?;
        let near = inner.char_indices().nth(LONGEST).map_or(inner, |(end, _)| &inner[..end]);
        let end = near.find(close)?;
        let label = inner[..end].trim().trim_end_matches([':', '：']).trim_end();
        let is_known = label.starts_with(|c: char| c.is_ascii_uppercase()) && is_label(label);
        is_known.then_some((label, open.len() + end + close.len()))
    })
}

/// The first tag that is not in the lists above: its meaning is unknown.
pub(crate) fn unknown_tag(html: &str) -> Option<&str> {
    html.match_indices('<').find_map(|(at, _)| {
        // `Map<…>` is a type.
        let is_type = ["Map", "List", "Array"].iter().any(|name| html[..at].ends_with(name));
        if is_torn(&html[at..]) {
            return Some(&html[at..]);
        }
        let tag = Tag::at(&html[at..]).filter(|tag| !is_type && tag.meaning().is_none())?;
        Some(&html[at..at + tag.length])
    })
}

/// What is missing in a list: all items, or the bullet of the first one. A list without any bullet
/// counts as complete.
pub(crate) fn lost_of_list(tokens: &[Token<'_>]) -> Option<&'static str> {
    let is_blank = |token: &&Token<'_>| match token {
        Token::Text(text) => text.trim().is_empty(),
        other => **other == Token::Paragraph,
    };
    let starts = (0..tokens.len()).filter(|&at| tokens[at] == Token::ListStart);
    starts.map(|at| &tokens[at + 1..]).find_map(|after| {
        let mut inside = after.iter().take_while(|token| **token != Token::ListEnd);
        match inside.by_ref().find(|token| !is_blank(token)) {
            None => Some("the items of a list"),
            Some(Token::Text(_))
                if inside.any(|token| matches!(token, Token::Bullet | Token::Item)) =>
            {
                Some("the bullet of the first item of a list")
            }
            Some(_) => None,
        }
    })
}

/// Whether a known tag begins here and does not end.
fn is_torn(text: &str) -> bool {
    let inner = text[1..].trim_start_matches('/');
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, rest) = inner.split_at(length);
    let is_whole = rest.find(['<', '>']).is_some_and(|end| rest[end..].starts_with('>'));
    ["ul", "ol", "li", "br", "p"].iter().any(|known| name.eq_ignore_ascii_case(known))
        && (rest.is_empty() || rest.starts_with([' ', '<']))
        && !is_whole
}

/// `<name …>`, `</name>` or `<name/>`.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag at the start of the text. Unknown tags are in lower case; `<YOUR_ID>`, `<http://…>` and
    /// `< 10` only look like tags.
    fn at(text: &'a str) -> Option<Self> {
        let end = text.find('>')?;
        let inner = text.get(1..end)?;
        let (inner, closes) = match inner.strip_prefix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, rest) = inner.split_at(length);
        let tag = Self { name, closes, length: end + 1 };
        let is_lower = name.starts_with(|c: char| c.is_ascii_lowercase())
            && !name.contains(|c: char| c.is_ascii_uppercase());
        let is_tag = (is_lower || tag.meaning().is_some())
            && (rest.is_empty() || rest == "/" || rest.starts_with([' ', '\t']));
        is_tag.then_some(tag)
    }

    /// The token of a known tag; `Some(None)` for a known tag without a token.
    fn meaning(&self) -> Option<Option<Token<'a>>> {
        match &*self.name.to_ascii_lowercase() {
            "ul" | "ol" if self.closes => Some(Some(Token::ListEnd)),
            "ul" | "ol" => Some(Some(Token::ListStart)),
            "li" if self.closes => Some(Some(Token::ItemEnd)),
            "li" => Some(Some(Token::Item)),
            "p" | "div" | "section" => Some(Some(Token::Paragraph)),
            "br" | "hr" => Some(Some(Token::Break)),
            // Where a long word may be broken.
            "wbr" => Some(None),
            name => INLINE.contains(&name).then_some(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Break, Bullet, Item, ItemEnd, Label, ListEnd, ListStart, Paragraph, Text};
    use super::{Token, unknown_tag};

    fn tokens(html: &str) -> Vec<Token<'_>> {
        super::tokens(html, &|text| matches!(text, "Range" | "Default Value"))
    }

    fn lost_of_list(html: &str) -> Option<&'static str> {
        super::lost_of_list(&tokens(html))
    }

    #[track_caller]
    fn check(html: &str, expected: &[Token<'_>]) {
        assert_eq!(tokens(html), expected, "{html}");
    }

    #[test]
    fn marks_are_told_from_text() {
        check("<p>a</p>", &[Paragraph, Text("a"), Paragraph]);
        check(
            "a<ul class=\"x\">• b<br>● c<br/>d<br />e</ul>",
            &[
                Text("a"),
                ListStart,
                Bullet,
                Text(" b"),
                Break,
                Bullet,
                Text(" c"),
                Break,
                Text("d"),
                Break,
                Text("e"),
                ListEnd,
            ],
        );
        check(
            "<i>a</i> <strong>b</strong> **c** <a href=\"x\">d</a>",
            &["a", " ", "b", " ", "c", " ", "d"].map(Text),
        );
    }

    #[test]
    fn items_have_tags_or_any_bullet() {
        check("<ul><li>a</li></ul>", &[ListStart, Item, Text("a"), ItemEnd, ListEnd]);
        check(
            "<ul> \u{f0b7} a ▪ b",
            &[ListStart, Text(" "), Bullet, Text(" a "), Bullet, Text(" b")],
        );
        check("<ul> - a- b-c", &[ListStart, Bullet, Text(" a"), Bullet, Text(" b-c")]);
        check("<ul> - a- and b-c", &[ListStart, Bullet, Text(" a- and b-c")]);
        for list in ["<ul> - a - b-c", "<ul> o a o b-c", "<ul> * a * b-c"] {
            check(list, &[ListStart, Bullet, Text(" a "), Bullet, Text(" b-c")]);
        }
        check(
            "x<br>- a<br>- b",
            &[Text("x"), Break, Bullet, Text(" a"), Break, Bullet, Text(" b")],
        );
        check(
            "x<br>1. a<br>2. b",
            &[Text("x"), Break, Bullet, Text(" a"), Break, Bullet, Text(" b")],
        );
        check("x<br>1. a", &[Text("x"), Break, Text("1. a")]);
        check("4 - 64 * 2 · 3", &[Text("4 - 64 * 2 · 3")]);
        check("x<br>-1", &[Text("x"), Break, Text("-1")]);
    }

    #[test]
    fn back_ticks_around_words_are_marks() {
        check("`on` or `in use`", &["on", " or ", "in use"].map(Text));
        check("one of ~`!@# or `", &[Text("one of ~`!@# or `")]);
    }

    #[test]
    fn bold_labels_are_seen() {
        for html in ["**Range** 1", "**Range:** 1", "<b>Range</b> 1", "<strong>Range</strong> 1"] {
            check(html, &[Label("Range"), Text(" 1")]);
        }
        check("**Default Value**5**", &[Label("Default Value"), Text("5")]);
        check("the **range** 1", &["the ", "range", " 1"].map(Text));
        check("**Tall** 1", &["Tall", " 1"].map(Text));
        check("**Tall** Range **x**", &["Tall", " Range ", "x"].map(Text));
        check("__Range__ 1", &[Label("Range"), Text(" 1")]);
    }

    #[test]
    fn emphasis_is_told_from_characters() {
        for html in ["be __on__ now", "be *on* now", "be ***on*** now", "be <EM>on</EM> now"] {
            check(html, &["be ", "on", " now"].map(Text));
        }
        for text in ["a__b__c", "asterisks (*), or (*)", "~!@#%^*-_=+?", "2 * 3 * 4", "__init"] {
            check(text, &[Text(text)]);
        }
    }

    #[test]
    fn tags_have_no_case_and_comments_no_meaning() {
        check("<UL><LI>a</LI></UL>", &[ListStart, Item, Text("a"), ItemEnd, ListEnd]);
        check(
            "<P CLASS='x'>a<BR/>b<hr>c",
            &[Paragraph, Text("a"), Break, Text("b"), Break, Text("c")],
        );
        check("a<!-- > 5 --> b", &["a", " b"].map(Text));
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        for text in ["Map<String,String>", "n < 10 * 2", "<YOUR_ID>", "<http://host>", "!<\"='>&*"]
        {
            check(text, &[Text(text)]);
            assert_eq!(unknown_tag(text), None, "{text}");
        }
    }

    #[test]
    fn unknown_tags_are_found() {
        assert_eq!(unknown_tag("a <table border=\"1\"> b"), Some("<table border=\"1\">"));
        assert_eq!(unknown_tag("a </pre>"), Some("</pre>"));
        assert_eq!(unknown_tag("<p>a<br/>b</p> List<string>"), None);
    }

    #[test]
    fn what_a_list_lost_is_found() {
        for lost in ["Values: <ul>", "Values: <ul> </ul> and more", "<ul> <p> </p> </ul>"] {
            assert_eq!(lost_of_list(lost), Some("the items of a list"), "{lost}");
        }
        let bullet = Some("the bullet of the first item of a list");
        assert_eq!(lost_of_list("Values: <ul> on • off"), bullet);
        for whole in [
            "Values: <ul> • on • off",
            "<ul> on off </ul> • not in it",
            "<ul><li>on</li></ul>",
            "<ul> <p>• on</p> </ul>",
            "on",
        ] {
            assert_eq!(lost_of_list(whole), None, "{whole}");
        }
    }

    #[test]
    fn torn_tags_are_found() {
        for torn in ["<ul style=\"x\" • on </ul>", "<ul style=", "<p", "<br <p>b</p>"] {
            assert_eq!(unknown_tag(torn), Some(torn));
        }
        assert_eq!(unknown_tag("a <p style=\"x\">b</p> is < 10 and <price"), None);
    }
}
