//! The fields of a body as flags name them: `--charge-info.charge-mode`, `--nodes.0.name`, `--tags.team`.
//!
//! A flag is the way to a field, in the names of the wire or in kebab-case. The way goes on as far as the
//! schema does, so nothing is listed that a line does not mention.

mod flags;
mod name;
mod old_names;
mod place;
mod way;

pub(crate) use flags::{Flag, INDEX, KEY, flags, inside, pattern};
pub(crate) use name::{Taken, flag_of, kebab};
pub(crate) use old_names::with_new_names;
pub(crate) use place::{Place, place};
pub(crate) use way::{Target, Unresolved, resolve, within};
