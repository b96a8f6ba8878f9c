//! The page that `explain` prints.

use taurusdb_spec::Service;

use crate::conformance::Witness;

/// The text to print, the pages of the document, and the SDK's view of each field.
pub(super) struct Page<'a> {
    pub(super) service: &'a Service,
    text: String,
    witness: Witness,
}

impl<'a> Page<'a> {
    pub(super) fn new(service: &'a Service, witness: Witness) -> Self {
        Self { service, text: String::new(), witness }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// An empty line between two topics.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    /// The topic on the left, the source of the facts about it on the right.
    pub(super) fn title(&mut self, what: &str, source: &str) {
        const WIDTH: usize = 100;
        let gap = WIDTH.saturating_sub(what.chars().count() + source.chars().count()).max(2);
        self.text.push_str(&format!("{what}{}{source}\n", " ".repeat(gap)));
    }

    /// What the vendor's SDK says about a parameter or field.
    pub(super) fn sdk(&mut self, owner: &str, field: &str) {
        let said = self.witness.of(owner, field).to_string();
        self.line(&format!("vendor SDK ({}): {said}", self.witness.package()));
    }

    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(&format!("  {text}\n"));
    }
}
