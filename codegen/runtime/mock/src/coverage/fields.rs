//! Which fields of its schema a body has: read as it stands, without making a tree of it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use taurusdb_descriptor_types::{Schema, Type};

/// A field, by the address of its schema and its position there.
pub(crate) type Exercise = (usize, usize);

/// The fields that a body has; none if it is no JSON.
pub(crate) fn fields(schema: Option<&'static Schema>, body: &[u8]) -> Vec<Exercise> {
    let Some(schema) = schema.filter(|_| !body.is_empty()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(body);
    let walk = Walk { found: &mut found, schema };
    let read = walk.deserialize(&mut reader).and_then(|()| reader.end());
    if read.is_err() {
        found.clear();
    }
    found
}

pub(crate) fn address(schema: &'static Schema) -> usize {
    std::ptr::from_ref(schema).addr()
}

/// Goes through a value that has a schema.
struct Walk<'f> {
    found: &'f mut Vec<Exercise>,
    schema: &'static Schema,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Walk { found, schema } = self;
        while items.next_element_seed(Walk { found: &mut *found, schema })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let Walk { found, schema } = self;
        let mut after = 0;
        while let Some(index) = fields.next_key_seed(Known { schema, after })? {
            let Some(index) = index else {
                // Keys of a map are data; its values have the schema.
                fields.next_value_seed(Walk { found: &mut *found, schema })?;
                continue;
            };
            after = index + 1;
            found.push((address(schema), index));
            match schema.fields[index].kind {
                Type::String | Type::Integer | Type::Long | Type::Number | Type::Boolean => {
                    fields.next_value::<IgnoredAny>()?;
                }
                kind => match kind.schema() {
                    Some(schema) => fields.next_value_seed(Walk { found: &mut *found, schema })?,
                    None => drop(fields.next_value::<IgnoredAny>()?),
                },
            }
        }
        Ok(())
    }
}

/// The position of the field that a key names.
struct Known {
    schema: &'static Schema,
    /// Where to look first: most bodies have their fields in the order of the description.
    after: usize,
}

impl Known {
    fn position(&self, name: &str) -> Option<usize> {
        let fields = self.schema.fields.iter().enumerate();
        let mut from_here = fields.clone().skip(self.after).chain(fields.take(self.after));
        from_here.find(|(_, field)| field.is_called(name)).map(|(index, _)| index)
    }
}

impl<'de> DeserializeSeed<'de> for Known {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Known {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.position(name))
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Field, Schema, Side, Type};

    use super::fields;

    static TAG: Schema = Schema {
        name: "Tag",
        side: Side::Request,
        fields: &[Field::new("key", Type::String), Field::new("value", Type::String)],
    };
    static THING: Schema = Schema {
        name: "Thing",
        side: Side::Request,
        fields: &[
            Field::new("name", Type::String),
            Field::new("tags", Type::Array(&Type::Record(&TAG))),
            Field::new("by_place", Type::Map(&Type::Record(&TAG))),
        ],
    };

    fn named(body: &str) -> Vec<String> {
        let all = [&THING, &TAG];
        let name = |(at, index): (usize, usize)| {
            let schema = all.iter().find(|schema| super::address(schema) == at);
            schema.expect("one of them").fields[index].name.to_owned()
        };
        let found = fields(Some(&THING), body.as_bytes());
        found.into_iter().map(name).collect()
    }

    #[test]
    fn fields_are_found_in_any_order_in_lists_and_maps() {
        assert_eq!(
            named(r#"{"by_place":{"here":{"value":"v"}},"tags":[{"key":"k"},{}],"other":{"x":1}}"#),
            ["by_place", "value", "tags", "key"]
        );
        assert_eq!(named(r#"{"name":{"key":[1,null,true]}}"#), ["name"]);
        assert_eq!(named(r#"[{"name":-1.5},"a"]"#), ["name"]);
    }

    #[test]
    fn what_is_no_json_has_none() {
        for body in ["", "{", r#"{"name":1"#, r#"{"name":1} x"#] {
            assert_eq!(named(body), Vec::<String>::new(), "{body}");
        }
    }
}
