//! The short form of objects and lists in a flag: `charge_mode=prePaid,period_num=1`.
//!
//! ```text
//! pairs  = pair *( "," pair )            pair = key "=" value
//! list   = value *( "," value )          a value without "=" goes on the list before it
//! value  = "[" list "]" | "{" pairs "}" | quoted | text
//! quoted = "'" … "'" | '"' … '"'         \ before a quotation mark or a \ stands for it
//! text   = up to the next comma or bracket; \ before a character stands for it
//! ```

use std::iter::Peekable;
use std::str::Chars;

/// A value in its short form.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Short {
    /// A text; whether it was in quotation marks.
    Text(String, bool),
    List(Vec<Short>),
    /// Keys, each with all values before the next key.
    Pairs(Vec<(String, Vec<Short>)>),
}

/// Reads a row: values with commas between them, or pairs.
///
/// # Errors
/// Says what is expected, and behind what.
pub(super) fn read(text: &str) -> Result<Short, String> {
    let mut reader = Reader { text, rest: text.chars().peekable(), depth: 0 };
    let row = reader.row(&[])?;
    match reader.rest.next() {
        None => Ok(row),
        Some(found) => Err(reader.wrong(&format!("a {found} too many"))),
    }
}

/// Deeper than this, nobody writes by hand.
const DEEPEST: usize = 32;

struct Reader<'t> {
    text: &'t str,
    rest: Peekable<Chars<'t>>,
    depth: usize,
}

impl Reader<'_> {
    /// Values or pairs, up to one of these characters or the end.
    fn row(&mut self, ends: &[char]) -> Result<Short, String> {
        let mut values: Vec<Short> = Vec::new();
        let mut pairs: Vec<(String, Vec<Short>)> = Vec::new();
        if self.rest.peek().is_none_or(|c| ends.contains(c)) {
            return Ok(Short::List(values));
        }
        loop {
            let (value, key) = self.item(ends)?;
            match (key, pairs.last_mut()) {
                (Some(key), _) if values.is_empty() => pairs.push((key, vec![value])),
                (Some(key), _) => return Err(self.wrong(&format!("{key}= stands behind a value"))),
                (None, Some((_, before))) => before.push(value),
                (None, None) => values.push(value),
            }
            match self.rest.peek() {
                Some(',') => {
                    self.rest.next();
                }
                _ if pairs.is_empty() => return Ok(Short::List(values)),
                _ => return Ok(Short::Pairs(pairs)),
            }
        }
    }

    /// A value, with its key if it has one.
    fn item(&mut self, ends: &[char]) -> Result<(Short, Option<String>), String> {
        if let Some(nested) = self.nested()? {
            return Ok((nested, None));
        }
        let key = self.text_until(&["=,".chars().collect(), ends.to_vec()].concat());
        if self.rest.peek() != Some(&'=') {
            return Ok((Short::Text(key, false), None));
        }
        self.rest.next();
        let value = match self.nested()? {
            Some(nested) => nested,
            None => Short::Text(self.text_until(&[&[','], ends].concat()), false),
        };
        Ok((value, Some(key.trim().to_owned())))
    }

    /// What is in brackets or in quotation marks, if that comes next.
    fn nested(&mut self) -> Result<Option<Short>, String> {
        let Some(first) = self.rest.peek().copied() else { return Ok(None) };
        let end = match first {
            '[' => ']',
            '{' => '}',
            '\'' | '"' => {
                self.rest.next();
                return self.quoted(first).map(|text| Some(Short::Text(text, true)));
            }
            _ => return Ok(None),
        };
        self.rest.next();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("it is too deep: write JSON, or a file"));
        }
        let row = self.row(&[end])?;
        self.depth -= 1;
        if self.rest.next() != Some(end) {
            return Err(self.wrong(&format!("the {first} has no {end}")));
        }
        match (row, first) {
            (Short::List(values), '{') if !values.is_empty() => {
                Err(self.wrong("in braces, each value needs a key and a ="))
            }
            (Short::List(_), '{') => Ok(Some(Short::Pairs(Vec::new()))),
            (Short::Pairs(pairs), '[') => Ok(Some(Short::List(vec![Short::Pairs(pairs)]))),
            (row, _) => Ok(Some(row)),
        }
    }

    fn quoted(&mut self, mark: char) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.rest.next() {
                None => return Err(self.wrong(&format!("a second {mark} is missing"))),
                Some(found) if found == mark => return Ok(text),
                Some('\\') if self.rest.peek().is_some_and(|c| *c == mark || *c == '\\') => {
                    text.extend(self.rest.next());
                }
                Some(other) => text.push(other),
            }
        }
    }

    fn text_until(&mut self, ends: &[char]) -> String {
        let mut text = String::new();
        while let Some(next) = self.rest.next_if(|c| !ends.contains(c)) {
            match next {
                '\\' => text.push(self.rest.next().unwrap_or('\\')),
                other => text.push(other),
            }
        }
        text
    }

    fn wrong(&self, problem: &str) -> String {
        let left: String = self.rest.clone().collect();
        let read = &self.text[..self.text.len() - left.len()];
        match read {
            "" => problem.to_owned(),
            read => format!("{problem}, behind '{read}'"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Short, read};

    fn shown(short: &Short) -> String {
        let row = |items: &[Short]| items.iter().map(shown).collect::<Vec<_>>().join(" ");
        match short {
            Short::Text(text, is_quoted) => format!("{text}{}", if *is_quoted { "'" } else { "" }),
            Short::List(items) => format!("[{}]", row(items)),
            Short::Pairs(pairs) => {
                let pairs = pairs.iter().map(|(key, values)| format!("{key}:{}", row(values)));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text).map(|read| shown(&read)).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn pairs_lists_and_what_is_nested() {
        check("a=1,b=2", "{a:1, b:2}");
        check("a=x=y,b=", "{a:x=y, b:}");
        check("a=1,2,3,b=4", "{a:1 2 3, b:4}");
        check(
            "a=[1,2],b={c=3,d={e=4}},f=[{g=1},{g=2}]",
            "{a:[1 2], b:{c:3, d:{e:4}}, f:[{g:1} {g:2}]}",
        );
        check("x,y", "[x y]");
        check("", "[]");
        check("{a=1},{a=2}", "[{a:1} {a:2}]");
        check("[a=1]", "[[{a:1}]]");
        check("a={}", "{a:{}}");
        check("a=[]", "{a:[]}");
    }

    #[test]
    fn commas_and_brackets_are_quoted() {
        check(r#"a='x,y',b="p]q\"r""#, r#"{a:x,y', b:p]q"r'}"#);
        check(r"a=x\,y\=z,b=\\", r"{a:x,y=z, b:\}");
        check(r"'x,y',z", "[x,y' z]");
        check(r"a='it\'s'", "{a:it's'}");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let said = |text| read(text).expect_err("it is wrong");
        assert_eq!(said("a=[1,2"), "the [ has no ], behind 'a=[1,2'");
        assert_eq!(said("a='x"), "a second ' is missing, behind 'a='x'");
        assert_eq!(said("a={1}"), "in braces, each value needs a key and a =, behind 'a={1}'");
        assert_eq!(said("x,a=1"), "a= stands behind a value, behind 'x,a=1'");
        assert_eq!(said("a='x'y"), "a y too many, behind 'a='x'y'");
        assert!(said(&"[".repeat(100)).starts_with("it is too deep"));
    }
}
