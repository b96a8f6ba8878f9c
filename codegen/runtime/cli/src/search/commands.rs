//! Commands that somebody may have meant, by words in any order, and by what people call the same deed.

use std::cell::OnceCell;

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

/// Commands as their words are compared, prepared once for all lines that they are held against: each part of the
/// preparation costs more than a comparison, and there are hundreds of commands.
pub(crate) struct Commands<C>(Vec<Command<C>>);

/// A command that can be meant, and what it is known by.
struct Command<C> {
    one: C,
    /// Its words, each with the deed that it stands for.
    words: Vec<(String, Option<Deed>)>,
    /// What it does by the model, if it is an operation: other commands have no deeds.
    done: Option<Vec<Deed>>,
    /// The words that count less; they are asked for where its own do not fit, which is seldom.
    around: OnceCell<Vec<String>>,
}

impl<C: Candidate> Commands<C> {
    /// `known` has what is typed for each.
    pub(crate) fn of<'k>(service: &Service, known: impl IntoIterator<Item = (&'k str, C)>) -> Self {
        let done = deeds(service);
        let with_deed = |word: String| {
            let deed = deed(&word);
            (word, deed)
        };
        let command = |(typed, one): (&str, C)| Command {
            one,
            words: words(typed).into_iter().map(with_deed).collect(),
            done: one
                .operation()
                .map(|operation| done.get(operation.id).cloned().unwrap_or_default()),
            around: OnceCell::new(),
        };
        Self(known.into_iter().map(command).collect())
    }

    /// Those that somebody may have meant by some words, each with how likely that is, from 0 to 1, the likeliest
    /// first.
    ///
    /// Words may stand in any order and form, and as one: `list instances`, `instances.list` and `ListInstances`
    /// mean the same. A command must have something of the words in `must`, if there are any: `pots frobnicate`
    /// does not mean all that is done to pots.
    pub(crate) fn like(&self, text: &str, must: &str) -> Vec<(f64, C)> {
        let must = words(must);
        let wanted: Vec<Wanted> = words(text)
            .into_iter()
            .map(|word| Wanted { deed: deed(&word), is_must: must.contains(&word), word })
            .collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(f64, bool, C)> = Vec::new();
        for command in &self.0 {
            let likeness = command.likeness(&wanted);
            if likeness >= LEAST {
                let operation = command.one.operation();
                let has_end = operation.is_some_and(|operation| operation.deprecated.is_some());
                found.push((likeness, has_end, command.one));
            }
        }
        found.sort_by(|(a, a_ends, _), (b, b_ends, _)| b.total_cmp(a).then(a_ends.cmp(b_ends)));
        let best = found.first().map_or(0.0, |(likeness, ..)| *likeness);
        found.retain(|(likeness, ..)| *likeness >= best - BEHIND);
        found.truncate(MOST);
        found.into_iter().map(|(likeness, _, one)| (likeness, one)).collect()
    }
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

impl<C: Candidate> Command<C> {
    /// How much it is like what is wanted, from 0 to 1: the share of words that both have.
    fn likeness(&self, wanted: &[Wanted]) -> f64 {
        let mut free: Vec<&(String, Option<Deed>)> = self.words.iter().collect();
        let mut same = 0.0_f64;
        let mut has_must = wanted.iter().all(|one| !one.is_must);
        for one in wanted {
            let weights = free.iter().enumerate().map(|(at, known)| (self.weight(known, one), at));
            let best = weights.max_by(|(a, _), (b, _)| a.total_cmp(b));
            if let Some((weight, at)) = best.filter(|(weight, _)| *weight > 0.0) {
                same += weight;
                has_must |= one.is_must;
                free.remove(at);
            } else if self.around().contains(&one.word) {
                same += AROUND;
                has_must |= one.is_must;
            }
        }
        if !has_must {
            return 0.0;
        }
        let all = (self.words.len() + wanted.len()) as f64;
        2.0 * same / all
    }

    /// How much one of its words is a wanted one, from 0 to 1.
    fn weight(&self, (known, own): &(String, Option<Deed>), wanted: &Wanted) -> f64 {
        match likeness(known, &wanted.word) {
            EQUAL => return 1.0,
            3 => return 0.9,
            1 => return 0.8,
            _ if lacks_letter(known, &wanted.word) => return 0.8,
            _ => {}
        }
        let (Some(meant), Some(done), Some(own)) = (wanted.deed, &self.done, own) else {
            return 0.0;
        };
        if *own == meant {
            return 0.85;
        }
        // The model says that the command does it, by whatever verb.
        if done.contains(&meant) { 0.8 } else { 0.0 }
    }

    fn around(&self) -> &[String] {
        self.around.get_or_init(|| self.one.operation().map_or_else(Vec::new, around))
    }
}

/// Whether a word of three letters is one of four without one behind the first: `lst` of `list`. Among the words of
/// sentences too many would be like it; among those of commands it is a slip.
fn lacks_letter(known: &str, wanted: &str) -> bool {
    let starts_alike = known.chars().next() == wanted.chars().next();
    starts_alike
        && (known.chars().count(), wanted.chars().count()) == (4, 3)
        && strsim::osa_distance(known, wanted) == 1
}
