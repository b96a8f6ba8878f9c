//! Commands that somebody may have meant, by words in any order, and by what people call the same deed.

use taurusdb_descriptor_types::{Operation, Segment, Service, segments};

use super::alike::{EQUAL, likeness};
use super::verbs::{Deed, deed, deeds};
use super::words::words;

/// Commands less like the words than this were not meant.
const LEAST: f64 = 0.5;
/// Commands that are this much less like them than the best one are no help beside it.
const BEHIND: f64 = 0.12;
/// As many are suggested at most.
const MOST: usize = 3;

/// What a word counts that the service uses, and the command does not.
const AROUND: f64 = 0.75;

/// A command that can be meant: an operation, or a command of our own.
pub(crate) trait Candidate: Copy {
    /// The operation that it runs, if it is one.
    fn operation(&self) -> Option<&'static Operation>;
}

impl Candidate for &'static Operation {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self)
    }
}

/// The commands that somebody may have meant by some words, each with how likely that is, from 0 to 1, the
/// likeliest first.
///
/// `known` has what is typed for each. Words may stand in any order and form, and as one:
/// `list instances`, `instances.list` and `ListInstances` mean the same. A command must have something
/// of the words in `must`, if there are any: `pots frobnicate` does not mean all that is done to pots.
pub(crate) fn commands_like<'k, C: Candidate>(
    service: &Service,
    known: impl IntoIterator<Item = (&'k str, C)>,
    text: &str,
    must: &str,
) -> Vec<(f64, C)> {
    let must = words(must);
    let wanted: Vec<Wanted> = words(text)
        .into_iter()
        .map(|word| Wanted { deed: deed(&word), is_must: must.contains(&word), word })
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(f64, bool, C)> = Vec::new();
    for (command, one) in known {
        let operation = one.operation();
        let done = operation.map(|operation| deeds(service, operation.id));
        let around = operation.map_or_else(Vec::new, around);
        let likeness = command_likeness(&words(command), &around, done.as_deref(), &wanted);
        if likeness >= LEAST {
            let has_end = operation.is_some_and(|operation| operation.deprecated.is_some());
            found.push((likeness, has_end, one));
        }
    }
    found.sort_by(|(a, a_ends, _), (b, b_ends, _)| b.total_cmp(a).then(a_ends.cmp(b_ends)));
    let best = found.first().map_or(0.0, |(likeness, ..)| *likeness);
    found.retain(|(likeness, ..)| *likeness >= best - BEHIND);
    found.truncate(MOST);
    found.into_iter().map(|(likeness, _, one)| (likeness, one)).collect()
}

/// A word that somebody wrote.
struct Wanted {
    word: String,
    deed: Option<Deed>,
    is_must: bool,
}

/// What the service itself calls the things that an operation is about: the words of its path and of the
/// title of its section. They are what the vendor's own programs are made of.
fn around(operation: &'static Operation) -> Vec<String> {
    let literal = |segment| match segment {
        Segment::Literal(text) => Some(text),
        Segment::Parameter(_) => None,
    };
    let path = segments(operation.path).filter_map(literal).flat_map(words);
    path.chain(words(operation.title)).collect()
}

/// How much a command is like what is wanted, from 0 to 1: the share of words that both have. `around`
/// has words that count less; `done` is what it does by the model, if it is an operation: other commands
/// have no deeds.
fn command_likeness(
    command: &[String],
    around: &[String],
    done: Option<&[Deed]>,
    wanted: &[Wanted],
) -> f64 {
    let mut free: Vec<&String> = command.iter().collect();
    let mut same = 0.0_f64;
    let mut has_must = wanted.iter().all(|one| !one.is_must);
    for one in wanted {
        let best = free.iter().enumerate().map(|(at, known)| (weight(known, one, done), at));
        let best = best.max_by(|(a, _), (b, _)| a.total_cmp(b));
        if let Some((weight, at)) = best.filter(|(weight, _)| *weight > 0.0) {
            same += weight;
            has_must |= one.is_must;
            free.remove(at);
        } else if around.iter().any(|known| likeness(known, &one.word) == EQUAL) {
            same += AROUND;
            has_must |= one.is_must;
        }
    }
    if !has_must {
        return 0.0;
    }
    let all = (command.len() + wanted.len()) as f64;
    2.0 * same / all
}

/// How much a word of a command is a wanted one, from 0 to 1.
fn weight(known: &str, wanted: &Wanted, done: Option<&[Deed]>) -> f64 {
    match likeness(known, &wanted.word) {
        EQUAL => return 1.0,
        3 => return 0.9,
        1 => return 0.8,
        _ => {}
    }
    let (Some(meant), Some(done), Some(own)) = (wanted.deed, done, deed(known)) else { return 0.0 };
    if own == meant {
        return 0.85;
    }
    // The model says that the command does it, by whatever verb.
    if done.contains(&meant) { 0.8 } else { 0.0 }
}
