//! `man`: the man pages of this program.

use std::fs;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use crate::exit::{Exit, Failure};
use crate::man::{Rendered, WIDTH, pages};
use crate::manual::Manual;
use crate::own_command::{Own, Uses};
use crate::shell::Shell;

const NAME: &str = "man";
const COMMAND: &str = "command";
const DIR: &str = "dir";

/// The command `man`.
pub(super) struct Man {
    /// Makes the whole command line, for lines of a width.
    pub(super) tree: fn(Manual, usize) -> Command,
}

impl Own for Man {
    fn words(&self) -> &str {
        NAME
    }

    fn uses(&self) -> Uses {
        Uses::Text
    }

    fn command(&self, manual: Manual, _width: usize) -> Command {
        let program = manual.program.name;
        Command::new(NAME)
            .about("Print the man page of a command, or write those of all")
            .after_help(format!(
                "Examples:\n  {program} {NAME} | man -l -\n  {program} {NAME} --{DIR} ~/.local/share/man/man1"
            ))
            .arg(
                Arg::new(COMMAND)
                    .value_name("COMMAND")
                    .num_args(0..)
                    .action(ArgAction::Append)
                    .help("Words of the command; without any, the program"),
            )
            .arg(
                Arg::new(DIR)
                    .long(DIR)
                    .value_name("DIR")
                    .value_hint(ValueHint::DirPath)
                    .help("Folder to write a file for each page into; it is made if it is not there"),
            )
    }

    fn run(
        &self,
        manual: Manual,
        matches: &ArgMatches,
        shell: &mut Shell<'_>,
    ) -> Result<(), Failure> {
        let words = matches.get_many::<String>(COMMAND).into_iter().flatten();
        let path: Vec<&str> = words.map(String::as_str).collect();
        let mut tree = (self.tree)(manual, WIDTH);
        let pages = pages(manual, &mut tree, &path)?;
        let Some(first) = pages.first() else {
            let typed = path.join(" ");
            let program = manual.program.name;
            return Err(Failure::usage(format!(
                "there is no command '{typed}'; `{program} {NAME} --{DIR} DIR` writes the pages of all"
            )));
        };
        match matches.get_one::<String>(DIR) {
            None => shell.answer(&first.text),
            Some(folder) => {
                write(Path::new(folder), &pages)?;
                if !shell.style.quiet {
                    shell.complain(format_args!("{} pages are in {folder}\n", pages.len()));
                }
                Ok(())
            }
        }
    }
}

/// Writes the pages, each beside its place first: a page is never half there.
fn write(folder: &Path, pages: &[Rendered]) -> Result<(), Failure> {
    let wrong = |file: &Path, error: std::io::Error| {
        Failure::new(Exit::Output, format!("cannot write {}: {error}", file.display()))
    };
    fs::create_dir_all(folder).map_err(|error| wrong(folder, error))?;
    for page in pages {
        let file = folder.join(&page.file);
        let beside = folder.join(format!(".{}.{}", page.file, std::process::id()));
        let written = fs::write(&beside, &page.text).and_then(|()| fs::rename(&beside, &file));
        if let Err(error) = written {
            let _ = fs::remove_file(&beside);
            return Err(wrong(&file, error));
        }
    }
    Ok(())
}
