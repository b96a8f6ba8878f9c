//! What help and messages say about the service: the description together with its texts.

use taurusdb_descriptor_types::phrase::{self, About, Style, Subject};
use taurusdb_descriptor_types::{Docs, Facts, Group, Operation, Service};

use crate::program::Program;

/// The program, the service, and what there is to say about it.
#[derive(Clone, Copy)]
pub(crate) struct Manual {
    pub(crate) program: Program,
    pub(crate) service: &'static Service,
    pub(crate) docs: &'static Docs,
}

impl Manual {
    /// What an operation does: in our words, or else as its section is called.
    pub(crate) fn operation(self, operation: &Operation) -> &'static str {
        self.docs.operation(operation.id).unwrap_or(operation.title)
    }

    /// What a group is about; empty if there is no text about it.
    pub(crate) fn group(self, group: &Group) -> &'static str {
        self.docs.group(group.id).unwrap_or_default()
    }

    /// What a field or parameter is, what its value must be like, and when it is asked for; `None`
    /// if there is no text about it. `owner` is its schema or operation.
    pub(crate) fn value(self, owner: &str, name: &str, facts: &Facts<'_>) -> Option<String> {
        let meaning = self.docs.field(owner, name)?;
        let clauses = |name: &str| self.docs.condition(name).map(str::to_owned);
        let subject = Subject { facts, mandatory: None, clauses: &clauses };
        // What is mandatory, the values and the default are shown in other ways.
        let mut said = phrase::statements(&subject, Style::Plain);
        said.retain(|one| matches!(one.about, About::Required | About::Excluded));
        Some(phrase::described(meaning, facts, Style::Plain) + &phrase::as_clauses(&said))
    }

    /// The documented values with what each means, a line for each; `None` where nobody has said
    /// that of any.
    pub(crate) fn labels(self, owner: &str, name: &str, facts: &Facts<'_>) -> Option<Vec<String>> {
        let label = |value: &&str| self.docs.value(owner, name, value);
        if facts.values.iter().all(|value| label(value).is_none()) {
            return None;
        }
        let line = |value: &&str| match label(value) {
            None => format!("- {value}"),
            Some(label) => format!("- {value}: {label}"),
        };
        Some(facts.values.iter().map(line).collect())
    }
}
