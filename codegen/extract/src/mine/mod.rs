//! From a description to facts. What is said in sentences stays behind; what the sentences state
//! becomes values.
//!
//! A description is cut into sentences, each with the label that it stands under; every kind of
//! fact has a file that knows the phrases for it. A phrase that could mean something else is left
//! alone: a missing fact is a smaller harm than a wrong one.

mod bounds;
mod case;
mod cell;
mod charset;
mod clause;
mod condition;
mod default;
mod enumeration;
mod extent;
mod format;
mod label;
mod length;
mod markup;
mod paraphrase;
mod pattern;
mod scan;
mod sensitive;
mod sentence;
mod series;
mod source;
mod unit;
mod values;
mod words;

use taurusdb_spec::{Condition, Facts, Side, Stage, Type};

pub use cell::{Cell, Part};
pub(crate) use markup::{lost_of_list, unknown_tag};
pub use source::Origin;
pub use values::values;
pub(crate) use words::content_words;

use self::clause::About;
use self::condition::Conditions;
use self::sentence::Sentence;

/// A row of a table of fields or parameters.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// The type, with references resolved or not: only its shape and its scalars matter.
    pub kind: &'a Type,
    /// Which way the value travels.
    pub side: Side,
    /// The description, with its HTML.
    pub description: &'a str,
    /// Names of all fields of the same table.
    pub siblings: &'a [&'a str],
    /// The fields of the whole body, in which conditions may be put.
    pub request: &'a [Neighbour<'a>],
}

/// Another field of the same request.
#[derive(Clone, Copy, Debug)]
pub struct Neighbour<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// The description, with its HTML.
    pub description: &'a str,
    /// Whether its values are `true` and `false`.
    pub is_boolean: bool,
}

/// What a row states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mined {
    /// What it states of its own field; `value_from` is not among it.
    pub facts: Facts,
    /// What supplies the value.
    pub value_from: Option<Origin>,
    /// Fields of the same table, and when they are required.
    pub siblings: Vec<(String, Condition)>,
    /// Whether a request must have the field at times, be the condition among the facts or not.
    pub is_conditional: bool,
}

/// Whether a text says that a request must have the field of that name at times.
pub fn states_requirement(text: &str, name: &str) -> bool {
    let said = sentence::sentences(&Cell::parse(text));
    condition::conditions(&said, About { name, siblings: &[], request: &[] }).is_conditional()
}

/// Reads what a row states.
pub fn facts(row: &Row<'_>) -> Mined {
    let cell = Cell::parse(row.description);
    let said = sentence::sentences(&cell);
    let scalar = innermost(row.kind);
    let default = default::default(&said, &case::cases(&cell), row.name, element(row.kind));
    let values = enumeration::enumeration(&cell, &said, scalar);
    let values = enumeration::unglued(values, default.as_deref());
    let bounds = if values.is_empty() { bounds::bounds(&said, scalar) } else { <_>::default() };
    let is_text = *row.kind == Type::String;
    let (charset, classes_needed) = if is_text { charset::charset(&said) } else { <_>::default() };
    let conditions = match row.side {
        Side::Request => {
            let Row { name, siblings, request, .. } = *row;
            condition::conditions(&said, About { name, siblings, request })
        }
        Side::Response => Conditions::default(),
    };
    let is_conditional = conditions.is_conditional();
    let facts = Facts {
        default: default.map(|default| as_listed(default, &values)),
        minimum: bounds.minimum,
        maximum: bounds.maximum,
        multiple_of: bounds.multiple_of,
        length: if is_text { length::length(&said) } else { None },
        items: length::items(&said, row.kind),
        pattern: if is_text { pattern::pattern(&said, &charset) } else { None },
        charset,
        classes_needed,
        format: format::format(&said, row.name, row.kind),
        unit: unit::unit(&said, row.name, row.kind),
        required_when: conditions.required,
        excluded_when: conditions.excluded,
        value_from: None,
        sensitive: sensitive::sensitive(&said, row.name, scalar),
        case_insensitive: is_text && is_case_insensitive(row.description),
        stage: is_beta(&said).then_some(Stage::OpenBeta),
        values,
    };
    let value_from = source::source(&said);
    Mined { facts, value_from, siblings: conditions.siblings, is_conditional }
}

/// The type of what a list holds.
fn element(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) => element(inner),
        other => other,
    }
}

/// The type of what a list or map holds.
fn innermost(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) | Type::Map(inner) => innermost(inner),
        other => other,
    }
}

/// The default in the case of the list of values.
fn as_listed(default: String, values: &[String]) -> String {
    let same = values.iter().find(|value| value.eq_ignore_ascii_case(&default));
    same.cloned().unwrap_or(default)
}

/// A label or a sentence says so.
fn is_case_insensitive(description: &str) -> bool {
    const WORDS: [&str; 4] =
        ["case-insensitive", "case insensitive", "Case-insensitive", "Case insensitive"];
    scan::contains_any(description, &WORDS)
}

fn is_beta(said: &[Sentence]) -> bool {
    said.iter().any(|sentence| sentence.lower.contains("open beta"))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{CharClass, Condition, Facts, Range, Side, Type};

    use super::{Origin, Row, facts};

    fn row<'a>(kind: &'a Type, description: &'a str) -> Row<'a> {
        let siblings = &["size", "mode"];
        Row { name: "size", kind, side: Side::Request, description, siblings, request: &[] }
    }

    #[test]
    fn a_row_states_many_facts() {
        let mined = facts(&row(
            &Type::String,
            "Name, to be given if needed. To obtain it, see Listing Things . This is mandatory \
             when mode is set to full . It has 2 digits, and can contain 4 to 6 characters. \
             Only digits are allowed. The default value is 1234.",
        ));
        let required = Condition::Equals { field: "mode".into(), equals: vec!["full".into()] };
        let expected = Facts {
            default: Some("1234".into()),
            length: Some(Range { min: Some(4), max: Some(6) }),
            charset: vec![CharClass::Digits],
            required_when: vec![required],
            ..Facts::default()
        };
        assert_eq!(mined.facts, expected);
        assert_eq!(
            mined.value_from,
            Some(Origin::Section { title: "Listing Things".into(), field: None })
        );
    }

    /// The typographies in which labels are known to be set.
    #[test]
    fn labels_are_read_in_every_typography() {
        let expected = Facts {
            default: Some("5".into()),
            minimum: Some(1.0),
            maximum: Some(9.0),
            unit: Some("GB".into()),
            ..Facts::default()
        };
        for text in [
            "<p>Definition: Size in GB.</p> <p>Constraints: N/A</p> <p>Range: 1 to 9</p> \
             <p>Default Value: 5</p>",
            "**Definition** Size in GB. **Constraints** N/A **Range** 1 to 9 **Default Value** 5",
            "**Definition**Size in GB.**Constraints**-**Range**1 to 9**Default Value**5",
            "**Definition**: Size in GB. **Constraints**: N/A **Range**: 1 to 9 **Default Value**: 5",
            "**Definition:** Size in GB. **Constraints:** None **Range:** 1 to 9 **Default Value:** 5",
            "<b>Definition</b> Size in GB. <b>Range</b> 1 to 9 <strong>Default value</strong> 5",
            "<p>Definition</p> <p>Size in GB.</p> <p>Constraints</p> <p>N/A</p> <p>Range</p> \
             <p>1 to 9</p> <p>Default Value</p> <p>5</p>",
            "<p>DEFINITION</p> <p>Size in GB.</p> <p>range</p> 1 to 9 <p>default value</p> 5",
            "<p>**Definition**</p> <p>Size in GB.</p> <p>**Range**</p> <p>1 to 9</p> \
             <p>**Default Value**</p> <p>5</p>",
            "Definition:<br>Size in GB.<br>Range:<br/>1 to 9<br />Default value:<br>5",
        ] {
            assert_eq!(facts(&row(&Type::Integer, text)).facts, expected, "{text}");
        }
    }

    #[test]
    fn lists_are_read_in_every_typography() {
        let expected = Facts {
            values: ["en-us".to_owned(), "zh-cn".to_owned()].into(),
            default: Some("en-us".into()),
            ..Facts::default()
        };
        for text in [
            "Tongue. The default value is en-us . Values: <ul> • en-us • zh-cn",
            "Tongue. The default value is <strong>en-us</strong> . Values: <br/>• en-us <br>• zh-cn",
            "Tongue. Values: • en-us • zh-cn<br/>The default value is en-us.",
            "**Definition** Tongue. **Range** <ul> • en-us • zh-cn **Default Value** en-us",
            "**Definition** Tongue. **Range** • en-us • zh-cn **Constraints**: N/A \
             **Default Value**: en-us",
            "<p>Definition</p> <p>Tongue.</p> <p>Range</p> <ul> • en-us • zh-cn </ul> \
             <p>Default Value</p> <p>en-us</p>",
            "**Definition**<br>Tongue.<br>**Range**<br>• en-us<br>• zh-cn<br>**Default Value**<br>en-us",
            "Tongue. Values: <ul> • en-us • zh-cn Constraints: None Default value: en-us",
        ] {
            assert_eq!(facts(&row(&Type::String, text)).facts, expected, "{text}");
        }
    }

    #[test]
    fn nothing_stands_after_labels_in_several_ways() {
        for nothing in ["N/A", "None", "None.", "n/a", "-"] {
            for text in [
                format!("**Definition** Size. **Range** {nothing} **Default Value** {nothing}"),
                format!("<p>Definition</p> <p>Size.</p> <p>Range</p> <p>{nothing}</p>"),
                format!("<p>Size.</p> <p>Range: {nothing}</p> <p>Default value: {nothing}</p>"),
            ] {
                assert_eq!(facts(&row(&Type::String, &text)).facts, Facts::default(), "{text}");
            }
        }
    }

    #[test]
    fn answers_have_no_conditions() {
        let text = "Size. This is mandatory when mode is set to full .";
        let row = Row { side: Side::Response, ..row(&Type::Integer, text) };
        assert!(facts(&row).facts.is_empty());
    }

    #[test]
    fn defaults_are_written_as_the_values_are() {
        let text = "Size. The default value All . Values: <ul> • ALL • ONE";
        assert_eq!(facts(&row(&Type::String, text)).facts.default.as_deref(), Some("ALL"));
    }
}
