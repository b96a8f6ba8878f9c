//! The net below all rules for reading: a word, sentence, row, item or cell is taken out of a document, or
//! reworded, and whatever fact goes with it must be told, with lines, or the document be refused.
//!
//! No list of phrases can foresee what the next issue says; this holds for all that it may say. By
//! default a part of the edits is tried; `NET_EDITS=300` tries as many on each document, and
//! `NET_SEED=7` others.

mod edits;
mod facts;
mod seeded;

use std::collections::BTreeMap;

use taurusdb_extract::extract;
use taurusdb_spec::{Api, Fixes, Names};
use taurusdb_sync::{Inventory, compare};
use taurusdb_tests::{fixture, reference, root};

use edits::Edit;
use seeded::Seeded;

/// A document and what goes with it.
struct Ground {
    text: String,
    names: Names,
    fixes: Fixes,
    /// How many edits are tried unless the caller says otherwise.
    usual: usize,
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The document is refused, with a line.
    Refused,
    /// The facts are the same, byte for byte.
    Same,
    /// Facts changed, and each is told.
    Told,
}

fn number(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn teapot() -> Ground {
    let names = Names::load(&fixture("names")).expect("the names of the fixture are sound");
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes of the fixture are sound");
    let text = std::fs::read_to_string(fixture("teapot-reference.txt")).expect("the fixture");
    Ground { text, names, fixes, usual: 300 }
}

fn real() -> Option<Ground> {
    let text = std::fs::read_to_string(reference()?).expect("the document is text");
    let overlay = root().join("spec/overlay");
    let names = Names::load(&overlay.join("names")).expect("the names are sound");
    let fixes = Fixes::load(&overlay.join("fixes")).expect("the fixes are sound");
    Some(Ground { text, names, fixes, usual: 24 })
}

#[test]
fn no_fact_of_our_own_document_goes_in_silence() {
    teapot().try_all();
}

#[test]
fn no_fact_of_the_real_document_goes_in_silence() {
    if let Some(ground) = real() {
        ground.try_all();
    }
}

impl Ground {
    fn try_all(&self) {
        let found = extract(self.text.as_bytes(), &self.names, &self.fixes).expect("the document");
        let base = found.api;
        let files = base.files();
        let inventory = Inventory::of(&base);
        let count = number("NET_EDITS", self.usual);
        let seed = number("NET_SEED", 1) as u64;
        let mut random = Seeded::new(seed);
        let edits: Vec<Edit> =
            (0..count).map(|at| edits::edit(&self.text, at, &mut random)).collect();
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let share = edits.len().div_ceil(workers).max(1);
        let judge = |edit: &Edit| self.judge(&edit.text, (&base, &files, &inventory));
        let outcomes: Vec<Result<Outcome, String>> = std::thread::scope(|scope| {
            let part = |part: &[Edit]| -> Vec<_> { part.iter().map(judge).collect() };
            let handles: Vec<_> =
                edits.chunks(share).map(|chunk| scope.spawn(move || part(chunk))).collect();
            let ended = handles.into_iter().map(|handle| handle.join());
            ended.flat_map(|outcomes| outcomes.expect("a judge does not panic")).collect()
        });
        let mut counts: BTreeMap<(&str, Outcome), usize> = BTreeMap::new();
        let mut silent = Vec::new();
        for (edit, outcome) in edits.iter().zip(&outcomes) {
            match outcome {
                Ok(outcome) => *counts.entry((edit.kind, *outcome)).or_default() += 1,
                Err(lost) => silent.push(format!("line {}, {}: {lost}", edit.line, edit.kind)),
            }
        }
        for ((kind, outcome), count) in &counts {
            println!("{kind}: {outcome:?} {count}");
        }
        assert!(silent.is_empty(), "seed {seed}: facts went in silence:\n{}", silent.join("\n"));
        // The edits must find something, or they show nothing.
        let told: usize =
            counts.iter().filter(|((_, o), _)| *o == Outcome::Told).map(|(_, n)| n).sum();
        assert!(told * 10 > count, "only {told} of {count} edits changed a fact");
    }

    fn judge(
        &self,
        text: &str,
        (base, files, inventory): (&Api, &BTreeMap<String, String>, &Inventory),
    ) -> Result<Outcome, String> {
        let edited = match extract(text.as_bytes(), &self.names, &self.fixes) {
            Ok(found) => found.api,
            Err(error) => {
                let said = error.to_string();
                let has_line = said.contains("line ") || said.contains(".toml:");
                return match has_line {
                    true => Ok(Outcome::Refused),
                    false => Err(format!("an error without a line: {said}")),
                };
            }
        };
        if edited.files() == *files {
            return Ok(Outcome::Same);
        }
        let changes = compare(inventory, &Inventory::of(&edited));
        let (before, after) = (facts::facts(base), facts::facts(&edited));
        for ((place, fact), times) in &before {
            let kept = after.get(&(place.clone(), fact.clone())).copied().unwrap_or_default();
            if kept >= *times {
                continue;
            }
            let told = changes.iter().find(|change| place.is_told_by(change));
            match told {
                None => return Err(format!("{place:?} had {fact}, and no change tells of it")),
                Some(change) if change.old.as_ref().is_some_and(|stated| stated.line == 0) => {
                    return Err(format!("{change:?} has no old line"));
                }
                Some(change) if change.new_place.unwrap_or_default() == 0 => {
                    return Err(format!("{change:?} has no new line"));
                }
                Some(_) => {}
            }
        }
        if changes.is_empty() {
            return Err("the files differ, and no change is told".to_owned());
        }
        Ok(Outcome::Told)
    }
}
