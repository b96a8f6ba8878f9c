//! Reading a body as JSON and holding it against its description, in one pass.
//!
//! It reads what almost all bodies are. On anything that is wrong, or that nobody sends, it gives up: then
//! [`json`](super::json) reads the body again, and says what is the matter. A body that does not certainly fit is held
//! against all of the description, which finds the words for what it finds.

use serde_json::Number;
use smol_str::SmolStr;
use taurusdb_descriptor_types::check::{Measure, is_met};

use super::plain::plain;
use super::plan::{Clause, Inner, Node, Plan, Shape};
use crate::data::{Data, Key, Keys};

/// How long a text may be: one with too many values is longer.
const LONGEST: usize = 1_000_000;

/// How many fields there is room for from the beginning: enough for most bodies, and so few that allocators have such
/// room at hand.
const FIELDS: usize = 18;

/// How deep values may be nested. Others can be read a little deeper.
const DEEPEST: u32 = 100;

/// A body that was read.
pub(super) struct Read<'p> {
    pub(super) data: Data,
    /// Whether it certainly fits its description, but for what is open.
    pub(super) fits: bool,
    /// Conditions that the object they are about does not tell of. If one is met, the body does not fit.
    pub(super) open: Vec<&'p Clause>,
}

/// Reads a text as JSON; `None` if it takes a longer look. What is read has each key once.
pub(super) fn read<'p>(text: &str, plan: &'p Plan) -> Option<Read<'p>> {
    if text.len() > LONGEST {
        return None;
    }
    let (bytes, fields) = (text.as_bytes(), Vec::with_capacity(FIELDS));
    let (items, open) = (Vec::new(), Vec::new());
    let mut reader = Reader { text, bytes, at: 0, plan, fields, items, fits: true, open };
    let data = match (reader.behind_space(), &plan.body) {
        (b'{', Some(body)) => reader.object(Some(body), 1)?,
        _ => {
            reader.fits = false;
            reader.value(None, 0)?
        }
    };
    reader.behind_space();
    let Reader { at, fits, open, .. } = reader;
    (at == bytes.len()).then_some(Read { data, fits, open })
}

struct Reader<'t, 'p> {
    text: &'t str,
    /// The text again.
    bytes: &'t [u8],
    /// How much of the text was read.
    at: usize,
    plan: &'p Plan,
    /// The fields of the objects that are being read, outermost first.
    fields: Vec<(Key, Data)>,
    /// The items of the lists that are being read, outermost first.
    items: Vec<Data>,
    fits: bool,
    open: Vec<&'p Clause>,
}

impl<'p> Reader<'_, 'p> {
    /// A value; null fits here, wherever it stands.
    fn value(&mut self, node: Option<&'p Node>, depth: u32) -> Option<Data> {
        match self.behind_space() {
            b'"' => self.text(node).map(Data::Text),
            first => self.other_value(first, node, depth),
        }
    }

    /// A text. No space comes before it.
    #[inline(always)]
    fn text(&mut self, node: Option<&'p Node>) -> Option<SmolStr> {
        self.at += 1;
        let (start, end) = self.string()?;
        if self.bytes[end] == b'"' {
            let text = self.text.get(start..end)?;
            self.fits &= node.is_none_or(|node| node.measure.suits_text(text));
            return Some(SmolStr::new(text));
        }
        let text = self.escaped(start, end)?;
        self.fits &= node.is_none_or(|node| node.measure.suits_text(&text));
        Some(text.into())
    }

    /// Any value but a text.
    fn other_value(&mut self, first: u8, node: Option<&'p Node>, depth: u32) -> Option<Data> {
        let measure = node.map(|node| &node.measure);
        match first {
            b'{' if depth < DEEPEST => {
                self.fits &= measure.is_none_or(Measure::suits_object);
                self.object(node.map(|node| &node.inner), depth + 1)
            }
            b'[' if depth < DEEPEST => self.list(node, depth + 1),
            b'-' | b'0'..=b'9' => {
                let number = self.number()?;
                self.fits &= measure.is_none_or(|measure| measure.suits_number(&number));
                Some(Data::Number(number))
            }
            b't' => self.boolean("true", true, measure),
            b'f' => self.boolean("false", false, measure),
            b'n' => self.word("null").then_some(Data::Null),
            _ => None,
        }
    }

    fn object(&mut self, inner: Option<&'p Inner>, depth: u32) -> Option<Data> {
        self.at += 1;
        let (shape, others) = match inner {
            Some(Inner::Record(place)) => (Some(self.plan.shape(*place)), None),
            Some(Inner::Map(value)) => (None, Some(&**value)),
            Some(Inner::Free) | None => (None, None),
            // One may stand where several are declared: that takes a longer look.
            Some(Inner::Scalar | Inner::List(_)) => {
                self.fits = false;
                (None, None)
            }
        };
        let start = self.fields.len();
        // The first fields of the shape that were read, and those of them that are null.
        let (mut described, mut nulls) = (0_u64, 0_u64);
        let mut mandatory = 0;
        let mut keys = Keys::default();
        let mut next = self.behind_space();
        while next != b'}' {
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
                    let bit = 1 << position;
                    if described & bit != 0 {
                        return None;
                    }
                    described |= bit;
                    let key = || Key::described(slot.name, slot.mark, position);
                    let is_null = match self.behind_space() {
                        b'"' => {
                            let text = self.text(Some(&slot.node))?;
                            self.fields.push((key(), Data::Text(text)));
                            false
                        }
                        first => {
                            let value = self.other_value(first, Some(&slot.node), depth)?;
                            let is_null = value.is_null();
                            self.fields.push((key(), value));
                            is_null
                        }
                    };
                    if is_null {
                        self.fits &= slot.may_be_null;
                        nulls |= bit;
                    } else {
                        mandatory += usize::from(slot.is_mandatory);
                    }
                }
                Some((position, slot)) => {
                    let key = Key::described(slot.name, slot.mark, position);
                    self.fits = false;
                    self.field(key, &mut keys, start, None, depth)?;
                }
                None => {
                    let key = Key::other(SmolStr::new(std::str::from_utf8(name).ok()?));
                    self.fits &= shape.is_none();
                    self.field(key, &mut keys, start, others, depth)?;
                }
            }
            next = self.behind_space();
            if next == b',' {
                self.at += 1;
            } else if next != b'}' {
                return None;
            }
        }
        self.at += 1;
        if let Some(shape) = shape {
            self.fits &= mandatory == shape.mandatory;
            self.conditions(shape, described & !nulls, start);
        }
        Some(Data::Object(self.fields.drain(start..).collect()))
    }

    /// The value of a key that may be there already.
    #[inline(never)]
    fn field(
        &mut self,
        key: Key,
        keys: &mut Keys,
        start: usize,
        node: Option<&'p Node>,
        depth: u32,
    ) -> Option<()> {
        if keys.know(&key, &self.fields[start..]) {
            return None;
        }
        let value = self.value(node, depth)?;
        self.fits &= node.is_none() || !value.is_null();
        self.fields.push((key, value));
        Some(())
    }

    /// Looks at the conditions of the fields of an object, of which these are given.
    fn conditions(&mut self, shape: &'p Shape, given: u64, start: usize) {
        for position in &shape.conditional {
            let slot = &shape.slots[usize::from(*position)];
            let is_given = given.checked_shr((*position).into()).is_some_and(|bits| bits & 1 == 1);
            for clause in if is_given { &slot.excluded_when } else { &slot.needed_when } {
                let own = clause.way.as_ref().and_then(|way| way.end(&self.fields[start..]));
                match own.filter(|value| !value.is_null()) {
                    Some(value) => {
                        self.fits &= !is_met(clause.condition, |_, told| {
                            value.tell(told);
                            true
                        });
                    }
                    None => self.open.push(clause),
                }
            }
        }
    }

    fn list(&mut self, node: Option<&'p Node>, depth: u32) -> Option<Data> {
        self.at += 1;
        let item_node = match node {
            Some(Node { inner: Inner::List(item), .. }) => Some(&**item),
            Some(_) => {
                self.fits = false;
                None
            }
            None => None,
        };
        let start = self.items.len();
        let mut next = self.behind_space();
        while next != b']' {
            let item = self.value(item_node, depth)?;
            self.fits &= item_node.is_none() || !item.is_null();
            self.items.push(item);
            next = self.behind_space();
            if next == b',' {
                self.at += 1;
            } else if next != b']' {
                return None;
            }
        }
        self.at += 1;
        let count = self.items.len() - start;
        self.fits &= node.is_none_or(|node| node.measure.suits_list(count));
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

    fn boolean(&mut self, word: &str, is: bool, measure: Option<&Measure>) -> Option<Data> {
        self.fits &= measure.is_none_or(Measure::suits_boolean);
        self.word(word).then_some(Data::Boolean(is))
    }

    fn word(&mut self, word: &str) -> bool {
        let is_it = self.bytes[self.at..].starts_with(word.as_bytes());
        self.at += word.len();
        is_it
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
        match self.bytes.get(self.at) {
            Some(byte @ b'!'..) => *byte,
            _ => self.skip_space(),
        }
    }

    #[inline(never)]
    fn skip_space(&mut self) -> u8 {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += rest.iter().take_while(space).count();
        self.bytes.get(self.at).copied().unwrap_or_default()
    }
}
