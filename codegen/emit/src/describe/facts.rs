//! What is stated about a value.

use taurusdb_descriptor_types::{CharClass, Condition, Facts, ValueDeprecation, ValueFrom};

use super::lent;

/// What is stated, for good; the one constant where nothing is.
pub(super) fn facts(stated: &taurusdb_spec::Facts) -> &'static Facts<'static> {
    if stated.is_empty() {
        return &Facts::NONE;
    }
    stated.lend(|stated| {
        let Facts {
            values,
            default,
            minimum,
            maximum,
            multiple_of,
            length,
            items,
            charset,
            classes_needed,
            pattern,
            format,
            unit,
            required_when,
            excluded_when,
            value_from,
            sensitive,
            case_insensitive,
            stage,
            deprecated,
        } = *stated;
        lent::value(Facts {
            values: lent::texts(values),
            default: lent::maybe(default),
            minimum,
            maximum,
            multiple_of,
            length,
            items,
            charset: lent::list(charset.iter().map(class)),
            classes_needed,
            pattern: lent::maybe(pattern),
            format,
            unit: lent::maybe(unit),
            required_when: lent::list(required_when.iter().map(condition)),
            excluded_when: lent::list(excluded_when.iter().map(condition)),
            value_from: value_from.map(|from| ValueFrom {
                operation: lent::text(from.operation),
                field: lent::maybe(from.field),
            }),
            sensitive,
            case_insensitive,
            stage,
            deprecated: deprecated
                .map(|end| ValueDeprecation { successor: lent::maybe(end.successor) }),
        })
    })
}

fn class(class: &CharClass<&str>) -> CharClass<&'static str> {
    match *class {
        CharClass::Letters => CharClass::Letters,
        CharClass::Uppercase => CharClass::Uppercase,
        CharClass::Lowercase => CharClass::Lowercase,
        CharClass::Digits => CharClass::Digits,
        CharClass::NonAscii => CharClass::NonAscii,
        CharClass::Chars(chars) => CharClass::Chars(lent::text(chars)),
    }
}

fn condition(condition: &Condition<'_>) -> Condition<'static> {
    match *condition {
        Condition::Equals { field, equals } => {
            Condition::Equals { field: lent::text(field), equals: lent::texts(equals) }
        }
        Condition::Given { field, given } => Condition::Given { field: lent::text(field), given },
        Condition::Named { when } => Condition::Named { when: lent::text(when) },
    }
}
