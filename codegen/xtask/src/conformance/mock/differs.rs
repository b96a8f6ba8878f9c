//! Where the description and the mock differ about which requests are valid.
//!
//! JSON Schema cannot say all that the mock knows: a condition between two fields, how many kinds of characters a
//! password has, what a record allows in its state. The list names kinds of such differences by what is said of
//! them, never operations; a kind that nobody meets any more is a fault, too.

use std::fs;
use std::path::Path;

use regex_lite::Regex;
use serde::Deserialize;
use serde_json::Value;
use taurusdb_spec::{line_of, parse_overlay};
use toml::Spanned;

use super::accepted::Judgement;
use crate::failure::Failure;

/// The list, relative to the folder of the repository.
pub(super) const LIST: &str = "spec/overlay/accepted/mock-requests.toml";

/// What separates the things that one refusal says.
const SEPARATOR: &str = "; ";

/// How much of what was said is shown.
const SHOWN: usize = 300;

/// The list, and its text.
#[derive(Debug)]
pub(super) struct Kinds {
    list: List,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    differs: Vec<Kind>,
}

/// A kind of differences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    /// The check that finds it.
    check: Check,
    /// What is said of it, as a regular expression.
    said: Spanned<String>,
    reason: Spanned<String>,
    /// Whether it takes a chance that not every run has, so that a run without it says nothing.
    #[serde(default)]
    rare: bool,
}

/// A check of schemathesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Check {
    /// What the description allows is taken.
    PositiveDataAcceptance,
    /// What the description does not allow is refused.
    NegativeDataRejection,
    /// A method that a path does not have is told so.
    UnsupportedMethod,
    /// The methods that a path is said to have are those of the description.
    AllowHeaderConformance,
}

/// A request about which they differ, as `hooks.py` notes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Difference {
    check: Check,
    operation: String,
    request: String,
    answer: String,
    said: String,
}

impl Difference {
    /// Reads what was noted, one in each line.
    pub(super) fn all(text: &str) -> Result<Vec<Self>, serde_json::Error> {
        text.lines().map(serde_json::from_str).collect()
    }

    /// What is said of it: the parts of a refusal; of the other checks, their own words in one piece.
    fn parts(&self) -> Vec<String> {
        if self.check != Check::PositiveDataAcceptance {
            return vec![self.said.split_whitespace().collect::<Vec<_>>().join(" ")];
        }
        let answer: Value = serde_json::from_str(&self.answer).unwrap_or_default();
        let message = answer["error_msg"].as_str().unwrap_or(&self.answer);
        message.split(SEPARATOR).map(str::to_owned).collect()
    }
}

impl Kinds {
    pub(super) fn load(root: &Path) -> Result<Self, Failure> {
        let path = root.join(LIST);
        let advice = "restore it: it is the list of differences between description and mock";
        let text = fs::read_to_string(&path).map_err(Failure::read(&path, advice))?;
        Self::parse(&path, text)
    }

    fn parse(path: &Path, text: String) -> Result<Self, Failure> {
        Ok(Self { list: parse_overlay(path, &text)?, text })
    }

    /// Holds the differences against the list.
    pub(super) fn judge(&self, found: &[Difference]) -> Judgement {
        let mut judgement = Judgement::default();
        let mut fault = |at: usize, said: String| {
            judgement.faults.push((line_of(&self.text, at), said));
        };
        let mut kinds = Vec::new();
        for kind in &self.list.differs {
            if kind.reason.get_ref().trim().is_empty() {
                fault(kind.reason.span().start, "an entry needs a reason".to_owned());
            }
            match Regex::new(kind.said.get_ref()) {
                Ok(said) => kinds.push((kind, said, false)),
                Err(error) => fault(kind.said.span().start, format!("no expression: {error}")),
            }
        }
        let mut unknown = std::collections::BTreeSet::new();
        for difference in found {
            let mut is_known = true;
            for part in difference.parts() {
                let fits = |(kind, said, _): &&mut (&Kind, Regex, bool)| {
                    kind.check == difference.check && said.is_match(&part)
                };
                match kinds.iter_mut().find(fits) {
                    Some((_, _, is_met)) => *is_met = true,
                    None => {
                        is_known = false;
                        let Difference { check, operation, request, .. } = difference;
                        let shown: String = part.chars().take(SHOWN).collect();
                        let request: String = request.chars().take(SHOWN).collect();
                        unknown.insert(format!("{operation}: {check:?}: {shown} ({request})"));
                    }
                }
            }
            judgement.accepted += usize::from(is_known);
        }
        for (kind, _, is_met) in &kinds {
            if !is_met && !kind.rare {
                let said = "nothing of this kind is met any more; remove the entry".to_owned();
                judgement.faults.push((line_of(&self.text, kind.said.span().start), said));
            }
        }
        judgement.unknown = unknown.into_iter().collect();
        judgement
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::super::accepted::Judgement;
    use super::{Difference, Kinds};

    const LIST: &str = r#"[[differs]]
check = "positive_data_acceptance"
said = " must be set when "
reason = "a condition"
[[differs]]
check = "negative_data_rejection"
said = "^null is text"
reason = "a text all the same"
"#;

    fn list(text: &str) -> Kinds {
        Kinds::parse(Path::new("list.toml"), text.to_owned())
            .unwrap_or_else(|failure| panic!("{failure}"))
    }

    fn noted(check: &str, answer: &str, said: &str) -> Difference {
        let line = json!({
            "check": check, "operation": "GET /a", "request": "GET http://mock/a", "answer": answer, "said": said,
        });
        Difference::all(&line.to_string()).unwrap().remove(0)
    }

    #[test]
    fn kinds_are_accepted_whatever_the_operation() {
        let found = [
            noted(
                "positive_data_acceptance",
                r#"{"error_msg":"a must be set when b is c; d must be set when b is c"}"#,
                "",
            ),
            noted("negative_data_rejection", "{}", "null is\n  text"),
        ];
        assert_eq!(list(LIST).judge(&found), Judgement { accepted: 2, ..Judgement::default() });
    }

    #[test]
    fn what_no_kind_says_is_unknown_and_what_is_gone_is_a_fault() {
        let found = [noted(
            "positive_data_acceptance",
            r#"{"error_msg":"a must be set when b is c; d is odd"}"#,
            "",
        )];
        let judged = list(&LIST.replace("a condition", " ")).judge(&found);
        let unknown = "GET /a: PositiveDataAcceptance: d is odd (GET http://mock/a)";
        assert_eq!((judged.accepted, &judged.unknown[..]), (0, &[unknown.to_owned()][..]));
        assert_eq!(
            judged.faults,
            [
                (4, "an entry needs a reason".to_owned()),
                (7, "nothing of this kind is met any more; remove the entry".to_owned()),
            ]
        );
        let rare = LIST.replace("[[differs]]", "[[differs]]\nrare = true");
        assert_eq!(list(&rare).judge(&[]), Judgement::default());
        let judged = list(&LIST.replace("^null", "(null")).judge(&[]);
        assert!(judged.faults.iter().any(|(line, said)| *line == 7 && said.starts_with("no exp")));
    }
}
