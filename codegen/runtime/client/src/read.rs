//! Reads the body of an answer: as leniently as it takes, with all digits, and with all that it repeats.

use std::borrow::Cow;

use serde_json::Value;
use taurusdb_descriptor_types::Schema;

use crate::digits::{restored, scan};
use crate::lenient;
use crate::outline::{Kind, Outline};
use crate::record::{Extra, Extras, Input, Note, Outcome, Reading, Slot, Unfilled};
use crate::repeated::{count_fields, repeated};

/// Reads the body of an answer into a new record (or any other slot), and tells what had to be mended, converted
/// or dropped. An empty body gives the empty record.
///
/// This is how the client reads answers; use it for bodies that were kept.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// #[derive(Default)]
/// struct Node {
///     port: Option<i64>,
/// }
/// taurusdb::record!(Node { port: "port" });
///
/// let (node, notes) = taurusdb::from_bytes::<Node>(br#"{ "port": "3306" }"#)?;
/// assert_eq!(node.port, Some(3306));
/// assert_eq!(notes[0].path, "port");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// Fails if the body is not JSON, or ends too early.
pub fn from_bytes<T: Slot + Unfilled>(body: &[u8]) -> Result<(T, Vec<Note>), serde_json::Error> {
    let mut slot = T::unfilled();
    let text = crate::encoding::text(body);
    let notes = match Text::of(&text) {
        Text::Utf8("") => Vec::new(),
        text => Body::of(text)?.read_into(text, &mut slot),
    };
    Ok((slot, notes))
}

/// The text of a body, looked through once.
#[derive(Clone, Copy)]
pub(crate) enum Text<'t> {
    Utf8(&'t str),
    /// Bytes that are not UTF-8 have to be mended.
    Other(&'t [u8]),
}

impl<'t> Text<'t> {
    pub(crate) fn of(text: &'t [u8]) -> Self {
        std::str::from_utf8(text).map_or(Self::Other(text), Self::Utf8)
    }

    /// What an outline was made of.
    fn utf8(self) -> &'t str {
        match self {
            Self::Utf8(text) => text,
            Self::Other(_) => "",
        }
    }
}

/// What a body holds, before it is known which record it is for.
#[derive(Clone)]
pub(crate) enum Body {
    /// JSON as it should be.
    Clean(Outline),
    /// What has been made of anything else.
    Tree(Tree),
}

/// A body as a tree of values.
#[derive(Clone)]
pub(crate) struct Tree {
    value: Value,
    /// What was mended, and what came more than once.
    notes: Vec<Note>,
    /// Whether numbers that would lose digits are marked texts.
    is_marked: bool,
    /// Whether a field came more than once.
    has_repeated: bool,
}

impl Body {
    /// Reads a body, without the white space around it.
    ///
    /// # Errors
    /// Those of the strict parser.
    pub(crate) fn of(text: Text<'_>) -> Result<Self, serde_json::Error> {
        let tree = |text: &[u8]| Tree::of(text).map(Self::Tree);
        match text {
            Text::Utf8(text) => match Outline::of(text) {
                Some(outline) => Ok(Self::Clean(outline)),
                None => tree(text.as_bytes()),
            },
            Text::Other(text) => tree(text),
        }
    }

    /// Whether it certainly reports no error, by a look at the outermost object alone: it has a field that is declared,
    /// and no other that may be the code of an error. The text is the one that this was made of, here and below.
    pub(crate) fn is_plain_success(
        &self,
        text: Text<'_>,
        is_declared: impl Fn(&str) -> bool,
        may_be_code: impl Fn(&str) -> bool,
    ) -> bool {
        let Self::Clean(outline) = self else { return false };
        let json = outline.of_text(text.utf8());
        let root = json.root();
        if root.kind() != Kind::Object {
            return false;
        }
        let mut has_content = false;
        for (key, value) in root.entries() {
            if is_declared(key.raw()) {
                has_content |= !value.is_null();
            } else if !value.is_null() && may_be_code(key.raw()) {
                return false;
            }
        }
        has_content
    }

    /// It as a tree, in which numbers may be marked texts: see [`digits`](crate::digits).
    pub(crate) fn value(&self, text: Text<'_>) -> Cow<'_, Value> {
        match self {
            Self::Clean(outline) => Cow::Owned(outline.of_text(text.utf8()).root().value()),
            Self::Tree(tree) => Cow::Borrowed(&tree.value),
        }
    }

    /// Reads it into a slot; the notes are all that there are.
    pub(crate) fn read_into(self, text: Text<'_>, slot: &mut dyn Slot) -> Vec<Note> {
        let mut notes = Vec::new();
        match self {
            Self::Clean(outline) => {
                let json = outline.of_text(text.utf8());
                let mut reading = Reading::of_body(&mut notes, true, None);
                slot.read(Input::from(json.root()), &mut reading);
            }
            Self::Tree(mut tree) => {
                notes = tree.notes;
                let mut reading = Reading::of_body(&mut notes, tree.is_marked, None);
                slot.read(Input::from(&mut tree.value), &mut reading);
            }
        }
        notes
    }
}

impl Tree {
    /// Reads a body in which each number keeps its digits: see [`digits`](crate::digits).
    ///
    /// # Errors
    /// Those of the strict parser.
    pub(crate) fn of(text: &[u8]) -> Result<Self, serde_json::Error> {
        let scan = scan(text);
        let marked = scan.marked.and_then(|marked| lenient::parse(&marked).ok());
        let is_marked = marked.is_some();
        let (value, mut notes) = match marked {
            Some(read) => read,
            None => lenient::parse(text)?,
        };
        let has_repeated = scan.fields > count_fields(&value);
        if has_repeated {
            notes.extend(repeated(text).iter().map(Note::of_repeated));
        }
        Ok(Self { value, notes, is_marked, has_repeated })
    }

    /// What reading it into a slot passes over.
    pub(crate) fn extras(mut self, text: &[u8], slot: &mut dyn Slot) -> Extras {
        let mut extras = Extras::default();
        if self.has_repeated {
            extras.repeated = repeated(text);
        }
        let mut notes = Vec::new();
        let mut reading = Reading::of_body(&mut notes, self.is_marked, Some(&mut extras));
        slot.read(Input::from(&mut self.value), &mut reading);
        extras
    }

    /// It without marks; what is declared says where text belongs.
    pub(crate) fn restored(self, schema: Option<&Schema>) -> Value {
        if self.is_marked { restored(self.value, schema) } else { self.value }
    }

    /// The value, in which numbers may be marked texts.
    #[cfg(test)]
    pub(crate) fn into_value(self) -> Value {
        self.value
    }
}

impl Note {
    fn of_repeated(extra: &Extra) -> Self {
        Self {
            path: extra.path.clone(),
            declared: "once",
            found: "another value before the one that counts".to_owned(),
            outcome: Outcome::Dropped,
        }
    }
}
