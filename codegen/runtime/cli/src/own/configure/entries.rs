//! `configure list`, `get`, `set`, `unset`, `remove`: single values and whole profiles.

use clap::ArgMatches;
use serde_json::json;

use super::input;
use super::keys::{self, ACCESS_KEY, PROJECT_ID, REGION};
use super::store::profile;
use crate::body::secret::Secrets;
use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::masked::masked;
use crate::own_print;
use crate::profiles::Profiles;
use crate::shell::Shell;
use crate::visible::visible_lines;

pub(super) fn run(
    manual: Manual,
    command: &str,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let mut profiles = Profiles::read(&shell.variable)?;
    if command == "list" {
        return list(manual, &profiles, matches, shell);
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
                true => input::secret(name, text, &mut Secrets::of(shell))?,
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
fn list(
    manual: Manual,
    profiles: &Profiles,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let mut rows = vec![["PROFILE", "ACCESS KEY", "REGION", "PROJECT"].map(str::to_owned)];
    let mut list = Vec::new();
    for profile in profiles.text.sections() {
        let get = |key: keys::Key| profiles.text.get(profile, key.stored);
        let (id, region, project) = (get(ACCESS_KEY).map(masked), get(REGION), get(PROJECT_ID));
        list.push(json!({
            "profile": profile, "access_key": id, "region": region, "project_id": project,
        }));
        let shown = |text: Option<&str>| visible_lines(text.unwrap_or_default());
        rows.push([visible_lines(profile), shown(id.as_deref()), shown(region), shown(project)]);
    }
    own_print::print(manual, &list.into(), &own_print::columns(&rows), matches, shell)
}
