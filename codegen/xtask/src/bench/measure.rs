//! Measures what one run of the compiler costs: cargo calls this program instead of rustc; it runs
//! rustc and then asks the operating system for the cost.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use super::file::REMOVE;
use crate::failure::Failure;
use crate::print;

/// The variable that makes this program a wrapper of rustc. Its value is the file for the costs.
pub(super) const LOG: &str = "XTASK_BENCH_LOG";

/// What it costs to compile and link one crate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Elapsed seconds.
    pub(super) wall: f64,
    /// Seconds of processor time; other programs on the machine affect it less than elapsed time.
    pub(super) processor: f64,
    /// Peak memory, in MB.
    pub(super) memory: f64,
}

impl Cost {
    /// Two builds, one after the other.
    pub(super) fn and(self, next: Self) -> Self {
        Self {
            wall: self.wall + next.wall,
            processor: self.processor + next.processor,
            memory: self.memory.max(next.memory),
        }
    }
}

/// Runs rustc and measures it, if the environment says that cargo called this program for that.
pub(crate) fn as_wrapper() -> Option<ExitCode> {
    let log = std::env::var_os(LOG)?;
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let (rustc, arguments) = arguments.split_first()?;
    let start = Instant::now();
    let status = Command::new(rustc).args(arguments).status();
    let wall = start.elapsed().as_secs_f64();
    let name = arguments
        .windows(2)
        .find(|pair| pair[0] == "--crate-name")
        .map(|pair| pair[1].to_string_lossy().into_owned());
    // Cargo also asks rustc for its version; that has no crate.
    if let (Some(name), Ok(usage)) = (name, getrusage(UsageWho::RUSAGE_CHILDREN)) {
        let times = usage.user_time() + usage.system_time();
        let processor = times.num_microseconds() as f64 / 1e6;
        let memory = usage.max_rss() as f64 / 1024.0;
        let line = format!("{name} {wall} {processor} {memory}\n");
        let file = OpenOptions::new().append(true).create(true).open(&log);
        if let Err(error) = file.and_then(|mut file| file.write_all(line.as_bytes())) {
            print::note(&format!("{}: {error}", Path::new(&log).display()));
            return Some(ExitCode::FAILURE);
        }
    }
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The cost of a crate that was compiled after the log was last cleared.
pub(super) fn cost_of(log: &Path, name: &str) -> Result<Cost, Failure> {
    let text = fs::read_to_string(log).map_err(Failure::read(log, REMOVE))?;
    find(&text, name).ok_or_else(|| Failure::Program {
        program: "cargo".to_owned(),
        purpose: format!("compile {name} again"),
        said: "it considered the crate up to date".to_owned(),
        advice: REMOVE,
    })
}

fn find(log: &str, name: &str) -> Option<Cost> {
    log.lines().rev().find_map(|line| {
        let rest = line.strip_prefix(name)?.strip_prefix(' ')?;
        let mut numbers = rest.split(' ').map_while(|number| number.parse().ok());
        Some(Cost { wall: numbers.next()?, processor: numbers.next()?, memory: numbers.next()? })
    })
}

#[cfg(test)]
mod tests {
    use super::{Cost, find};

    #[test]
    fn reads_the_last_cost_of_a_crate() {
        let log = "a 1 2 3\nab 4 5 6\na 7.5 8 9\nbuild_script 1 1 1\n";
        assert_eq!(find(log, "a"), Some(Cost { wall: 7.5, processor: 8.0, memory: 9.0 }));
        assert_eq!(find(log, "ab").map(|cost| cost.memory), Some(6.0));
        assert_eq!(find(log, "b"), None);
    }
}
