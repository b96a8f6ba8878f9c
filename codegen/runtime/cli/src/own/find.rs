//! `find`: a search by words over operations, fields, error codes, metrics, regions.

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};
use taurusdb_descriptor_types::visible;

use super::json_flag;
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{OPERATIONS, Plain, Uses};
use crate::search::{Hit, search};
use crate::shell::Shell;
use crate::wrapping::wrapped;

const NAME: &str = "find";
const WORDS: &str = "words";
const HITS: &str = "hits";
/// Hits that are shown unless more are wanted.
const SHOWN: &str = "20";

/// The command `find`.
pub(super) const FIND: Plain = Plain { words: NAME, uses: Uses::Values, command, run };

fn command(manual: Manual) -> Command {
    let program = manual.program.name;
    Command::new(NAME)
        .about("Find operations, fields, error codes, metrics and regions by words")
        .after_help(format!(
            "What has a word in its name comes first, then what has it in its meaning, then parts.\n\
             \nExamples:\n  {program} {NAME} backup policy\n  {program} {NAME} --hits 0 password",
        ))
        .arg(
            Arg::new(WORDS)
                .value_name("WORDS")
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..)
                .help("Words to find, in any order and any form"),
        )
        .arg(
            Arg::new(HITS)
                .long(HITS)
                .value_name("COUNT")
                .value_parser(value_parser!(usize))
                .default_value(SHOWN)
                .help("Hits to show; 0 shows all"),
        )
        .arg(json_flag::arg("Print a JSON array instead of text"))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let words = matches.get_many::<String>(WORDS).into_iter().flatten();
    let text = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    let most = matches.get_one(HITS).copied().filter(|most| *most > 0).unwrap_or(usize::MAX);
    let hits = search(manual, &text);
    let shown = &hits[..hits.len().min(most)];
    if json_flag::is_given(matches) {
        let rows: Value = shown.iter().map(row).collect();
        return json_flag::print(manual, &rows, matches, shell);
    }
    if hits.is_empty() {
        let text = visible(&text);
        let program = manual.program.name;
        return Err(Failure::usage(format!(
            "nothing has to do with '{text}'; `{program} {}` lists every operation",
            OPERATIONS
        )));
    }
    shell.answer(listed(shown, shell.width()))?;
    if shown.len() < hits.len() {
        let more = hits.len() - shown.len();
        shell.complain(format_args!("{more} more; --{HITS} 0 shows all\n"));
    }
    Ok(())
}

fn row(hit: &Hit) -> Value {
    json!({ "kind": hit.kind, "name": hit.name, "command": hit.command, "about": hit.about })
}

/// The line to type for each, and below it what it is.
fn listed(hits: &[Hit], width: usize) -> String {
    let mut out = String::new();
    for hit in hits {
        let kind = hit.kind.replace('_', " ");
        out += &format!("{}\n", hit.command);
        let about = match hit.about.as_str() {
            "" => kind,
            about => format!("{kind}: {about}"),
        };
        out += &format!("{}\n", wrapped(&about, "    ", "    ", width));
    }
    out
}
