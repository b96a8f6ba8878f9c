//! Credentials from the configuration of the vendor's command line.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::found::{About, Found};
use super::secret::{Secret, tidy};
use crate::encoding;
use crate::source::Source;

/// The variable by which infrastructure tools are told another file.
pub(super) const VARIABLE: &str = "HW_SHARED_CONFIG_FILE";

/// The variable by which infrastructure tools are told a profile in it.
pub(super) const PROFILE: &str = "HW_PROFILE";

/// The file below the home directory.
pub(super) fn below(home: &Path) -> PathBuf {
    home.join(".hcloud").join("config.json")
}

/// Reads a profile, or the one that the command line uses now.
///
/// # Errors
/// Says what is wrong: the values may be encrypted, and then only the command line can read
/// them.
pub(super) fn read(path: &Path, profile: Option<&str>) -> Result<Found, String> {
    let text = encoding::of_file(path).map_err(|error| format!("cannot be read: {error}"))?;
    let config: Value = serde_json::from_str(&text).map_err(|error| {
        format!("is not JSON, at line {}, column {}", error.line(), error.column())
    })?;
    let word = |value: &Value| match value {
        Value::String(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    };
    let current = profile
        .map(str::to_owned)
        .or_else(|| word(&config["current"]))
        .unwrap_or_else(|| "default".to_owned());
    let profiles = config["profiles"].as_array().map_or(&[][..], Vec::as_slice);
    let names = || {
        let names: Vec<_> = profiles.iter().filter_map(|one| word(&one["name"])).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    let Some(found) =
        profiles.iter().find(|one| word(&one["name"]).as_deref() == Some(current.as_str()))
    else {
        return Err(format!("has no profile {current:?}; it has {}", names()));
    };
    // Written as a text or as a truth value, for the whole file or for one profile.
    let is_encrypted = |value: &Value| {
        word(&value["authEncrypt"]).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    };
    if is_encrypted(&config) || is_encrypted(found) {
        return Err(
            "is encrypted, and only the command line that wrote it can read it: switch the \
             encryption off there, or use environment variables or a profile file"
                .to_owned(),
        );
    }
    let get = |key: &str| word(&found[key]);
    let secret = match (get("accessKeyId"), get("secretAccessKey"), get("xAuthToken")) {
        (Some(access), Some(secret), _) => {
            Secret::Keys { access, secret, security_token: get("securityToken") }
        }
        (_, _, Some(token)) => Secret::Token(token),
        _ => return Err(format!("has no keys in the profile {current:?}")),
    };
    Ok(Found {
        secret,
        source: Source::CommandLine { path: path.to_owned(), profile: current },
        about: About {
            project_id: get("projectId"),
            domain_id: get("domainId"),
            region: get("region"),
            ..About::default()
        },
    })
}
