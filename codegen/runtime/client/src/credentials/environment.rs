//! Credentials from environment variables.

use super::secret::{Secret, tidy};
use crate::Error;

/// The variables from which one family of tools reads its credentials.
struct Dialect {
    access: &'static str,
    secret: &'static str,
    security_token: Option<&'static str>,
    project_id: Option<&'static str>,
}

/// In order of precedence: the vendor's SDKs, infrastructure tools, the samples of the document.
const DIALECTS: [Dialect; 3] = [
    Dialect {
        access: "HUAWEICLOUD_SDK_AK",
        secret: "HUAWEICLOUD_SDK_SK",
        security_token: Some("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
        project_id: Some("HUAWEICLOUD_SDK_PROJECT_ID"),
    },
    Dialect {
        access: "HW_ACCESS_KEY",
        secret: "HW_SECRET_KEY",
        security_token: Some("HW_SECURITY_TOKEN"),
        project_id: Some("HW_PROJECT_ID"),
    },
    Dialect {
        access: "CLOUD_SDK_AK",
        secret: "CLOUD_SDK_SK",
        security_token: None,
        project_id: None,
    },
];

/// A variable of the process. Bytes that are not UTF-8 become U+FFFD, so that an unusable value
/// differs from a missing one.
pub(crate) fn of_process(name: &str) -> Option<String> {
    Some(std::env::var_os(name)?.to_string_lossy().into_owned())
}

/// A variable, without surrounding white space. An empty variable counts as unset.
///
/// # Errors
/// Names a variable that is set to something that is not UTF-8.
pub(crate) fn get(
    variable: &dyn Fn(&str) -> Option<String>,
    name: &str,
) -> Result<Option<String>, Error> {
    let value = variable(name).map(tidy).filter(|value| !value.is_empty());
    if value.as_ref().is_some_and(|value| value.contains(char::REPLACEMENT_CHARACTER)) {
        return Err(Error::configuration(format!(
            "the variable {name} is set, but not to text in UTF-8: set it again, or unset it"
        )));
    }
    Ok(value)
}

/// Credentials of the environment.
pub(super) struct Found {
    pub(super) secret: Secret,
    pub(super) project_id: Option<String>,
    /// The variables that they were read from.
    pub(super) variables: Vec<&'static str>,
}

pub(super) fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Found, Error> {
    let get = |name| get(variable, name);
    let mut halves = String::new();
    for dialect in &DIALECTS {
        let (access, secret) = match (get(dialect.access)?, get(dialect.secret)?) {
            (Some(access), Some(secret)) => (access, secret),
            (None, None) => continue,
            (access, _) => {
                let (set, unset) = match access {
                    Some(_) => (dialect.access, dialect.secret),
                    None => (dialect.secret, dialect.access),
                };
                halves.push_str(&format!("; {set} is set but {unset} is not"));
                continue;
            }
        };
        let mut used = vec![dialect.access, dialect.secret];
        let mut optional = |name: Option<&'static str>| {
            let value = name.map(get).transpose()?.flatten();
            used.extend(name.filter(|_| value.is_some()));
            Ok::<_, Error>(value)
        };
        let security_token = optional(dialect.security_token)?;
        let project_id = optional(dialect.project_id)?;
        return Ok(Found {
            secret: Secret::Keys { access, secret, security_token },
            project_id,
            variables: used,
        });
    }
    let pairs = DIALECTS.map(|dialect| format!("{} and {}", dialect.access, dialect.secret));
    Err(Error::configuration(format!(
        "no credentials in the environment{halves}. Set {}",
        pairs.join(", or ")
    )))
}

#[cfg(test)]
mod tests {
    use super::super::{Credentials, Secret, Source};
    use crate::Error;

    fn read(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_variables(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn prefers_the_dialect_of_the_sdks() {
        let credentials = read(&[
            ("CLOUD_SDK_AK", "c"),
            ("CLOUD_SDK_SK", "c"),
            ("HUAWEICLOUD_SDK_AK", "a\n"),
            ("HUAWEICLOUD_SDK_SK", "s"),
            ("HUAWEICLOUD_SDK_PROJECT_ID", "p"),
            ("HW_SECURITY_TOKEN", "of another account"),
        ])
        .unwrap();
        assert_eq!(credentials.access_key(), Some("a"));
        assert_eq!(credentials.project_id(), Some("p"));
        assert!(matches!(credentials.secret(), Secret::Keys { security_token: None, .. }));
        let used = ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_PROJECT_ID"];
        assert_eq!(credentials.source(), &Source::Environment(used.to_vec()));
    }

    #[test]
    fn knows_the_other_dialects() {
        let tools = read(&[
            ("HW_ACCESS_KEY", "a"),
            ("HW_SECRET_KEY", "s"),
            ("HW_SECURITY_TOKEN", "t"),
            ("HW_PROJECT_ID", "p"),
        ])
        .unwrap();
        assert_eq!(
            tools.source().to_string(),
            "environment: HW_ACCESS_KEY, HW_SECRET_KEY, HW_SECURITY_TOKEN, HW_PROJECT_ID"
        );
        let samples = read(&[("CLOUD_SDK_AK", "a"), ("CLOUD_SDK_SK", "s")]).unwrap();
        assert_eq!(samples.source().to_string(), "environment: CLOUD_SDK_AK, CLOUD_SDK_SK");
    }

    #[test]
    fn names_a_variable_that_is_no_text() {
        let error = read(&[("HW_ACCESS_KEY", "a\u{fffd}"), ("HW_SECRET_KEY", "s")]).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with("the variable HW_ACCESS_KEY is set, but not to text"), "{error}");
    }

    #[test]
    fn never_mixes_two_halves() {
        let error = read(&[
            ("HUAWEICLOUD_SDK_AK", "a"),
            ("HUAWEICLOUD_SDK_SK", ""),
            ("HW_SECRET_KEY", "s"),
        ]);
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("HUAWEICLOUD_SDK_AK is set but HUAWEICLOUD_SDK_SK is not"),
            "{error}"
        );
        assert!(error.contains("HW_SECRET_KEY is set but HW_ACCESS_KEY is not"), "{error}");
        assert!(error.contains("CLOUD_SDK_AK and CLOUD_SDK_SK"), "{error}");
    }
}
