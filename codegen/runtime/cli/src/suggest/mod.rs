//! Says what may have been meant by a line that is not understood.

mod flags;
mod typed;

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use taurusdb_descriptor_types::by_likeness;

use crate::manual::Manual;
use crate::own_command::Own;

pub(crate) use flags::{Meant, flag_meant};

/// How alike a value must be to be suggested.
const ALIKE: f64 = 0.75;

/// What may have been meant by a word that is none of some.
pub(crate) fn like<'a>(known: impl Iterator<Item = &'a str>, wrong: &str) -> Option<&'a str> {
    let near = by_likeness(known, wrong);
    near.into_iter().find(|(likeness, one)| *likeness >= ALIKE && *one != wrong).map(|(_, one)| one)
}

/// A complaint of clap with what may have been meant, found by the description in place of clap's own
/// guess, which knows the words of one command only.
pub(crate) fn with_suggestions(
    manual: Manual,
    own: &[Box<dyn Own>],
    root: &Command,
    arguments: &[OsString],
    mut said: Error,
) -> Error {
    let text = |kind| match said.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    match said.kind() {
        ErrorKind::InvalidSubcommand => {
            let Some(wrong) = text(ContextKind::InvalidSubcommand) else { return said };
            let meant = typed::commands(manual, own, root, arguments, &wrong);
            said.remove(ContextKind::SuggestedSubcommand);
            let program = manual.program.name;
            match meant.is_empty() {
                false => suggest(&mut said, meant),
                true => {
                    suggest(
                        &mut said,
                        vec![format!("`{program} find WORDS` finds commands by words")],
                    );
                }
            }
        }
        // A list of all commands in one line is no help.
        ErrorKind::MissingSubcommand => {
            said.remove(ContextKind::ValidSubcommand);
            let commands = root.get_name();
            suggest(&mut said, vec![format!("`{commands} --help` lists the commands")]);
        }
        ErrorKind::UnknownArgument => {
            let Some(wrong) = text(ContextKind::InvalidArg) else { return said };
            let meant = flags::tips(manual, root, arguments, &wrong);
            if !meant.is_empty() {
                said.remove(ContextKind::SuggestedArg);
                said.remove(ContextKind::TrailingArg);
                suggest(&mut said, meant);
            }
        }
        _ => {}
    }
    said
}

fn suggest(said: &mut Error, tips: Vec<String>) {
    let tips = tips.into_iter().map(Into::into).collect();
    said.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
}
