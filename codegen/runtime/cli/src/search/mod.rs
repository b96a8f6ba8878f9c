//! Search by words over all that the description has a name or a sentence for.
//!
//! There is no index: the description is at hand, and going through it takes milliseconds.

mod alike;
mod commands;
mod entry;
mod verbs;
mod words;

use crate::manual::Manual;
use alike::likeness;
use entry::Entry;
use words::words;

pub(crate) use commands::{Candidate, Commands};

/// Something that was found.
pub(crate) struct Hit {
    /// What sort of thing it is: `operation`, `error_code`.
    pub(crate) kind: &'static str,
    /// Its name.
    pub(crate) name: String,
    /// What to type for it, or to learn more.
    pub(crate) command: String,
    /// What it is, in a sentence; empty if nobody has said it.
    pub(crate) about: String,
}

/// Finds what has all of the words, the best first: what is called so, then what says so, then parts of
/// such things. Where nothing has all of them, what has any.
pub(crate) fn search(manual: Manual, wanted: &str) -> Vec<Hit> {
    let wanted = telling(words(wanted));
    let mut found: Vec<(Rank, Entry)> = Vec::new();
    for entry in entry::all(manual) {
        let rank = rank(&entry, &wanted);
        if rank.words > 0 {
            found.push((rank, entry));
        }
    }
    if found.iter().any(|(rank, _)| rank.words == wanted.len()) {
        found.retain(|(rank, _)| rank.words == wanted.len());
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    let hit = |(_, entry): (Rank, Entry)| {
        let Entry { kind, name, command, about, .. } = entry;
        Hit { kind, name, command, about }
    };
    found.into_iter().map(hit).collect()
}

/// The words without those that questions are made of; all of them, if there are no others.
fn telling(mut words: Vec<String>) -> Vec<String> {
    const OFTEN: [&str; 30] = [
        "a", "an", "and", "are", "be", "can", "do", "doe", "for", "from", "how", "i", "in", "is",
        "it", "my", "of", "on", "or", "that", "the", "thi", "this", "to", "what", "when", "where",
        "which", "why", "with",
    ];
    words.sort();
    words.dedup();
    let telling: Vec<String> =
        words.iter().filter(|word| !OFTEN.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

/// How well an entry fits: the later fields count where the first are equal.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Where it has the words, and how exactly.
    weight: usize,
    /// Wanted words that it has.
    words: usize,
    is_whole: bool,
    /// Fewer other words in the name are better.
    others: std::cmp::Reverse<usize>,
}

fn rank(entry: &Entry, wanted: &[String]) -> Rank {
    let mut rank = Rank {
        words: 0,
        weight: 0,
        is_whole: !entry.is_minor,
        others: std::cmp::Reverse(entry.in_name.len()),
    };
    for word in wanted {
        let best = |words: &[String], exact: usize| {
            let likeness = words.iter().map(|known| likeness(known, word)).max().unwrap_or(0);
            exact * likeness
        };
        let weight =
            best(&entry.in_name, 8).max(best(&entry.in_text, 4)).max(best(&entry.around, 2));
        if weight > 0 {
            rank.words += 1;
            // What is whole goes before its parts, unless it only says something about the word.
            rank.weight += if entry.is_minor { weight / 2 } else { weight };
        }
    }
    rank
}
