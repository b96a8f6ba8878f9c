//! The words that the specification and the run-time crates share.
//!
//! The specification (`taurusdb-spec`) reads facts from files and owns them; generated code has the same
//! facts as constants. Both use the types of this crate, so a fact means the same in both, and
//! [`phrase`] puts it into the same sentence everywhere: in rustdoc, in `--help`, in an input
//! skeleton, in OpenAPI, in `explain` and in error messages.
//!
//! The crate contains nothing about a particular service or operation.

mod broken;
mod category;
mod charset;
mod condition;
mod effect;
mod facts;
mod format;
mod forms;
mod likeness;
mod location;
mod mandatory;
mod method;
mod near;
mod pattern;
pub mod phrase;
mod range;
mod secret_name;
mod sequence;
mod stage;
mod text_limits;
mod value_deprecation;
mod value_from;
mod visible;

pub use broken::Broken;
pub use category::Category;
pub use charset::CharClass;
pub use condition::Condition;
pub use effect::Effect;
pub use facts::Facts;
pub use format::Format;
pub use forms::is_date;
pub use likeness::by_likeness;
pub use location::Location;
pub use mandatory::Mandatory;
pub use method::{Method, UnknownMethod};
pub use near::near;
pub use range::Range;
pub use secret_name::is_secret_name;
pub use stage::Stage;
pub use text_limits::TextLimits;
pub use value_deprecation::ValueDeprecation;
pub use value_from::ValueFrom;
pub use visible::{is_invisible, visible};
