//! A second opinion on the version of the client, from its types, and where it differs from ours.

use std::collections::BTreeMap;

use crate::{Bump, Change, Class, Part, bump};

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
                let mut unseen: BTreeMap<&str, usize> = BTreeMap::new();
                let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
                for change in changes {
                    if bump(Part::Client, change.class, change.role()) == ours {
                        let list = if is_seen(change.class) { &mut seen } else { &mut unseen };
                        *list.entry(change.class.title()).or_default() += 1;
                    }
                }
                let name = |(title, times): (&str, usize)| (title.to_owned(), times);
                let unseen = listed(unseen.into_iter().map(name));
                let seen = listed(seen.into_iter().map(name));
                let why = match (unseen.is_empty(), seen.is_empty()) {
                    (false, _) => format!("which no type shows: {unseen}"),
                    (true, false) => format!("which it has no check for: {seen}"),
                    (true, true) => "none of which is left".to_owned(),
                };
                format!(
                    "It asks for a {asks} step, the policy for a {ours} one, because of changes {why}. The \
                     policy holds."
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

/// Whether a change of this class shows in the types of the client.
fn is_seen(class: Class) -> bool {
    matches!(
        class,
        Class::OperationAdded
            | Class::OperationRemoved
            | Class::OperationRenamed
            | Class::ValueAdded
            | Class::MandatoryValueAdded
            | Class::ValueRemoved
            | Class::ValueRenamed
            | Class::Retyped
            | Class::BecameMandatory
            | Class::BecameOptional
            | Class::ValuesListed
            | Class::ValuesUnlisted
            | Class::EnumValueRemoved
            | Class::ObservationConfirmed
            | Class::TypeRenamed
    )
}

/// `limit narrowed (2), default changed (1)`.
fn listed(items: impl Iterator<Item = (String, usize)>) -> String {
    items.map(|(name, times)| format!("{name} ({times})")).collect::<Vec<_>>().join(", ")
}
