//! Scalars without quotes, which are what the field needs.

use taurusdb_descriptor_types::Type;

use crate::tree::{Form, Tree, plain};

/// The same value, each scalar without quotes read as the type in its place says: `8.10` is a text for a
/// field of texts. Where nothing is said, it is what YAML says.
pub(super) fn settled(tree: Tree, kind: Option<&Type>) -> Tree {
    let form = match (tree.form, kind) {
        (Form::Plain(text), Some(Type::String)) => match plain(&text) {
            Form::Null => Form::Null,
            _ => Form::Text(text),
        },
        (Form::Plain(text), _) => plain(&text),
        (Form::List(items), kind) => {
            let element = match kind {
                Some(Type::Array(element)) => Some(*element),
                // Examples show several where one is declared.
                other => other,
            };
            Form::List(items.into_iter().map(|item| settled(item, element)).collect())
        }
        (Form::Object(entries), kind) => {
            let inside = |key: &str| match kind {
                Some(Type::Record(schema)) => schema.field(key).map(|field| &field.kind),
                Some(Type::Array(Type::Record(schema))) => {
                    schema.field(key).map(|field| &field.kind)
                }
                Some(Type::Map(element)) => Some(*element),
                _ => None,
            };
            Form::Object(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let kind = inside(&key);
                        (key, settled(value, kind))
                    })
                    .collect(),
            )
        }
        (form, _) => form,
    };
    Tree { form, ..tree }
}
