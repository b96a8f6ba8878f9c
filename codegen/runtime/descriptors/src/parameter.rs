//! Parameters outside the body.

use taurusdb_vocabulary::{Facts, Location, Mandatory};

use crate::Type;
use crate::needs::Needs;

/// A parameter outside the body.
#[derive(Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub name: &'static str,
    /// Where it travels.
    pub location: Location,
    /// Declared type; always a scalar or an array of scalars.
    pub kind: Type,
    /// Whether the document asks for it.
    pub mandatory: Mandatory,
    /// What is stated beyond the type; set by [`facts`](Self::facts).
    pub facts: &'static Facts<'static>,
    /// Which of it a check looks at.
    pub(crate) needs: Needs,
    /// Flag of the command line, without the hyphens in front; `None` for what is given by position,
    /// or by a flag that every command has.
    pub flag: Option<&'static str>,
    /// What stands for the value in help, for example `INSTANCE_ID`.
    pub value_name: &'static str,
}

impl Parameter {
    /// Name of the path parameter that a client is set up with, so that no call asks for it.
    pub const PROJECT_ID: &'static str = "project_id";
    /// Name of the header with the language of messages; it is the same for every call.
    pub const LANGUAGE: &'static str = "X-Language";

    /// A parameter in the path.
    pub const fn path(name: &'static str, kind: Type, value_name: &'static str) -> Self {
        let (location, mandatory) = (Location::Path, Mandatory::Yes);
        let (facts, needs) = (&Facts::NONE, Needs::NONE);
        Self { name, location, kind, mandatory, facts, needs, flag: None, value_name }
    }

    /// An optional parameter of the query string.
    pub const fn query(name: &'static str, kind: Type, value_name: &'static str) -> Self {
        let (location, mandatory) = (Location::Query, Mandatory::No);
        let (facts, needs) = (&Facts::NONE, Needs::NONE);
        Self { name, location, kind, mandatory, facts, needs, flag: None, value_name }
    }

    /// An optional header.
    pub const fn header(name: &'static str, kind: Type, value_name: &'static str) -> Self {
        Self { location: Location::Header, ..Self::query(name, kind, value_name) }
    }

    /// The same parameter with its flag.
    pub const fn flag(self, flag: &'static str) -> Self {
        Self { flag: Some(flag), ..self }
    }

    /// The same parameter, which a request must have or need not.
    pub const fn mandatory(self, mandatory: Mandatory) -> Self {
        Self { mandatory, ..self }
    }

    /// The same parameter with what is stated of it.
    pub const fn facts(self, facts: &'static Facts<'static>) -> Self {
        Self { facts, needs: Needs::of(facts), ..self }
    }

    /// Whether anything but its being mandatory is stated of it that a request may break.
    pub fn is_checked(&self) -> bool {
        self.needs != Needs::NONE
    }

    /// Whether a request without it is wrong. No path can be without its parameters.
    pub fn is_mandatory(&self) -> bool {
        self.location == Location::Path || self.mandatory == Mandatory::Yes
    }

    /// Whether it is the project in the path.
    pub fn is_project(&self) -> bool {
        self.location == Location::Path && self.name == Self::PROJECT_ID
    }
}
