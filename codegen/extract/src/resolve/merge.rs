use std::collections::BTreeMap;

use taurusdb_spec::{Field, Side, Source, Type};

/// A table of the document on its way to becoming a schema. Types refer to tables by number.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// What the schema is called unless others are called the same.
    pub(super) base: String,
    pub(super) side: Side,
    pub(super) fields: Vec<Field>,
    /// The table, and others that were merged into it.
    pub(super) sources: Vec<Source>,
}

impl Unit {
    /// The number of the table that fields refer to.
    pub(super) fn number(&self) -> &str {
        &self.sources[0].table
    }
}

/// Finds units that say the same: for each unit, the index of the first one that is its equal.
///
/// Two tables are equal when they are called the same, travel the same way and have the same
/// fields with the same facts, through all references. References may form cycles, so equality is
/// found from above: all tables are taken for equal until they are seen to differ.
pub(super) fn equal_units(units: &[Unit]) -> Vec<usize> {
    let by_number: BTreeMap<&str, usize> =
        units.iter().enumerate().map(|(i, unit)| (unit.number(), i)).collect();
    let facts: Vec<Vec<String>> = units.iter().map(facts_as_text).collect();
    let mut classes = vec![0; units.len()];
    let mut count = 0;
    loop {
        let mut first_of: BTreeMap<Key<'_>, usize> = BTreeMap::new();
        let next: Vec<usize> = units
            .iter()
            .enumerate()
            .map(|(i, unit)| {
                let class_of = |number: &str| by_number.get(number).map(|&unit| classes[unit]);
                *first_of.entry(Key::of(unit, &facts[i], &class_of)).or_insert(i)
            })
            .collect();
        let distinct = first_of.len();
        classes = next;
        // A round only ever splits classes, so equal counts mean that nothing changed.
        if distinct == count {
            return classes;
        }
        count = distinct;
    }
}

/// Facts hold numbers, which have no order; their text has one.
fn facts_as_text(unit: &Unit) -> Vec<String> {
    let text =
        |field: &Field| serde_json::to_string(&field.facts).expect("the model serialises to JSON");
    unit.fields.iter().map(text).collect()
}

/// What must agree for two units to be equal.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    base: &'a str,
    side: Side,
    fields: Vec<FieldKey<'a>>,
}

/// Name, type without its schema, class of the schema, mandatory, facts as text.
type FieldKey<'a> = (&'a str, Type, Option<usize>, Option<u8>, &'a str);

impl<'a> Key<'a> {
    fn of(unit: &'a Unit, facts: &'a [String], class_of: &impl Fn(&str) -> Option<usize>) -> Self {
        let fields = unit
            .fields
            .iter()
            .zip(facts)
            .map(|(field, facts)| {
                let shape = field.kind.map_schema(&mut |_| String::new());
                let class = field.kind.schema().and_then(class_of);
                let mandatory = field.mandatory.map(|mandatory| mandatory as u8);
                (&*field.name, shape, class, mandatory, facts.as_str())
            })
            .collect();
        Self { base: &unit.base, side: unit.side, fields }
    }
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
