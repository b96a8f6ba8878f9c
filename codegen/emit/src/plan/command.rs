//! Names on the command line: commands, flags, and the placeholders for values in help.

use taurusdb_spec::Location;

/// Flags that every command has, or that every command with a body has.
pub const RESERVED: [&str; 23] = [
    "color",
    "compact",
    "connect-timeout",
    "debug",
    "dry-run",
    "endpoint",
    "help",
    "iam-endpoint",
    "input",
    "language",
    "mock",
    "no-pager",
    "no-validate",
    "output",
    "profile",
    "project-id",
    "query",
    "quiet",
    "region",
    "retries",
    "skeleton",
    "timeout",
    "version",
];

/// The flag that a parameter had under an old name; `None` if another one has it.
pub(super) fn old_flag(name: &str, taken: &[Option<String>]) -> Option<String> {
    let flag = kebab(name);
    let is_free = !RESERVED.contains(&flag.as_str())
        && !EVERYWHERE.iter().any(|everywhere| everywhere.eq_ignore_ascii_case(name))
        && taken.iter().flatten().all(|other| *other != flag);
    is_free.then_some(flag)
}

/// Parameters that flags of every command set.
const EVERYWHERE: [&str; 2] = ["project_id", "X-Language"];

/// A command, group or flag: `set_ssl` is typed `set-ssl`.
pub(super) fn kebab(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

/// What is typed to run an operation: `starrocks.users.set_comment` is `starrocks users set-comment`.
pub fn typed(id: &str) -> String {
    id.split('.').map(kebab).collect::<Vec<_>>().join(" ")
}

/// The placeholder for a value in help: `instance_id` is shown as `INSTANCE_ID`.
pub fn value_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// The flag of each query and header parameter, in their order; `None` for a parameter that a
/// common flag sets. If two parameters share a name, the flag of the second one includes its
/// location.
pub(super) fn flags<'b>(
    parameters: impl IntoIterator<Item = (&'b str, Location)>,
) -> Vec<Option<String>> {
    let mut flags: Vec<Option<String>> = Vec::new();
    for (name, location) in parameters {
        if EVERYWHERE.iter().any(|everywhere| everywhere.eq_ignore_ascii_case(name)) {
            flags.push(None);
            continue;
        }
        let plain = Some(kebab(name));
        let is_reserved = RESERVED.iter().any(|flag| plain.as_deref() == Some(flag));
        flags.push(match is_reserved || flags.contains(&plain) {
            true => Some(format!("{}-{}", location.as_str(), kebab(name))),
            false => plain,
        });
    }
    flags
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Location;

    use super::{flags, kebab, value_name};

    #[test]
    fn wire_names_become_flags_and_value_names() {
        assert_eq!(kebab("X-Request_Id"), "x-request-id");
        assert_eq!(value_name("X-Request_Id"), "X_REQUEST_ID");
    }

    #[test]
    fn a_flag_is_taken_once() {
        let flags = flags([
            ("X-Language", Location::Header),
            ("region", Location::Query),
            ("instance_id", Location::Query),
            ("instance_id", Location::Header),
        ]);
        let expected =
            [None, Some("query-region"), Some("instance-id"), Some("header-instance-id")];
        assert_eq!(flags, expected.map(|flag| flag.map(str::to_owned)));
    }
}
