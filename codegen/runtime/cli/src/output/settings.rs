//! How the user wants answers: the flags of the output, the variable, the terminal.

use std::ffi::OsString;

use clap::ArgMatches;

use super::format::Format;
use super::json::Layout;
use super::query::Query;
use crate::exit::{Exit, Failure};
use crate::paint::Paint;
use crate::profiles::{self, PROFILE, Profiles, USUAL};
use crate::program::Program;
use crate::shell::Shell;

/// How answers are printed.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) format: Format,
    pub(crate) compact: bool,
    pub(crate) query: Option<Query>,
    /// Nothing is said but errors, and of changes nothing is printed.
    pub(crate) quiet: bool,
    /// Whether a long answer may go through a pager.
    pub(crate) pager: bool,
}

/// The flag for the format.
pub(crate) const OUTPUT: &str = "output";
/// The flag for the expression.
pub(crate) const QUERY: &str = "query";
/// The flag for silence.
pub(crate) const QUIET: &str = "quiet";
/// The flag for colours.
pub(crate) const COLOR: &str = "color";
/// The flag against the pager.
pub(crate) const NO_PAGER: &str = "no-pager";
/// The flag for JSON on one line.
const COMPACT: &str = "compact";

impl Settings {
    /// What the flags say, and the environment where they say nothing.
    ///
    /// # Errors
    /// Fails if the expression is none, or the variable holds no format.
    pub(crate) fn read(
        program: Program,
        matches: &ArgMatches,
        shell: &Shell<'_>,
    ) -> Result<Self, Failure> {
        let text = |id| matches.get_one::<String>(id).map(String::as_str);
        let format = match text(OUTPUT) {
            Some(word) => Format::named(word)
                .map_err(|must| Failure::usage(format!("--{OUTPUT} {must} (got '{word}')")))?,
            None => preferred(program, text("profile"), shell)?.unwrap_or_default(),
        };
        let query = text(QUERY).map(Query::new).transpose().map_err(Failure::usage)?;
        Ok(Self {
            format,
            compact: matches.get_flag(COMPACT),
            query,
            quiet: matches.get_flag(QUIET),
            pager: !matches.get_flag(NO_PAGER),
        })
    }

    /// How JSON is laid out.
    pub(crate) fn json(&self, paint: Paint) -> Layout {
        Layout { compact: self.compact, paint }
    }
}

/// The variable that holds the format where no flag says one: `DEMO_OUTPUT` of the program `demo`.
pub(crate) fn variable(program: Program) -> String {
    program.variable("OUTPUT")
}

/// The format that the environment asks for, or else the profile that is called with.
fn preferred(
    program: Program,
    profile: Option<&str>,
    shell: &Shell<'_>,
) -> Result<Option<Format>, Failure> {
    let name = variable(program);
    let word = (shell.variable)(&name).filter(|word| !word.trim().is_empty());
    let Some(word) = word else { return of_profile(program, profile, shell) };
    let format = Format::named(&word).map_err(|must| {
        let message = format!("the variable {name} {must} (it is '{word}')");
        Failure::new(Exit::Configuration, message)
    });
    format.map(Some)
}

/// The format that a profile asks for. What else is wrong with profiles is for those to say who call with one.
fn of_profile(
    program: Program,
    profile: Option<&str>,
    shell: &Shell<'_>,
) -> Result<Option<Format>, Failure> {
    let named = (shell.variable)(&program.variable(PROFILE)).filter(|name| !name.trim().is_empty());
    let name = profile.map(str::to_owned).or(named).unwrap_or_else(|| USUAL.to_owned());
    let Ok(profiles) = Profiles::read(&shell.variable) else { return Ok(None) };
    let Some(word) = profiles.text.get(name.trim(), profiles::OUTPUT) else { return Ok(None) };
    let format = Format::named(word).map_err(|must| {
        let path = profiles.path.display();
        let message = format!("{path}, [{name}]: output {must} (it is '{word}')");
        Failure::new(Exit::Configuration, message)
            .hint(format!("`{} configure set output FORMAT` sets it", program.name))
    });
    format.map(Some)
}

/// What has to be known of the output before the command line is understood, because it may not be: whether errors
/// are JSON, whether anything else is said, and when to use colours.
pub(crate) struct Early {
    pub(crate) json_errors: bool,
    pub(crate) quiet: bool,
    pub(crate) color: Option<bool>,
}

impl Early {
    /// Looks for the flags by their spelling alone.
    pub(crate) fn of(program: Program, arguments: &[OsString], shell: &Shell<'_>) -> Self {
        let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
        let words: Vec<&str> = words.into_iter().take_while(|word| *word != "--").collect();
        let value = |long: &str, short: Option<&str>| {
            words.iter().enumerate().rev().find_map(|(at, word)| {
                if *word == long || Some(*word) == short {
                    return words.get(at + 1).copied();
                }
                let long = word.strip_prefix(long).and_then(|rest| rest.strip_prefix('='));
                long.or_else(|| word.strip_prefix(short?).map(|rest| rest.trim_start_matches('=')))
            })
        };
        let format = match value("--output", Some("-o")) {
            Some(word) => Format::named(word).ok(),
            None => preferred(program, value("--profile", None), shell).ok().flatten(),
        };
        Self {
            json_errors: format == Some(Format::Json),
            quiet: words.iter().any(|word| ["--quiet", "-q"].contains(word)),
            color: match value("--color", None) {
                Some("always") => Some(true),
                Some("never") => Some(false),
                _ => None,
            },
        }
    }
}
