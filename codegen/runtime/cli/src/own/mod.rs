//! The commands that are no operation of the service: each in a file of its own.

mod operations;
mod wait;

use crate::manual::Manual;
use crate::waiting;

pub(crate) use crate::own_command::{OPERATIONS, Own};

/// All of them, in the order of the help.
pub(crate) fn all(manual: Manual) -> Vec<Box<dyn Own>> {
    let mut all: Vec<Box<dyn Own>> = vec![Box::new(operations::Operations)];
    for target in waiting::targets(manual.service) {
        all.push(Box::new(wait::WaitFor(target)));
    }
    all
}
