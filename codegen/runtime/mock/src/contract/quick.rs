//! Reading a body as JSON in one pass, with its fields already found in the description.
//!
//! It reads what almost all bodies are. On anything that is wrong, or that nobody sends, it gives up: then
//! [`json`](super::json) reads the body again, and says what is the matter.

use std::borrow::Cow;

use serde_json::Number;
use smol_str::SmolStr;

use super::plan::{Inner, Plan};
use crate::data::{Data, Key, Keys};

/// How long a text may be: one with too many values is longer.
const LONGEST: usize = 1_000_000;

/// How deep values may be nested. Others can be read a little deeper.
const DEEPEST: u32 = 100;

/// Reads a text as JSON; `None` if it takes a longer look. What is read has each key once.
pub(super) fn read(text: &str, plan: &Plan) -> Option<Data> {
    if text.len() > LONGEST {
        return None;
    }
    let mut reader =
        Reader { text, at: 0, plan, fields: Vec::with_capacity(32), items: Vec::new() };
    let data = reader.value(plan.body.as_ref().unwrap_or(&Inner::Free), 0)?;
    reader.space();
    (reader.at == text.len()).then_some(data)
}

struct Reader<'t> {
    text: &'t str,
    /// How much of the text was read.
    at: usize,
    plan: &'t Plan,
    /// The fields of the objects that are being read, outermost first.
    fields: Vec<(Key, Data)>,
    /// The items of the lists that are being read, outermost first.
    items: Vec<Data>,
}

impl<'t> Reader<'t> {
    fn value(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        self.space();
        match self.next()? {
            b'"' => {
                self.at += 1;
                Some(Data::Text(SmolStr::from(self.string()?)))
            }
            b'{' if depth < DEEPEST => self.object(inner, depth + 1),
            b'[' if depth < DEEPEST => self.list(inner, depth + 1),
            b'-' | b'0'..=b'9' => self.number().map(Data::Number),
            b't' => self.word("true", Data::Boolean(true)),
            b'f' => self.word("false", Data::Boolean(false)),
            b'n' => self.word("null", Data::Null),
            _ => None,
        }
    }

    fn object(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        self.at += 1;
        // One may stand where several are declared.
        let inner = match inner {
            Inner::List(item) => &item.inner,
            inner => inner,
        };
        let (shape, other) = match inner {
            Inner::Record(place) => (Some(self.plan.shape(*place)), &Inner::Free),
            Inner::Map(value) => (None, &value.inner),
            _ => (None, &Inner::Free),
        };
        let start = self.fields.len();
        // The fields that are there already, by their positions.
        let mut described = 0_u128;
        let mut keys = Keys::default();
        if self.space_then() == Some(b'}') {
            self.at += 1;
            return Some(Data::Object(Box::default()));
        }
        loop {
            self.takes(b'"')?;
            let name = self.string()?;
            let (key, inner) = match shape.and_then(|shape| shape.find(&name)) {
                Some((position, slot)) => {
                    let bit = 1_u128.checked_shl(position.into())?;
                    if described & bit != 0 {
                        return None;
                    }
                    described |= bit;
                    (Key::described(slot.name, slot.mark, position), &slot.node.inner)
                }
                None => {
                    let key = Key::other(name.into());
                    if keys.know(&key, &self.fields[start..]) {
                        return None;
                    }
                    (key, other)
                }
            };
            self.takes(b':')?;
            let value = self.value(inner, depth)?;
            self.fields.push((key, value));
            match self.space_then()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(Data::Object(self.fields.split_off(start).into()));
                }
                _ => return None,
            }
        }
    }

    fn list(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        self.at += 1;
        let inner = match inner {
            Inner::List(item) => &item.inner,
            inner => inner,
        };
        let start = self.items.len();
        if self.space_then() == Some(b']') {
            self.at += 1;
            return Some(Data::List(Box::default()));
        }
        loop {
            let item = self.value(inner, depth)?;
            self.items.push(item);
            match self.space_then()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Some(Data::List(self.items.split_off(start).into()));
                }
                _ => return None,
            }
        }
    }

    /// A text whose opening quote was read.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        let start = self.at;
        let end = start + plain(&self.text.as_bytes()[start..])?;
        let text = self.text.get(start..end)?;
        self.at = end + 1;
        match self.text.as_bytes()[end] {
            b'"' => Some(Cow::Borrowed(text)),
            b'\\' => self.escaped(text.to_owned()).map(Cow::Owned),
            // Characters that must be escaped.
            _ => None,
        }
    }

    /// The rest of a text, of which a backslash was read last.
    fn escaped(&mut self, mut text: String) -> Option<String> {
        loop {
            let escape = self.next()?;
            self.at += 1;
            text.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => {
                    let digits = self.text.get(self.at..self.at + 4)?;
                    self.at += 4;
                    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                        return None;
                    }
                    // Half of a pair is no character by itself.
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                }
                _ => return None,
            });
            let rest = &self.text[self.at..];
            let end = plain(rest.as_bytes())?;
            text.push_str(rest.get(..end)?);
            self.at += end + 1;
            match rest.as_bytes()[end] {
                b'"' => return Some(text),
                b'\\' => {}
                _ => return None,
            }
        }
    }

    fn number(&mut self) -> Option<Number> {
        let rest = &self.text[self.at..];
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.bytes().take_while(is_part).count();
        self.at += length;
        let text = &rest[..length];
        // Most are short and whole.
        if length < 19 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0') {
            return text.parse().ok().map(|number: u64| number.into());
        }
        text.parse().ok()
    }

    fn word(&mut self, word: &str, data: Data) -> Option<Data> {
        let rest = self.text.as_bytes()[self.at..].strip_prefix(word.as_bytes())?;
        self.at = self.text.len() - rest.len();
        Some(data)
    }

    /// Takes a byte behind space, if it comes next.
    fn takes(&mut self, byte: u8) -> Option<()> {
        (self.space_then()? == byte).then(|| self.at += 1)
    }

    /// The byte behind space.
    fn space_then(&mut self) -> Option<u8> {
        self.space();
        self.next()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.next() {
            self.at += 1;
        }
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// How many bytes come before the first that ends or interrupts a text: a quote, a backslash, or one that must be
/// escaped.
fn plain(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let mut at = 0;
    // Eight at a time. The lowest of the bits found is right; those above may come from borrowing.
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let (quote, backslash) = (eight ^ (ONES * 0x22), eight ^ (ONES * 0x5c));
        let found = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (eight.wrapping_sub(ONES * 0x20) & !eight);
        if found & TOPS != 0 {
            return Some(at + (found & TOPS).trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    bytes[at..].iter().position(is_end).map(|more| at + more)
}
