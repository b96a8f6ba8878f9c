//! Bodies of example values, which the description allows.

use taurusdb_descriptor_types::check::{self, Fault, Rules};
use taurusdb_descriptor_types::{Facts, Field, Operation, Schema, Type};

use crate::fields::{Taken, place};
use crate::manual::Manual;
use crate::tree::{Form, Step, Tree, number};

/// Stands for a secret, which only the caller can know.
pub(crate) const SECRET: &str = "<<secret>>";

/// Which fields a body has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Those that it cannot do without.
    Needed,
    /// All that it may have together.
    Full,
}

/// A body with example values.
pub(crate) fn body(
    manual: Manual,
    operation: &'static Operation,
    schema: &'static Schema,
    extent: Extent,
) -> Tree {
    let mut samples = Samples { manual, extent, open: Vec::new() };
    let mut body = samples.record(schema).unwrap_or_else(|| Tree::made(Form::Object(Vec::new())));
    samples.extent = Extent::Needed;
    // One condition may lead to the next.
    for _ in 0..ROUNDS {
        if !samples.mended(operation, schema, &mut body) {
            break;
        }
    }
    body
}

/// More conditions do not depend on each other.
const ROUNDS: usize = 12;

struct Samples {
    manual: Manual,
    extent: Extent,
    /// The schemas around the current value. Told apart by address: names need not be unique.
    open: Vec<&'static Schema>,
}

impl Samples {
    /// An object; `None` inside itself.
    fn record(&mut self, schema: &'static Schema) -> Option<Tree> {
        if self.open.iter().any(|open| std::ptr::eq(*open, schema)) {
            return None;
        }
        self.open.push(schema);
        let mut entries = Vec::new();
        for mandatory in [true, false] {
            for field in schema.fields.iter().filter(|field| field.is_mandatory() == mandatory) {
                let is_wanted =
                    mandatory || self.extent == Extent::Full && field.facts.deprecated.is_none();
                if let Some(value) = is_wanted.then(|| self.field(schema, field)).flatten() {
                    entries.push((field.name.to_owned(), value));
                }
            }
        }
        self.open.pop();
        Some(Tree::made(Form::Object(entries)))
    }

    fn field(&mut self, schema: &'static Schema, field: &'static Field) -> Option<Tree> {
        self.value(schema, field, &field.kind)
    }

    fn value(
        &mut self,
        schema: &'static Schema,
        field: &'static Field,
        kind: &Type,
    ) -> Option<Tree> {
        let form = match kind {
            Type::Record(inner) => return self.record(inner),
            Type::Object => Form::Object(Vec::new()),
            Type::Array(inner) => {
                let fewest = field.facts.items.and_then(|items| items.min).unwrap_or(1).max(1);
                let item = self.value(schema, field, inner);
                Form::List(item.into_iter().cycle().take(fewest.min(20) as usize).collect())
            }
            Type::Map(inner) => {
                let entry = self.value(schema, field, inner);
                Form::Object(entry.into_iter().map(|value| ("key".to_owned(), value)).collect())
            }
            _ if field.facts.sensitive => Form::Text(SECRET.to_owned()),
            scalar => {
                let text = text(self.manual, schema.name, field);
                scalar_of(scalar, text.map_or_else(|| made(scalar, field.facts), str::to_owned))
            }
        };
        Some(Tree::made(form))
    }

    /// Adds what a body lacks and takes away what it must not have; whether something was to do.
    fn mended(
        &mut self,
        operation: &'static Operation,
        schema: &'static Schema,
        body: &mut Tree,
    ) -> bool {
        let request = check::Request {
            operation,
            parameters: Vec::new(),
            body: Some(body.as_json()),
            has_data: false,
        };
        let found =
            check::request(&request, Rules { most: usize::MAX, ..Rules::STRICT }).violations;
        let mut is_mended = false;
        for one in found.iter().filter(|one| one.location().is_none()) {
            let there = place(schema, body, one.path(), &Taken::default());
            let steps = Step::in_path(one.path());
            match (one.kind(), there.field, there.around) {
                (Fault::Missing, Some(field), Some(around)) => {
                    // What must be in itself without end is left out.
                    self.open = vec![around];
                    if let Some(value) = self.field(around, field) {
                        is_mended |= body.put(&steps, value).is_ok();
                    }
                }
                (Fault::Excluded, ..) => is_mended |= body.remove(&steps),
                _ => {}
            }
        }
        is_mended
    }
}

/// An example value of a field, as text.
fn text(manual: Manual, owner: &str, field: &Field) -> Option<&'static str> {
    let default = field.facts.default.filter(|_| field.facts.deprecated.is_none());
    let shown = manual.docs.sample(owner, field.name);
    let first = field.facts.values.first().copied();
    match field.is_mandatory() {
        true => shown.or(default).or(first),
        false => default.or(shown).or(first),
    }
}

/// What the facts allow of a type, where nobody has said anything better.
fn made(kind: &Type, facts: &Facts<'_>) -> String {
    match (kind, facts.minimum, facts.maximum) {
        (Type::String, None, None) => "text".to_owned(),
        // The least whole number above 0.
        (_, minimum, _) => minimum.map_or(1.0, |least| least.ceil().max(1.0)).to_string(),
    }
}

/// A text as a value of a type; what fits the type where it does not.
fn scalar_of(kind: &Type, text: String) -> Form {
    let digits = number(&text);
    match kind {
        Type::Integer | Type::Long => {
            let whole = digits.filter(|digits| digits.parse::<i64>().is_ok());
            Form::Number(whole.unwrap_or_else(|| "1".to_owned()))
        }
        Type::Number => Form::Number(digits.unwrap_or_else(|| "0.5".to_owned())),
        Type::Boolean => Form::Boolean(!text.eq_ignore_ascii_case("false")),
        _ => Form::Text(text),
    }
}
