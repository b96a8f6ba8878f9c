//! Whether a request certainly fits its description, by as few looks as it takes.
//!
//! Most requests do. To hold all of one against all of the description goes through memory that nothing else
//! touches, so it is done only where something may be wrong: what is said here is "certainly" or nothing.

use taurusdb_descriptor_types::check::{self, Json};
use taurusdb_descriptor_types::{Field, Location, Operation, Schema, Type};

use crate::record::{Column, GivenFields, Record, Slot, View, elements, value};

/// Whether certainly nothing that is outside of the body is wrong, given what is in the query.
pub(super) fn has_fitting_parameters(
    operation: &Operation,
    query: &[(&'static str, Vec<String>)],
) -> bool {
    operation.parameters.iter().all(|parameter| match parameter.location {
        // Senders are not held to what is said of headers, and a path is filled in before.
        Location::Header => true,
        Location::Path => !parameter.is_checked(),
        Location::Query => {
            let mut pairs = query.iter();
            let values = pairs.find(|(name, _)| *name == parameter.name);
            match values.map(|(_, values)| values.as_slice()).unwrap_or_default() {
                [] => !parameter.is_mandatory() && !parameter.is_checked(),
                _ if !parameter.is_checked() => true,
                [value] => check::certainly_keeps_limits(parameter, value),
                _ => false,
            }
        }
    })
}

/// Whether a record certainly fits.
pub(super) fn certainly_fits(record: &dyn Record, given: GivenFields, schema: &Schema) -> bool {
    let (mut fits, mut mandatory) = (true, 0);
    record.slots(&mut |columns, slots| {
        let mut all = columns.list.iter().zip(slots).zip(schema.fields);
        fits = slots.len() == schema.fields.len()
            && all.all(|((column, slot), field)| {
                mandatory += u32::from(column.required);
                let is_given = !column.required || given.has(mandatory - 1);
                is_given && field_fits(column, *slot, field)
            });
    });
    fits
}

/// Column and field are made from the same description, in its order: their names are not compared with each call.
fn field_fits(column: &Column, slot: &dyn Slot, field: &Field) -> bool {
    debug_assert_eq!(column.name, field.name);
    if column.is_free() && !column.required {
        return true;
    }
    match value(slot) {
        None if column.required => false,
        None => !column.checked_absent || !field.may_be_needed(),
        Some(_) if column.is_free() => true,
        Some(view) => !field.may_be_excluded() && fits(field, &field.kind, view),
    }
}

fn fits(field: &Field, kind: &Type, view: View<'_>) -> bool {
    let scalar = match (kind, view) {
        (Type::Record(schema), View::Record(record)) => {
            return certainly_fits(record, GivenFields::ALL, schema);
        }
        (Type::Array(element), View::List(list)) => {
            return (!field.is_limited()
                || field.facts.broken_by_count(elements(list).count()).is_none())
                && elements(list).all(|slot| fits(field, element, slot.view()));
        }
        (Type::String, View::Text(text)) => Json::Text(text),
        (Type::Integer | Type::Long, View::Integer(number)) => Json::Number(number.into()),
        _ => return false,
    };
    !field.is_limited() || check::keeps_limits(field, kind, &scalar)
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Condition, Facts, Field, Range, Schema, Side, Type};

    use super::certainly_fits;
    use crate::record;
    use crate::record::GivenFields;

    static TAG: Schema = Schema {
        name: "Tag",
        side: Side::Request,
        fields: &[Field::mandatory("key", Type::String)
            .facts(&Facts { length: Some(Range { min: Some(1), max: Some(3) }), ..Facts::NONE })],
    };

    static NEW: Schema = Schema {
        name: "New",
        side: Side::Request,
        fields: &[
            Field::mandatory("name", Type::String),
            Field::mandatory("size", Type::Integer)
                .facts(&Facts { maximum: Some(9.0), ..Facts::NONE }),
            Field::optional("tags", Type::Array(&Type::Record(&TAG)))
                .facts(&Facts { items: Some(Range { min: None, max: Some(2) }), ..Facts::NONE }),
            Field::conditional("zone", Type::String).facts(&Facts {
                required_when: &[Condition::Given { field: "tags", given: true }],
                ..Facts::NONE
            }),
            Field::optional("note", Type::String),
        ],
    };

    #[derive(Default)]
    struct Tag {
        key: String,
    }
    record!(Tag { key: "key" required limited });

    #[derive(Default)]
    struct New {
        name: String,
        size: i64,
        tags: Option<Vec<Tag>>,
        zone: Option<String>,
        note: Option<String>,
    }
    record!(New {
        name: "name" required free,
        size: "size" required limited,
        tags: "tags" limited,
        zone: "zone",
        note: "note" free,
    });

    fn tags(keys: &[&str]) -> Option<Vec<Tag>> {
        Some(keys.iter().map(|key| Tag { key: (*key).to_owned() }).collect())
    }

    #[test]
    fn what_keeps_all_limits_certainly_fits() {
        let zone = Some("a".to_owned());
        for (new, fits) in [
            (New { zone: zone.clone(), size: 9, ..New::default() }, true),
            (New { zone: zone.clone(), note: zone.clone(), ..New::default() }, true),
            (New { zone: zone.clone(), tags: tags(&["a", "abc"]), ..New::default() }, true),
            (New { zone: zone.clone(), size: 10, ..New::default() }, false),
            (New { zone: zone.clone(), tags: tags(&["a", "abcd"]), ..New::default() }, false),
            (New { zone: zone.clone(), tags: tags(&["a", "b", "c"]), ..New::default() }, false),
            // Whether it is needed is looked at more closely.
            (New::default(), false),
        ] {
            assert_eq!(certainly_fits(&new, GivenFields::ALL, &NEW), fits, "{new:?}");
        }
    }

    #[test]
    fn what_lacks_a_mandatory_field_does_not() {
        let new = New { zone: Some("a".to_owned()), ..New::default() };
        let mut given = GivenFields::NONE;
        given.add(0);
        assert!(!certainly_fits(&new, given, &NEW));
        given.add(1);
        assert!(certainly_fits(&new, given, &NEW));
        // Another record than the one that is described.
        assert!(!certainly_fits(&new, given, &TAG));
    }
}
