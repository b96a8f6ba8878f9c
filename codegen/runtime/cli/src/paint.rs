//! Colours, where somebody looks.

use taurusdb_descriptor_types::resources::Class;

/// Whether, and how, parts of the output are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paint {
    is_on: bool,
}

impl Paint {
    pub(crate) const NONE: Self = Self { is_on: false };

    pub(crate) fn new(is_on: bool) -> Self {
        Self { is_on }
    }

    pub(crate) fn key(self, text: &str) -> String {
        self.with("34", text)
    }

    pub(crate) fn heading(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(crate) fn error(self, text: &str) -> String {
        self.with("1;31", text)
    }

    pub(crate) fn warning(self, text: &str) -> String {
        self.with("33", text)
    }

    /// A word for a state, by what the state means.
    pub(crate) fn state(self, class: Option<Class>, text: &str) -> String {
        match class {
            Some(Class::Ready) => self.with("32", text),
            Some(Class::Changing) => self.with("33", text),
            Some(Class::Failed | Class::Blocked) => self.with("31", text),
            Some(Class::Gone) => self.with("2", text),
            None => text.to_owned(),
        }
    }

    fn with(self, codes: &str, text: &str) -> String {
        match self.is_on {
            true => format!("\u{1b}[{codes}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}
