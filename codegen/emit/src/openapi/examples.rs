//! The examples of an operation, each beside the schema of its body.

use serde_json::{Map, Value, json};
use taurusdb_spec::{Example, Operation};

/// The examples of an operation that are not exported yet.
pub(super) struct Examples<'a> {
    success: Option<u16>,
    open: Vec<(String, &'a Example)>,
}

impl<'a> Examples<'a> {
    pub(super) fn new(operation: &'a Operation) -> Self {
        Self {
            success: operation.success().map(|(status, _)| status),
            open: operation.named_examples().collect(),
        }
    }

    /// Puts the examples of a body beside its schema, each with its kind and a number as its name:
    /// `request-1`, `200-2`. Tools assume that everything under `examples` is valid, so an example
    /// that contradicts its table goes to `x-examples`.
    pub(super) fn take(&mut self, status: Option<u16>, media: &mut Map<String, Value>) {
        let is_success = status.is_some() && status == self.success;
        // An example with another success status than the documented one still shows that body.
        let belongs = |example: &Example| {
            let known = status == example.status;
            known || is_success && example.status.is_some_and(taurusdb_spec::is_success)
        };
        let open = std::mem::take(&mut self.open);
        let (taken, open) = open.into_iter().partition(|(_, example)| belongs(example));
        self.open = open;
        let taken: Vec<(String, &Example)> = taken;
        for (name, example) in taken {
            let contradicts = &example.contradicts;
            let mut entry = entry(example);
            if example.status != status {
                entry.insert("x-status".into(), json!(example.status));
            }
            let key = if contradicts.is_empty() { "examples" } else { "x-examples" };
            if !contradicts.is_empty() {
                entry.insert("x-contradicts".into(), json!(contradicts));
            }
            put(media.entry(key).or_insert_with(|| json!({})), &name, entry);
        }
    }

    /// Examples of bodies that no table describes.
    pub(super) fn rest(self) -> Option<Value> {
        let mut out = json!({});
        for (name, example) in &self.open {
            let mut entry = entry(example);
            if let Some(status) = example.status {
                entry.insert("x-status".into(), json!(status));
            }
            put(&mut out, name, entry);
        }
        (!self.open.is_empty()).then_some(out)
    }
}

fn entry(example: &Example) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("value".into(), example.body.clone());
    if !example.repairs.is_empty() {
        out.insert("x-repairs".into(), json!(example.repairs));
    }
    out
}

fn put(examples: &mut Value, name: &str, entry: Map<String, Value>) {
    examples[name.replace(' ', "-")] = Value::Object(entry);
}
