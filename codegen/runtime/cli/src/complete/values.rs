//! What the value of a flag or argument can be.

use clap::{Arg, ValueHint};
use taurusdb_descriptor_types::Type;

use super::candidate::{Answer, Candidate};
use super::line::Line;
use super::taken::Taken;
use super::{ids, names};
use crate::manual::Manual;
use crate::scalar;
use crate::shell::Shell;

/// What the value of an argument can be.
pub(super) fn of(manual: Manual, line: &Line<'_>, arg: &Arg, shell: &mut Shell<'_>) -> Answer {
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        let shown = possible.iter().filter(|one| !one.is_hide_set());
        return shown
            .map(|one| {
                let help = one.get_help().map(ToString::to_string).unwrap_or_default();
                Candidate::new(one.get_name(), help)
            })
            .collect();
    }
    if let Some(taken) = Taken::of(manual, &line.path, arg) {
        let answer = listed(manual, &taken);
        return if answer.is_empty() { ids::of(manual, line, &taken, shell) } else { answer };
    }
    match arg.get_id().as_str() {
        "region" => names::regions(manual),
        "profile" => names::profiles(shell),
        "what" => names::explainable(manual, line.typed()),
        "dry-run" => {
            Answer::from_iter([Candidate::new("curl", ""), Candidate::new("canonical", "")])
        }
        _ if takes_file(arg) => Answer::files(),
        _ => Answer::default(),
    }
}

fn takes_file(arg: &Arg) -> bool {
    let hinted = matches!(
        arg.get_value_hint(),
        ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath
    );
    let names = arg.get_value_names().unwrap_or_default();
    hinted || names.iter().any(|name| ["FILE", "DIR", "PATH"].contains(&name.as_str()))
}

/// The values that the description lists, with what they mean.
fn listed(manual: Manual, taken: &Taken) -> Answer {
    let facts = taken.facts;
    let label = |value: &str| manual.docs.value(taken.owner, taken.name, value).unwrap_or_default();
    if !facts.values.is_empty() {
        return facts.values.iter().map(|value| Candidate::new(*value, label(value))).collect();
    }
    if matches!(scalar::element(&taken.kind), Type::Boolean) {
        return ["true", "false"]
            .iter()
            .map(|value| Candidate::new(*value, label(value)))
            .collect();
    }
    facts.default.map(|default| Candidate::new(default, "default")).into_iter().collect()
}
