//! Merges equal tables into one schema.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use taurusdb_spec::{Field, Side, Source};

/// A table of the document on its way to becoming a schema. Types refer to tables by number.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The name of the schema, unless another schema has the same name.
    pub(super) base: String,
    pub(super) side: Side,
    pub(super) fields: Vec<Field>,
    /// The table, and the tables merged into it.
    pub(super) sources: Vec<Source>,
}

impl Unit {
    /// The number of the table, by which fields refer to it.
    pub(super) fn number(&self) -> &str {
        &self.sources[0].table
    }
}

/// Finds equal units: for each unit, the index of the first unit that equals it.
///
/// Two tables are equal if they have the same name, the same side and the same fields with the same
/// facts, through all references. References may form cycles, so tables that look the same count as
/// equal until the tables that they refer to turn out to differ.
pub(super) fn equal_units(units: &[Unit]) -> Vec<usize> {
    let by_number: BTreeMap<&str, usize> =
        units.iter().enumerate().map(|(i, unit)| (unit.number(), i)).collect();
    let references: Vec<Vec<usize>> = units
        .iter()
        .map(|unit| {
            let numbers = unit.fields.iter().filter_map(|field| field.kind.schema());
            numbers.filter_map(|number| by_number.get(number).copied()).collect()
        })
        .collect();
    let mut classes = first_of_each(units.iter().map(look));
    let mut count = distinct(&classes);
    loop {
        let keys = classes.iter().zip(&references).map(|(class, references)| {
            let referred: Vec<usize> = references.iter().map(|&unit| classes[unit]).collect();
            (*class, referred)
        });
        classes = first_of_each(keys);
        // A round only ever splits classes, so equal counts mean that nothing changed.
        let after = distinct(&classes);
        if after == count {
            return classes;
        }
        count = after;
    }
}

/// For each key, the index of the first that equals it.
fn first_of_each<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut first: BTreeMap<K, usize> = BTreeMap::new();
    keys.enumerate().map(|(i, key)| *first.entry(key).or_insert(i)).collect()
}

/// The number of classes; the index of its first unit identifies a class.
fn distinct(classes: &[usize]) -> usize {
    classes.iter().enumerate().filter(|(unit, class)| unit == *class).count()
}

/// A text that describes a unit without the tables that it refers to. It is a text because facts
/// contain floating-point numbers, which cannot be ordered.
fn look(unit: &Unit) -> String {
    let mut look = format!("{:?} {}", unit.side, unit.base);
    for field in &unit.fields {
        let shape = field.kind.map_schema(&mut |_| "T".to_owned());
        let _ = write!(look, "\n{} {shape} {:?} ", field.name, field.mandatory);
        if !field.facts.is_empty() {
            look += &serde_json::to_string(&field.facts).expect("the model serialises to JSON");
        }
    }
    look
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{Facts, Field, Side, Source, Type};

    use super::{Unit, equal_units};

    fn unit(base: &str, table: &str, fields: &[(&str, Type)]) -> Unit {
        let field = |(name, kind): &(&str, Type)| Field {
            name: (*name).to_owned(),
            aliases: Vec::new(),
            kind: kind.clone(),
            declared: None,
            wire: Vec::new(),
            nullable: false,
            mandatory: None,
            facts: Facts::default(),
            lines: vec![1],
        };
        let source = Source {
            operation: "a.b".into(),
            status: None,
            table: table.into(),
            name: None,
            line: 1,
        };
        Unit {
            base: base.into(),
            side: Side::Response,
            fields: fields.iter().map(field).collect(),
            sources: vec![source],
        }
    }

    fn to(table: &str) -> Type {
        Type::Schema(table.to_owned())
    }

    #[test]
    fn equality_goes_through_references_and_cycles() {
        let units = [
            unit("Node", "1-1", &[("next", to("1-1")), ("tag", to("1-2"))]),
            unit("Tag", "1-2", &[("key", Type::String)]),
            unit("Node", "1-3", &[("next", to("1-3")), ("tag", to("1-4"))]),
            unit("Tag", "1-4", &[("key", Type::String)]),
            unit("Node", "1-5", &[("next", to("1-5")), ("tag", to("1-6"))]),
            unit("Tag", "1-6", &[("key", Type::Long)]),
        ];
        assert_eq!(equal_units(&units), [0, 1, 0, 1, 4, 5]);
    }
}
