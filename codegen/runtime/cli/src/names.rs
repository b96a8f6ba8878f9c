//! How names of the tables are written on the command line.

/// The name of the program.
pub(crate) const PROGRAM: &str = "taurusdb";

/// A command, group or flag: `set_ssl` is typed `set-ssl`.
pub(crate) fn kebab(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

/// What stands for a value: `instance_id` is shown as `INSTANCE_ID`.
pub(crate) fn value_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// What is typed to run an operation: `taurusdb starrocks users list`.
pub(crate) fn typed(id: &str) -> String {
    format!("{PROGRAM} {}", id.replace('.', " ").replace('_', "-"))
}

/// The id behind the words of a command line; the reverse of [`typed`]. Ids hold no hyphens.
pub(crate) fn id<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| word.replace('-', "_")).collect();
    words.join(".")
}

#[cfg(test)]
mod tests {
    use super::{id, kebab, typed, value_name};

    #[test]
    fn ids_and_command_lines_are_the_same_thing_twice() {
        assert_eq!(typed("starrocks.users.set_comment"), "taurusdb starrocks users set-comment");
        assert_eq!(id(["starrocks", "users", "set-comment"]), "starrocks.users.set_comment");
    }

    #[test]
    fn wire_names_become_flags_and_value_names() {
        assert_eq!(kebab("X-Request_Id"), "x-request-id");
        assert_eq!(value_name("X-Request_Id"), "X_REQUEST_ID");
    }
}
