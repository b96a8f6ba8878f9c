//! The commands that are no operation of the service: each in a file of its own.

mod auth;
mod configure;
mod explain;
mod find;
mod json_flag;
mod mock;
mod operations;
mod wait;

use crate::manual::Manual;
use crate::own_command::Own;
use crate::waiting;

/// All of them, in the order of the help.
pub(crate) fn all(manual: Manual) -> Vec<Box<dyn Own>> {
    let mut all: Vec<Box<dyn Own>> = vec![
        Box::new(configure::Configure),
        Box::new(auth::Auth),
        Box::new(operations::Operations),
        Box::new(find::Find),
        Box::new(explain::Explain),
    ];
    if let Some(mock) = manual.program.mock {
        all.push(Box::new(mock::Serve(mock)));
    }
    for target in waiting::targets(manual.service) {
        all.push(Box::new(wait::WaitFor(target)));
    }
    all
}
