//! What a tool that compares types sees of each class of change.

use crate::Class;

/// What cargo-semver-checks sees of a change that breaks users of the client. It compares which names there are and
/// how many arguments they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sight {
    /// A name that is gone, or a call with another number of arguments.
    Seen,
    /// The type of a field or an argument.
    TypesOfParts,
    /// A name that is there under an old name too.
    OldName,
    /// What is not in the types at all.
    NoType,
}

impl Sight {
    /// What it sees of a change of a class.
    pub(crate) const fn of(class: Class) -> Self {
        match class {
            Class::OperationRemoved
            | Class::ValueRemoved
            | Class::EnumValueRemoved
            | Class::ErrorCodeRemoved => Self::Seen,
            Class::MandatoryValueAdded
            | Class::Retyped
            | Class::BecameMandatory
            | Class::BecameOptional
            | Class::ValueMoved
            | Class::ValuesListed
            | Class::ValuesUnlisted
            | Class::ResponseChanged
            | Class::ObservationConfirmed => Self::TypesOfParts,
            Class::OperationRenamed
            | Class::ValueRenamed
            | Class::EnumValueRenamed
            | Class::TypeRenamed => Self::OldName,
            _ => Self::NoType,
        }
    }

    /// It in words.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Seen => "names that are gone, if another change has not hidden them",
            Self::TypesOfParts => {
                "types of fields and arguments, which it does not compare (it does count the arguments of \
                 a function)"
            }
            Self::OldName => "that a name is old, since it still works and warns",
            Self::NoType => "what only running code shows, such as limits, routes and defaults",
        }
    }
}
