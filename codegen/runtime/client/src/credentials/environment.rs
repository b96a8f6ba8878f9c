//! Credentials from environment variables.

use std::fmt;
use std::path::PathBuf;

use super::found::{About, Found};
use super::secret::{Named, Secret, User, tidy, unquoted};
use crate::Error;
use crate::source::Source;

/// The variables from which one family of tools reads its credentials.
struct Dialect {
    proof: Proof,
    security_token: Option<&'static str>,
    project_id: Option<&'static str>,
    project_name: Option<&'static str>,
    domain_id: Option<&'static str>,
    iam_endpoint: Option<&'static str>,
}

/// What proves who is calling.
enum Proof {
    Keys {
        access: &'static str,
        secret: &'static str,
    },
    Token(&'static str),
    /// A user by name, with the account by name or id, or a user by id.
    Password {
        user: [&'static str; 2],
        password: &'static str,
        domain: [&'static str; 2],
    },
}

const VENDOR: Dialect = Dialect {
    proof: Proof::Keys { access: "HUAWEICLOUD_SDK_AK", secret: "HUAWEICLOUD_SDK_SK" },
    security_token: Some("HUAWEICLOUD_SDK_SECURITY_TOKEN"),
    project_id: Some("HUAWEICLOUD_SDK_PROJECT_ID"),
    project_name: None,
    domain_id: Some("HUAWEICLOUD_SDK_DOMAIN_ID"),
    iam_endpoint: Some("HUAWEICLOUD_SDK_IAM_ENDPOINT"),
};

const TOOLS: Dialect = Dialect {
    proof: Proof::Keys { access: "HW_ACCESS_KEY", secret: "HW_SECRET_KEY" },
    security_token: Some("HW_SECURITY_TOKEN"),
    project_id: Some("HW_PROJECT_ID"),
    project_name: Some("HW_PROJECT_NAME"),
    domain_id: Some("HW_DOMAIN_ID"),
    iam_endpoint: Some("HW_AUTH_URL"),
};

const SAMPLES: Dialect = Dialect {
    proof: Proof::Keys { access: "CLOUD_SDK_AK", secret: "CLOUD_SDK_SK" },
    security_token: None,
    project_id: None,
    project_name: None,
    domain_id: None,
    iam_endpoint: None,
};

/// The names that infrastructure tools have from OpenStack.
const OPENSTACK: Dialect = Dialect {
    proof: Proof::Keys { access: "OS_ACCESS_KEY", secret: "OS_SECRET_KEY" },
    security_token: None,
    project_id: Some("OS_PROJECT_ID"),
    project_name: Some("OS_PROJECT_NAME"),
    domain_id: Some("OS_DOMAIN_ID"),
    iam_endpoint: Some("OS_AUTH_URL"),
};

/// In order of precedence: keys before tokens before passwords.
const DIALECTS: [Dialect; 8] = [
    VENDOR,
    TOOLS,
    SAMPLES,
    OPENSTACK,
    Dialect { proof: Proof::Token("HW_AUTH_TOKEN"), security_token: None, ..TOOLS },
    Dialect { proof: Proof::Token("OS_AUTH_TOKEN"), ..OPENSTACK },
    Dialect {
        proof: Proof::Password {
            user: ["HW_USER_NAME", "HW_USER_ID"],
            password: "HW_USER_PASSWORD",
            domain: ["HW_DOMAIN_NAME", "HW_DOMAIN_ID"],
        },
        security_token: None,
        ..TOOLS
    },
    Dialect {
        proof: Proof::Password {
            user: ["OS_USERNAME", "OS_USER_ID"],
            password: "OS_PASSWORD",
            domain: ["OS_DOMAIN_NAME", "OS_DOMAIN_ID"],
        },
        ..OPENSTACK
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

/// The home directory.
pub(crate) fn home(variable: &dyn Fn(&str) -> Option<String>) -> Result<Option<PathBuf>, Error> {
    let home = match get(variable, "HOME")? {
        Some(home) => Some(home),
        None => get(variable, "USERPROFILE")?,
    };
    Ok(home.map(PathBuf::from))
}

/// Why the environment has no credentials.
pub(super) struct Nothing {
    /// What is set although it is of no use alone.
    halves: Vec<String>,
}

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for half in &self.halves {
            write!(f, "{half}; ")?;
        }
        let sets = DIALECTS.map(|dialect| match dialect.proof {
            Proof::Keys { access, secret } => format!("{access} and {secret}"),
            Proof::Token(token) => token.to_owned(),
            Proof::Password { user, password, domain } => {
                format!("{}, {password} and {}", user[0], domain[0])
            }
        });
        write!(f, "set {}", sets.join(", or "))
    }
}

/// The credentials of the first set that is complete.
///
/// # Errors
/// Names a variable that is set to something that is not UTF-8.
pub(super) fn read(
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Result<Found, Nothing>, Error> {
    let mut halves = Vec::new();
    for dialect in &DIALECTS {
        let mut used = Vec::new();
        let secret = match secret(dialect, variable, &mut used)? {
            Ok(secret) => secret,
            Err(None) => continue,
            Err(Some(half)) => {
                tracing::warn!(%half, "credentials passed over");
                halves.push(half);
                continue;
            }
        };
        let mut beside = |name: Option<&'static str>| {
            let value = name.map(|name| get(variable, name)).transpose()?.flatten();
            used.extend(name.filter(|name| value.is_some() && !used.contains(name)));
            Ok::<_, Error>(value)
        };
        let secret = match secret {
            Secret::Keys { access, secret, .. } => {
                let security_token = beside(dialect.security_token)?.map(unquoted);
                Secret::Keys { access, secret, security_token }
            }
            other => other,
        };
        let about = About {
            project_id: beside(dialect.project_id)?.map(unquoted),
            project_name: beside(dialect.project_name)?,
            domain_id: beside(dialect.domain_id)?,
            iam_endpoint: beside(dialect.iam_endpoint)?,
            region: None,
        };
        return Ok(Ok(Found { secret, source: Source::Environment(used), about }));
    }
    Ok(Err(Nothing { halves }))
}

/// What a set of variables proves; if it does not, whether only a half of it is there.
fn secret(
    dialect: &Dialect,
    variable: &dyn Fn(&str) -> Option<String>,
    used: &mut Vec<&'static str>,
) -> Result<Result<Secret, Option<String>>, Error> {
    let get = |name| get(variable, name);
    let half = |set: &str, unset: &str| Err(Some(format!("{set} is set but {unset} is not")));
    Ok(match dialect.proof {
        Proof::Keys { access, secret } => match (get(access)?, get(secret)?) {
            (None, None) => Err(None),
            (Some(_), None) => half(access, secret),
            (None, Some(_)) => half(secret, access),
            (Some(key), Some(text)) => {
                used.extend([access, secret]);
                Ok(Secret::Keys {
                    access: unquoted(key),
                    secret: unquoted(text),
                    security_token: None,
                })
            }
        },
        Proof::Token(name) => match get(name)? {
            None => Err(None),
            Some(token) => {
                used.push(name);
                Ok(Secret::Token(unquoted(token)))
            }
        },
        Proof::Password { user, password, domain } => {
            // Spaces around a password may be meant.
            let Some(text) = get(password)?.and_then(|_| variable(password)) else {
                return Ok(Err(None));
            };
            let text = text.trim_end_matches(['\r', '\n']).to_owned();
            let mut named = |[name, id]: [&'static str; 2]| {
                let found = match get(name)? {
                    Some(text) => Some((name, Named::Name(text))),
                    None => get(id)?.map(|text| (id, Named::Id(text))),
                };
                used.extend(found.as_ref().map(|(name, _)| *name));
                Ok::<_, Error>(found.map(|(_, named)| named))
            };
            let Some(user_found) = named(user)? else {
                return Ok(half(password, user[0]));
            };
            let domain_found = named(domain)?;
            if domain_found.is_none() && matches!(user_found, Named::Name(_)) {
                used.clear();
                return Ok(half(user[0], domain[0]));
            }
            used.push(password);
            Ok(Secret::Password(User { user: user_found, domain: domain_found, password: text }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Credentials, Secret};
    use crate::Error;
    use crate::source::Source;

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
            ("HUAWEICLOUD_SDK_PROJECT_ID", "\"p\""),
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
