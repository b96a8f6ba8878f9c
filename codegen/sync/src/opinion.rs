//! A second opinion on the version of the client, from its types, and where it differs from ours.

use std::collections::BTreeMap;

use crate::sight::Sight;
use crate::{Bump, Change, Part, bump};

/// What a tool that compares the types of two versions asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// The step that it asks for.
    pub asks: Bump,
    /// What it found: the name of each of its checks that failed, and how often.
    pub found: BTreeMap<String, usize>,
}

impl Opinion {
    /// One paragraph that says whether it agrees with the step `ours` that the changes ask for, and if
    /// not, why.
    pub fn explain(&self, ours: Bump, changes: &[Change]) -> String {
        let Self { asks, found } = self;
        let found = listed(found.iter().map(|(name, times)| (format!("`{name}`"), *times)));
        // Whether nothing or next to nothing changed, no type shows.
        match ours.max(Bump::Patch).cmp(asks) {
            std::cmp::Ordering::Equal => format!("It agrees: the step is {ours}."),
            std::cmp::Ordering::Greater => {
                let mut unseen: BTreeMap<Sight, BTreeMap<&str, usize>> = BTreeMap::new();
                for change in changes {
                    if bump(Part::Client, change.class, change.role()) == ours {
                        let of_sight = unseen.entry(Sight::of(change.class)).or_default();
                        *of_sight.entry(change.class.title()).or_default() += 1;
                    }
                }
                let told = |(sight, classes): (Sight, BTreeMap<&str, usize>)| {
                    let named = classes.into_iter().map(|(title, times)| (title.to_owned(), times));
                    format!("{}: {}", sight.told(), listed(named))
                };
                let why: Vec<String> = unseen.into_iter().map(told).collect();
                format!(
                    "It asks for a {asks} step, the policy for a {ours} one. What it does not see: {}. The \
                     policy holds.",
                    why.join("; ")
                )
            }
            std::cmp::Ordering::Less => format!(
                "It asks for a {asks} step, the policy for a {ours} one: {found}. No fact of the document \
                 says that, so a name or shape of the generated code has changed by itself. Keep the name \
                 in spec/overlay/names, or raise `{}` in spec/versions.toml; then run this again.",
                Part::Client.package()
            ),
        }
    }
}

/// `limit narrowed (2), default changed (1)`.
fn listed(items: impl Iterator<Item = (String, usize)>) -> String {
    items.map(|(name, times)| format!("{name} ({times})")).collect::<Vec<_>>().join(", ")
}
