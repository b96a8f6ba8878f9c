//! Reads YAML.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::json::number;
use super::{DEEPEST, Form, Misread, Origin, Tree};

/// More values than this come of aliases that repeat each other, not of a person.
const MOST: usize = 100_000;

/// Reads a YAML text; `None` if there is nothing in it.
///
/// # Errors
/// Says where it is not YAML, or where there is something that JSON has no place for.
pub(crate) fn read(text: &str) -> Result<Option<Tree>, Misread> {
    let mut reader =
        Reader { parser: Parser::new_from_str(text), anchors: BTreeMap::new(), count: 0 };
    let mut found = None;
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamEnd => return Ok(found),
            Event::DocumentStart(_) if found.is_some() => {
                return Err(misread(span.start, "a second document begins; keep one"));
            }
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            event => found = Some(reader.value(event, span, 0)?),
        }
    }
}

/// What a scalar without quotes is where nothing else is expected.
pub(crate) fn plain(text: &str) -> Form {
    let radix = |digits: &str, radix| u128::from_str_radix(digits, radix).ok();
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Form::Null,
        "true" | "True" | "TRUE" => Form::Boolean(true),
        "false" | "False" | "FALSE" => Form::Boolean(false),
        text => {
            let other = match text.split_at_checked(2) {
                Some(("0x", digits)) => radix(digits, 16).map(|number| number.to_string()),
                Some(("0o", digits)) => radix(digits, 8).map(|number| number.to_string()),
                _ => None,
            };
            match other.or_else(|| number(text)) {
                Some(digits) => Form::Number(digits),
                None => Form::Text(text.to_owned()),
            }
        }
    }
}

struct Reader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    anchors: BTreeMap<usize, Tree>,
    /// How many values there are, those of aliases counted each time.
    count: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), Misread> {
        match self.parser.next_event() {
            Some(found) => found.map_err(|error| unreadable(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn value(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Tree, Misread> {
        if depth > DEEPEST {
            return Err(misread(span.start, &format!("deeper than {DEEPEST} levels")));
        }
        self.count += 1;
        let (form, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                (scalar(text.into_owned(), style, tag.as_deref(), span.start)?, anchor)
            }
            Event::SequenceStart(anchor, _) => (Form::List(self.items(depth)?), anchor),
            Event::MappingStart(anchor, _) => (Form::Object(self.entries(depth)?), anchor),
            Event::Alias(anchor) => {
                let Some(value) = self.anchors.get(&anchor).cloned() else {
                    return Err(misread(span.start, "an alias of a value that it is part of"));
                };
                self.count += count(&value);
                (value.form, 0)
            }
            _ => return Err(misread(span.start, "not YAML: a value is expected")),
        };
        if self.count > MOST {
            return Err(misread(span.start, "its aliases stand for more values than can be sent"));
        }
        let (line, column) = (span.start.line(), span.start.col() + 1);
        let value = Tree { form, origin: Origin::Input { line, column } };
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Tree>, Misread> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.value(event, span, depth + 1)?),
            }
        }
    }

    fn entries(&mut self, depth: usize) -> Result<Vec<(String, Tree)>, Misread> {
        let mut entries: Vec<(String, Tree)> = Vec::new();
        loop {
            let (key, span) = match self.next()? {
                (Event::MappingEnd, _) => return Ok(entries),
                (Event::Scalar(text, ..), span) => (text.into_owned(), span),
                (_, span) => return Err(misread(span.start, "a key must be a text")),
            };
            if entries.iter().any(|(known, _)| *known == key) {
                let problem = format!("the key '{key}' stands twice in one object; keep one");
                return Err(misread(span.start, &problem));
            }
            let (event, span) = self.next()?;
            entries.push((key, self.value(event, span, depth + 1)?));
        }
    }
}

fn scalar(
    text: String,
    style: ScalarStyle,
    tag: Option<&Tag>,
    at: Marker,
) -> Result<Form, Misread> {
    let Some(tag) = tag else {
        return Ok(match style {
            ScalarStyle::Plain => Form::Plain(text),
            _ => Form::Text(text),
        });
    };
    match (tag.is_yaml_core_schema(), tag.suffix.as_str()) {
        (true, "str") => Ok(Form::Text(text)),
        (true, "int" | "float" | "bool" | "null") => Ok(plain(&text)),
        _ => match (tag.handle.as_str(), tag.suffix.as_str()) {
            // What stands behind a single mark is a text.
            ("!", "") | ("", "!") => Ok(Form::Text(text)),
            (handle, suffix) => {
                Err(misread(at, &format!("the tag {handle}{suffix} has no meaning in JSON")))
            }
        },
    }
}

fn count(value: &Tree) -> usize {
    1 + match &value.form {
        Form::List(items) => items.iter().map(count).sum::<usize>(),
        Form::Object(entries) => entries.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}

fn unreadable(error: &ScanError) -> Misread {
    misread(*error.marker(), &format!("not YAML: {}", error.info()))
}

fn misread(at: Marker, problem: &str) -> Misread {
    Misread::new(at.line(), at.col() + 1, problem)
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Tree};
    use super::{plain, read};

    fn settled(value: Tree) -> Tree {
        let form = match value.form {
            Form::Plain(text) => plain(&text),
            Form::List(items) => Form::List(items.into_iter().map(settled).collect()),
            Form::Object(entries) => {
                Form::Object(entries.into_iter().map(|(k, v)| (k, settled(v))).collect())
            }
            other => other,
        };
        Tree { form, ..value }
    }

    #[track_caller]
    fn check(text: &str, json: &str) {
        let found = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(found.map(|found| settled(found).to_string()).unwrap_or_default(), json);
    }

    #[track_caller]
    fn misread(text: &str, place: &str) {
        let said = read(text).expect_err("it cannot be read").to_string();
        assert!(said.starts_with(place), "{text}: {said}");
    }

    #[test]
    fn yaml_is_read_with_its_digits() {
        check(
            "# about\na: 1.10\nb: [x, 'y', \"z\\n\"]\nc: {d: null, e: ~}\nf: 0x1F\ng: |\n  two\n  lines\nh: !!str 8.0\n",
            r#"{"a":1.10,"b":["x","y","z\n"],"c":{"d":null,"e":null},"f":31,"g":"two\nlines\n","h":"8.0"}"#,
        );
        check(
            "a: &x {b: 1}\nc: *x\nd: true\ne: yes\nf: 2024-12-31\n",
            r#"{"a":{"b":1},"c":{"b":1},"d":true,"e":"yes","f":"2024-12-31"}"#,
        );
        check("# nothing\n", "");
        check("---\n- a\n...\n", r#"["a"]"#);
    }

    #[test]
    fn mistakes_have_a_place() {
        misread("a: 1\nb: [1, 2\n", "line 3, column 1: not YAML");
        misread("a: 1\na: 2\n", "line 2, column 1: the key 'a' stands twice");
        misread("a: 1\n---\nb: 1\n", "line 2, column 1: a second document");
        misread("a: !secret x\n", "line 1, column 4: the tag !secret");
        misread("? [a]\n: 1\n", "line 1, column 3: a key must be a text");
        let deep = "[".repeat(300) + &"]".repeat(300);
        assert!(read(&deep).is_err());
    }

    #[test]
    fn aliases_cannot_fill_the_memory() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let previous = format!("*a{}", level - 1);
            let row = vec![previous; 10].join(", ");
            bomb += &format!("a{level}: &a{level} [{row}]\n");
        }
        misread(&bomb, "line 5");
    }
}
