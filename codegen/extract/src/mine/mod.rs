//! From a description to facts: the statements of its sentences become values; the sentences are
//! not kept.
//!
//! A description is split into sentences, each with the label above it. Every kind of fact has a
//! file that knows the phrases for it. A phrase that could mean something else is ignored: a
//! missing fact does less harm than a wrong one.
//!
//! A fact needs the type of its field, so mining runs inside `resolve`, which calls it row by row.
//! Two repairs of the converter's damage are here because they must know what a value is:
//! `text::rejoined` for values that a hyphen broke, and the lists whose bullets were lost or whose
//! items were glued together (`series`, `enumeration`).

mod bounds;
mod case;
mod charset;
mod choice;
mod claim;
mod clause;
mod condition;
mod default;
mod enumeration;
mod extent;
mod facts;
mod field_row;
mod format;
mod interval;
mod length;
mod paraphrase;
mod pattern;
mod relation;
mod sensitive;
mod sentence;
mod series;
mod source;
mod subject;
mod token;
mod unit;
mod values;

pub use facts::{facts, states_requirement};
pub use field_row::{FieldRow, Mined, Neighbour};
pub use source::Origin;
