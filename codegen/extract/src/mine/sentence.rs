//! The sentences of a description, each with the label above it.

use super::values::head;
use crate::read::{Cell, Part};
use crate::read::{Label, label_alone, label_before};
use crate::text::{self, find};

/// A sentence of a description, without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) label: Label,
    /// Whether the label is directly before it.
    pub(super) first: bool,
    /// Whether that label says that all values follow: `Enumerated values`.
    pub(super) enumerated: bool,
    /// The value that the sentence explains, if it is in a list of values.
    pub(super) item: Option<String>,
    /// Whether it is in a list.
    pub(super) listed: bool,
    pub(super) text: String,
    /// The text in lower case; offsets are the same.
    pub(super) lower: String,
}

/// The sentences of a description, without those that only give examples.
pub(super) fn sentences(cell: &Cell) -> Vec<Sentence> {
    written(cell).said
}

/// The labels of a description with nothing behind them.
pub(super) fn empty_labels(cell: &Cell) -> Vec<Label> {
    let mut writer = written(cell);
    writer.expect(Label::Plain);
    writer.empty
}

fn written(cell: &Cell) -> Writer {
    let mut writer = Writer {
        said: Vec::new(),
        empty: Vec::new(),
        label: Label::Plain,
        pending: false,
        enumerated: false,
        listed: false,
    };
    for part in &cell.parts {
        match part {
            Part::Text(text) => {
                // A label applies to the paragraph that it opens; if it is a paragraph of its
                // own, for the next one.
                if !writer.pending {
                    writer.label = Label::Plain;
                }
                writer.listed = false;
                writer.write(text, None);
            }
            Part::List(items) => {
                writer.listed = true;
                for item in items {
                    let label = writer.label;
                    writer.write(item, head(item).map(|(value, _)| value));
                    writer.label = label;
                    writer.pending = false;
                }
            }
        }
    }
    writer
}

fn speaks_of_enumeration(label: &str) -> bool {
    label.to_ascii_lowercase().starts_with("enum")
}

struct Writer {
    said: Vec<Sentence>,
    /// Labels that another label followed directly.
    empty: Vec<Label>,
    label: Label,
    /// The last thing that was read is a label.
    pending: bool,
    /// That label speaks of an enumeration.
    enumerated: bool,
    listed: bool,
}

impl Writer {
    fn write(&mut self, text: &str, item: Option<String>) {
        let mut start = 0;
        let mut colon = 0;
        // A text without a colon is what the field is.
        let is_label = item.is_some() || text.ends_with(':');
        if let Some(label) = label_alone(text).filter(|_| is_label) {
            self.expect(label);
            self.enumerated = speaks_of_enumeration(text);
            return;
        }
        while let Some(at) = text[colon..].find(':') {
            let at = colon + at;
            colon = at + 1;
            if let Some((begin, label)) = label_before(&text[start..at]) {
                let before = &text[start..start + begin];
                let enumerated = speaks_of_enumeration(&text[start + begin..at]);
                start = at + 1;
                // A label in parentheses ends with them: `Size (default: 5). More of it.`
                if let Some(before) = before.strip_suffix('(')
                    && let Some(end) = text[start..].find(')')
                {
                    self.split(before, item.as_deref());
                    let outer = std::mem::replace(&mut self.label, label);
                    self.pending = true;
                    self.split(&text[start..start + end], item.as_deref());
                    (self.label, self.pending) = (outer, false);
                    start += end + 1;
                    colon = start;
                } else {
                    self.split(before, item.as_deref());
                    self.expect(label);
                    self.enumerated = enumerated;
                }
            }
        }
        self.split(&text[start..], item.as_deref());
    }

    /// What follows is about the label.
    fn expect(&mut self, label: Label) {
        if self.pending {
            self.empty.push(self.label);
        }
        (self.label, self.pending) = (label, true);
    }

    fn split(&mut self, text: &str, item: Option<&str>) {
        text::sentences(text).for_each(|sentence| self.push(sentence, item));
    }

    fn push(&mut self, text: &str, item: Option<&str>) {
        let text = text.trim().trim_end_matches(['.', ';']).trim_end();
        let text = text.strip_prefix("NOTE ").unwrap_or(text);
        let mut lower = text.to_ascii_lowercase();
        let example =
            ["for example", "for instance", "e.g."].iter().filter_map(|e| find(&lower, e));
        let text = match example.min() {
            Some(end) => text[..end].trim_end_matches([' ', ',', '(']),
            None => text,
        };
        lower.truncate(text.len());
        if text.is_empty() {
            return;
        }
        let first = std::mem::take(&mut self.pending);
        let enumerated = std::mem::take(&mut self.enumerated) && first;
        if self.label == Label::Example || matches!(&*lower, "none" | "n/a" | "-") {
            return;
        }
        self.said.push(Sentence {
            label: self.label,
            first,
            enumerated,
            item: item.map(str::to_owned),
            listed: self.listed,
            text: text.to_owned(),
            lower,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::read::Cell;
    use crate::read::Label;

    #[track_caller]
    fn check(description: &str, expected: &[(Label, bool, &str)]) {
        let said = sentences(&Cell::parse(description));
        let found: Vec<_> = said.iter().map(|s| (s.label, s.first, &*s.text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_say_what_sentences_are_about() {
        check(
            "<p>Definition: A size . In use.</p> <p>Range:</p> <ul> • a: one. Two • b <p>Default value: a</p>",
            &[
                (Label::Plain, true, "A size"),
                (Label::Plain, false, "In use"),
                (Label::Values, true, "a: one"),
                (Label::Values, false, "Two"),
                (Label::Values, false, "b"),
                (Label::Default, true, "a"),
            ],
        );
        check(
            "Size. Minimum value: 3. Maximum value: 4",
            &[
                (Label::Plain, false, "Size"),
                (Label::Minimum, true, "3"),
                (Label::Maximum, true, "4"),
            ],
        );
    }

    #[test]
    fn examples_and_nothing_are_no_statements() {
        check("Time. Example value: <ul> • 21:00", &[(Label::Plain, false, "Time")]);
        check("Time, for example, 3. For example, 4. Range: N/A", &[(Label::Plain, false, "Time")]);
    }

    #[test]
    fn glued_sentences_and_notes_come_apart() {
        check(
            "One thing.Another NOTE A third",
            &[
                (Label::Plain, false, "One thing"),
                (Label::Plain, false, "Another"),
                (Label::Plain, false, "A third"),
            ],
        );
    }
}
