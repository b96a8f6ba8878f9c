//! `configure` itself: what flags say, and what a person is asked for, goes into the profile.

use clap::{Arg, ArgMatches};

use super::input;
use super::keys::{
    ACCESS_KEY, IAM_ENDPOINT, Key, PROJECT_ID, REGION, SECRET_KEY, SECURITY_TOKEN, USUAL,
};
use crate::body::secret::{Secrets, WAYS};
use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::masked::masked;
use crate::profiles::Profiles;
use crate::session;
use crate::shell::Shell;

/// The flags that only this command has.
pub(super) fn args() -> [Arg; 3] {
    let flag = |key: Key, shown: &'static str, help: String| {
        Arg::new(key.name).long(key.name).value_name(shown).allow_hyphen_values(true).help(help)
    };
    let secret = |help: &str| format!("{help}: {}", WAYS);
    [
        flag(ACCESS_KEY, "ID", "Access key id".to_owned()),
        flag(SECRET_KEY, "SECRET", secret("Secret access key")),
        flag(SECURITY_TOKEN, "SECRET", secret("Security token of a temporary key")),
    ]
}

/// The profile that is worked on.
pub(super) fn profile(
    manual: Manual,
    globals: &Globals,
    shell: &Shell<'_>,
) -> Result<String, Failure> {
    let profile = session::profile(manual, globals, &shell.variable);
    let profile = profile.unwrap_or_else(|| USUAL.to_owned());
    match profile.contains(['[', ']'])
        || profile.contains(char::is_control)
        || profile.trim().is_empty()
    {
        false => Ok(profile),
        true => Err(Failure::usage(format!("a profile cannot be called {profile:?}"))),
    }
}

pub(super) fn run(
    manual: Manual,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    let profile = profile(manual, &globals, shell)?;
    let mut profiles = Profiles::read(&shell.variable)?;
    let mut given = given(matches, &globals, shell)?;
    let is_bare = given.is_empty();
    for key in [ACCESS_KEY, SECRET_KEY, REGION, PROJECT_ID] {
        let is_given = given.iter().any(|(known, _)| *known == key);
        let is_needed = key == ACCESS_KEY || key == SECRET_KEY;
        let kept = profiles.text.get(&profile, key.stored).map(str::to_owned);
        if is_given || (!is_bare && (!is_needed || kept.is_some())) {
            continue;
        }
        if shell.ask.is_none() {
            let flags = [ACCESS_KEY, SECRET_KEY].map(|key| format!("--{}", key.name)).join(" and ");
            return Err(Failure::usage(format!(
                "nobody can be asked here: give {flags}, the secret as {}",
                WAYS
            )));
        }
        if let Some(value) = asked(key, kept.as_deref(), shell)? {
            given.push((key, value));
        } else if is_needed && kept.is_none() {
            return Err(Failure::usage(format!(
                "a profile needs its {}; nothing was changed",
                key.name
            )));
        }
    }
    for (key, value) in &given {
        key.checked(value)?;
    }
    // A security token belongs to one access key.
    let is_other = given.iter().any(|(key, value)| {
        *key == ACCESS_KEY && profiles.text.get(&profile, key.stored) != Some(value)
    });
    if is_other && profiles.text.unset(&profile, SECURITY_TOKEN.stored) {
        shell.warn("the security token of the old access key is taken out of the profile");
    }
    for (key, value) in &given {
        profiles.text.set(&profile, key.stored, value);
    }
    profiles.write(Some(&profile))?;
    let name = manual.program.name;
    let option = match profile.as_str() {
        USUAL => String::new(),
        profile => format!(" --profile {}", crate::curl::plain(profile)),
    };
    shell.answer(format_args!(
        "The profile [{profile}] is kept in {}. Try it: {name} auth whoami{option}\n",
        profiles.path.display()
    ))
}

/// What the flags say.
fn given(
    matches: &ArgMatches,
    globals: &Globals,
    shell: &mut Shell<'_>,
) -> Result<Vec<(Key, String)>, Failure> {
    let mut given = Vec::new();
    let mut secrets = Secrets::of(shell);
    for key in [ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN] {
        if let Some(text) = matches.get_one::<String>(key.name) {
            let value = match key.is_secret {
                true => input::secret(&format!("--{}", key.name), text, &mut secrets)?,
                false => text.trim().to_owned(),
            };
            given.push((key, value));
        }
    }
    let own = [
        (REGION, &globals.region),
        (PROJECT_ID, &globals.project_id),
        (IAM_ENDPOINT, &globals.iam_endpoint),
    ];
    given.extend(own.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))));
    Ok(given)
}

/// What a person answers; nothing keeps what there is.
fn asked(key: Key, kept: Option<&str>, shell: &mut Shell<'_>) -> Result<Option<String>, Failure> {
    let what = match key {
        ACCESS_KEY => "Access key id",
        SECRET_KEY => "Secret access key (it does not show)",
        REGION => "Region",
        _ => "Project id (left out, that of the region)",
    };
    let shown = match kept {
        Some(_) if key.is_secret => " [kept]".to_owned(),
        Some(value) if key == ACCESS_KEY => format!(" [{}]", masked(value)),
        Some(value) => format!(" [{value}]"),
        None => String::new(),
    };
    let text = format!("{what}{shown}: ");
    let answer = match &mut shell.ask {
        Some(ask) if key.is_secret => ask(&text).map_err(|error| {
            Failure::usage(format!("{} cannot be asked for: {error}", key.name))
        })?,
        _ => input::line(&text, shell)?,
    };
    let answer = answer.trim().to_owned();
    Ok(Some(answer).filter(|answer| !answer.is_empty()))
}
