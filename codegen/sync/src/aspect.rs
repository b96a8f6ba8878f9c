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
    /// Host name of a region, or name of a status or metric.
    Text,
    /// HTTP status of an error code.
    Status,
    /// How settled it is.
    Stage,
    /// The last day of service.
    Deprecated,
    /// The operation to use instead.
    Successor,
    /// Whether a request has a body, or an answer of a status.
    Body,
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
    /// The data of an example.
    Data,
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
            Self::Successor => "successor",
            Self::Body => "body",
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
            Self::Data => "data",
        }
    }
}
