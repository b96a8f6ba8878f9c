//! Reading a body as JSON in one pass, with its fields already found in the description.
//!
//! It reads what almost all bodies are. On anything that is wrong, or that nobody sends, it gives up: then
//! [`json`](super::json) reads the body again, and says what is the matter.

use serde_json::Number;
use smol_str::SmolStr;

use super::plan::{Inner, Plan};
use crate::data::{Data, Key, Keys};

/// How long a text may be: one with too many values is longer.
const LONGEST: usize = 1_000_000;

/// How many fields there is room for from the beginning: enough for most bodies, and so few that allocators have such
/// room at hand.
const FIELDS: usize = 18;

/// How deep values may be nested. Others can be read a little deeper.
const DEEPEST: u32 = 100;

/// Reads a text as JSON; `None` if it takes a longer look. What is read has each key once.
pub(super) fn read(text: &str, plan: &Plan) -> Option<Data> {
    if text.len() > LONGEST {
        return None;
    }
    let bytes = text.as_bytes();
    let (fields, items) = (Vec::with_capacity(FIELDS), Vec::new());
    let mut reader = Reader { text, bytes, at: 0, plan, fields, items };
    let data = reader.value(plan.body.as_ref().unwrap_or(&Inner::Free), 0)?;
    reader.behind_space();
    (reader.at == bytes.len()).then_some(data)
}

struct Reader<'t> {
    text: &'t str,
    /// The text again.
    bytes: &'t [u8],
    /// How much of the text was read.
    at: usize,
    plan: &'t Plan,
    /// The fields of the objects that are being read, outermost first.
    fields: Vec<(Key, Data)>,
    /// The items of the lists that are being read, outermost first.
    items: Vec<Data>,
}

impl<'t> Reader<'t> {
    #[inline(always)]
    fn value(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        match self.behind_space() {
            b'"' => {
                self.at += 1;
                let (start, end) = self.string()?;
                Some(Data::Text(match self.bytes[end] {
                    b'"' => SmolStr::new(self.text.get(start..end)?),
                    _ => self.escaped(start, end)?.into(),
                }))
            }
            _ => self.other_value(inner, depth),
        }
    }

    /// Any value but a text. No space comes before it.
    fn other_value(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        match self.behind_space() {
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
        // The first fields of the shape that are there already.
        let mut described = 0_u64;
        let mut keys = Keys::default();
        if self.behind_space() == b'}' {
            self.at += 1;
            return Some(Data::Object(Box::default()));
        }
        loop {
            self.takes(b'"')?;
            let (from, to) = self.string()?;
            let escaped;
            let name = match self.bytes[to] {
                b'"' => &self.bytes[from..to],
                _ => {
                    escaped = self.escaped(from, to)?;
                    escaped.as_bytes()
                }
            };
            self.takes(b':')?;
            match shape.and_then(|shape| shape.find(name)) {
                Some((position @ 0..64, slot)) => {
                    if described >> position & 1 == 1 {
                        return None;
                    }
                    described |= 1 << position;
                    let value = self.value(&slot.node.inner, depth)?;
                    let key = Key::described(slot.name, slot.mark, position);
                    self.fields.push((key, value));
                }
                Some((position, slot)) => {
                    let key = Key::described(slot.name, slot.mark, position);
                    self.field(key, &mut keys, start, &slot.node.inner, depth)?;
                }
                None => {
                    let key = Key::other(SmolStr::new(std::str::from_utf8(name).ok()?));
                    self.field(key, &mut keys, start, other, depth)?;
                }
            }
            match self.behind_space() {
                b',' => self.at += 1,
                b'}' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Data::Object(self.fields.drain(start..).collect()))
    }

    /// The value of a key that may be there already.
    #[inline(never)]
    fn field(
        &mut self,
        key: Key,
        keys: &mut Keys,
        start: usize,
        inner: &Inner,
        depth: u32,
    ) -> Option<()> {
        if keys.know(&key, &self.fields[start..]) {
            return None;
        }
        let value = self.value(inner, depth)?;
        self.fields.push((key, value));
        Some(())
    }

    fn list(&mut self, inner: &Inner, depth: u32) -> Option<Data> {
        self.at += 1;
        let inner = match inner {
            Inner::List(item) => &item.inner,
            inner => inner,
        };
        let start = self.items.len();
        if self.behind_space() == b']' {
            self.at += 1;
            return Some(Data::List(Box::default()));
        }
        loop {
            let item = self.value(inner, depth)?;
            self.items.push(item);
            match self.behind_space() {
                b',' => self.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(Data::List(self.items.drain(start..).collect()))
    }

    /// Where a text is whose opening quote was read: to its closing quote, or to what interrupts it.
    #[inline(always)]
    fn string(&mut self) -> Option<(usize, usize)> {
        let start = self.at;
        let end = start + plain(self.bytes.get(start..)?)?;
        self.at = end + 1;
        Some((start, end))
    }

    /// A text that is interrupted.
    #[cold]
    fn escaped(&mut self, mut start: usize, mut end: usize) -> Option<String> {
        let mut text = String::new();
        loop {
            text.push_str(self.text.get(start..end)?);
            self.at = end + 1;
            match self.bytes[end] {
                b'"' => return Some(text),
                b'\\' => text.push(self.escape()?),
                // A character that must be escaped.
                _ => return None,
            }
            start = self.at;
            end = start + plain(self.bytes.get(start..)?)?;
        }
    }

    /// The character that is meant, behind a backslash.
    fn escape(&mut self) -> Option<char> {
        let escape = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match escape {
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
        })
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
        let is_it = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is_it.then_some(data)
    }

    /// Takes a byte behind space, if it comes next.
    #[inline(always)]
    fn takes(&mut self, byte: u8) -> Option<()> {
        let comes = self.behind_space() == byte;
        self.at += 1;
        comes.then_some(())
    }

    /// The byte behind space; zero, which stands nowhere in JSON, if there is none.
    #[inline(always)]
    fn behind_space(&mut self) -> u8 {
        loop {
            let byte = self.bytes.get(self.at).copied().unwrap_or_default();
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return byte;
            }
            self.at += 1;
        }
    }
}

/// How many bytes come before the first that ends or interrupts a text: a quote, a backslash, or one that must be
/// escaped.
#[inline(always)]
fn plain(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // Eight at a time: the top bit of a byte is set where it is one of them. The lowest such bit is right; those above
    // may come from borrowing.
    let (eights, rest) = bytes.as_chunks();
    for (at, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        // This swaps the quote with the space, so that it lies next to those that must be escaped.
        let low = eight ^ (ONES * 0x02);
        let backslash = eight ^ (ONES * 0x5c);
        let found =
            (low.wrapping_sub(ONES * 0x21) & !low) | (backslash.wrapping_sub(ONES) & !backslash);
        let found = found & (ONES << 7);
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    rest.iter().position(is_end).map(|at| eights.len() * 8 + at)
}
