//! Splits JSON text into tokens.

use serde_json::{Number, Value};

/// A piece of JSON text and the fragment that contains it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) fragment: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Scalar(Value),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Object,
    Array,
}

/// Splits the fragments of an example into tokens; `None` if a part of the text cannot be JSON.
///
/// A string may continue after the end of a line or a page: the document wraps long strings.
pub(super) fn tokens(fragments: &[String], repairs: &mut Vec<&'static str>) -> Option<Vec<Token>> {
    let text: Vec<(char, usize)> = fragments
        .iter()
        .enumerate()
        .flat_map(|(i, text)| text.chars().chain(['\n']).map(move |c| (c, i)))
        .collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&(c, fragment)) = text.get(at) {
        let mut push = |kind| tokens.push(Token { kind, fragment });
        at += 1;
        match c {
            c if c.is_whitespace() => {}
            // Whoever wrote it explains a member.
            '/' | '#' => {
                at = comment(&text, at - 1)?;
                note(repairs, "comment");
            }
            '{' => push(Kind::Open(Bracket::Object)),
            '[' => push(Kind::Open(Bracket::Array)),
            '}' => push(Kind::Close(Bracket::Object)),
            ']' => push(Kind::Close(Bracket::Array)),
            ',' => push(Kind::Comma),
            ':' => push(Kind::Colon),
            '"' => {
                let (string, end) = string(&text, at, repairs)?;
                push(Kind::Scalar(Value::String(string)));
                at = end;
            }
            _ => {
                let end = (at..text.len())
                    .find(|&i| text[i].0.is_whitespace() || "{}[],:\"".contains(text[i].0))
                    .unwrap_or(text.len());
                let word: String = text[at - 1..end].iter().map(|(c, _)| c).collect();
                push(Kind::Scalar(scalar(&word)?));
                at = end;
            }
        }
    }
    Some(tokens)
}

/// The end of a comment that begins at a place, if one does. Authors explain members of an example.
fn comment(text: &[(char, usize)], start: usize) -> Option<usize> {
    let at = |index: usize| text.get(index).map(|(c, _)| *c);
    let line_end = || (start..text.len()).find(|&i| text[i].0 == '\n').unwrap_or(text.len());
    match (at(start)?, at(start + 1)) {
        ('#', _) | ('/', Some('/')) => Some(line_end()),
        ('/', Some('*')) => {
            let closes = |i: &usize| at(*i) == Some('*') && at(*i + 1) == Some('/');
            (start + 2..text.len()).find(closes).map(|i| i + 2)
        }
        _ => None,
    }
}

fn string(
    text: &[(char, usize)],
    start: usize,
    repairs: &mut Vec<&'static str>,
) -> Option<(String, usize)> {
    let mut raw = String::from("\"");
    let mut at = start;
    loop {
        let (c, _) = *text.get(at)?;
        at += 1;
        match c {
            '"' => break,
            '\\' => {
                raw.push(c);
                raw.push(text.get(at)?.0);
                at += 1;
            }
            '\n' => {
                // Text is wrapped at a space; ids and links are wrapped after a punctuation mark.
                at += text[at..].iter().take_while(|(c, _)| c.is_whitespace()).count();
                raw.truncate(raw.trim_end().len());
                if !raw.ends_with(['-', '/', '_', '=', '&', '.']) {
                    raw.push(' ');
                }
            }
            c if c.is_control() => raw.push(' '),
            c => raw.push(c),
        }
    }
    raw.push('"');
    let string = serde_json::from_str(&raw).ok().or_else(|| {
        note(repairs, "stray-escape");
        serde_json::from_str(&raw.replace('\\', "\\\\")).ok()
    })?;
    Some((string, at))
}

fn scalar(word: &str) -> Option<Value> {
    match word {
        "true" | "True" => Some(Value::Bool(true)),
        "false" | "False" => Some(Value::Bool(false)),
        "null" => Some(Value::Null),
        _ => serde_json::from_str::<Number>(word).ok().map(Value::Number),
    }
}

pub(super) fn note(repairs: &mut Vec<&'static str>, name: &'static str) {
    if !repairs.contains(&name) {
        repairs.push(name);
    }
}
