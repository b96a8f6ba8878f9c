//! `taurusdb-bench`: calls through the generated client, beside the same calls written by hand with
//! `reqwest` and `serde`. `cargo xtask bench client` builds it and runs it.
//!
//! Both sides send the same requests to the same server, which is another process and answers with fixed bytes: the
//! same headers, all of them signed. They take turns in
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
use table::{Budget, Row};

/// How many calls, or repetitions, are one round of one side.
const CALLS: u32 = 20;
const PAGES: u32 = 5;
const SIGNATURES: u32 = 500;

/// Measures one thing, and says what it may cost.
type Measure<'a> = &'a dyn Fn() -> (Rounds, Budget);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match *arguments {
        ["serve"] => server::run().map(|()| ExitCode::SUCCESS),
        [side @ ("ours" | "by-hand"), what, count] => {
            count.parse().map_err(Into::into).and_then(|count| alone(side, what, count))
        }
        ["rounds", count] => count.parse().map_err(Into::into).and_then(|count| bench(count, "")),
        ["rounds", count, only] => {
            count.parse().map_err(Into::into).and_then(|count| bench(count, only))
        }
        _ => Err("usage: taurusdb-bench rounds COUNT [WORD]".into()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// Makes `count` calls of one side and nothing else: for a profiler.
fn alone(side: &str, what: &str, count: usize) -> Result<ExitCode, Box<dyn Error>> {
    let server = server::Process::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let ours = ours::Calls::new(server.address()).await?;
        let by_hand = by_hand::Calls::new(server.address())?;
        for _ in 0..count {
            match (side, what) {
                ("ours", "task") => ours.task().await,
                ("ours", "create") => ours.create().await,
                ("ours", "list") => ours.list().await,
                (_, "task") => by_hand.task().await,
                (_, "create") => by_hand.create().await,
                (_, "list") => by_hand.list().await,
                _ => return Err("the calls are task, create and list".into()),
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Measures what has the word `only` in its name, and prints the table; the exit code tells whether all is within
/// its budget.
fn bench(rounds: usize, only: &str) -> Result<ExitCode, Box<dyn Error>> {
    let server = server::Process::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ours = runtime.block_on(ours::Calls::new(server.address()))?;
    let by_hand = by_hand::Calls::new(server.address())?;
    let call = |rounds| (rounds, Budget::Ratio(1.10));
    let page = pages::Bodies::new();
    let all: [(&str, Measure<'_>); 7] = [
        ("a signed call: GET of a task", &|| {
            call(pair(
                rounds,
                CALLS,
                || runtime.block_on(ours.task()),
                || runtime.block_on(by_hand.task()),
            ))
        }),
        ("a signed call: POST of an instance", &|| {
            call(pair(
                rounds,
                CALLS,
                || runtime.block_on(ours.create()),
                || runtime.block_on(by_hand.create()),
            ))
        }),
        ("a signed call: list of 100 instances", &|| {
            call(pair(
                rounds,
                CALLS,
                || runtime.block_on(ours.list()),
                || runtime.block_on(by_hand.list()),
            ))
        }),
        ("sign a request with a body of 1 KB", &|| {
            (signing::rounds(rounds, SIGNATURES), Budget::Seconds(10e-6))
        }),
        ("read 100 instances: derived", &|| (page.derived(rounds, PAGES), Budget::Ratio(1.0))),
        ("read 100 instances: derived, with #[serde(default)]", &|| {
            (page.with_defaults(rounds, PAGES), Budget::Ratio(1.0))
        }),
        ("read 100 instances: derived, keys in another order", &|| {
            (page.in_another_order(rounds, PAGES), Budget::None)
        }),
    ];
    let wanted = all.iter().filter(|(what, _)| what.contains(only));
    let rows: Vec<_> = wanted.map(|(what, measure)| Row::new(what, measure())).collect();
    print!("{}", table::text(&rows, rounds));
    let missed: Vec<_> = rows.iter().filter_map(Row::missed).collect();
    for line in &missed {
        eprintln!("over budget: {line}");
    }
    Ok(if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
