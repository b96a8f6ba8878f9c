//! `configure`: profiles, each with keys, region and project, kept in the file that the vendor's SDKs read.

mod entries;
mod input;
mod keys;
mod store;

use clap::{Arg, ArgMatches, Command};

use crate::body::secret::WAYS;
use crate::exit::Failure;
use crate::manual::Manual;
use crate::own_command::{Plain, Uses};
use crate::shell::Shell;

/// What is typed for it.
const NAME: &str = "configure";

/// The command `configure`.
pub(super) const CONFIGURE: Plain = Plain { words: NAME, uses: Uses::Profiles, command, run };

fn command(manual: Manual) -> Command {
    let name = manual.program.name;
    let subcommand = |name: &'static str, about: &'static str| Command::new(name).about(about);
    let key = || {
        Arg::new("key")
            .value_name("KEY")
            .required(true)
            .value_parser(keys::names())
            .help("What of the profile")
    };
    let value = Arg::new("value").value_name("VALUE").required(true).allow_hyphen_values(true);
    Command::new(NAME)
        .about("Keep keys, region and project in a profile")
        .after_help(format!(
            "At a terminal, what no flag says is asked for. The profile is the one of --profile, or [{}]; \
             --region, --project-id and --iam-endpoint are kept in it too. The file is \
             ~/.huaweicloud/credentials, or the one that HUAWEICLOUD_SDK_CREDENTIALS_FILE names; only its owner \
             can read it, and what else stands in it stays.\n\n\
             Examples:\n  {name} {NAME}\n  \
             {name} {NAME} --profile staging --region ap-southeast-3 --access-key AK --secret-key @sk.txt\n  \
             {name} {NAME} list\n  \
             {name} auth whoami --profile staging",
            keys::USUAL,
        ))
        .args(store::args())
        .subcommand(subcommand("list", "List the profiles"))
        .subcommand(subcommand("get", "Print a value of a profile").arg(key()))
        .subcommand(
            subcommand("set", "Set a value of a profile")
                .arg(key())
                .arg(value.help(format!("The value; a secret as {}", WAYS))),
        )
        .subcommand(subcommand("unset", "Take a value out of a profile").arg(key()))
        .subcommand(subcommand("remove", "Remove a profile"))
}

fn run(manual: Manual, matches: &ArgMatches, shell: &mut Shell<'_>) -> Result<(), Failure> {
    match matches.subcommand() {
        None => store::run(manual, matches, shell),
        Some((command, matches)) => entries::run(manual, command, matches, shell),
    }
}
