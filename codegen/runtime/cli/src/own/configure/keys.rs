//! What a profile has.

use crate::exit::Failure;
use crate::output;
use crate::profiles;

pub(super) use crate::profiles::USUAL;

/// Something that a profile has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// What it is called on the command line.
    pub(super) name: &'static str,
    /// What the file calls it.
    pub(super) stored: &'static str,
    pub(super) is_secret: bool,
}

const fn key(name: &'static str, stored: &'static str, is_secret: bool) -> Key {
    Key { name, stored, is_secret }
}

pub(super) const ACCESS_KEY: Key = key("access-key", "ak", false);
pub(super) const SECRET_KEY: Key = key("secret-key", "sk", true);
pub(super) const SECURITY_TOKEN: Key = key("security-token", "security_token", true);
pub(super) const REGION: Key = key("region", "region", false);
pub(super) const PROJECT_ID: Key = key("project-id", "project_id", false);
pub(super) const IAM_ENDPOINT: Key = key("iam-endpoint", "iam_endpoint", false);

const OUTPUT: Key = key("output", profiles::OUTPUT, false);

const ALL: [Key; 7] =
    [ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, REGION, PROJECT_ID, IAM_ENDPOINT, OUTPUT];

/// All names.
pub(super) fn names() -> [&'static str; 7] {
    ALL.map(|key| key.name)
}

/// The one that is called so.
pub(super) fn named(name: &str) -> Result<Key, Failure> {
    let found = ALL.into_iter().find(|key| key.name == name);
    found.ok_or_else(|| Failure::usage(format!("a profile has no '{name}'")))
}

impl Key {
    /// Refuses a value that the file cannot hold, or that cannot be meant. It is not shown: it may be a secret.
    pub(super) fn checked(self, value: &str) -> Result<&str, Failure> {
        if self == OUTPUT {
            let known = output::is_format(value);
            return known.map(|()| value).map_err(|must| Failure::usage(format!("output {must}")));
        }
        let problem = match value {
            "" => "is empty",
            value if value.trim() != value => "begins or ends with a blank",
            value if value.contains(char::is_control) => {
                "holds a line break or another control character"
            }
            value if value.contains(char::is_whitespace) => "holds a blank",
            value if value.starts_with(['"', '\'']) => "begins with a quotation mark",
            value if !value.is_ascii() => "holds a character that is not ASCII",
            value => return Ok(value),
        };
        Err(Failure::usage(format!("the value of {} {problem}", self.name)))
    }
}

#[cfg(test)]
mod tests {
    use super::SECRET_KEY;

    #[test]
    fn values_that_a_file_cannot_hold_are_refused_and_not_shown() {
        assert!(SECRET_KEY.checked("s3;#=cret").is_ok());
        for wrong in ["", " s3cret", "s3cret\n", "s3\ncret", "s3 cret", "\"s3cret\"", "s3créte"] {
            let failure = SECRET_KEY.checked(wrong).unwrap_err();
            assert!(failure.message.starts_with("the value of secret-key "), "{wrong:?}");
            assert!(!failure.message.contains("s3"), "{}", failure.message);
        }
    }
}
