//! Documents that mean the same are read as the same, or refused with a line.
//!
//! The variants are made by `taurusdb_tests::variants`. The example `variants` of this package makes as
//! many as one likes; here are as many as a test may take. `SEED` chooses others.

use std::collections::BTreeMap;

use taurusdb_spec::{Fixes, Names};
use taurusdb_tests::variants::{Kind, Original, Outcome, Sheet, kinds};
use taurusdb_tests::{fixture, reference, root};

use crate::extract::fixtures::TEAPOT;

/// Variants of each kind of our own document.
const OF_OURS: u64 = 3;

/// Variants of the real document: some of all kinds.
const OF_THE_REAL_ONE: usize = 12;

/// Kinds that need what our document does not have: numbers of four digits in a range.
const OF_THE_REAL_ONE_ALONE: [&str; 1] = ["thousands"];

fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// Judges variants on two threads, and fails if one is read in silence as something else.
#[track_caller]
fn judge(original: &Original, variants: &[(Kind, u64)]) {
    let sheet = Sheet::new(&original.text);
    let half = variants.len().div_ceil(2).max(1);
    let judge_all = |variants: &[(Kind, u64)]| -> Vec<(String, Outcome)> {
        let made = variants.iter().filter_map(|(kind, seed)| {
            let outcome = original.judge(&kind.variant(&sheet, *seed)?);
            Some((format!("{}, seed {seed}", kind.name), outcome))
        });
        made.collect()
    };
    let outcomes: Vec<(String, Outcome)> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            variants.chunks(half).map(|some| scope.spawn(move || judge_all(some))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, outcome) in &outcomes {
        let name = match outcome {
            Outcome::Identical => "identical",
            Outcome::Refused(_) => "refused with a line",
            Outcome::Lost(_) => "refused without a line",
            Outcome::Different(_) => "silently different",
        };
        *counts.entry(name).or_default() += 1;
    }
    println!("{} variants: {counts:?}", outcomes.len());
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Lost(_) | Outcome::Different(_)))
        .map(|(name, outcome)| format!("{name}: {outcome}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn variants_of_our_document_are_read_as_it_is() {
    let names = Names::load(&TEAPOT.names_folder()).expect("the names are sound");
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    let original = Original::new(TEAPOT.text(), names, fixes).expect("the document is understood");
    let seeds = seed()..seed() + OF_OURS;
    let variants: Vec<(Kind, u64)> =
        kinds().into_iter().flat_map(|kind| seeds.clone().map(move |seed| (kind, seed))).collect();
    judge(&original, &variants);
}

#[test]
fn variants_of_the_real_document_are_read_as_it_is() {
    let Some(document) = reference() else { return };
    let overlay = root().join("spec/overlay");
    let names = Names::load(&overlay.join("names")).expect("the names are sound");
    let fixes = Fixes::load(&overlay.join("fixes")).expect("the fixes are sound");
    let text = std::fs::read_to_string(document).expect("the document is text");
    let original = Original::new(text, names, fixes).expect("the document is understood");
    // With another seed, other kinds have their turn.
    let kinds = kinds();
    let step = kinds.len() / OF_THE_REAL_ONE;
    let first = usize::try_from(seed()).expect("a seed is small") % step;
    let some = kinds.into_iter().skip(first).step_by(step);
    let variants: Vec<(Kind, u64)> = some.map(|kind| (kind, seed())).collect();
    judge(&original, &variants);
}

/// A kind that changes nothing in our document would be tried nowhere.
#[test]
fn every_kind_changes_our_document() {
    let sheet = Sheet::new(&TEAPOT.text());
    let idle: Vec<&str> = kinds()
        .into_iter()
        .filter(|kind| (1..=30).all(|seed| kind.variant(&sheet, seed).is_none()))
        .map(|kind| kind.name)
        .collect();
    assert_eq!(idle, OF_THE_REAL_ONE_ALONE);
}

/// A reported variant can be made again.
#[test]
fn the_same_seed_makes_the_same_variant() {
    let sheet = Sheet::new(&TEAPOT.text());
    for kind in kinds() {
        for seed in 1..=3 {
            assert_eq!(kind.variant(&sheet, seed), kind.variant(&sheet, seed), "{}", kind.name);
        }
    }
}
