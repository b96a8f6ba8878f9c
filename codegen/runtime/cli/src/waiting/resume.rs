//! The command that takes a wait up again.

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::targets::{Target, task};
use crate::globals;
use crate::manual::Manual;

/// The flags that say who calls, where and in which project, as they were typed.
pub(crate) struct Resume {
    manual: Manual,
    flags: Vec<String>,
}

/// Flags that are about one answer, and not about where it comes from.
const OF_THE_ANSWER: [&str; 3] = ["output", "query", "color"];

impl Resume {
    /// What was typed with a command.
    pub(crate) fn of(manual: Manual, matches: &ArgMatches) -> Self {
        let mut flags = Vec::new();
        for arg in globals::args(manual) {
            let id = arg.get_id().as_str();
            let is_typed = matches.value_source(id) == Some(ValueSource::CommandLine);
            let takes_value = arg.get_action().takes_values();
            if !is_typed || !takes_value || OF_THE_ANSWER.contains(&id) {
                continue;
            }
            for value in matches.get_raw(id).into_iter().flatten() {
                let value = value.to_string_lossy();
                match (arg.is_require_equals_set(), value.is_empty()) {
                    (true, true) => flags.push(format!("--{id}")),
                    (true, false) => flags.push(format!("--{id}={}", word(&value))),
                    (false, _) => flags.push(format!("--{id} {}", word(&value))),
                }
            }
        }
        Self { manual, flags }
    }

    /// The command that waits for a task, if there is one.
    pub(super) fn task(&self, id: &str) -> Option<String> {
        let target = task(self.manual.service)?;
        Some(self.line(&target, &[id.to_owned()], &[]))
    }

    /// The command that waits for a record.
    pub(crate) fn line(&self, target: &Target, ids: &[String], goal: &[String]) -> String {
        let mut words = vec![self.manual.program.name.to_owned(), target.words.clone()];
        words.extend(ids.iter().chain(goal).map(|text| word(text)));
        words.extend(self.flags.iter().cloned());
        words.join(" ")
    }
}

/// A word for a POSIX shell, quoted where it has to be.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@=,+%".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}
