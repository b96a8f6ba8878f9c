//! What a skeleton leaves to be filled in.

use crate::tree::{Form, Origin, Tree};

/// Whether a text is a placeholder that is still to be filled in. No real value looks like one.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("<<") && text.ends_with(">>")
}

/// What is said of each placeholder in an input.
pub(super) fn of(tree: &Tree, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(tree, source, "", &mut found);
    found
}

fn collect(tree: &Tree, source: &str, place: &str, found: &mut Vec<String>) {
    match &tree.form {
        Form::Text(text) if is_placeholder(text) => {
            let line = match tree.origin {
                Origin::Input { line, .. } => format!(", line {line}"),
                _ => String::new(),
            };
            found.push(format!("{source}{line}: '{place}' is not filled in: replace '{text}'"));
        }
        Form::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, source, &format!("{place}[{index}]"), found);
            }
        }
        Form::Object(entries) => {
            for (key, value) in entries {
                let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                if is_placeholder(key) {
                    found.push(format!("{source}: the key '{key}' is not filled in: replace it"));
                }
                collect(value, source, &place, found);
            }
        }
        _ => {}
    }
}
