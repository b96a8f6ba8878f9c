//! `taurusdb-bench`: calls through the generated client, beside the same calls written by hand with
//! `reqwest` and `serde`. `cargo xtask bench client` builds it and runs it.
//!
//! Both sides call the same server, which is another process and answers with fixed bytes. They take turns in
//! short rounds, so that whatever else the machine does meets both; what counts is the ratio.

mod bodies;
mod by_hand;
mod decode;
mod measure;
mod ours;
mod pages;
mod server;
mod signing;
mod table;

use std::error::Error;
use std::process::ExitCode;

use measure::{Rounds, pair};
use table::Row;

/// How many calls, or repetitions, are one round of one side.
const CALLS: u32 = 20;
const PAGES: u32 = 5;
const SIGNATURES: u32 = 500;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let result = match (arguments.next().as_deref(), arguments.next()) {
        (Some("serve"), None) => server::run().map(|()| ExitCode::SUCCESS),
        (Some("rounds"), Some(count)) => count.parse().map_err(Into::into).and_then(bench),
        _ => Err("usage: taurusdb-bench rounds COUNT".into()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// Measures everything and prints the table; the exit code tells whether all is within its budget.
fn bench(rounds: usize) -> Result<ExitCode, Box<dyn Error>> {
    let mut rows = calls(rounds)?;
    rows.push(Row::seconds("sign a request with a body of 1 KB", signing::rounds(rounds, SIGNATURES), 10e-6));
    rows.extend(pages::rows(rounds, PAGES));
    print!("{}", table::text(&rows, rounds));
    let missed: Vec<_> = rows.iter().filter_map(Row::missed).collect();
    for line in &missed {
        eprintln!("over budget: {line}");
    }
    Ok(if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn calls(rounds: usize) -> Result<Vec<Row>, Box<dyn Error>> {
    let server = server::Process::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ours = runtime.block_on(ours::Calls::new(server.address()))?;
    let by_hand = by_hand::Calls::new(server.address())?;
    let call = |what: &str, rounds: Rounds| Row::ratio(format!("a signed call: {what}"), rounds, Some(1.10));
    Ok(vec![
        call(
            "GET of a task",
            pair(rounds, CALLS, || runtime.block_on(ours.task()), || runtime.block_on(by_hand.task())),
        ),
        call(
            "POST of an instance",
            pair(rounds, CALLS, || runtime.block_on(ours.create()), || runtime.block_on(by_hand.create())),
        ),
        call(
            "list of 100 instances",
            pair(rounds, CALLS, || runtime.block_on(ours.list()), || runtime.block_on(by_hand.list())),
        ),
    ])
}
