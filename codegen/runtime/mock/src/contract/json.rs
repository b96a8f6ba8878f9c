//! Reading a body as JSON, and saying honestly why it cannot be read.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use smol_str::SmolStr;

use super::grammar;
use crate::data::Data;

/// How many values a body may have: each costs more than its text, and no request has nearly so many.
const VALUES: usize = 1_000_000;

/// The text of a body, without a mark of its encoding.
///
/// # Errors
/// What it must be, and what it is, for a message that begins with its name.
pub(super) fn text(bytes: &[u8]) -> Result<&str, String> {
    if let Some(encoding) = other_encoding(bytes) {
        return Err(format!("must be UTF-8, is {encoding}; write it without that encoding"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        format!("must be UTF-8, is something else from byte {} on", error.valid_up_to() + 1)
    })
}

/// The encoding of a text that is not UTF-8, by its first bytes: JSON begins with two ASCII characters, or is
/// one.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [1..=255, 0, 0, 0, ..] => Some("UTF-32 (little-endian)"),
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, 1..=255, ..] => Some("UTF-32 (big-endian)"),
        [0xff, 0xfe, ..] | [1..=255, 0, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] | [0, 1..=255, ..] => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

/// Reads a text as JSON.
///
/// # Errors
/// What it must be, and what it is. Only places are named: the text around them may hold a password.
pub(super) fn read(text: &str) -> Result<Data, String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let left = Cell::new(VALUES);
    let value = Reader { left: &left }.deserialize(&mut reader);
    let error = match value.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let place = format!("line {}, column {}", error.line(), error.column());
    if !grammar::is_json(text.as_bytes()) {
        return Err(format!("must be a JSON object, is no JSON ({place})"));
    }
    let said = error.to_string();
    Err(if left.get() == 0 {
        format!("is JSON, but has more than {VALUES} values ({place})")
    } else if error.is_data() {
        let twice = said.split(" at line ").next().unwrap_or_default();
        format!("must have each field once, has {twice} ({place})")
    } else if said.contains("recursion") {
        format!("is JSON, but nested deeper than can be read ({place})")
    } else if said.contains("number") {
        format!("is JSON, but has a number beyond what can be held ({place})")
    } else if said.contains("escape") || said.contains("surrogate") {
        format!("is JSON, but has half of a surrogate pair, which is no character ({place})")
    } else {
        format!("is JSON, but cannot be held ({place})")
    })
}

/// Reads a value in which no object has a key twice: of two values, it could not be told which one is meant.
#[derive(Clone, Copy)]
struct Reader<'c> {
    /// How many more values there may be.
    left: &'c Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Data;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        let left = self.left.get().checked_sub(1).filter(|left| *left > 0);
        self.left.set(left.unwrap_or_default());
        match left {
            Some(_) => deserializer.deserialize_any(self),
            None => Err(D::Error::custom("too many values")),
        }
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        Ok(Number::from_f64(value).map_or(Data::Null, Data::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Data, A::Error> {
        let mut object = Vec::with_capacity(8);
        let mut keys = Keys::default();
        while let Some(name) = fields.next_key_seed(Key)? {
            let value = fields.next_value_seed(self)?;
            if keys.knows(&name, &object) {
                let name = crate::text::shorten(&name);
                return Err(A::Error::custom(format!("{name:?} twice")));
            }
            object.push((name, value));
        }
        Ok(Data::Object(object))
    }
}

/// The keys of an object that is being read.
#[derive(Default)]
struct Keys {
    /// Which of a few kinds of keys there are: of most keys, this tells that they are new.
    kinds: u64,
    /// All of them, where there are many.
    all: HashSet<SmolStr>,
}

/// How many keys are looked at one by one.
const FEW: usize = 32;

impl Keys {
    /// Whether an object has a key already; from now on it has.
    fn knows(&mut self, key: &SmolStr, object: &[(SmolStr, Data)]) -> bool {
        if object.len() >= FEW {
            if self.all.is_empty() {
                self.all.extend(object.iter().map(|(key, _)| key.clone()));
            }
            return !self.all.insert(key.clone());
        }
        let ends = key.bytes().take(1).chain(key.bytes().next_back());
        let kind = ends.fold(key.len(), |kind, byte| kind.wrapping_mul(31) + usize::from(byte));
        let kind = 1 << (kind % 64);
        let is_new = self.kinds & kind == 0;
        self.kinds |= kind;
        !is_new && object.iter().any(|(own, _)| own == key)
    }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = SmolStr;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SmolStr, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = SmolStr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<SmolStr, E> {
        Ok(key.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{read, text};

    #[track_caller]
    fn says(body: &str, said: &str) {
        assert_eq!(read(body).unwrap_err(), said, "{:.60}", body);
    }

    #[test]
    fn grammatical_json_is_called_so() {
        says(
            r#"{"a":1e999}"#,
            "is JSON, but has a number beyond what can be held (line 1, column 10)",
        );
        says(
            r#"[-1E+400]"#,
            "is JSON, but has a number beyond what can be held (line 1, column 8)",
        );
        for text in [r#"["\ud800"]"#, r#"["\ud800x"]"#, r#"["\udc00"]"#, r#"{"\uD800\u0041":1}"#] {
            let said = read(text).unwrap_err();
            assert!(
                said.starts_with("is JSON, but has half of a surrogate pair"),
                "{text}: {said}"
            );
        }
        let many = format!("[{}0]", "0,".repeat(1_000_000));
        assert!(
            read(&many).unwrap_err().starts_with("is JSON, but has more than 1000000 values (")
        );
        let deep = "[".repeat(200) + &"]".repeat(200);
        says(&deep, "is JSON, but nested deeper than can be read (line 1, column 128)");
        says(r#"{"a":1,"a":1}"#, "must have each field once, has \"a\" twice (line 1, column 13)");
        says(
            "{\"b\":[{\"\\u0061\":1,\n\"a\":{}}]}",
            "must have each field once, has \"a\" twice (line 2, column 7)",
        );
    }

    #[test]
    fn a_key_that_comes_twice_is_found_wherever_it_stands() {
        for count in [2_usize, 20, 31, 32, 33, 34, 70, 500] {
            let keys = |twice: usize| -> String {
                let keys = (0..count)
                    .map(|at| format!("\"k{}\":0", if at == count - 1 { twice } else { at }));
                format!("{{{}}}", keys.collect::<Vec<_>>().join(","))
            };
            assert!(read(&keys(count)).is_ok());
            for twice in [0, count / 3, count - 2] {
                let said = read(&keys(twice)).unwrap_err();
                assert!(said.contains(&format!("has \"k{twice}\" twice")), "{count}: {said}");
            }
        }
    }

    #[test]
    fn what_is_no_json_is_called_so() {
        let torn = "[".repeat(100_000);
        for text in [
            "{",
            "{\"a\":1e999",
            "{'a':1}",
            "[1,]",
            "01",
            "nul",
            "\"\\x\"",
            "NaN",
            "{\"a\"}",
            "1 2",
            &torn,
            "[\"\\ud80\"]",
            "\"\u{1}\"",
            "+1",
            ".5",
            "1.",
            "{\"a\":1,}",
        ] {
            let said = read(text).unwrap_err();
            assert!(
                said.starts_with("must be a JSON object, is no JSON (line 1, column "),
                "{said}"
            );
        }
    }

    #[test]
    fn values_are_kept_as_they_are() {
        let kept = r#"{"z":[1,-2,0.5,true,null,"é\n",{}],"a":18446744073709551615}"#;
        assert_eq!(read(kept).unwrap().to_value().to_string(), kept);
    }

    #[test]
    fn encodings_are_told_by_their_names() {
        assert_eq!(text(b"\xef\xbb\xbf{}"), Ok("{}"));
        assert_eq!(text(b""), Ok(""));
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for (bytes, name) in [
            (utf16("\u{feff}{}", false), "UTF-16 (little-endian)"),
            (utf16("{}", false), "UTF-16 (little-endian)"),
            (utf16("1", false), "UTF-16 (little-endian)"),
            (utf16("\u{feff}{}", true), "UTF-16 (big-endian)"),
            (utf16("{}", true), "UTF-16 (big-endian)"),
            (b"\xff\xfe\0\0{\0\0\0".to_vec(), "UTF-32 (little-endian)"),
            (b"{\0\0\0}\0\0\0".to_vec(), "UTF-32 (little-endian)"),
            (b"\0\0\xfe\xff\0\0\0{".to_vec(), "UTF-32 (big-endian)"),
            (b"\0\0\0{\0\0\0}".to_vec(), "UTF-32 (big-endian)"),
        ] {
            assert!(text(&bytes).unwrap_err().starts_with(&format!("must be UTF-8, is {name};")));
        }
        let latin = b"{\"a\":\"\xe4\"}";
        assert_eq!(text(latin).unwrap_err(), "must be UTF-8, is something else from byte 7 on");
    }
}
