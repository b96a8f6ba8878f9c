//! Pages about what many commands have in common: `help exit-codes`, `help input`.
//!
//! What follows from this crate is said by it; the rest is the README of the program, whose sections are marked with
//! the name of their page. Nothing is written twice.

mod credentials;
mod environment;
mod guide;
mod markdown;

use std::ffi::OsString;

use crate::exit::Exit;
use crate::manual::Manual;
use crate::wrapping::wrapped;

use credentials::NAME;
pub(crate) use credentials::credentials;

/// What is typed for a page, or for the help of a command.
pub(crate) const HELP: &str = "help";

/// A page about what many commands have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Topic {
    /// What is typed for it.
    pub(crate) name: &'static str,
    /// What it is about.
    pub(crate) about: &'static str,
    own: Option<fn(Manual, usize) -> String>,
}

const ALL: [Topic; 6] = [
    Topic { name: NAME, about: "Who calls, and where", own: Some(credentials) },
    Topic { name: "environment", about: "Variables that are read", own: Some(environment::table) },
    Topic { name: "input", about: "Flags, files and secrets of a body", own: None },
    Topic { name: "output", about: "Formats of answers, and picking from them", own: None },
    Topic { name: "waiting", about: "Waiting for what calls start", own: None },
    Topic {
        name: "exit-codes",
        about: "How commands end, and errors as JSON",
        own: Some(exit_codes),
    },
];

/// The pages that a program has.
pub(crate) fn all(manual: Manual) -> impl Iterator<Item = Topic> {
    let has = move |topic: &Topic| {
        topic.own.is_some() || guide::section(manual.program.guide, topic.name).is_some()
    };
    ALL.into_iter().filter(has)
}

impl Topic {
    /// The page that is called so.
    pub(crate) fn named(manual: Manual, name: &str) -> Option<Self> {
        all(manual).find(|topic| topic.name == name)
    }

    /// The page, in lines of `width` columns.
    pub(crate) fn text(self, manual: Manual, width: usize) -> String {
        let mut text = format!("{}\n", self.about);
        if let Some(own) = self.own {
            text += &format!("\n{}", own(manual, width));
        }
        if let Some(section) = guide::section(manual.program.guide, self.name) {
            // What this crate has said already, the README has as a table.
            text += &markdown::plain(section, width, self.own.is_none());
        }
        text
    }
}

/// A line that asks for help in words, as one that asks by a flag; a page stays as it is asked for.
pub(crate) fn by_flag(manual: Manual, mut words: Vec<OsString>, command: usize) -> Vec<OsString> {
    let is_word = |word: &&OsString| !word.as_encoded_bytes().starts_with(b"-");
    let typed: Vec<&str> =
        words[command..].iter().filter(is_word).filter_map(|word| word.to_str()).collect();
    match typed.as_slice() {
        [HELP, topic, ..] if Topic::named(manual, topic).is_some() => words,
        // Help about help itself.
        [HELP] if words.iter().any(|word| word == "--help" || word == "-h") => words,
        [HELP, ..] => {
            words.remove(command);
            words.push("--help".into());
            words
        }
        // `demo pots help`: a group has no command of that name.
        [group @ .., HELP]
            if manual.service.groups.iter().any(|one| one.command == group.join(" ")) =>
        {
            let at = words.iter().rposition(|word| word == HELP);
            at.map(|at| words.remove(at));
            words.push("--help".into());
            words
        }
        _ => words,
    }
}

/// The exit codes, one below the other, in lines of `width` columns.
pub(crate) fn exit_codes(_: Manual, width: usize) -> String {
    let line = |(exit, _, meaning): (Exit, &str, &str)| {
        wrapped(meaning, &format!("  {:<5}", exit.code()), "       ", width) + "\n"
    };
    Exit::MEANINGS.into_iter().map(line).collect()
}
