//! How much a request is held to.

/// How much a request is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Whether types, documented values and headers count, beside limits, conditions and what is mandatory.
    pub strict: bool,
    /// Whether names that no description has are wrong.
    pub unknown: bool,
    /// How many violations are told apart; what is more is only counted.
    pub most: usize,
}

impl Rules {
    /// What a sender can be sure of: limits, conditions and what is mandatory.
    ///
    /// Values of enumerations are left out: such lists grow, and the service knows more of them than the
    /// description. So are types and unknown fields: what is typed has the right ones, and what is not is sent
    /// for a reason. Headers are set by the client itself.
    pub const SENDER: Self = Self { strict: false, unknown: false, most: usize::MAX };

    /// All that a description states.
    pub const STRICT: Self = Self { strict: true, unknown: false, most: 50 };
}
