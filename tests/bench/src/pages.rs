//! The rows about reading pages.

use crate::bodies::{Order, page};
use crate::decode;
use crate::measure::pair;
use crate::table::Row;

/// One row for each way in which serde can be told to read, and one for keys in another order.
pub(crate) fn rows(rounds: usize, count: u32) -> [Row; 3] {
    let described = page(Order::Described).into_bytes();
    let alphabetical = page(Order::Alphabetical).into_bytes();
    let read = |what: &str, rounds, budget| Row::ratio(format!("read 100 instances: {what}"), rounds, budget);
    [
        read(
            "derived",
            pair(rounds, count, || decode::ours(&described), || decode::plain(&described)),
            Some(1.0),
        ),
        read(
            "derived, with #[serde(default)]",
            pair(rounds, count, || decode::ours(&described), || decode::with_defaults(&described)),
            Some(1.0),
        ),
        read(
            "derived, keys in another order",
            pair(rounds, count, || decode::ours(&alphabetical), || decode::plain(&alphabetical)),
            None,
        ),
    ]
}
