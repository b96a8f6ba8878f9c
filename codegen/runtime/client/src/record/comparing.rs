//! Whether two records are equal, field by field.

use super::view::View;
use super::{Record, Slot};

/// Whether two records of one type have equal values.
///
/// A field that would not be written counts as absent, so an enumeration with the empty wire value
/// equals none. A number that is not one equals nothing, as everywhere in Rust.
pub fn same_record(one: &dyn Record, other: &dyn Record) -> bool {
    let mut same = true;
    one.slots(&mut |_, slots| {
        other.slots(&mut |_, others| {
            let mut pairs = slots.iter().zip(others);
            same = slots.len() == others.len() && pairs.all(|(one, other)| same_slot(*one, *other));
        });
    });
    same
}

fn same_slot(one: &dyn Slot, other: &dyn Slot) -> bool {
    match (one.view(), other.view()) {
        (View::Absent, View::Absent) => true,
        (View::Boolean(one), View::Boolean(other)) => one == other,
        (View::Integer(one), View::Integer(other)) => one == other,
        (View::Number(one), View::Number(other)) => one == other,
        (View::Text(one), View::Text(other)) => one == other,
        (View::Json(one), View::Json(other)) => one == other,
        (View::Record(one), View::Record(other)) => same_record(one, other),
        (View::List(one), View::List(other)) => (0..)
            .map(|index| (one.at(index), other.at(index)))
            .map_while(|pair| match pair {
                (None, None) => None,
                (Some(one), Some(other)) => Some(same_slot(one, other)),
                _ => Some(false),
            })
            .all(|same| same),
        (View::Map(one), View::Map(other)) => {
            let (one, other) = (one.entries(), other.entries());
            let mut pairs = one.iter().zip(&other);
            one.len() == other.len()
                && pairs.all(|((key, slot), (other_key, other))| {
                    key == other_key && same_slot(*slot, *other)
                })
        }
        _ => false,
    }
}
