//! From a description to facts: the statements of its sentences become values; the sentences are
//! not kept.
//!
//! A description is split into sentences, each with the label above it. Every kind of fact has a
//! file. A phrase that could mean something else is ignored: a missing fact does less harm than a
//! wrong one.
//!
//! Limits are read by their grammar: a sentence becomes words, numbers and signs (`token`), words of
//! comparison become relations (`relation`), and both become intervals (`interval`). What an interval
//! limits follows from the words before and behind it and from the type (`subject`, `claim`). Values in
//! sentences are read in the same way (`choice`). So a new wording of a known kind needs no new rule.
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
mod context;
mod conversion;
mod counted;
mod default;
mod deprecation;
mod enumeration;
mod extent;
mod facts;
mod field_row;
mod format;
mod interval;
mod length;
mod omission;
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
mod unit_in;
mod unit_name;
mod unread;
mod values;

pub use facts::{facts, states_requirement};
pub use field_row::{FieldRow, Mined, Neighbour};
pub use source::Origin;
pub use unread::{Unread, unread};
