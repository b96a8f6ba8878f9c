//! What `help`, `man` and `explain` can be asked about: the words of commands, one after the other.

use clap::Command;

use super::candidate::{Answer, Candidate};
use super::line::Line;
use crate::manual::Manual;
use crate::topics::{self, HELP};

/// The commands of ours that are about others.
const ABOUT: [&str; 3] = [HELP, "man", "explain"];

/// The commands that can stand next; `None` where the line is about no command.
pub(super) fn commands(manual: Manual, root: &Command, line: &Line<'_>) -> Option<Answer> {
    if !ABOUT.contains(&line.path.as_str()) {
        return None;
    }
    let mut answer = Answer::default();
    let below = |command, word: &String| Command::find_subcommand(command, word);
    if let Some(command) = line.values.iter().try_fold(root, below) {
        for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
            let about = one.get_about().map(ToString::to_string).unwrap_or_default();
            answer.add(Candidate::new(one.get_name(), about));
        }
    }
    if line.values.is_empty() && line.path != ABOUT[2] {
        for topic in topics::all(manual) {
            answer.add(Candidate::new(topic.name, topic.about));
        }
    }
    Some(answer)
}
