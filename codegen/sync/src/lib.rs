//! What changes between two specifications.
//!
//! [`Inventory::of`] takes a specification apart into single statements: one for each operation,
//! parameter, field, fact, example and row of the service's tables, each with its line in the document.
//! [`compare`] holds two inventories against each other, so nothing that one of them states can be
//! missing from the other without a [`Change`]. Each change has a [`Class`] that says what it is and how
//! severe it is for requests and for answers; [`Bump::of`] turns the classes into the next version.
//!
//! The stages are functions from one to the next: inventory → pairs → changes → report.

mod agreement;
mod aspect;
mod bump;
mod change;
mod changelog;
mod class;
mod classify;
mod compare;
mod consequences;
mod decision;
mod examples;
mod guard;
mod history;
mod inventory;
mod old_names;
mod opinion;
mod pair;
mod place;
mod policy;
mod rename;
mod report;
mod sight;
mod stated;
mod subject;
mod values;

pub use aspect::Aspect;
pub use bump::{Bump, next_version};
pub use change::Change;
pub use changelog::{Entry, with_entry};
pub use class::{Class, Row as ClassRow, Severity, Todo};
pub use compare::compare;
pub use decision::{Accepted, Decision, Decisions, decide, skeletons};
pub use guard::{Drop, drops, is_older};
pub use history::{Before, Echo, History, HistoryError, Record, fingerprint};
pub use inventory::Inventory;
pub use old_names::old_names;
pub use opinion::Opinion;
pub use policy::{Part, Raised, bump, page as policy, raise};
pub use report::{Format, Quotes, Report};
pub use stated::Stated;
pub use subject::{Role, Subject};
