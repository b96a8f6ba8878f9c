//! The flags of operations beside their parameters, and what they leave to the fields of bodies.

use taurusdb_descriptor_types::Operation;

use super::takes::takes;
use crate::fields::Taken;
use crate::manual::Manual;
use crate::{globals, paging, waiting};

/// Flag for the request body.
pub(crate) const INPUT: &str = "input";
/// Flag that shows what a request body looks like.
pub(crate) const SKELETON: &str = "skeleton";
/// Flag that sends what the description refuses.
pub(crate) const NO_VALIDATE: &str = "no-validate";
/// What the ids of arguments begin with that are fields of the body.
pub(crate) const FIELD: &str = "body ";

/// Flags that no field of a body can have: those of its parameters, of every command, and of what becomes of the answer.
pub(crate) fn taken(manual: Manual, operation: &'static Operation) -> Taken {
    let args = [globals::args(manual), paging::args(operation), waiting::args(operation)].concat();
    let args = args.iter().filter_map(|arg| arg.get_long());
    let own = takes(operation).into_iter().filter_map(|take| take.parameter.flag);
    let others = ["help", "version", INPUT, SKELETON, NO_VALIDATE];
    Taken(args.chain(own).chain(others).map(str::to_owned).collect())
}
