//! `configure list`, `get`, `set`, `unset`, `remove`: single values and whole profiles.

use clap::ArgMatches;

use super::input;
use super::keys::{self, ACCESS_KEY, PROJECT_ID, REGION};
use super::store::profile;
use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::masked::masked;
use crate::profiles::Profiles;
use crate::shell::Shell;

pub(super) fn run(
    manual: Manual,
    command: &str,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let mut profiles = Profiles::read(&shell.variable)?;
    if command == "list" {
        return list(&profiles, shell);
    }
    let profile = profile(manual, &Globals::read(matches), shell)?;
    if command == "remove" {
        if !profiles.text.remove(&profile) {
            return Err(unknown(&profiles, &profile));
        }
        return profiles.write(None);
    }
    let name = matches.get_one::<String>("key").map_or("", String::as_str);
    let key = keys::named(name)?;
    match command {
        "get" if key.is_secret => {
            Err(Failure::usage(format!("the {name} is secret and is not shown")))
        }
        "get" => match profiles.text.get(&profile, key.stored) {
            Some(value) => shell.answer(format_args!("{value}\n")),
            None if profiles.text.has(&profile) => Err(Failure::new(
                Exit::Configuration,
                format!("the profile [{profile}] has no {name}"),
            )),
            None => Err(unknown(&profiles, &profile)),
        },
        "set" => {
            let text = matches.get_one::<String>("value").map_or("", String::as_str);
            let value = match key.is_secret {
                true => input::secret(name, text, shell)?,
                false => text.to_owned(),
            };
            profiles.text.set(&profile, key.stored, key.checked(&value)?);
            profiles.write(None)
        }
        _ => match profiles.text.unset(&profile, key.stored) {
            true => profiles.write(None),
            false if profiles.text.has(&profile) => Ok(()),
            false => Err(unknown(&profiles, &profile)),
        },
    }
}

fn unknown(profiles: &Profiles, profile: &str) -> Failure {
    let known = profiles.text.sections();
    let known = match known.is_empty() {
        true => "it has none".to_owned(),
        false => format!("it has [{}]", known.join("], [")),
    };
    let path = profiles.path.display();
    Failure::new(Exit::Configuration, format!("there is no profile [{profile}] in {path}; {known}"))
}

/// The profiles, with what tells them apart.
fn list(profiles: &Profiles, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let mut rows = vec![["PROFILE", "ACCESS KEY", "REGION", "PROJECT"].map(str::to_owned)];
    for profile in profiles.text.sections() {
        let get = |key: keys::Key| profiles.text.get(profile, key.stored).unwrap_or_default();
        rows.push([
            profile.to_owned(),
            masked(get(ACCESS_KEY)),
            get(REGION).to_owned(),
            get(PROJECT_ID).to_owned(),
        ]);
    }
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut text = String::new();
    for [profile, key, region, project] in &rows {
        let [a, b, c] = widths;
        let line = format!("{profile:a$}  {key:b$}  {region:c$}  {project}");
        text += &format!("{}\n", line.trim_end());
    }
    shell.answer(text)
}
