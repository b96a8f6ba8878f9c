//! Types of the constant description of a service.
//!
//! Generated code states what the specification states as `static` values of the types in this
//! crate; the client, the command line and the mock server read them. A description allocates and
//! parses nothing, so it costs neither start-up time nor compile time worth naming.
//!
//! There is one description and it is complete: every field of every type says what the
//! specification says. What only some readers need (texts for people, examples) stands apart from it,
//! in [`Docs`] and [`Examples`], so that a program without them does not carry them. Sentences about
//! facts are made by [`phrase`], which all readers share.
//!
//! ```
//! use taurusdb_descriptor_types::{Facts, Field, Schema, Side, Type};
//!
//! static TAG: Schema = Schema {
//!     name: "Tag",
//!     side: Side::Request,
//!     fields: &[
//!         Field::mandatory("key", Type::String),
//!         Field::optional("value", Type::String).facts(&Facts { default: Some(""), ..Facts::NONE }),
//!     ],
//! };
//! assert!(TAG.field("key").is_some_and(|field| field.is_mandatory()));
//! ```

mod catalogue;
pub mod check;
mod docs;
mod error_code;
mod examples;
mod needs;
mod nouns;
mod operation;
mod parameter;
mod place;
mod renamed;
pub mod resources;
mod schema;
mod service;
mod template;

pub use catalogue::{Endpoint, Metric, Status};
pub use check::plain;
pub use docs::{Docs, ValueLabels};
pub use error_code::ErrorCode;
pub use examples::{Example, Examples};
pub use operation::{Action, Deprecation, Operation, OperationError, Permission, Response};
pub use parameter::Parameter;
pub use place::Place;
pub use renamed::Renamed;
pub use schema::{Field, Schema, Side, Type};
pub use service::{Group, Service};
pub use taurusdb_vocabulary::{
    Broken, Category, CharClass, Condition, Effect, Facts, Format, Location, Mandatory, Method,
    Range, Stage, UnknownMethod, ValueDeprecation, ValueFrom, by_likeness, is_invisible,
    is_secret_name, near, phrase, visible,
};
pub use template::{Segment, Template, segments};
