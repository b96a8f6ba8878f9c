//! Paired rounds: both sides in turn, so that whatever else the machine does meets both.

use std::hint::black_box;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// What one repetition cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Elapsed seconds.
    pub(crate) clock: f64,
    /// Seconds of this process on a processor.
    pub(crate) processor: f64,
}

/// The costs of both sides, round by round.
#[derive(Default)]
pub(crate) struct Rounds {
    pub(crate) ours: Vec<Cost>,
    /// Empty where there is nothing to compare with.
    pub(crate) theirs: Vec<Cost>,
}

/// Runs `rounds` rounds of `count` repetitions of each side, after a round that is not counted.
pub(crate) fn pair<T, U>(
    rounds: usize,
    count: u32,
    mut ours: impl FnMut() -> T,
    mut theirs: impl FnMut() -> U,
) -> Rounds {
    let _ = (cost(count, &mut ours), cost(count, &mut theirs));
    let mut all = Rounds::default();
    for round in 0..rounds {
        // The second of a pair finds warmer caches, so the sides take turns at going first.
        if round % 2 == 0 {
            all.ours.push(cost(count, &mut ours));
            all.theirs.push(cost(count, &mut theirs));
        } else {
            all.theirs.push(cost(count, &mut theirs));
            all.ours.push(cost(count, &mut ours));
        }
    }
    all
}

/// Runs one side alone.
pub(crate) fn alone<T>(rounds: usize, count: u32, mut what: impl FnMut() -> T) -> Rounds {
    let _ = cost(count, &mut what);
    let ours = (0..rounds).map(|_| cost(count, &mut what)).collect();
    Rounds { ours, theirs: Vec::new() }
}

fn cost<T>(count: u32, what: &mut impl FnMut() -> T) -> Cost {
    let (start, before) = (Instant::now(), processor());
    for _ in 0..count {
        black_box(what());
    }
    let (clock, after) = (start.elapsed().as_secs_f64(), processor());
    let count = f64::from(count);
    Cost { clock: clock / count, processor: (after - before) / count }
}

fn processor() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("a process may ask for its own usage");
    (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6
}
