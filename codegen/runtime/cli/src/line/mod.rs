//! The words of a line, sorted before clap reads them: which flags are fields of the body, which word is
//! the value of a flag though it begins with `-`, and all that is wrong with them at once.
//!
//! Clap would stop at the first mistake, and would have to be told of every field at every depth.

mod known;
mod matched;
mod typed;

use std::ffi::{OsStr, OsString};

use clap::Command;
use taurusdb_descriptor_types::{Type, by_likeness};

use crate::fields::{Target, Unresolved, resolve};
use crate::manual::Manual;
use crate::suggest::{Meant, flag_meant};
use known::{Knowledge, Known};

pub(crate) use matched::matched;

/// A line whose words are sorted.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// What is left for clap, which finds nothing wrong with how it is written.
    pub(crate) words: Vec<OsString>,
    /// The flags of the body with their values, in their order.
    pub(crate) fields: Vec<(Target, String)>,
    /// The old names of fields that it has, and the new ones.
    pub(crate) renamed: Vec<(&'static str, &'static str)>,
    /// What is wrong.
    pub(crate) mistakes: Vec<String>,
}

/// Sorts the words of a line. `root` has the command that they mean in full.
pub(crate) fn sorted(manual: Manual, root: &Command, words: Vec<OsString>) -> Line {
    let Some((operation, command, at)) = typed::operation(manual.service, root, &words) else {
        return Line { words, ..Line::default() };
    };
    let knowledge = Knowledge::of(manual, root, command, operation);
    let mut words = words.into_iter();
    let line = Line { words: words.by_ref().take(at + 1).collect(), ..Line::default() };
    let rest: Vec<OsString> = words.collect();
    let mut sorting = Sorting { knowledge, rest, at: 0, line, positions: 0, given: Vec::new() };
    sorting.run();
    sorting.line
}

struct Sorting<'c> {
    knowledge: Knowledge<'c>,
    rest: Vec<OsString>,
    at: usize,
    line: Line,
    /// How many values were given by position.
    positions: usize,
    /// The flags that were given, of those that take one value.
    given: Vec<String>,
}

impl Sorting<'_> {
    fn run(&mut self) {
        while let Some(word) = self.rest.get(self.at).cloned() {
            self.at += 1;
            if word == "--" {
                self.line.words.push(word);
                for value in self.rest.split_off(self.at) {
                    self.position(value);
                }
                return;
            }
            match flag_in(&word) {
                Some((name, value)) => self.flag(name, value),
                None if is_short(&word) => self.short(word),
                None => self.position(word),
            }
        }
    }

    /// A flag such as `--name`, perhaps with its value behind a `=`.
    fn flag(&mut self, name: String, value: Option<OsString>) {
        match self.knowledge.flag(&name) {
            Some(Known::Arg { long, takes: false, .. }) => {
                // What a switch is given is for clap to refuse.
                self.pass(&long, value);
            }
            Some(Known::Arg { long, optional: Some(values), .. }) => {
                let next = self.rest.get(self.at).and_then(|word| word.to_str());
                let is_value = value.is_none()
                    && next.is_some_and(|next| values.iter().any(|value| value == next));
                let value = match is_value {
                    true => self.next(),
                    false => value,
                };
                self.pass(&long, value);
            }
            Some(Known::Arg { long, repeats, is_boolean, .. }) => {
                let Some(value) = self.value(&long, value, is_boolean) else { return };
                if !repeats {
                    if self.given.contains(&long) {
                        self.line.mistakes.push(format!("--{long} is given twice"));
                        return;
                    }
                    self.given.push(long.clone());
                }
                self.pass(&long, Some(value));
            }
            Some(Known::Field(target)) => self.field(*target, value),
            Some(Known::Old(target, old, new)) => {
                self.line.renamed.push((old, new));
                self.field(*target, value);
            }
            Some(Known::Wrong(mistake)) => {
                self.line.mistakes.push(mistake);
                self.swallow(value.is_some());
            }
            None => self.unknown(&name, value.is_some()),
        }
    }

    fn field(&mut self, target: Target, value: Option<OsString>) {
        let is_boolean = matches!(target.kind, Some(Type::Boolean));
        let Some(value) = self.value(&target.flag, value, is_boolean) else { return };
        match value.into_string() {
            Ok(value) => self.line.fields.push((target, value)),
            Err(_) => {
                self.line.mistakes.push(format!("--{} must be text in UTF-8", target.flag));
            }
        }
    }

    /// A flag such as `-o`, which clap knows best; or a value that only looks like one.
    fn short(&mut self, word: OsString) {
        let first = word.to_str().and_then(|word| word.chars().nth(1));
        match first.and_then(|letter| self.knowledge.short(letter)) {
            // With its value behind it, the word is whole.
            Some(true) if word.len() == 2 => {
                let shown = word.to_string_lossy().into_owned();
                match self.rest.get(self.at).cloned() {
                    Some(next) if !self.is_flag(&next) => {
                        self.at += 1;
                        self.line.words.extend([word, next]);
                    }
                    _ => self.line.mistakes.push(format!("{shown} has no value")),
                }
            }
            Some(_) => self.line.words.push(word),
            None => {
                let shown = word.to_string_lossy();
                let Knowledge { root, command, typed, .. } = &self.knowledge;
                let name = shown.trim_start_matches('-').split('=').next().unwrap_or_default();
                // `-region` is no value.
                let meant = (name.len() > 1).then(|| flag_meant(typed, command, root, name));
                let flag = meant.and_then(|meant| match meant {
                    Meant::Flags(flags) => flags.into_iter().next(),
                    Meant::Place(_) => None,
                });
                self.line.mistakes.push(match flag {
                    Some(flag) => format!("there is no flag {shown}: did you mean --{flag}?"),
                    None => format!(
                        "there is no flag {shown}; a value that begins with - stands behind --, at the end of the line"
                    ),
                });
            }
        }
    }

    /// The value of a flag: what is behind its `=`, or the next word unless that is a flag.
    fn value(&mut self, flag: &str, value: Option<OsString>, is_boolean: bool) -> Option<OsString> {
        if value.is_some() {
            return value;
        }
        match self.rest.get(self.at).cloned() {
            Some(next) if next != "--" && !self.is_flag(&next) => {
                self.at += 1;
                Some(next)
            }
            _ if is_boolean => Some("true".into()),
            Some(next) if next != "--" => {
                let next = next.to_string_lossy();
                self.line.mistakes.push(format!(
                    "--{flag} has no value; if {next} is its value, write --{flag}={next}"
                ));
                None
            }
            _ => {
                self.line.mistakes.push(format!("--{flag} has no value"));
                None
            }
        }
    }

    /// Whether a word is a flag rather than a value: what looks like a long flag is one, known or not.
    fn is_flag(&self, word: &OsStr) -> bool {
        if flag_in(word).is_some() {
            return true;
        }
        let letter = word.to_str().filter(|_| is_short(word)).and_then(|word| word.chars().nth(1));
        letter.is_some_and(|letter| self.knowledge.short(letter).is_some())
    }

    fn position(&mut self, word: OsString) {
        self.positions += 1;
        if self.positions > self.knowledge.positions {
            let shown = word.to_string_lossy();
            let takes = match self.knowledge.positions {
                0 => "no values without a flag".to_owned(),
                1 => "one value without a flag".to_owned(),
                count => format!("{count} values without a flag"),
            };
            self.line
                .mistakes
                .push(format!("'{shown}' is one too many: the command takes {takes}"));
            return;
        }
        self.line.words.push(word);
    }

    fn unknown(&mut self, name: &str, has_value: bool) {
        let mut near = match &self.knowledge.schema {
            Some(schema) => match resolve(schema, name, &self.knowledge.taken) {
                Err(Unresolved::Unknown(near)) => near,
                _ => Vec::new(),
            },
            None => Vec::new(),
        };
        let Knowledge { root, command, typed, .. } = &self.knowledge;
        let mut advice = String::new();
        match flag_meant(typed, command, root, name) {
            Meant::Place(line) => advice = format!(": it is given by its place, as in `{line}`"),
            Meant::Flags(flags) => {
                near.extend(flags);
                let best = by_likeness(near.iter().map(String::as_str), name);
                let mut best: Vec<String> =
                    best.into_iter().map(|(_, one)| format!("--{one}")).collect();
                best.dedup();
                best.truncate(3);
                if !best.is_empty() {
                    advice = format!(": did you mean {}?", best.join(" or "));
                }
            }
        }
        self.line.mistakes.push(format!("there is no flag --{name}{advice}"));
        self.swallow(has_value);
    }

    /// Passes over the value of a flag that means nothing, where it cannot be anything else.
    fn swallow(&mut self, has_value: bool) {
        let next = self.rest.get(self.at).cloned();
        let left = self.rest[self.at..].iter().take_while(|word| !self.is_flag(word)).count();
        let is_value = next.is_some_and(|next| next != "--" && !self.is_flag(&next));
        if !has_value && is_value && self.positions + left > self.knowledge.positions {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<OsString> {
        self.at += 1;
        self.rest.get(self.at - 1).cloned()
    }

    /// Hands a flag to clap, with its value in the same word, so that it may begin with anything.
    fn pass(&mut self, long: &str, value: Option<OsString>) {
        let mut word = OsString::from(format!("--{long}"));
        if let Some(value) = value {
            word.push("=");
            word.push(value);
        }
        self.line.words.push(word);
    }
}

/// The name and the value of a word that looks like a long flag.
fn flag_in(word: &OsStr) -> Option<(String, Option<OsString>)> {
    // A value that is not UTF-8 may stand behind a name that is.
    let bytes = word.as_encoded_bytes().strip_prefix(b"--")?;
    let end = bytes.iter().position(|byte| *byte == b'=').unwrap_or(bytes.len());
    let name = std::str::from_utf8(&bytes[..end]).ok()?;
    let begins = name.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
    // Keys of maps may have spaces; what has them in front is a sentence.
    let first = name.split('.').next().unwrap_or_default();
    if !begins || first.contains(char::is_whitespace) {
        return None;
    }
    let value = (end < bytes.len()).then(|| behind(word, end + 3));
    Some((name.to_owned(), value))
}

/// What stands behind this many bytes of a word, of which those before are text.
fn behind(word: &OsStr, at: usize) -> OsString {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        OsStr::from_bytes(&word.as_encoded_bytes()[at..]).to_owned()
    }
    #[cfg(not(unix))]
    word.to_string_lossy().get(at..).unwrap_or_default().into()
}

/// Whether a word looks like a short flag: a hyphen and a letter.
fn is_short(word: &OsStr) -> bool {
    let bytes = word.as_encoded_bytes();
    matches!(bytes, [b'-', second, ..] if second.is_ascii_alphabetic())
}
