//! All facts that one row states.

use taurusdb_spec::{Facts, Side, Stage, Type};

use super::clause::About;
use super::condition::Conditions;
use super::field_row::{FieldRow, Mined};
use super::sentence::Sentence;
use super::subject::Owner;
use super::{
    bounds, charset, claim, condition, default, deprecation, enumeration, format, length, pattern,
    sensitive, sentence, source, unit,
};
use crate::read::Cell;
use crate::text::contains_any;

/// Whether a text says that a request must have the field of that name in some cases.
pub fn states_requirement(text: &Cell, name: &str) -> bool {
    let said = sentence::sentences(text);
    condition::conditions(&said, About { name, siblings: &[], request: &[] }).is_conditional()
}

/// Reads what a row states.
pub fn facts(row: &FieldRow<'_>) -> Mined {
    let cell = row.description;
    let said = sentence::sentences(cell);
    let scalar = innermost(row.kind);
    let unit = unit::unit(&said, row.name, row.kind);
    let owner = Owner::new(row.name, row.kind, &said, unit.as_deref());
    let mut default = default::default(&said, row.name, element(row.kind), &owner);
    let claims = claim::claims(&said, &owner);
    let unit = unit.or_else(|| {
        let written = claims.iter().find_map(|claim| claim.unit)?;
        unit::of_range(written).map(str::to_owned)
    });
    let is_limited = claims.iter().any(|claim| claim.limited == claim::Limited::Value);
    let values = enumeration::enumeration(cell, &said, &owner, is_limited, scalar);
    let values = enumeration::unglued(values, default.as_deref());
    if !default::fits(default.as_deref(), &values, &said) {
        default = None;
    }
    let bounds = match &*values {
        [] => bounds::bounds(&said, &claims, scalar),
        _ => <_>::default(),
    };
    let is_text = *row.kind == Type::String;
    let (charset, classes_needed) = if is_text { charset::charset(&said) } else { <_>::default() };
    let FieldRow { name, siblings, request, .. } = *row;
    let about = About { name, siblings, request };
    let conditions = match row.side {
        Side::Request => condition::conditions(&said, about),
        Side::Response => Conditions::default(),
    };
    let is_conditional = conditions.is_conditional();
    let facts = Facts {
        default: default.map(|default| as_listed(default, &values)),
        minimum: bounds.minimum,
        maximum: bounds.maximum,
        multiple_of: bounds.multiple_of,
        length: length::length(&said, &claims, row.kind),
        items: length::items(&said, &claims, row.kind),
        pattern: if is_text { pattern::pattern(&said, &charset) } else { None },
        charset,
        classes_needed,
        format: format::format(&said, row.name, row.kind, !values.is_empty()),
        unit,
        required_when: conditions.required,
        excluded_when: conditions.excluded,
        value_from: None,
        sensitive: sensitive::sensitive(&said, row.name, scalar),
        case_insensitive: is_text && is_case_insensitive(cell),
        stage: is_beta(&said).then_some(Stage::OpenBeta),
        deprecated: deprecation::deprecation(&said, about).filter(|_| !is_status(&values)),
        values,
    };
    let value_from = source::source(&said);
    Mined { facts, value_from, siblings: conditions.siblings, is_conditional }
}

/// The type of the items of a list.
fn element(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) => element(inner),
        other => other,
    }
}

/// The type of the items of a list or the values of a map.
fn innermost(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) | Type::Map(inner) => innermost(inner),
        other => other,
    }
}

/// The default, in the upper or lower case in which the list of values has it.
fn as_listed(default: String, values: &[String]) -> String {
    let same = values.iter().find(|value| value.eq_ignore_ascii_case(&default));
    same.cloned().unwrap_or(default)
}

/// Whether a label or a sentence says that the case of the value does not matter.
fn is_case_insensitive(description: &Cell) -> bool {
    const WORDS: [&str; 4] =
        ["case-insensitive", "case insensitive", "Case-insensitive", "Case insensitive"];
    description.texts().any(|text| contains_any(text, &WORDS))
}

/// Whether the values tell what is deprecated: then the word stands for a value.
fn is_status(values: &[String]) -> bool {
    let is_end = |value: &String| {
        ["deprecated", "discarded", "obsolete"].iter().any(|end| value.eq_ignore_ascii_case(end))
    };
    values.iter().any(is_end)
}

fn is_beta(said: &[Sentence]) -> bool {
    said.iter().any(|sentence| sentence.lower.contains("open beta"))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{CharClass, Condition, Facts, Range, Side, Type};

    use super::super::source::Origin;
    use super::{FieldRow, facts};
    use crate::read::Cell;

    fn row<'a>(kind: &'a Type, description: &'a Cell) -> FieldRow<'a> {
        let siblings = &["size", "mode"];
        FieldRow { name: "size", kind, side: Side::Request, description, siblings, request: &[] }
    }

    #[test]
    fn a_row_states_many_facts() {
        let description = Cell::parse(
            "Name, to be given if needed. To obtain it, see Listing Things . This is mandatory \
             when mode is set to full . It has 2 digits, and can contain 4 to 6 characters. \
             Only digits are allowed. The default value is 1234.",
        );
        let mined = facts(&row(&Type::String, &description));
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

    /// The known ways of writing labels.
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
            assert_eq!(facts(&row(&Type::Integer, &Cell::parse(text))).facts, expected, "{text}");
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
            assert_eq!(facts(&row(&Type::String, &Cell::parse(text))).facts, expected, "{text}");
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
                assert_eq!(
                    facts(&row(&Type::String, &Cell::parse(&text))).facts,
                    Facts::default(),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn answers_have_no_conditions() {
        let text = Cell::parse("Size. This is mandatory when mode is set to full .");
        let row = FieldRow { side: Side::Response, ..row(&Type::Integer, &text) };
        assert!(facts(&row).facts.is_empty());
    }

    #[test]
    fn defaults_are_written_as_the_values_are() {
        let text = "Size. The default value All . Values: <ul> • ALL • ONE";
        assert_eq!(
            facts(&row(&Type::String, &Cell::parse(text))).facts.default.as_deref(),
            Some("ALL")
        );
    }
}
