//! `taurusdb-bench-mock`: the mock under load, beside a bare axum handler that answers the same bytes.
//! `cargo xtask bench mock` builds it and the mock, and runs it.
//!
//! Both servers are processes of their own with as many threads; the load comes from this process, which writes
//! requests that it has signed before. They take turns in short rounds, so that whatever else the machine does
//! meets both; what counts is the ratio.

mod bare;
mod calls;
mod connection;
mod durable;
mod full;
mod load;
mod long;
mod process;
mod reports;
mod rounds;
mod start;

use std::error::Error;
use std::process::ExitCode;

use reports::Report;

/// What went wrong, for people.
type Failure = Box<dyn Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match *arguments {
        ["serve", threads] => {
            threads.parse().map_err(Failure::from).and_then(bare::run).map(|()| ExitCode::SUCCESS)
        }
        ["rounds", count] => count.parse().map_err(Failure::from).and_then(|n| bench(n, "")),
        ["rounds", count, only] => {
            count.parse().map_err(Failure::from).and_then(|count| bench(count, only))
        }
        ["long", count] => count.parse().map_err(Failure::from).and_then(endurance),
        _ => Err("usage: taurusdb-bench-mock rounds COUNT [WORD] | long COUNT".into()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// Measures what has the word `only` in its name; the exit code tells whether all is within its budget.
fn bench(rounds: usize, only: &str) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut report = Report::new(only);
        start::measure(&mut report)?;
        rounds::measure(rounds, &mut report).await?;
        full::measure(&mut report).await?;
        durable::measure(&mut report).await?;
        Ok(report.end())
    })
}

/// Sends `count` requests, and prints how the memory of the mock grows meanwhile.
fn endurance(count: u64) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut report = Report::new("");
        long::measure(count, &mut report).await?;
        Ok(report.end())
    })
}
