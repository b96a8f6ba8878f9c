//! The flags of a body, for whoever shows them.

use taurusdb_descriptor_types::{Field, Schema, Type};

use super::name::{Taken, flag_of, segment};

/// More rows than this are no help.
const MOST: usize = 400;

/// What stands for the index of an element, and for a key that is data.
pub(crate) const INDEX: &str = "N";
pub(crate) const KEY: &str = "KEY";

/// A flag of a body.
#[derive(Clone, Debug)]
pub(crate) struct Flag {
    /// The flag, without the hyphens in front; `N` and `KEY` in it stand for an index and a key.
    pub(crate) name: String,
    /// The schema that the field belongs to.
    pub(crate) owner: &'static Schema,
    pub(crate) field: &'static Field,
    /// Whether a body cannot do without it: it and all around it are mandatory.
    pub(crate) is_needed: bool,
}

/// The flags of a body, those of objects behind that of the object; where there are too many, those that
/// lie deepest are left out, and the second value says so. A schema inside itself is shown once.
pub(crate) fn flags(schema: &'static Schema, taken: &Taken) -> (Vec<Flag>, bool) {
    let mut deepest = usize::MAX;
    loop {
        let mut list = List { taken, deepest, reached: 0, open: vec![schema], flags: Vec::new() };
        list.fields(schema, "", 0, true);
        if list.flags.len() <= MOST || list.reached == 0 {
            return (list.flags, deepest != usize::MAX);
        }
        deepest = list.reached - 1;
    }
}

/// The name of the flag that help shows for one that is typed: `tags.N.key` for `tags.0.key`.
pub(crate) fn pattern(long: &str) -> String {
    let long = long.replace('[', ".").replace(']', "");
    let part = |part: &str| match part.parse::<usize>() {
        Ok(_) => INDEX.to_owned(),
        Err(_) => part.to_owned(),
    };
    long.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// The fields of an object, each with what it is called behind a dot.
pub(crate) fn inside(schema: &'static Schema) -> impl Iterator<Item = (String, &'static Field)> {
    schema.fields.iter().map(move |field| (segment(schema, field), field))
}

struct List<'a> {
    taken: &'a Taken,
    deepest: usize,
    reached: usize,
    open: Vec<&'static Schema>,
    flags: Vec<Flag>,
}

impl List<'_> {
    fn fields(&mut self, schema: &'static Schema, before: &str, depth: usize, is_needed: bool) {
        self.reached = self.reached.max(depth);
        for mandatory in [true, false] {
            for field in schema.fields.iter().filter(|field| field.is_mandatory() == mandatory) {
                // Enough is known to begin again, less deep.
                if self.flags.len() > MOST && depth > 0 {
                    return;
                }
                let own = match before {
                    "" => flag_of(schema, field, self.taken),
                    before => format!("{before}.{}", segment(schema, field)),
                };
                let is_needed = is_needed && mandatory;
                self.flags.push(Flag { name: own.clone(), owner: schema, field, is_needed });
                if depth < self.deepest {
                    self.inside(&field.kind, own, depth, is_needed);
                }
            }
        }
    }

    fn inside(&mut self, kind: &Type, name: String, depth: usize, is_needed: bool) {
        match kind {
            Type::Record(schema) => {
                if self.open.iter().any(|open| std::ptr::eq(*open, *schema)) {
                    return;
                }
                self.open.push(schema);
                self.fields(schema, &name, depth + 1, is_needed);
                self.open.pop();
            }
            Type::Array(inner) => self.inside(inner, format!("{name}.{INDEX}"), depth, false),
            Type::Map(inner) => self.inside(inner, format!("{name}.{KEY}"), depth, false),
            _ => {}
        }
    }
}
