//! Each resource of the model, through its life: made, shown, listed, changed, kept, deleted.
//!
//! Nothing is named here: requests, places of answers and what to expect follow from the description. What a
//! resource cannot be driven through is said by the reason that the model gives, and counted.

mod asking;
mod bounded;
mod change;
mod field;
mod filters;
mod gone;
mod life;
mod lists;
mod report;
mod shown;
mod stage;
mod steps;

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::resources::{Kind, Parent, Resource};

use super::driver::valid_calls;
use report::Report;

/// How many things are not driven, and how many checks there are at least. Whoever changes the model updates
/// them, and looks at the list in the snapshot.
const UNDRIVEN: usize = 97;
const CHECKED: usize = 3000;

#[test]
fn every_resource_lives_as_its_model_says() {
    let calls = valid_calls();
    let mut report = Report::default();
    for resource in SERVICE.resources {
        report.about(resource.name);
        life::lead(resource, &calls, &mut report);
    }
    let Report { checked, wrong, undriven, .. } = report;
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let mut text = String::new();
    for (why, all) in &undriven {
        text += &format!("{why}: {}\n", all.len());
        all.iter().for_each(|what| text += &format!("  {what}\n"));
    }
    insta::assert_snapshot!("mock_model_undriven", text);
    assert_eq!(undriven.values().map(Vec::len).sum::<usize>(), UNDRIVEN, "{text}");
    assert!(checked >= CHECKED, "{checked} checks");
}

/// Whether the service alone makes the records of a resource, so that they are made up.
fn is_generated(resource: &'static Resource) -> bool {
    resource.kind == Kind::Record
        && steps::makers(resource).is_empty()
        && !is_task(resource)
        && (resource.seeds.is_empty() || resource.parent != Parent::Project)
}

/// The program knows tasks by name, as the README of the model says: no step makes them.
fn is_task(resource: &Resource) -> bool {
    ["task", "scheduled_task"].contains(&resource.name)
}

/// A moment as a text that sorts by time.
fn when(seconds: i64) -> String {
    let (mut days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let mut year = 1970;
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while days >= 365 + i64::from(leap(year)) {
        days -= 365 + i64::from(leap(year));
        year += 1;
    }
    let february = 28 + i64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}", days + 1)
}
