//! The list of accepted warnings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde::Deserialize;
use taurusdb_spec::{line_of, parse_overlay};
use toml::Spanned;

use crate::failure::Failure;

/// A checker of OpenAPI files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tool {
    #[serde(rename = "openapi-spec-validator")]
    SpecValidator,
    Redocly,
    Spectral,
}

impl Tool {
    pub(super) const ALL: [Self; 3] = [Self::SpecValidator, Self::Redocly, Self::Spectral];
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SpecValidator => "openapi-spec-validator",
            Self::Redocly => "redocly",
            Self::Spectral => "spectral",
        })
    }
}

/// `spec/overlay/accepted/openapi.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Warnings {
    #[serde(default)]
    accepted: Vec<Spanned<Entry>>,
}

/// Warnings of one rule, in the named file or in every file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    tool: Tool,
    rule: String,
    file: Option<String>,
    count: usize,
    reason: String,
}

/// The rules of all warnings, by tool and file.
pub(super) type Found<'a> = BTreeMap<(Tool, &'a str), Vec<&'a str>>;

/// The warnings, compared with the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement<'a> {
    /// Tool, file and rule of the accepted warnings.
    pub(super) accepted: BTreeSet<(Tool, &'a str, &'a str)>,
    /// Line and message of each mistake in the list.
    pub(super) faults: Vec<(usize, String)>,
}

impl Warnings {
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, Failure> {
        Ok(parse_overlay(path, text)?)
    }

    /// Compares the list, whose text is `text`, with the warnings that were found. All warnings of a
    /// rule are accepted together, and only if there are as many as the list says.
    pub(super) fn judge<'a>(&self, text: &str, found: &Found<'a>) -> Judgement<'a> {
        let mut judgement = Judgement::default();
        for spanned in &self.accepted {
            let entry = spanned.get_ref();
            let line = line_of(text, spanned.span().start);
            let mut fault = |message: String| judgement.faults.push((line, message));
            if entry.reason.trim().is_empty() {
                fault("an entry needs a reason".to_owned());
            }
            let mut applies = false;
            for (&(tool, file), rules) in found {
                if tool != entry.tool || entry.file.as_deref().is_some_and(|only| only != file) {
                    continue;
                }
                applies = true;
                let matching: Vec<&str> =
                    rules.iter().copied().filter(|rule| *rule == entry.rule).collect();
                match matching.first() {
                    Some(_) if matching.len() != entry.count => fault(format!(
                        "{file} has {} warnings of {}, not {}",
                        matching.len(),
                        entry.rule,
                        entry.count
                    )),
                    Some(rule) if !judgement.accepted.insert((tool, file, rule)) => {
                        fault(format!("{} is listed twice for {file}", entry.rule));
                    }
                    Some(_) => {}
                    None => {
                        fault(format!("{file} has no warning of {}; remove the entry", entry.rule))
                    }
                }
            }
            if !applies {
                fault("no such file is checked".to_owned());
            }
        }
        judgement
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Found, Tool, Warnings};

    const LIST: &str = r#"
[[accepted]]
tool = "redocly"
rule = "paths"
count = 2
reason = "the vendor's"

[[accepted]]
tool = "spectral"
rule = "tags"
file = "b.json"
count = 1
reason = "the vendor's"
"#;

    #[track_caller]
    fn faults(
        list: &str,
        redocly: &[&'static str],
        spectral: &[&'static str],
    ) -> Vec<(usize, String)> {
        let found = Found::from([
            ((Tool::Redocly, "a.json"), redocly.to_vec()),
            ((Tool::Redocly, "b.json"), vec!["paths", "paths"]),
            ((Tool::Spectral, "a.json"), vec![]),
            ((Tool::Spectral, "b.json"), spectral.to_vec()),
        ]);
        match Warnings::parse(Path::new("list.toml"), list) {
            Ok(warnings) => warnings.judge(list, &found).faults,
            Err(failure) => panic!("{failure}"),
        }
    }

    #[test]
    fn warnings_of_a_listed_rule_are_accepted_by_their_number() {
        assert_eq!(faults(LIST, &["paths", "paths", "other"], &["tags"]), []);
        let more = [(2, "a.json has 3 warnings of paths, not 2".to_owned())];
        assert_eq!(faults(LIST, &["paths"; 3], &["tags"]), more);
    }

    #[test]
    fn entries_that_no_longer_apply_are_faults() {
        let gone = [(8, "b.json has no warning of tags; remove the entry".to_owned())];
        assert_eq!(faults(LIST, &["paths", "paths"], &[]), gone);
        let list = LIST.replace("b.json", "c.json");
        let unknown = [(8, "no such file is checked".to_owned())];
        assert_eq!(faults(&list, &["paths", "paths"], &["tags"]), unknown);
    }

    #[test]
    fn reasons_are_needed_and_repetition_is_refused() {
        let list = LIST.replace("the vendor's", "");
        let faults_of_list = faults(&list, &["paths", "paths"], &["tags"]);
        assert_eq!(faults_of_list.len(), 2);
        let twice = format!("{LIST}{LIST}");
        let messages: Vec<String> = faults(&twice, &["paths", "paths"], &["tags"])
            .into_iter()
            .map(|(line, message)| format!("{line}: {message}"))
            .collect();
        let expected = [
            "15: paths is listed twice for a.json",
            "15: paths is listed twice for b.json",
            "21: tags is listed twice for b.json",
        ];
        assert_eq!(messages, expected);
    }
}
