//! Example requests and answers.

/// The document's examples, and what they show again and again.
#[derive(Debug)]
pub struct Examples {
    /// The examples of each operation in the order of the document, sorted by the operation's id.
    pub operations: &'static [(&'static str, &'static [Example])],
    /// For the name of a field, the text or number that examples show most often, sorted by name.
    pub usual: &'static [(&'static str, &'static str)],
}

/// An example of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// `None` for a request, the HTTP status for a response.
    pub status: Option<u16>,
    /// The JSON body, as text.
    pub body: &'static str,
}

impl Examples {
    /// No examples.
    pub const NONE: Self = Self { operations: &[], usual: &[] };

    /// The examples of an operation, in the order of the document.
    pub fn of(&self, operation: &str) -> &'static [Example] {
        let found = self.operations.binary_search_by(|(id, _)| (*id).cmp(operation));
        found.map_or(&[], |index| self.operations[index].1)
    }

    /// The first example of a success. The status in its heading need not be the one that the
    /// section states: either says that the request was carried out.
    ///
    /// ```
    /// use taurusdb_descriptor_types::{Example, Examples};
    ///
    /// static EXAMPLES: Examples = Examples {
    ///     operations: &[(
    ///         "tags.list",
    ///         &[
    ///             Example { status: None, body: "{}" },
    ///             Example { status: Some(202), body: r#"{"tags":[]}"# },
    ///         ],
    ///     )],
    ///     ..Examples::NONE
    /// };
    /// assert_eq!(EXAMPLES.success("tags.list").map(|found| found.body), Some(r#"{"tags":[]}"#));
    /// assert_eq!(EXAMPLES.success("tags.show"), None);
    /// ```
    pub fn success(&self, operation: &str) -> Option<&'static Example> {
        let is_success =
            |example: &&Example| example.status.is_some_and(|status| status / 100 == 2);
        self.of(operation).iter().find(is_success)
    }

    /// The value that examples usually show in a field of this name.
    pub fn usual(&self, field: &str) -> Option<&'static str> {
        let found = self.usual.binary_search_by(|(name, _)| (*name).cmp(field));
        found.ok().map(|index| self.usual[index].1)
    }
}
