//! Credentials from a profile file, as the vendor's SDKs read it: an INI file with sections.

use std::path::{Path, PathBuf};

use configparser::ini::{Ini, IniDefault};

use super::found::{About, Found};
use super::secret::{Secret, unquoted};
use crate::encoding;
use crate::source::Source;

/// The variable that names another file.
pub(super) const VARIABLE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/// The section for services that have projects, which is looked for first, and the other one.
const SECTIONS: [&str; 2] = ["basic", "global"];

/// The file below the home directory.
pub(super) fn below(home: &Path) -> PathBuf {
    home.join(".huaweicloud").join("credentials")
}

/// Reads one section, or the first of the usual ones that has both keys.
///
/// # Errors
/// Says what is missing in which section. No value of the file is shown.
pub(super) fn read(path: &Path, section: Option<&str>) -> Result<Found, String> {
    let text = encoding::of_file(path).map_err(|error| format!("cannot be read: {error}"))?;
    let mut syntax = IniDefault::default();
    // A secret may hold either; only a line that begins with one is a comment.
    syntax.comment_symbols = vec!['#', ';'];
    syntax.inline_comment_symbols = Some(Vec::new());
    syntax.enable_inline_comments = false;
    syntax.delimiters = vec!['=', ':'];
    let mut file = Ini::new_from_defaults(syntax);
    // The error of the parser repeats the line, which may hold a secret.
    file.read(text.clone()).map_err(|_| unreadable(&text))?;
    let mut sections = file.sections();
    sections.sort();
    let mut wanted: Vec<&str> = match section {
        Some(section) => vec![section],
        None => SECTIONS.to_vec(),
    };
    if section.is_none() && sections.len() == 1 {
        // A file with one section of any name leaves nothing to choose.
        wanted.extend(sections.iter().map(String::as_str).filter(|name| !SECTIONS.contains(name)));
    }
    let mut reasons = Vec::new();
    for name in wanted {
        let get = |key: &str| file.get(name, key).map(unquoted).filter(|value| !value.is_empty());
        if !sections.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            reasons.push(format!("there is no section [{name}]"));
            continue;
        }
        let (Some(access), Some(secret)) = (get("ak"), get("sk")) else {
            let missing: Vec<_> =
                ["ak", "sk"].into_iter().filter(|key| get(key).is_none()).collect();
            reasons.push(format!("the section [{name}] has no {}", missing.join(" and no ")));
            continue;
        };
        let is_text = |value: &String| !value.contains(char::REPLACEMENT_CHARACTER);
        if !is_text(&access) || !is_text(&secret) {
            reasons.push(format!("the keys of the section [{name}] are not text in UTF-8"));
            continue;
        }
        return Ok(Found {
            secret: Secret::Keys { access, secret, security_token: get("security_token") },
            source: Source::Profile { path: path.to_owned(), section: name.to_owned() },
            about: About {
                project_id: get("project_id"),
                project_name: get("project_name"),
                domain_id: get("domain_id"),
                iam_endpoint: get("iam_endpoint"),
                region: get("region"),
            },
        });
    }
    let has = match sections.is_empty() {
        true => "it has no sections".to_owned(),
        false => format!("it has [{}]", sections.join("], [")),
    };
    Err(format!("has no credentials: {}; {has}", reasons.join("; ")))
}

/// Which line cannot be read, as far as that can be told without showing it.
fn unreadable(text: &str) -> String {
    let odd = |line: &str| line.starts_with('[') && !line.ends_with(']');
    let line = text.lines().position(|line| odd(line.trim()));
    match line {
        Some(at) => format!("is not an INI file: the bracket in line {} is not closed", at + 1),
        None => "is not an INI file with lines of the form `ak = …` below `[basic]`".to_owned(),
    }
}
