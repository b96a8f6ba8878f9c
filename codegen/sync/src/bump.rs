//! From changes to the next version.
//!
//! The policy: one breaking change makes a breaking release, one compatible change a compatible one, and
//! editorial changes alone a patch. Before 1.0 cargo reads the middle number as the breaking one.

use std::fmt;

use crate::class::Todo;
use crate::{Change, Role, Severity, Subject};

/// By how much a version goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Not at all: nothing changed.
    None,
    /// Programs stay right, and nothing new is there to use.
    Patch,
    /// Programs stay right, and there is something new.
    Minor,
    /// Programs may have to change.
    Major,
}

impl Bump {
    /// What the changes ask for.
    pub fn of(changes: &[Change]) -> Self {
        changes.iter().map(|change| Self::from(change.severity())).max().unwrap_or(Self::None)
    }
}

impl From<Severity> for Bump {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Editorial => Self::Patch,
            Severity::Compatible => Self::Minor,
            Severity::Breaking => Self::Major,
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Change {
    /// How severe the change is for those who use what is generated.
    pub fn severity(&self) -> Severity {
        self.class.severity(self.role())
    }

    /// What it asks of whom.
    pub fn todo(&self) -> Todo {
        self.class.todo(self.role())
    }

    /// Where the value travels, if it is about one.
    pub fn role(&self) -> Option<Role> {
        match &self.subject {
            Subject::Value { role, .. } => Some(*role),
            _ => None,
        }
    }
}

/// The version after `version`; `None` if that is not three numbers with dots.
///
/// ```
/// use taurusdb_sync::{Bump, next_version};
///
/// assert_eq!(next_version("1.2.3", Bump::Major).as_deref(), Some("2.0.0"));
/// assert_eq!(next_version("0.2.3", Bump::Major).as_deref(), Some("0.3.0"));
/// assert_eq!(next_version("0.2.3", Bump::Minor).as_deref(), Some("0.2.4"));
/// ```
pub fn next_version(version: &str, bump: Bump) -> Option<String> {
    let numbers: Vec<u64> =
        version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [major, minor, patch] = numbers[..] else { return None };
    Some(match (bump, major) {
        (Bump::None, _) => version.to_owned(),
        (Bump::Major, 0) => format!("0.{}.0", minor + 1),
        (Bump::Minor | Bump::Patch, 0) => format!("0.{minor}.{}", patch + 1),
        (Bump::Major, _) => format!("{}.0.0", major + 1),
        (Bump::Minor, _) => format!("{major}.{}.0", minor + 1),
        (Bump::Patch, _) => format!("{major}.{minor}.{}", patch + 1),
    })
}
