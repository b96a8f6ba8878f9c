//! What is stated of a subject.

use serde::{Deserialize, Serialize};

/// What is stated of a subject. Lists are stated item by item, so that an item that comes or goes is a
/// change of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// That it is there at all.
    Exists,
    /// Section of the document.
    Section,
    /// Title of the section.
    Title,
    /// HTTP method.
    Method,
    /// Path template.
    Path,
    /// Host name of a region, name of a status, range of a metric, or where an action can be granted.
    Text,
    /// HTTP status of an error code; of an answer, that its status is stated.
    Status,
    /// How settled it is.
    Stage,
    /// The last day of service.
    Deprecated,
    /// That a value should be used no more.
    Outdated,
    /// The operation, field or parameter to use instead.
    Successor,
    /// The type as the document writes it, where that differs from the usual notation.
    Declared,
    /// What the document calls the table of an object.
    Object,
    /// What the client calls the type of an object.
    TypeName,
    /// The operation that an IAM action is for.
    For,
    /// Declared type.
    Type,
    /// Another JSON type that examples show.
    Wire(String),
    /// Whether examples show null.
    Nullable,
    /// Whether a request must have it.
    Mandatory,
    /// Another name that is read.
    Alias(String),
    /// One of the documented values.
    Value(String),
    /// The assumed value.
    Default,
    /// Least value.
    Minimum,
    /// Greatest value.
    Maximum,
    /// The step between values.
    MultipleOf,
    /// Least number of characters.
    MinLength,
    /// Greatest number of characters.
    MaxLength,
    /// Least number of items.
    MinItems,
    /// Greatest number of items.
    MaxItems,
    /// The characters that the value may consist of.
    Charset,
    /// Of how many classes of characters there must be one.
    ClassesNeeded,
    /// A regular expression.
    Pattern,
    /// A well-known form.
    Format,
    /// What a number counts.
    Unit,
    /// A condition under which a request must have the value.
    RequiredWhen(String),
    /// A condition under which a request must not have the value.
    ExcludedWhen(String),
    /// The operation that supplies the value.
    ValueFrom,
    /// That the value is secret.
    Sensitive,
    /// That upper and lower case mean the same.
    CaseInsensitive,
    /// An IAM action that the operation's section names.
    Permission(String),
    /// An error code that the operation's section names.
    Error(String),
    /// The data of an example.
    Data,
    /// A repair that made an example readable.
    Repair(String),
    /// What an example shows that its schema does not allow.
    Contradicts(String),
    /// What a fix of ours corrects, by the field.
    Fixed(String),
    /// The words that a fix of ours rests on, as a fingerprint, by the field.
    FixedWords(String),
    /// The words of a section, as a fingerprint.
    Prose,
}

impl Aspect {
    /// How a report calls it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Exists => "",
            Self::Section => "section",
            Self::Title => "title",
            Self::Method => "method",
            Self::Path => "path",
            Self::Text => "text",
            Self::Status => "status",
            Self::Stage => "stage",
            Self::Deprecated => "end of service",
            Self::Outdated => "deprecated",
            Self::Successor => "successor",
            Self::Declared => "type as written",
            Self::Object => "name of the table",
            Self::TypeName => "name of the type",
            Self::For => "operation",
            Self::Type => "type",
            Self::Wire(_) => "type seen in examples",
            Self::Nullable => "null in examples",
            Self::Mandatory => "mandatory",
            Self::Alias(_) => "other name",
            Self::Value(_) => "value",
            Self::Default => "default",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MultipleOf => "step",
            Self::MinLength => "least length",
            Self::MaxLength => "greatest length",
            Self::MinItems => "least number of items",
            Self::MaxItems => "greatest number of items",
            Self::Charset => "characters",
            Self::ClassesNeeded => "classes of characters",
            Self::Pattern => "pattern",
            Self::Format => "form",
            Self::Unit => "unit",
            Self::RequiredWhen(_) => "condition for mandatory",
            Self::ExcludedWhen(_) => "condition for not allowed",
            Self::ValueFrom => "source of the value",
            Self::Sensitive => "secret",
            Self::CaseInsensitive => "upper or lower case",
            Self::Permission(_) => "IAM action",
            Self::Error(_) => "error code",
            Self::Data => "data",
            Self::Repair(_) => "repair",
            Self::Contradicts(_) => "contradiction",
            Self::Fixed(_) | Self::FixedWords(_) => "fix",
            Self::Prose => "words",
        }
    }
}
