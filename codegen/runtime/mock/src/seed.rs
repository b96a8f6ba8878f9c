//! Files that say what the service keeps.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use serde_json::value::RawValue;

use crate::tree::Misread;

/// Reads a file; `source` stands for it in messages.
pub(crate) fn load(path: &Path) -> Result<(String, Vec<u8>), Misread> {
    let source = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok((source, bytes)),
        Err(error) => Err(Misread {
            source,
            line: None,
            field: String::new(),
            wrong: format!("cannot be read: {error}"),
        }),
    }
}

/// A field of a seed is wrong.
pub(crate) fn misread(source: &str, text: &[u8], field: String, wrong: String) -> Misread {
    Misread { source: source.to_owned(), line: line(text, &field), field, wrong }
}

/// The line of a field, given as `records.instance[2].name`, as far as the text has it.
fn line(text: &[u8], field: &str) -> Option<usize> {
    let text = std::str::from_utf8(text).ok()?;
    let mut at: &RawValue = serde_json::from_str(text).ok()?;
    for step in field.split(['.', '[']).map(|step| step.trim_end_matches(']')) {
        let inside = match serde_json::from_str::<Vec<&RawValue>>(at.get()) {
            Ok(items) => {
                let position = step.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                position.and_then(|position| items.get(position).copied())
            }
            Err(_) => {
                let entries = serde_json::from_str::<HashMap<Cow<'_, str>, &RawValue>>(at.get());
                entries.ok().and_then(|entries| entries.get(step).copied())
            }
        };
        // Where the field is missing, the place where it would stand.
        let Some(inside) = inside else { break };
        at = inside;
    }
    let position = at.get().as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(1 + text.as_bytes().get(..position)?.iter().filter(|byte| **byte == b'\n').count())
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_line_of_a_field_is_found() {
        let text = b"{\n \"records\": {\n  \"a\": [\n   {\"id\": 1},\n   {\n\"id\": \"x\"}]\n}}";
        for (field, expected) in [
            ("", 1),
            ("records", 2),
            ("records.a[1].id", 4),
            ("records.a[2]", 5),
            ("records.a[2].id", 6),
            ("records.a[2].other", 5),
            ("records.a[9]", 3),
            ("other", 1),
        ] {
            assert_eq!(line(text, field), Some(expected), "{field}");
        }
        assert_eq!(line(b"", "a"), None);
    }
}
