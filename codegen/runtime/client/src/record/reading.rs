//! The state of tolerant reading, and the notes that it leaves.

use std::fmt;

use serde_json::{Map, Value};

use super::path::{Path, Step};
use super::{Column, Extra, Extras, Input, Slot};
use crate::digits;
use crate::outline::Place;

/// More notes than this are not kept: a long list whose every entry bends the same rule would
/// otherwise weigh more in notes than in data.
pub(crate) const MAX_NOTES: usize = 100;

/// Something that tolerant decoding had to bend, or to give up on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the body, for example `instances[3].port`.
    pub path: String,
    /// What the field is declared as.
    pub declared: &'static str,
    /// What arrived instead, shortened; never the value of a secret.
    pub found: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a value that is not what its field is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was understood all the same.
    Converted,
    /// It could not be decoded; the field was left as it was.
    Dropped,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: declared {}, arrived as {}", self.path, self.declared, self.found)?;
        match self.outcome {
            Outcome::Converted => Ok(()),
            Outcome::Dropped => f.write_str(" and was dropped"),
        }
    }
}

/// The state of tolerant decoding: where it is, and what it had to bend so far.
pub struct Reading<'a> {
    notes: &'a mut Vec<Note>,
    path: Vec<Step>,
    /// Whether the value being read is, or lies in, a secret field.
    secret: bool,
    /// Whether the slot being read got no value.
    missed: bool,
    /// Whether numbers may be marked texts: see [`digits`].
    is_marked: bool,
    /// Where to put what is passed over, if anybody wants it.
    extras: Option<&'a mut Extras>,
    /// Fields that were found in a text and are not read yet, of all objects that are being read: the column, and
    /// where the value is.
    pub(super) found: Vec<(usize, usize)>,
}

impl<'a> Reading<'a> {
    /// Starts at the root of a document.
    pub fn new(notes: &'a mut Vec<Note>) -> Self {
        let (path, found) = (Vec::with_capacity(8), Vec::new());
        Self { notes, path, secret: false, missed: false, is_marked: false, extras: None, found }
    }

    /// Starts at the root of a body in which numbers may be marked texts.
    pub(crate) fn of_body(
        notes: &'a mut Vec<Note>,
        is_marked: bool,
        extras: Option<&'a mut Extras>,
    ) -> Self {
        Self { is_marked, extras, ..Self::new(notes) }
    }

    /// The digits of a number that would have lost some.
    pub(super) fn written<'v>(&self, value: &'v Value) -> Option<&'v str> {
        if self.is_marked { digits::written(value) } else { None }
    }

    /// JSON of which nothing is declared, without marks.
    pub(super) fn restored(&self, value: Value) -> Value {
        if self.is_marked { digits::restored(value, None) } else { value }
    }

    /// Passes over a field that the record here does not have.
    pub(super) fn unknown(&mut self, name: String, value: Value) {
        if let Some(extra) = self.extra(name, value)
            && let Some(extras) = &mut self.extras
        {
            extras.unknown.push(extra);
        }
    }

    /// Passes over a field of the record here that came under two of its names.
    pub(super) fn repeated(&mut self, column: &Column, found: String, value: Value) {
        self.path.push(Step::Field(column.name));
        self.note_as("once", || format!("{found:?} too"), Outcome::Dropped);
        self.path.pop();
        let outer = self.secret;
        self.secret |= column.secret;
        if let Some(extra) = self.extra(found, value)
            && let Some(extras) = &mut self.extras
        {
            extras.repeated.push(extra);
        }
        self.secret = outer;
    }

    fn extra(&mut self, name: String, value: Value) -> Option<Extra> {
        self.extras.as_ref()?;
        let value = self.restored(value);
        self.path.push(Step::Name(name));
        let extra = Extra::new(&self.path, value, self.secret);
        self.path.pop();
        Some(extra)
    }

    /// Reads a value into a slot at the current place. False if the slot got no value.
    pub fn fill(&mut self, slot: &mut dyn Slot, input: Input<'_>) -> bool {
        let outer = std::mem::replace(&mut self.missed, false);
        let (is_marked, is_certain) = (self.is_marked, input.is_certain());
        slot.read(input, self);
        self.is_marked = is_marked;
        let is_missed = std::mem::replace(&mut self.missed, outer);
        // A slot around this one may keep what it has, but whoever offered the text has to know.
        self.missed |= is_missed && is_certain;
        !is_missed
    }

    /// Reads a text that stands there as it is, if it is just what is declared: without the detour by which other
    /// values go. False, and nothing is changed, if it is not.
    pub(super) fn take_text(&mut self, slot: &mut dyn Slot, place: Place<'_>) -> bool {
        let outer = self.missed;
        let is_taken = self.fill(slot, Input::certain(place));
        self.missed = outer;
        is_taken
    }

    /// Leaves the slot here without a value, and without a note.
    #[doc(hidden)]
    pub fn miss(&mut self) {
        self.missed = true;
    }

    /// Reads a value into a slot one step further down. False if the slot got no value.
    pub(crate) fn step(&mut self, step: Step, slot: &mut dyn Slot, input: Input<'_>) -> bool {
        self.path.push(step);
        let filled = self.fill(slot, input);
        self.path.pop();
        filled
    }

    /// Reads a value into a field of a record.
    pub(super) fn field(&mut self, column: &Column, slot: &mut dyn Slot, input: Input<'_>) {
        let outer = self.secret;
        self.secret |= column.secret;
        self.step(Step::Field(column.name), slot, input);
        self.secret = outer;
    }

    /// Notes that the value here is not what was declared but could be understood.
    pub fn converted(&mut self, declared: &'static str, found: &Value) {
        self.note(declared, found, Outcome::Converted);
    }

    /// Notes that a field of the record here has arrived under another of its names.
    pub(crate) fn renamed(&mut self, name: &'static str, found: &str) {
        self.path.push(Step::Field(name));
        self.note_as("under that name", || format!("{found:?}"), Outcome::Converted);
        self.path.pop();
    }

    /// Notes that a value of an enumeration was spelled otherwise, which is of no matter to its meaning.
    pub(super) fn respelled(&mut self, documented: &str, found: &str) {
        if documented != found {
            let found = || describe(&Value::from(found), None, false);
            self.note_as("in another case", found, Outcome::Converted);
        }
    }

    /// Gives up on the value here. Null is merely absent and worth no note.
    pub fn dropped(&mut self, declared: &'static str, found: &Value) {
        self.missed = true;
        if !found.is_null() {
            self.note(declared, found, Outcome::Dropped);
        }
    }

    /// Notes that an element of the list here was null and left no trace. Unlike a field that is
    /// null, and so merely absent, it changes the places of those behind it.
    pub(crate) fn null_element(&mut self, index: usize) {
        self.path.push(Step::Index(index));
        self.note("an element", &Value::Null, Outcome::Dropped);
        self.path.pop();
    }

    /// The elements of a value that is declared as a list; `None` if it is null.
    pub(crate) fn elements(&mut self, value: Value) -> Option<Vec<Value>> {
        const DECLARED: &str = "a list";
        match value {
            Value::Array(elements) => Some(elements),
            Value::Null => {
                self.dropped(DECLARED, &value);
                None
            }
            other => match embedded(&other, '[') {
                Some((Value::Array(elements), is_marked)) => {
                    self.converted(DECLARED, &other);
                    self.is_marked = is_marked;
                    Some(elements)
                }
                _ => {
                    self.converted(DECLARED, &other);
                    Some(vec![other])
                }
            },
        }
    }

    /// The entries of a value that is declared as an object; `None` if it cannot be one.
    pub(crate) fn entries(&mut self, value: Value) -> Option<Map<String, Value>> {
        const DECLARED: &str = "an object";
        match value {
            Value::Object(entries) => Some(entries),
            Value::Array(ref elements) if elements.len() == 1 && elements[0].is_object() => {
                self.converted(DECLARED, &value);
                only(value).and_then(|element| self.entries(element))
            }
            other => {
                if let Some((Value::Object(entries), is_marked)) = embedded(&other, '{') {
                    self.converted(DECLARED, &other);
                    self.is_marked = is_marked;
                    return Some(entries);
                }
                self.dropped(DECLARED, &other);
                None
            }
        }
    }

    fn note(&mut self, declared: &'static str, found: &Value, outcome: Outcome) {
        let (secret, digits) = (self.secret, self.written(found));
        self.note_as(declared, || describe(found, digits, secret), outcome);
    }

    fn note_as(
        &mut self,
        declared: &'static str,
        found: impl FnOnce() -> String,
        outcome: Outcome,
    ) {
        if self.notes.len() < MAX_NOTES {
            let (path, found) = (Path(&self.path).to_string(), found());
            self.notes.push(Note { path, declared, found, outcome });
        }
    }
}

/// JSON inside a JSON string, and whether its numbers are marked: some services encode an object twice.
fn embedded(value: &Value, opening: char) -> Option<(Value, bool)> {
    let text = value.as_str()?.trim();
    if !text.starts_with(opening) {
        return None;
    }
    let marked = digits::scan(text.as_bytes()).marked;
    let is_marked = marked.is_some();
    let json = marked.as_deref().unwrap_or(text.as_bytes());
    Some((serde_json::from_slice(json).ok()?, is_marked))
}

/// The element of a list that has just one.
pub(crate) fn only(list: Value) -> Option<Value> {
    match list {
        Value::Array(mut elements) if elements.len() == 1 => elements.pop(),
        _ => None,
    }
}

fn describe(value: &Value, digits: Option<&str>, secret: bool) -> String {
    const MOST: usize = 40;
    let (kind, shown) = match value {
        Value::Null => return "null".to_owned(),
        Value::Array(elements) => return format!("a list of {}", elements.len()),
        Value::Object(_) => return "an object".to_owned(),
        Value::Bool(value) => ("boolean", value.to_string()),
        Value::Number(number) => ("number", number.to_string()),
        Value::String(text) => match digits {
            Some(digits) => ("number", digits.to_owned()),
            None => ("string", format!("{text:?}")),
        },
    };
    if secret {
        return format!("a {kind}");
    }
    match shown.char_indices().nth(MOST) {
        Some((end, _)) => format!("{kind} {}…", &shown[..end]),
        None => format!("{kind} {shown}"),
    }
}
