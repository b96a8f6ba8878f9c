//! Reads the body of an answer: as leniently as it takes, with all digits, and with all that it repeats.

use serde_json::Value;

use crate::digits::scan;
use crate::lenient;
use crate::record::{Extra, Extras, Note, Outcome, Reading, Slot};
use crate::repeated::{count_fields, repeated};

/// A body as JSON.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) value: Value,
    /// What was mended, and what came more than once.
    pub(crate) notes: Vec<Note>,
    /// Whether numbers that would lose digits are marked texts.
    is_marked: bool,
    /// Whether a field came more than once.
    has_repeated: bool,
}

impl Body {
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

    /// Reads it into a slot; the notes are all that there are.
    pub(crate) fn read_into(self, slot: &mut dyn Slot) -> Vec<Note> {
        let Self { value, mut notes, is_marked, .. } = self;
        slot.read(value, &mut Reading::of_body(&mut notes, is_marked, None));
        notes
    }

    /// What reading it into a slot passes over.
    pub(crate) fn extras(self, text: &[u8], slot: &mut dyn Slot) -> Extras {
        let mut extras = Extras::default();
        if self.has_repeated {
            extras.repeated = repeated(text);
        }
        let mut notes = Vec::new();
        slot.read(self.value, &mut Reading::of_body(&mut notes, self.is_marked, Some(&mut extras)));
        extras
    }

    /// It without marks; what is declared says where text belongs.
    pub(crate) fn restored(self, schema: Option<&taurusdb_descriptor_types::Schema>) -> Value {
        if self.is_marked { crate::digits::restored(self.value, schema) } else { self.value }
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
