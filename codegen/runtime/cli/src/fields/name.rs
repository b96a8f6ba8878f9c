//! What fields are called in flags.

use std::borrow::Cow;

use taurusdb_descriptor_types::{Field, Schema};

/// Stands before the name of a field whose flag means something else already.
const BODY: &str = "body-";

/// Flags that are taken: those of every command, and of the parameters of this one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken(pub(crate) Vec<String>);

impl Taken {
    fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|taken| taken == flag)
    }
}

/// A name of the wire as a flag: `charge_mode` and `chargeMode` are `charge-mode`.
pub(crate) fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().copied().enumerate() {
        let before = index.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(index + 1).copied();
        let begins_word = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || before.is_uppercase() && after.is_some_and(char::is_lowercase)
            });
        if begins_word && !kebab.ends_with('-') {
            kebab.push('-');
        }
        match letter.is_alphanumeric() {
            true => kebab.extend(letter.to_lowercase()),
            false if !kebab.is_empty() && !kebab.ends_with('-') => kebab.push('-'),
            false => {}
        }
    }
    kebab.truncate(kebab.trim_end_matches('-').len());
    kebab
}

/// What a field is called among those of its schema: its name in kebab-case, or as the wire has it where
/// another field has that.
pub(super) fn segment(schema: &Schema, field: &Field) -> String {
    let own = kebab(field.name);
    let before = schema.fields.iter().take_while(|other| !std::ptr::eq(*other, field));
    match own.is_empty() || before.into_iter().any(|other| kebab(other.name) == own) {
        true => field.name.to_owned(),
        false => own,
    }
}

/// The flag of a field of the body itself: one that is taken begins with `body-`.
pub(crate) fn flag_of(schema: &Schema, field: &Field, taken: &Taken) -> String {
    let own = segment(schema, field);
    match taken.has(&own) {
        true => format!("{BODY}{own}"),
        false => own,
    }
}

/// The field of a schema that a word names: as the wire does, in kebab-case, or in any other case and
/// with any separator, where that is one field alone.
pub(super) fn find(schema: &'static Schema, word: &str) -> Option<&'static Field> {
    let fields = || schema.fields.iter();
    fields()
        .find(|field| field.name == word)
        .or_else(|| fields().find(|field| segment(schema, field) == word))
        .or_else(|| {
            let alike = |field: &&Field| bare(field.name) == bare(word);
            let mut found = fields().filter(alike);
            found.next().filter(|_| found.next().is_none())
        })
}

/// The field of the body itself that a word names, unless its name is taken.
pub(super) fn find_top(
    schema: &'static Schema,
    word: &str,
    taken: &Taken,
) -> Option<&'static Field> {
    if !taken.has(word)
        && let Some(found) = find(schema, word)
    {
        return Some(found);
    }
    find(schema, word.strip_prefix(BODY)?)
}

fn bare(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    match name.chars().all(is_plain) {
        true => name.into(),
        false => {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::{Field, Schema, Side, Type};

    use super::{Taken, find, find_top, flag_of, kebab};

    #[test]
    fn names_of_every_spelling_become_flags() {
        for (name, expected) in [
            ("charge_mode", "charge-mode"),
            ("chargeMode", "charge-mode"),
            ("enableSSL", "enable-ssl"),
            ("SSLMode", "ssl-mode"),
            ("ipv6Address", "ipv6-address"),
            ("X-Request_Id", "x-request-id"),
            ("_id", "id"),
            ("a.b c", "a-b-c"),
            ("$", ""),
        ] {
            assert_eq!(kebab(name), expected, "{name}");
        }
    }

    static SCHEMA: Schema = Schema {
        name: "S",
        side: Side::Request,
        fields: &[
            Field::optional("max_size", Type::String),
            Field::optional("maxSize", Type::String),
            Field::optional("region", Type::String),
            Field::optional("nodeName", Type::String),
        ],
    };

    #[test]
    fn each_field_has_a_flag_of_its_own() {
        let taken = Taken(vec!["region".to_owned()]);
        let flags: Vec<_> =
            SCHEMA.fields.iter().map(|field| flag_of(&SCHEMA, field, &taken)).collect();
        assert_eq!(flags, ["max-size", "maxSize", "body-region", "node-name"]);
        for (flag, field) in flags.iter().zip(SCHEMA.fields) {
            assert_eq!(find_top(&SCHEMA, flag, &taken).map(|found| found.name), Some(field.name));
        }
        assert!(find_top(&SCHEMA, "region", &taken).is_none());
    }

    #[test]
    fn a_field_is_found_in_other_spellings_if_it_is_one() {
        let found = |word| find(&SCHEMA, word).map(|field| field.name);
        assert_eq!(found("max_size"), Some("max_size"));
        assert_eq!(found("MAX_SIZE"), None);
        for word in ["node_name", "NodeName", "nodename", "node-name"] {
            assert_eq!(found(word), Some("nodeName"), "{word}");
        }
    }
}
