//! What is stated of one value, made ready for many looks.

use serde_json::Number;
use taurusdb_vocabulary::{Facts, Format, Range, TextLimits};

use super::kinds;
use crate::{Field, Parameter, Type};

/// What a value is held against: its type and all that is stated of it, without the words about it.
///
/// What it says of a value is certain if it says yes: then a check with [`Rules::STRICT`](super::Rules::STRICT) finds
/// nothing wrong with the value. It may say no to a value that is right, where to be certain would take a longer look.
#[derive(Debug)]
pub struct Measure {
    kind: Type,
    facts: &'static Facts<'static>,
    /// The kinds of JSON that may stand there.
    kinds: Kinds,
    /// Whether any text is right.
    is_free_text: bool,
    /// Whether there is a list of values.
    is_listed: bool,
    /// The list as whole numbers, if all of it is.
    numbers: Vec<i64>,
    /// Whether it is a number, whatever it travels as.
    is_number: bool,
    is_mandatory: bool,
    text: Option<Box<TextLimits<'static>>>,
    items: Option<Range>,
}

/// Which kinds of JSON are right.
#[derive(Debug)]
struct Kinds {
    text: bool,
    whole: bool,
    number: bool,
    boolean: bool,
    list: bool,
    object: bool,
}

impl Measure {
    /// What a value of a field, or one inside of it that has this type, is held against.
    ///
    /// ```
    /// use taurusdb_descriptor_types::check::Measure;
    /// use taurusdb_descriptor_types::{Facts, Field, Type};
    ///
    /// static MODE: Field = Field::optional("mode", Type::String).facts(&Facts::one_of(&["one", "many"]));
    /// let measure = Measure::of_field(&MODE, MODE.kind);
    /// assert!(measure.suits_text("one") && !measure.suits_text("few") && !measure.suits_boolean());
    /// ```
    pub fn of_field(field: &'static Field, kind: Type) -> Self {
        Self::of(kind, field.wire, field.facts, field.is_mandatory())
    }

    /// What the text of a parameter, or one of several if it is a list, is held against.
    pub fn of_parameter(parameter: &'static Parameter) -> Self {
        let kind = match parameter.kind {
            Type::Array(item) => *item,
            kind => kind,
        };
        Self::of(kind, &[], parameter.facts, parameter.is_mandatory())
    }

    fn of(kind: Type, wire: &[&str], facts: &'static Facts<'static>, is_mandatory: bool) -> Self {
        let is_listed = !facts.values.is_empty() && !matches!(kind, Type::Boolean);
        let is_number = kinds::is_number(&kind, facts);
        let numbers: Option<Vec<i64>> = facts.values.iter().map(|text| whole(text)).collect();
        let is_text = is_number || matches!(kind, Type::String);
        let (kinds, text) =
            (Kinds::of(kind, wire), is_text.then(|| TextLimits::of(facts)).flatten());
        Self {
            kind,
            facts,
            is_free_text: kinds.text && !is_listed && !is_number && text.is_none(),
            kinds,
            is_listed,
            numbers: numbers.unwrap_or_default(),
            is_number,
            is_mandatory,
            text: text.map(Box::new),
            items: facts.items,
        }
    }

    /// Whether a text is certainly right.
    #[inline]
    pub fn suits_text(&self, text: &str) -> bool {
        self.is_free_text || self.suits_limited_text(text)
    }

    fn suits_limited_text(&self, text: &str) -> bool {
        self.kinds.text
            && (!self.is_listed || kinds::is_listed(self.facts, text))
            && (!self.is_number || self.keeps_bounds(kinds::number(text)))
            && self.text.as_ref().is_none_or(|limits| limits.are_kept_by(text))
    }

    /// Whether a number is certainly right.
    pub fn suits_number(&self, number: &Number) -> bool {
        let whole = number.as_i64();
        (self.kinds.number || self.kinds.whole && whole.is_some())
            && (!self.is_listed || whole.is_some_and(|number| self.numbers.contains(&number)))
            && (!self.facts.holds_number() || self.keeps_bounds(number.as_f64()))
    }

    /// Whether true or false is certainly right.
    pub fn suits_boolean(&self) -> bool {
        self.kinds.boolean && !self.is_listed
    }

    /// Whether a list of so many items is certainly right, if its items are.
    pub fn suits_list(&self, count: usize) -> bool {
        self.kinds.list && self.suits_count(count)
    }

    /// Whether an object is certainly right, if what is in it is.
    pub fn suits_object(&self) -> bool {
        self.kinds.object
    }

    /// Whether a number of items is certainly right.
    pub fn suits_count(&self, count: usize) -> bool {
        let count = count as u64;
        self.items.is_none_or(|range| {
            range.min.is_none_or(|min| count >= min) && range.max.is_none_or(|max| count <= max)
        })
    }

    /// Whether a text outside the body is certainly right: there, everything is text.
    pub fn suits_parameter(&self, text: &str) -> bool {
        if self.is_mandatory && text.is_empty()
            || !kinds::text_fits(&self.kind, text)
            || self.is_listed && !kinds::is_listed(self.facts, text)
        {
            return false;
        }
        match self.kind {
            _ if self.is_number => self.keeps_bounds(kinds::number(text)),
            // A space may stand for the plus sign of an offset.
            Type::String if self.facts.format == Some(Format::DateTime) && text.contains(' ') => {
                false
            }
            Type::String => self.text.as_ref().is_none_or(|limits| limits.are_kept_by(text)),
            _ => true,
        }
    }

    fn keeps_bounds(&self, number: Option<f64>) -> bool {
        number.is_some_and(|number| self.facts.broken_by_number(number).is_empty())
    }
}

impl Kinds {
    fn of(kind: Type, wire: &[&str]) -> Self {
        let shown = |name| wire.contains(&name);
        let is_whole = matches!(kind, Type::Integer | Type::Long);
        let is_object = matches!(kind, Type::Object | Type::Map(_) | Type::Record(_));
        Self {
            text: matches!(kind, Type::String) || shown("string"),
            whole: is_whole || shown("integer"),
            number: matches!(kind, Type::Number) || shown("number"),
            boolean: matches!(kind, Type::Boolean) || shown("boolean"),
            list: matches!(kind, Type::Array(_)) || shown("array"),
            object: is_object || shown("object"),
        }
    }
}

/// The whole number that a text is, if it is written as JSON writes it.
fn whole(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}
