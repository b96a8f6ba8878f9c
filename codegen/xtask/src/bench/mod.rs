//! `cargo xtask bench client` compares calls with the same calls written by hand, see [`client()`].
//!
//! `cargo xtask bench mock` puts the mock under load, see [`mock()`].
//!
//! `cargo xtask bench features` tells what each feature of the client adds, see [`features()`].
//!
//! `cargo xtask bench cli` tells how large the command line is and how fast it starts, see [`cli()`].
//!
//! `cargo xtask bench build`: compares what it costs to compile the client crate and programs that
//! use it with the cost for the crate that progenitor generates from the same operations.
//!
//! The two sides are built in turn, each in its own workspace below `target/bench`, after their
//! dependencies. The result is the ratio of the two sides within one run: seconds depend on the
//! machine.

mod cli;
mod client;
mod consumer;
mod features;
mod file;
mod measure;
mod mock;
mod ours;
mod peer;
mod placeholder;
mod reduce;
mod side;
mod table;

pub(crate) use cli::cli;
pub(crate) use client::client;
pub(crate) use features::features;
pub(crate) use measure::as_wrapper;
pub(crate) use mock::{Load, mock};
use side::Costs;
use table::Row;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::specification::Specification;
use crate::workspace;

/// How many operations the programs call.
const CALLS: [usize; 3] = [5, 50, usize::MAX];

/// Builds both sides `runs` times and prints the table.
pub(crate) fn build(runs: usize) -> Result<(), Failure> {
    let root = workspace::root();
    let folder = root.join("target/bench");
    let progress = Progress::start();
    let specification = Specification::read(&progress, &root, None)?;
    progress.stage("making the two workspaces (the first time, progenitor is installed)");
    let mut ids: Vec<&str> = specification.api.operations().map(|op| op.id.as_str()).collect();
    ids.sort_unstable();
    let picks = CALLS.map(|count| consumer::pick(&ids, count));
    let ours = ours::prepare(&root, &folder.join("ours"), &specification.api, &picks)?;
    let peer = peer::prepare(&root, &folder, &picks)?;
    progress.stage("building the dependencies of both");
    ours.warm()?;
    peer.warm()?;

    let mut measured: Vec<(Costs, Costs)> = Vec::new();
    for run in 0..runs {
        progress.stage("building and measuring both sides in turn");
        // The second build finds a warmer machine, so the sides take turns at going first.
        let pair = if run % 2 == 0 {
            let ours = ours.measure()?;
            (ours, peer.measure()?)
        } else {
            let peer = peer.measure()?;
            (ours.measure()?, peer)
        };
        measured.push(pair);
    }
    drop(progress);
    let rows = table::rows(&measured, &picks.map(|pick| pick.len()));
    crate::print::out(&table::text(&rows, runs))?;
    let missed: Vec<String> = rows.iter().flat_map(Row::missed).collect();
    if missed.is_empty() { Ok(()) } else { Err(Failure::Budget(missed)) }
}
