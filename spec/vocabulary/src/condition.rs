//! Conditions on the rest of a request.

/// A condition on the rest of the request, or on something outside of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition<'a> {
    /// A field of the same object, or of the request, has one of these values.
    Equals {
        /// Wire name of the field.
        field: &'a str,
        /// The values, as text.
        equals: &'a [&'a str],
    },
    /// A field is given, or is not.
    Given {
        /// Wire name of the field.
        field: &'a str,
        /// `true`: it is given; `false`: it is left out.
        given: bool,
    },
    /// Something that no field tells, under a name of our own: `enterprise-project-enabled`.
    Named {
        /// The name, in kebab-case.
        when: &'a str,
    },
}
