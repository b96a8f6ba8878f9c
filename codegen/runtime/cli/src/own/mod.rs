//! The commands that are no operation of the service: each in a file of its own.

mod api;
mod auth;
mod completions;
mod configure;
mod demo;
mod explain;
mod find;
mod help;
mod json_flag;
mod man;
mod mock;
mod operations;
mod wait;

use clap::Command;

use crate::command;
use crate::demo::Again;
use crate::manual::Manual;
use crate::mentioned::Mentioned;
use crate::own_command::Own;
use crate::waiting;

/// All of them, in the order of the help; `again` runs a command line.
pub(crate) fn all(manual: Manual, again: Again) -> Vec<Box<dyn Own>> {
    let mut all: Vec<Box<dyn Own>> = vec![
        Box::new(configure::CONFIGURE),
        Box::new(auth::AUTH),
        Box::new(operations::LIST),
        Box::new(api::API),
        Box::new(find::FIND),
        Box::new(explain::EXPLAIN),
        Box::new(completions::COMPLETIONS),
        Box::new(man::Man { tree }),
        Box::new(help::PAGES),
    ];
    if let Some(mock) = manual.program.mock {
        all.push(Box::new(demo::Demo(again)));
        all.push(Box::new(mock::Serve(mock)));
    }
    for target in waiting::targets(manual.service) {
        all.push(Box::new(wait::WaitFor(target)));
    }
    all
}

/// The whole command line, with every command in full.
fn tree(manual: Manual, width: usize) -> Command {
    // Nothing of it is run.
    let never: Again = |_, _, _| 0;
    command::root(manual, &all(manual, never), &Mentioned::everything(), width)
}
