//! A run that is killed leaves the old tree, the new one, or a mixture that `check` names and that the
//! next run finishes. `KILLS=200 cargo test -p taurusdb-tests killed` kills more runs, `SEED` at other
//! moments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::repository::{Edit, Repository, dated};

pub(super) const EDITS: [Edit<'_>; 2] = [
    dated("Issue 04\nDate 2025-01-31"),
    ("can consist of 4 to 64 characters", "can consist of 4 to 60 characters"),
];

/// How many runs are killed, unless `KILLS` says otherwise.
const KILLS: usize = 12;

/// A number that the caller may set.
fn setting(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A repository, its tree before the step, and the one after it.
fn step() -> (Repository, Tree, Tree, Duration) {
    let repository = Repository::new();
    let old = repository.tree();
    let start = Instant::now();
    let ended = repository.sync("04.txt", &EDITS, &[]);
    let time = start.elapsed();
    assert_eq!(ended.code, Some(4), "{}", ended.error);
    let new = repository.tree();
    (repository, old, new, time)
}

fn put(repository: &Repository, tree: &Tree) {
    for path in repository.tree().keys().filter(|path| !tree.contains_key(*path)) {
        std::fs::remove_file(path).expect("it can be removed");
    }
    for (path, bytes) in tree {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("it can be written");
    }
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().expect("a name").to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

fn is_beside(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "new")
}

#[test]
fn a_killed_run_is_finished_by_the_next() {
    let (repository, old, new, time) = step();
    let mut dice = fastrand::Rng::with_seed(setting("SEED", 1) as u64);
    let (mut killed, mut mixed) = (0, 0);
    for kill in 0..setting("KILLS", KILLS) {
        put(&repository, &old);
        let mut child = repository
            .command(&["sync", "04.txt"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        // The last part of a run is the one that writes.
        let from = if kill % 4 == 0 { 0.0 } else { 0.6 };
        std::thread::sleep(time.mul_f64(from + (1.1 - from) * dice.f64()));
        // The run may have ended before.
        let _ = child.kill();
        let ended = child.wait().expect("the program has ended");
        killed += usize::from(ended.code().is_none());
        let found = repository.tree();
        for (path, bytes) in found.iter().filter(|(path, _)| !is_beside(path)) {
            let is_whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
            assert!(is_whole, "kill {kill}: {} is neither old nor new", path.display());
        }
        let is_mixed = |tree: &Tree| {
            found.iter().any(|(path, _)| !is_beside(path) && tree.get(path) != found.get(path))
        };
        if is_mixed(&old) && is_mixed(&new) {
            mixed += 1;
            let said = repository.run(&["check"]);
            assert_eq!(said.code, Some(1), "kill {kill}: {}", said.error);
            assert!(said.error.contains("run `cargo xtask regenerate"), "{}", said.error);
        }
        let ended = repository.run(&["sync", "04.txt"]);
        assert!(matches!(ended.code, Some(0 | 4)), "kill {kill}: {}", ended.error);
        assert!(repository.tree() == new, "kill {kill}: the next run does not finish it");
    }
    println!("{killed} runs were killed before their end, {mixed} of them among old and new files");
}

/// Builds the state after some of the renames: they are too quick to kill the run there.
#[test]
fn a_mixture_is_named_and_finished() {
    let (repository, old, new, _) = step();
    let changed: Vec<&PathBuf> =
        new.keys().filter(|path| old.get(*path) != Some(&new[*path])).collect();
    let spec = repository.path("spec");
    let list = |path: &Path| match path.strip_prefix(&spec) {
        Ok(inside) => format!("rename {}\n", inside.display()),
        Err(_) => {
            let beside = path.strip_prefix(repository.path("")).expect("it is in the repository");
            format!("rename ../{}\n", beside.display())
        }
    };
    let whole: String = changed.iter().map(|path| list(path)).collect::<String>() + "end\n";
    let half = whole[..whole.len() / 2].to_owned();
    let mixture = |renamed: usize, journal: Option<&str>| {
        put(&repository, &old);
        for (at, path) in changed.iter().enumerate() {
            let place = if at < renamed { (*path).clone() } else { beside(path) };
            std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
            std::fs::write(place, &new[*path]).expect("it can be written");
        }
        if let Some(journal) = journal {
            std::fs::write(spec.join(".unfinished.new"), journal).expect("it can be written");
        }
    };
    for renamed in [0, 1, changed.len() / 2, changed.len() - 1, changed.len()] {
        for command in [&["sync", "04.txt"][..], &["regenerate"]] {
            mixture(renamed, Some(&whole));
            if renamed < changed.len() {
                let said = repository.run(&["check"]);
                assert_eq!(said.code, Some(1), "{renamed}: {}", said.error);
                assert!(said.error.contains("run `cargo xtask regenerate"), "{}", said.error);
            }
            let trial = repository.run(&["sync", "04.txt", "--dry-run"]);
            assert_eq!(trial.code, Some(2), "{renamed}: {}", trial.page);
            let ended = repository.run(command);
            assert_eq!(ended.code, Some(0), "{renamed}: {}", ended.error);
            assert!(repository.tree() == new, "{renamed}: {command:?} does not finish it");
        }
    }
    // A run that was killed before it had written all new text has changed nothing.
    for journal in [None, Some(&*half)] {
        mixture(0, journal);
        let ended = repository.run(&["sync", "04.txt"]);
        assert_eq!(ended.code, Some(4), "{}", ended.error);
        assert!(repository.tree() == new);
    }
}

#[test]
fn two_runs_at_once_leave_the_tree_of_one() {
    let (repository, old, new, _) = step();
    for _ in 0..3 {
        put(&repository, &old);
        let start = || {
            let mut command = repository.command(&["sync", "04.txt"]);
            command.stdout(Stdio::null()).spawn().expect("the program can be run")
        };
        for mut child in [start(), start()] {
            let code = child.wait().expect("the program ends").code();
            assert!(matches!(code, Some(0 | 4)), "{code:?}");
        }
        assert!(repository.tree() == new);
    }
}
