//! Which limits a value breaks.

use crate::pattern::matches;
use crate::phrase::{self, Style};
use crate::{CharClass, Facts, Format, Range};

/// A limit that a value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The limit, in the words that pages use for it: `at most 64 characters`.
    pub limit: String,
    /// What the value has instead, if that is a number of something: `70 characters`. Otherwise the value
    /// itself breaks the limit.
    pub counted: Option<String>,
}

impl Facts<'_> {
    /// The limits that a number breaks.
    ///
    /// ```
    /// use taurusdb_vocabulary::Facts;
    ///
    /// static SIZE: Facts<'static> = Facts { maximum: Some(100.0), ..Facts::NONE };
    /// assert_eq!(SIZE.broken_by_number(101.0)[0].limit, "at most 100");
    /// ```
    pub fn broken_by_number(&self, number: f64) -> Vec<Broken> {
        let mut found = Vec::new();
        // Only the bound that is crossed: a change of the other does not concern the value.
        let minimum = self.minimum.filter(|minimum| number < *minimum);
        let maximum = self.maximum.filter(|maximum| number > *maximum);
        if minimum.is_some() || maximum.is_some() {
            found.push(Broken::by_value(&Facts { minimum, maximum, ..Facts::NONE }));
        }
        if self.multiple_of.is_some_and(|step| number % step != 0.0) {
            found.push(Broken::by_value(&Facts { multiple_of: self.multiple_of, ..Facts::NONE }));
        }
        found
    }

    /// The limits that a text breaks: of its length, its characters and its form.
    pub fn broken_by_text(&self, text: &str) -> Vec<Broken> {
        let mut found = Vec::new();
        let count = self.length.map_or(0, |_| text.chars().count());
        if let Some(length) = crossed(self.length, count) {
            let limit = in_words(&Facts { length: Some(length), ..Facts::NONE });
            found.push(Broken { limit, counted: Some(phrase::counted(count as f64, "character")) });
        }
        let allowed = |c: char| self.charset.iter().any(|class| class.has(c));
        if !self.charset.is_empty() && !text.chars().all(allowed) {
            found.push(Broken::by_value(&Facts { charset: self.charset, ..Facts::NONE }));
        } else if self.pattern.is_some_and(|pattern| !matches(pattern, text)) {
            // A pattern includes what the set of characters says.
            found.push(Broken::by_value(&Facts { pattern: self.pattern, ..Facts::NONE }));
        }
        // The form of a secret is not checked, so that the message does not show it.
        let format = self.format.filter(|_| !self.sensitive);
        let format = format.filter(|format| matches!(format, Format::Date | Format::Url));
        if format.is_some_and(|format| !format.fits(text)) {
            found.push(Broken::by_value(&Facts { format, ..Facts::NONE }));
        }
        found
    }

    /// What else is wrong with a text in the eyes of whoever receives it: its kinds of characters, its parts, and
    /// forms that examples of the document take lightly.
    pub fn strictly_broken_by_text(&self, text: &str) -> Vec<Broken> {
        let mut found = Vec::new();
        if let Some(needed) = self.classes_needed {
            let has_one_of = |class: &&CharClass<&str>| text.chars().any(|c| class.has(c));
            let has = self.charset.iter().filter(has_one_of).count();
            if has < usize::from(needed) {
                let (charset, classes_needed) = (self.charset, self.classes_needed);
                let limit = in_words(&Facts { charset, classes_needed, ..Facts::NONE });
                let counted = Some(phrase::counted(has as f64, "kind"));
                found.push(Broken { limit, counted });
            }
        }
        let format = self.format.filter(|_| !self.sensitive);
        let format = format.filter(|format| !matches!(format, Format::Date | Format::Url));
        if format.is_some_and(|format| !format.fits(text)) {
            found.push(Broken::by_value(&Facts { format, ..Facts::NONE }));
        }
        if format == Some(Format::CommaSeparated) {
            found.extend(self.broken_by_count(text.split(',').count()));
        }
        found
    }

    /// The limit that a number of items breaks.
    pub fn broken_by_count(&self, count: usize) -> Option<Broken> {
        let items = crossed(self.items, count)?;
        let limit = in_words(&Facts { items: Some(items), ..Facts::NONE });
        Some(Broken { limit, counted: Some(phrase::counted(count as f64, "item")) })
    }
}

impl Broken {
    fn by_value(limit: &Facts<'_>) -> Self {
        Self { limit: in_words(limit), counted: None }
    }
}

/// What a limit says, in the words that pages use for it.
fn in_words(limit: &Facts<'_>) -> String {
    phrase::limits(limit, Style::Plain).unwrap_or_default()
}

/// The bound of a range that a count crosses.
fn crossed(range: Option<Range>, count: usize) -> Option<Range> {
    let (count, range) = (count as u64, range?);
    let min = range.min.filter(|min| count < *min);
    let max = range.max.filter(|max| count > *max);
    (min.is_some() || max.is_some()).then_some(Range { min, max })
}
