//! What the service keeps between calls, and what it answers from that.
//!
//! The resource model of the description is interpreted; nothing here knows an operation or a service.
//! A call goes this way: `address` finds the records that it names, `guard` refuses it if they are busy,
//! `plan` works out what its steps change, `World` carries that out, now and when its work has ended, and
//! `render` writes records into the answer.

mod access;
mod address;
mod adopt;
mod ask;
mod attributes;
mod beside;
mod carry;
mod change;
mod changed;
mod changes;
mod clock;
mod common;
mod course;
mod creating;
mod datum;
mod endings;
mod expiry;
mod filters;
mod fit;
mod guard;
mod ids;
mod index;
mod inlet;
mod json;
mod keeping;
mod lasting;
mod layout;
mod made;
mod maker;
mod matching;
mod model;
mod names;
mod node;
mod numbered;
mod numbers;
mod paging;
mod parameters;
mod paths;
mod plan;
mod populate;
mod population;
mod prepare;
mod prepared;
mod projects;
mod quota;
mod range;
mod recipe;
mod record;
mod records;
mod render;
mod scene;
mod seeds;
mod selection;
mod showing;
mod siblings;
mod snapshot;
mod sort;
mod source;
mod spending;
mod steps;
mod store;
mod table;
mod tasks;
mod timed;
mod times;
mod translation;
mod views;
mod works;
mod world;

pub(crate) use ask::Ask;
pub(crate) use changes::{BETWEEN, Changes, EVENTS, Entry};
pub use clock::Clock;
pub(crate) use ids::hexadecimal;
pub(crate) use numbered::Spread;
pub use table::{Behaves, Behaviour, behaviours};
pub(crate) use world::{Settings, World};
