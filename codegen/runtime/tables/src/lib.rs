//! The service as constant data.
//!
//! Generated code states what the API Reference states as `static` values of the types in this
//! crate; the hand-written runtimes (client, command line, mock server) interpret them. A table
//! allocates and parses nothing, so it costs neither start-up time nor compile time worth naming.
//! What the runtimes say of tables in the same words stands here too.
//!
//! Every struct has a `DEFAULT` so that a table names only what an entry has:
//!
//! ```
//! use taurusdb_tables::{Field, Schema, Type};
//!
//! static TAG: Schema = Schema {
//!     name: "Tag",
//!     fields: &[
//!         Field { name: "key", kind: Type::String, required: true, ..Field::DEFAULT },
//!         Field { name: "value", kind: Type::String, ..Field::DEFAULT },
//!     ],
//!     ..Schema::DEFAULT
//! };
//! assert_eq!(TAG.field("key").map(|f| f.required), Some(true));
//! ```

mod error_code;
mod operation;
mod path;
mod schema;
mod service;
mod words;

pub use error_code::{Category, ErrorCode};
pub use operation::{Deprecation, Example, Operation, Parameter, Response};
pub use path::{Segment, Template, segments};
pub use schema::{Field, Schema, Type};
pub use service::{Endpoint, Group, IdForm, Service};
pub use taurusdb_vocabulary::{Location, Method, Stage, by_likeness, is_secret_name};
