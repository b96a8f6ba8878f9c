//! Reads many variants of our own document and, if `TAURUSDB_REFERENCE` names it, of the real one:
//! `cargo run --release -p taurusdb-tests --example variants -- [--count N] [--seed N] [--kind NAME]
//! [--write FILE]`.
//!
//! `--count` is the number of variants of each kind, `--seed` the first of their seeds. With `--write`,
//! the first variant that is not read as the original goes to a file. Ends with code 1 if a variant was
//! read in silence as something else.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use taurusdb_spec::{Fixes, Names};
use taurusdb_tests::variants::{Kind, Original, Outcome, Sheet, kinds};
use taurusdb_tests::{fixture, reference, root};

/// How many different messages are shown for each kind.
const SHOWN: usize = 4;

type Error = Box<dyn std::error::Error>;

struct Arguments {
    count: u64,
    seed: u64,
    kind: Option<String>,
    write: Option<String>,
    only: Option<String>,
}

fn main() -> Result<ExitCode, Error> {
    let arguments = arguments()?;
    let mut documents = vec![(
        "fixture",
        original(&fixture("teapot-reference.txt"), &fixture("names"), &fixture("fixes"))?,
    )];
    if let Some(document) = reference() {
        let overlay = root().join("spec/overlay");
        documents
            .push(("real", original(&document, &overlay.join("names"), &overlay.join("fixes"))?));
    }
    let mut totals = [0_usize; 4];
    for (name, original) in documents {
        if arguments.only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        println!("{name}");
        let counts = run(&original, &arguments)?;
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    let [identical, refused, lost, different] = totals;
    println!(
        "{} variants: {identical} identical, {refused} refused with a line, {lost} refused without a \
         line, {different} silently different",
        totals.iter().sum::<usize>()
    );
    Ok(ExitCode::from(u8::from(lost + different > 0)))
}

fn arguments() -> Result<Arguments, Error> {
    let mut found = Arguments { count: 4, seed: 1, kind: None, write: None, only: None };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value = given.next().ok_or_else(|| format!("{name}: give a value"))?;
        match name.as_str() {
            "--count" => found.count = value.parse()?,
            "--seed" => found.seed = value.parse()?,
            "--kind" => found.kind = Some(value),
            "--write" => found.write = Some(value),
            "--only" => found.only = Some(value),
            _ => {
                return Err(
                    format!("{name}: expected --count, --seed, --kind, --only or --write").into()
                );
            }
        }
    }
    Ok(found)
}

fn original(document: &Path, names: &Path, fixes: &Path) -> Result<Original, Error> {
    let text = std::fs::read_to_string(document)?;
    Ok(Original::new(text, Names::load(names)?, Fixes::load(fixes)?)?)
}

/// Judges the variants of a document, prints the counts of each kind, and returns their sums.
fn run(original: &Original, arguments: &Arguments) -> Result<[usize; 4], Error> {
    let sheet = Sheet::new(&original.text);
    let wanted = |kind: &Kind| arguments.kind.as_deref().is_none_or(|name| name == kind.name);
    let seeds = arguments.seed..arguments.seed + arguments.count;
    let jobs: Vec<(Kind, u64)> = kinds()
        .into_iter()
        .filter(wanted)
        .flat_map(|kind| seeds.clone().map(move |seed| (kind, seed)))
        .collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some((kind, seed)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(variant) = kind.variant(&sheet, *seed) {
                let outcome = original.judge(&variant);
                found.lock().expect("no panic").insert((kind.name, *seed), (outcome, variant));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner()?;

    if let Some(path) = &arguments.write {
        let odd = found.values().find(|(outcome, _)| *outcome != Outcome::Identical);
        if let Some((_, variant)) = odd {
            std::fs::write(path, variant)?;
        }
    }
    let mut sums = [0; 4];
    for kind in kinds().into_iter().filter(wanted) {
        let outcomes: Vec<(u64, &Outcome)> = seeds
            .clone()
            .filter_map(|seed| Some((seed, &found.get(&(kind.name, seed))?.0)))
            .collect();
        let mut counts = [0; 4];
        for (_, outcome) in &outcomes {
            counts[place(outcome)] += 1;
        }
        println!(
            "  {:<30}{:>5} identical{:>5} refused{:>5} without a line{:>5} different",
            kind.name, counts[0], counts[1], counts[2], counts[3]
        );
        let odd = outcomes.iter().filter(|(_, outcome)| place(outcome) > 0);
        let mut odd: Vec<_> = odd.collect();
        odd.sort_by_key(|(_, outcome)| std::cmp::Reverse(place(outcome)));
        for (seed, outcome) in odd.into_iter().take(SHOWN) {
            println!("      seed {seed}: {outcome}");
        }
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    Ok(sums)
}

fn place(outcome: &Outcome) -> usize {
    match outcome {
        Outcome::Identical => 0,
        Outcome::Refused(_) => 1,
        Outcome::Lost(_) => 2,
        Outcome::Different(_) => 3,
    }
}
