//! Has clap read a line, and takes what it refuses out of the way, so that all that is wrong is said together.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgMatches, Command};
use taurusdb_descriptor_types::phrase;

use super::Line;
use crate::suggest::like;

/// What clap makes of the words of a line. Flags whose values it refuses become mistakes of the line, and it reads
/// on without them.
///
/// # Errors
/// What clap has to say of a line that it cannot read, and of one that asks for help.
pub(crate) fn matched(root: &mut Command, line: &mut Line) -> Result<ArgMatches, Error> {
    loop {
        let said = match root.try_get_matches_from_mut(&line.words) {
            Ok(matches) => return Ok(matches),
            Err(said) => said,
        };
        let Some(wrong) = Refused::of(root, &line.words, &said) else { return Err(said) };
        line.mistakes.push(wrong.mistake);
        line.words.drain(wrong.at..wrong.at + wrong.count);
    }
}

/// Words that clap refuses.
struct Refused {
    at: usize,
    count: usize,
    mistake: String,
}

impl Refused {
    fn of(root: &Command, words: &[OsString], said: &Error) -> Option<Self> {
        let text = |kind| match said.get(kind) {
            Some(ContextValue::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let flag = text(ContextKind::InvalidArg)?.split([' ', '[', '=']).next()?;
        flag.strip_prefix("--")?;
        let value = text(ContextKind::InvalidValue);
        let mistake = match said.kind() {
            ErrorKind::ValueValidation => {
                let why = said.source()?.to_string();
                let why = match why.as_str() {
                    // How the library says that it is no number at all.
                    "invalid digit found in string" | "cannot parse integer from empty string" => {
                        "must be a whole number".to_owned()
                    }
                    _ => why,
                };
                match why.starts_with("must") {
                    true => format!("{flag} {why}, is '{}'", value?),
                    false => format!("{flag} cannot be '{}': {why}", value?),
                }
            }
            ErrorKind::InvalidValue => {
                let Some(ContextValue::Strings(known)) = said.get(ContextKind::ValidValue) else {
                    return None;
                };
                let value = value.filter(|value| !value.is_empty())?;
                let near = like(known.iter().map(String::as_str), value);
                let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
                format!("{flag} must be {}, is '{value}'{near}", phrase::list(known, "or"))
            }
            ErrorKind::TooManyValues => format!("{flag} takes no value, and is given '{}'", value?),
            ErrorKind::ArgumentConflict => {
                let others = match said.get(ContextKind::PriorArg)? {
                    ContextValue::String(other) => vec![other.clone()],
                    ContextValue::Strings(others) => others.clone(),
                    _ => return None,
                };
                let name = |other: &String| {
                    other.split([' ', '[', '=']).next().unwrap_or_default().to_owned()
                };
                let others: Vec<String> = others.iter().map(name).collect();
                format!("{flag} cannot stand beside {}", phrase::list(&others, "and"))
            }
            _ => return None,
        };
        let (at, count) = place(root, words, flag, value)?;
        Some(Self { at, count, mistake })
    }
}

/// Where a flag stands with its value, and how many words that is.
fn place(
    root: &Command,
    words: &[OsString],
    flag: &str,
    value: Option<&str>,
) -> Option<(usize, usize)> {
    let short = root.get_arguments().find(|arg| arg.get_long() == flag.strip_prefix("--"));
    let short = short.and_then(Arg::get_short).map(|short| format!("-{short}"));
    let until = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let words: Vec<&str> =
        words[..until].iter().map(|word| word.to_str().unwrap_or_default()).collect();
    let behind = |word: &str| {
        let long = word.strip_prefix(flag).filter(|rest| rest.is_empty() || rest.starts_with('='));
        let rest = long.or_else(|| word.strip_prefix(short.as_deref()?))?;
        Some(rest.strip_prefix('=').unwrap_or(rest).to_owned())
    };
    let found = words.iter().enumerate().skip(1).filter_map(|(at, word)| {
        let rest = behind(word)?;
        let next = words.get(at + 1).copied();
        match value {
            Some(value) if rest == value => Some((at, 1)),
            Some(value) if rest.is_empty() && next == Some(value) => Some((at, 2)),
            Some(_) => None,
            None => Some((at, 1)),
        }
    });
    found.into_iter().next()
}
