//! What things mean, in sentences for people.

/// What things mean: the texts that help pages and messages are made of.
///
/// All lists are sorted by their first column (and the second, where that is a name), so that looking
/// something up is a binary search.
///
/// ```
/// use taurusdb_descriptor_types::Docs;
///
/// static DOCS: Docs = Docs {
///     fields: &[("name", "Name of the thing")],
///     overrides: &[("instances.rename", "name", "New name of the instance")],
///     ..Docs::NONE
/// };
/// assert_eq!(DOCS.field("instances.rename", "name"), Some("New name of the instance"));
/// assert_eq!(DOCS.field("instances.create", "name"), Some("Name of the thing"));
/// assert_eq!(DOCS.field("instances.create", "mode"), None);
/// ```
#[derive(Debug)]
pub struct Docs {
    /// What each group is about, by id.
    pub groups: &'static [(&'static str, &'static str)],
    /// What each operation does, in the imperative, by id.
    pub operations: &'static [(&'static str, &'static str)],
    /// What a field or parameter of a name is, wherever it stands.
    pub fields: &'static [(&'static str, &'static str)],
    /// What a field or parameter is in one place, by schema or operation, and name. Goes before
    /// `fields`.
    pub overrides: &'static [(&'static str, &'static str, &'static str)],
    /// What the values of a field or parameter mean.
    pub values: &'static [ValueLabels],
    /// What named conditions mean, as clauses: `billing is pay-per-use`.
    pub conditions: &'static [(&'static str, &'static str)],
    /// What each metric measures, by id.
    pub metrics: &'static [(&'static str, &'static str)],
    /// A value that a request may carry, by schema or operation, and name; secrets have none. Numbers are
    /// text, and of a list it is an element.
    pub samples: &'static [(&'static str, &'static str, &'static str)],
}

/// What the values of one field or parameter mean.
#[derive(Clone, Copy, Debug)]
pub struct ValueLabels {
    /// The schema or operation; empty where the labels hold wherever the name stands. Labels of one
    /// place go before them, value by value.
    pub owner: &'static str,
    /// Name of the field or parameter.
    pub name: &'static str,
    /// Values and what they mean, sorted by value.
    pub labels: &'static [(&'static str, &'static str)],
}

impl Docs {
    /// Nothing is said.
    pub const NONE: Self = Self {
        groups: &[],
        operations: &[],
        fields: &[],
        overrides: &[],
        values: &[],
        conditions: &[],
        metrics: &[],
        samples: &[],
    };

    /// What a group is about.
    pub fn group(&self, id: &str) -> Option<&'static str> {
        find(self.groups, id)
    }

    /// What an operation does, in the imperative.
    pub fn operation(&self, id: &str) -> Option<&'static str> {
        find(self.operations, id)
    }

    /// What a field or parameter is; `owner` is the schema or the operation that it belongs to.
    pub fn field(&self, owner: &str, name: &str) -> Option<&'static str> {
        let by_place = |entry: &(&str, &str, &str)| (entry.0, entry.1).cmp(&(owner, name));
        match self.overrides.binary_search_by(by_place) {
            Ok(index) => Some(self.overrides[index].2),
            Err(_) => find(self.fields, name),
        }
    }

    /// What a value of a field or parameter means.
    pub fn value(&self, owner: &str, name: &str, value: &str) -> Option<&'static str> {
        self.label(owner, name, value).or_else(|| self.label("", name, value))
    }

    /// What a named condition means, as a clause.
    pub fn condition(&self, name: &str) -> Option<&'static str> {
        find(self.conditions, name)
    }

    /// What a metric measures.
    pub fn metric(&self, id: &str) -> Option<&'static str> {
        find(self.metrics, id)
    }

    /// A value that a request may carry in a field or parameter.
    pub fn sample(&self, owner: &str, name: &str) -> Option<&'static str> {
        let by_place = |entry: &(&str, &str, &str)| (entry.0, entry.1).cmp(&(owner, name));
        let index = self.samples.binary_search_by(by_place).ok()?;
        Some(self.samples[index].2)
    }

    fn label(&self, owner: &str, name: &str, value: &str) -> Option<&'static str> {
        let by_place = |entry: &ValueLabels| (entry.owner, entry.name).cmp(&(owner, name));
        let index = self.values.binary_search_by(by_place).ok()?;
        find(self.values[index].labels, value)
    }
}

fn find(texts: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    let index = texts.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
    Some(texts[index].1)
}
