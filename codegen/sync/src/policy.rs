//! The written policy: which change raises the version of which generated crate by how much.
//!
//! A change has a [severity](Class::severity) for those who send requests and for those who read
//! answers. [`bump`] says what that means for each crate, because they do not all feel it: the command
//! line prints an answer as it comes, and the description is data. [`page`] prints the whole table;
//! `codegen/sync/POLICY.md` is that page, and a test holds the two together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use taurusdb_spec::{Location, Versions};

use crate::sight::Sight;
use crate::{Bump, Change, Class, Role, Severity, next_version};

/// A generated crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The client crate.
    Client,
    /// The command line.
    CommandLine,
    /// The mock server.
    Mock,
    /// The service as constant data, which the other three read.
    Description,
}

impl Part {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 4] = [Self::Client, Self::CommandLine, Self::Mock, Self::Description];

    /// The name of the package.
    pub const fn package(self) -> &'static str {
        match self {
            Self::Client => "taurusdb",
            Self::CommandLine => "taurusdb-cli",
            Self::Mock => "taurusdb-mock",
            Self::Description => "taurusdb-descriptors",
        }
    }

    /// What a reader calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::CommandLine => "command line",
            Self::Mock => "mock server",
            Self::Description => "description",
        }
    }
}

/// By how much a change of this class raises the version of a crate, if it is about a value that
/// travels this way; a role of `None` is for what travels no way or both.
pub fn bump(part: Part, class: Class, role: Option<Role>) -> Bump {
    let severity = class.severity(role);
    let is_answer = matches!(role, Some(Role::Response(_)));
    let felt = match part {
        Part::Client => severity,
        // It prints what the service answers, whatever that is.
        Part::CommandLine if is_answer => severity.min(Severity::Compatible),
        // A flag that may be left out, and a check that lets more through, break no call.
        Part::CommandLine | Part::Mock
            if matches!(
                class,
                Class::BecameOptional | Class::ValuesUnlisted | Class::ObservationConfirmed
            ) =>
        {
            severity.min(Severity::Compatible)
        }
        // Names of types are the client's alone.
        Part::CommandLine | Part::Mock if matches!(class, Class::TypeRenamed) => {
            Severity::Editorial
        }
        Part::CommandLine | Part::Mock => severity,
        // A constant that is gone does not compile; what a constant says is data.
        Part::Description => match class {
            Class::OperationRemoved | Class::OperationRenamed => severity,
            _ => severity.min(Severity::Compatible),
        },
    };
    Bump::from(felt)
}

/// A crate and its next version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The crate.
    pub part: Part,
    /// The version that it has.
    pub from: String,
    /// The version that it gets.
    pub to: String,
    /// The step between the two.
    pub bump: Bump,
}

impl Raised {
    /// Takes the version that a person chose, if it is higher than this one.
    pub fn by_hand(&mut self, version: &str) {
        let numbers = |version: &str| -> Vec<u64> {
            version.split('.').filter_map(|number| number.parse().ok()).collect()
        };
        let (chosen, from) = (numbers(version), numbers(&self.from));
        if chosen > numbers(&self.to) {
            version.clone_into(&mut self.to);
            // The leftmost number that is not 0 is the breaking one.
            let breaking = from.iter().position(|number| *number > 0).unwrap_or(2);
            let is_breaking = chosen[..=breaking] != from[..=breaking];
            self.bump = self.bump.max(if is_breaking { Bump::Major } else { Bump::Minor });
        }
    }
}

/// The next version of each crate, in the order of [`Part::ALL`].
pub fn raise(versions: &Versions, changes: &[Change]) -> Vec<Raised> {
    let raised = |part: Part| {
        let steps = changes.iter().map(|change| bump(part, change.class, change.role()));
        let bump = steps.max().unwrap_or(Bump::None);
        let from = versions.of(part.package()).to_owned();
        // `Versions` holds nothing else than three numbers with dots.
        let to = next_version(&from, bump).unwrap_or_else(|| from.clone());
        Raised { part, from, to, bump }
    };
    Part::ALL.map(raised).into()
}

const HEAD: &str = "\
# Which change raises which version

`cargo xtask sync` reads this table from `codegen/sync/src/policy.rs` and prints it with
`cargo xtask sync --policy`; a test holds that this page is the same. The version of a crate goes up by
the greatest step that one of its changes asks for.

Before 1.0, cargo reads the middle number as the breaking one: `major` turns 0.1.3 into 0.2.0, and
`minor` and `patch` both turn it into 0.1.4. From 1.0 on, `major` turns 1.2.3 into 2.0.0, `minor` into
1.3.0, `patch` into 1.2.4. A step from 0 to 1 is a decision of people: write it into
`spec/versions.toml`.

*Requests* are strict and *answers* are read tolerantly, so one change may mean different things for
the two. Where one word stands in a cell, it holds for both; otherwise it is `requests / answers`. The
command line prints an answer as it comes, so a change of an answer breaks no call of it. The
description is constant data: only a constant that is gone breaks those who read it.

";

const SECOND_OPINION: &str = "
## What cargo-semver-checks sees

`cargo xtask sync --semver-checks` asks cargo-semver-checks about the client: the committed one against the
new one. It compares which names can be reached, so it sees less than the policy knows; then the policy
holds, and the page says which changes it did not see. Where it asks for more than the policy, a name of the
generated code has changed although no fact did: keep the name in `spec/overlay/names`, or raise the version
in `spec/versions.toml`. Of changes that ask for a major step of the client:

| cargo-semver-checks | changes |
|---|---|
";

/// The whole table as a page of Markdown.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let titles: Vec<&str> = Part::ALL.iter().map(|part| part.package()).collect();
    let rule = "---|".repeat(titles.len() + 1);
    let _ = writeln!(page, "| change | {} |\n|{rule}", titles.join(" | "));
    for class in Class::ALL.iter().copied() {
        let cells: Vec<String> = Part::ALL.iter().map(|part| cell(*part, class)).collect();
        let _ = writeln!(page, "| {} | {} |", class.title(), cells.join(" | "));
    }
    page.push_str(SECOND_OPINION);
    let is_major = |class: &Class| {
        [None, Some(Role::Request), Some(Role::Response(200))]
            .iter()
            .any(|role| bump(Part::Client, *class, *role) == Bump::Major)
    };
    let mut by_sight: BTreeMap<Sight, Vec<&str>> = BTreeMap::new();
    for class in Class::ALL.iter().copied().filter(is_major) {
        by_sight.entry(Sight::of(class)).or_default().push(class.title());
    }
    for (sight, titles) in by_sight {
        let sees = match sight {
            Sight::Seen => "sees them".to_owned(),
            sight => format!("does not see {}", sight.told()),
        };
        let _ = writeln!(page, "| {sees} | {} |", titles.join(" · "));
    }
    page
}

fn cell(part: Part, class: Class) -> String {
    let roles = [
        None,
        Some(Role::Parameter(Location::Query)),
        Some(Role::Request),
        Some(Role::Response(200)),
    ];
    let [neither, parameter, request, answer] = roles.map(|role| bump(part, class, role));
    match class.travels() {
        false => neither.to_string(),
        true if parameter.max(request) == answer => answer.to_string(),
        true => format!("{} / {answer}", parameter.max(request)),
    }
}
