//! What a check has to look at.

use taurusdb_vocabulary::Facts;

/// Which facts of a value a check has to look at. It is worked out when the description is compiled, and stands
/// beside the type: facts are large, most of them are for readers, and each look at them is one into memory that
/// nothing else has touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Limits of a number, a text or a list.
    pub(crate) limits: bool,
    /// A condition under which the value must be there.
    pub(crate) required: bool,
    /// A condition under which the value must not be there.
    pub(crate) excluded: bool,
}

impl Needs {
    /// Nothing.
    pub(crate) const NONE: Self = Self { limits: false, required: false, excluded: false };

    pub(crate) const fn of(facts: &Facts<'_>) -> Self {
        Self {
            limits: facts.is_limited(),
            required: facts.may_be_needed(),
            excluded: facts.may_be_excluded(),
        }
    }
}
