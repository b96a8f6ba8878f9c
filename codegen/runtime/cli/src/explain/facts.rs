//! What is known of a value: the entries that fields and parameters have in common.

use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::phrase::{self, About, Style, Subject};
use taurusdb_descriptor_types::{Facts, Mandatory, Range, Type};

use super::page::{Page, Row};
use crate::manual::Manual;
use crate::scalar;

/// A field or parameter.
pub(super) struct Thing {
    /// The schema or operation that it belongs to.
    pub(super) owner: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: Type,
    /// Whether a request must have it; `None` in answers.
    pub(super) mandatory: Option<Mandatory>,
    pub(super) facts: &'static Facts<'static>,
}

impl Thing {
    /// What it means and all that is stated of it, on a page of its own.
    pub(super) fn describe(&self, manual: Manual, page: &mut Page) {
        let facts = self.facts;
        page.meaning(manual.docs.field(self.owner, self.name));
        page.line("type", scalar::short(&self.kind));
        let clauses = |name: &str| manual.docs.condition(name).map(str::to_owned);
        let subject = Subject { facts, mandatory: self.mandatory, clauses: &clauses };
        let said = phrase::statements(&subject, Style::Plain);
        let about = |wanted| said.iter().find(|one| one.about == wanted).map(|one| &one.text);
        if let Some(mandatory) = self.mandatory {
            let when = about(About::Mandatory).or(about(About::Required));
            page.line("given", when.map_or(mandatory.word(), String::as_str));
        }
        if let Some(when) = about(About::Excluded) {
            page.line("excluded", when);
        }
        if let Some(limits) = phrase::limits(facts, Style::Plain) {
            page.line_of("limits", limits, self::limits(facts));
        }
        if let Some(default) = facts.default {
            page.line("default", default);
        }
        if let Some(from) = facts.value_from {
            let text = about(About::Source).map_or("", |text| without(text, "from "));
            let typed = manual.service.operation(from.operation);
            let typed = typed.map(|operation| manual.program.typed(operation));
            let text = match &typed {
                Some(typed) => format!("{text} (`{typed}`)"),
                None => text.to_owned(),
            };
            let value =
                json!({ "operation": from.operation, "field": from.field, "command": typed });
            page.line_of("value_from", text, value);
        }
        for (about_what, key) in
            [(About::Secret, "secret"), (About::Stage, "stage"), (About::Deprecated, "deprecated")]
        {
            if let Some(text) = about(about_what) {
                page.line(key, without(text, &format!("{key}: ")));
            }
        }
        page.rows("values", self.values(manual));
    }

    fn values(&self, manual: Manual) -> Vec<Row> {
        let row = |value: &&'static str| {
            let meaning = manual.docs.value(self.owner, self.name, value);
            Row {
                columns: vec![(*value).to_owned()],
                text: meaning.unwrap_or_default().to_owned(),
                value: json!({ "value": value, "meaning": meaning }),
                ..Row::default()
            }
        };
        self.facts.values.iter().map(row).collect()
    }
}

/// A statement without the beginning that its key says.
fn without<'t>(text: &'t str, beginning: &str) -> &'t str {
    text.strip_prefix(beginning).unwrap_or(text)
}

/// The limits of a value, for programs.
fn limits(facts: &Facts<'_>) -> Value {
    let range = |range: Range| json!({ "minimum": range.min, "maximum": range.max });
    let limits: [(&str, Option<Value>); 8] = [
        ("minimum", facts.minimum.map(number)),
        ("maximum", facts.maximum.map(number)),
        ("multiple_of", facts.multiple_of.map(number)),
        ("unit", facts.unit.map(Value::from)),
        ("length", facts.length.map(range)),
        ("items", facts.items.map(range)),
        ("pattern", facts.pattern.map(Value::from)),
        ("format", facts.format.map(|format| phrase::form(format).into())),
    ];
    let mut object = Map::new();
    for (key, value) in limits {
        if let Some(value) = value {
            object.insert(key.to_owned(), value);
        }
    }
    if let Some(text) = phrase::limits(facts, Style::Plain) {
        object.insert("text".to_owned(), text.into());
    }
    object.into()
}

/// A limit as JSON writes it: whole where it is whole.
pub(super) fn number(limit: f64) -> Value {
    match limit.fract() == 0.0 && limit.abs() < 9e15 {
        true => (limit as i64).into(),
        false => limit.into(),
    }
}
