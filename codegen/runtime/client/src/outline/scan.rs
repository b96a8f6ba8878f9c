//! Makes the outline of a text.

use super::{Kind, LARGEST, Mark, Outline, keys, number, string};
use crate::digits;

/// Deeper texts are refused by the parser.
const DEPTH: usize = 127;

impl Outline {
    /// The outline of a text; `None` if it is no JSON, if anything in it has to be mended first, or if
    /// an object has a key twice.
    pub(crate) fn of(text: &str) -> Option<Self> {
        if text.len() > LARGEST || !text.is_ascii() && digits::has_mark(text) {
            return None;
        }
        let marks = Vec::with_capacity(text.len() / 12 + 16);
        let mut scan = Scan { text, bytes: text.as_bytes(), at: 0, marks, keys: Vec::new() };
        scan.document()?;
        Some(Self(scan.marks))
    }
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    marks: Vec<Mark>,
    /// The keys of one object, kept so that its memory is used again.
    keys: Vec<Mark>,
}

/// A list or an object that has begun: where its mark is, and whether it is an object.
#[derive(Clone, Copy)]
struct Open {
    index: usize,
    is_object: bool,
}

impl Scan<'_> {
    fn document(&mut self) -> Option<()> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            match self.next()? {
                b'"' => self.string()?,
                b'{' => {
                    open.push(self.open(Kind::Object, open.len())?);
                    if self.next()? != b'}' {
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    open.push(self.open(Kind::List, open.len())?);
                    if self.next()? != b']' {
                        continue;
                    }
                }
                b'-' | b'0'..=b'9' => {
                    let length = number::length(&self.bytes[self.at..])?;
                    self.marks.push(Mark::new(Kind::Number, self.at, length));
                    self.at += length;
                }
                b't' => self.word("true", Kind::True)?,
                b'f' => self.word("false", Kind::False)?,
                b'n' => self.word("null", Kind::Null)?,
                _ => return None,
            }
            // What follows a value, or the beginning of what is empty.
            loop {
                let Some(Open { index, is_object }) = open.last().copied() else {
                    return self.next().is_none().then_some(());
                };
                match (self.next()?, is_object) {
                    (b',', true) => {
                        self.at += 1;
                        self.key()?;
                        break;
                    }
                    (b',', false) => {
                        self.at += 1;
                        break;
                    }
                    (b'}', true) | (b']', false) => {
                        self.at += 1;
                        let inside = self.marks.len() - index - 1;
                        let mark = self.marks[index];
                        self.marks[index] = Mark::new(mark.kind(), mark.start(), inside);
                        if is_object && self.repeats(index) {
                            return None;
                        }
                        open.pop();
                    }
                    _ => return None,
                }
            }
        }
    }

    fn open(&mut self, kind: Kind, depth: usize) -> Option<Open> {
        let index = self.marks.len();
        self.marks.push(Mark::new(kind, self.at, 0));
        self.at += 1;
        (depth < DEPTH).then_some(Open { index, is_object: kind == Kind::Object })
    }

    /// The next byte that is no white space; `None` at the end.
    fn next(&mut self) -> Option<u8> {
        loop {
            match *self.bytes.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// A key and the colon behind it.
    fn key(&mut self) -> Option<()> {
        if self.next()? != b'"' {
            return None;
        }
        self.string()?;
        // It may be the same as one that is written plainly.
        if self.marks.last().is_some_and(|key| key.kind() == Kind::Escaped) {
            return None;
        }
        if self.next()? != b':' {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// The string whose first quote is here.
    fn string(&mut self) -> Option<()> {
        let start = self.at + 1;
        let mut end = string::next_special(self.bytes, start)?;
        let kind = match self.bytes[end] {
            b'"' => Kind::Text,
            b'\\' => {
                end = string::end_of_escaped(self.bytes, end)?;
                // Whether the sequences are good is for the parser to say.
                let decoded = serde_json::from_str::<String>(&self.text[self.at..=end]).ok()?;
                if digits::has_mark(&decoded) {
                    return None;
                }
                Kind::Escaped
            }
            _ => return None,
        };
        self.marks.push(Mark::new(kind, start, end - start));
        self.at = end + 1;
        Some(())
    }

    /// Whether an object has a key twice.
    fn repeats(&mut self, object: usize) -> bool {
        self.keys.clear();
        let mut next = object + 1;
        while next < self.marks.len() {
            self.keys.push(self.marks[next]);
            next += 1 + self.marks[next + 1].extent();
        }
        keys::repeat(&self.keys, self.bytes)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Option<()> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return None;
        }
        self.marks.push(Mark::new(kind, self.at, word.len()));
        self.at += word.len();
        Some(())
    }
}
