//! Files are written whole, a mixture of old and new is found and repaired, and failures say what
//! was done before them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::{Difference, Unit, differences, waiting};
use super::{Written, beside, prepare, rename, write};

/// A folder `api` with these files, and a file `ledger` with the first of their texts.
fn units(around: &TempDir, files: &[(&str, &str)]) -> [Unit; 2] {
    let owned = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let text = files.first().map_or("", |(_, text)| text).to_owned();
    [
        Unit::Folder { path: around.path().join("api"), files: owned.collect() },
        Unit::File { path: around.path().join("ledger"), text },
    ]
}

const OLD: &[(&str, &str)] = &[("a", "old"), ("b", "old"), ("c", "same"), ("d/e/f", "old")];
const NEW: &[(&str, &str)] = &[("a", "new"), ("b", "new"), ("c", "same"), ("g/h", "new")];

fn place() -> TempDir {
    let around = tempfile::tempdir().expect("a folder can be made");
    put(&units(&around, OLD));
    around
}

#[track_caller]
fn put(units: &[Unit]) -> Written {
    write(units, "do this").unwrap_or_else(|failure| panic!("{failure}"))
}

/// Everything below a folder, folders too.
fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(listing(&entry.path()).iter().map(|inner| format!("{name}/{inner}")));
            found.push(format!("{name}/"));
        } else {
            let text = fs::read_to_string(entry.path()).expect("text");
            found.push(format!("{name}={text}"));
        }
    }
    found.sort();
    found
}

const ALL_NEW: [&str; 7] =
    ["api/", "api/a=new", "api/b=new", "api/c=same", "api/g/", "api/g/h=new", "ledger=new"];

#[test]
fn only_what_changed_is_written() {
    let around = place();
    let same = around.path().join("api/c");
    let before = fs::metadata(&same).and_then(|meta| meta.modified()).expect("it is there");
    let written = put(&units(&around, NEW));
    assert_eq!(written, Written { written: 4, removed: 1, unchanged: 1 });
    assert_eq!(listing(around.path()), ALL_NEW);
    let after = fs::metadata(&same).and_then(|meta| meta.modified()).expect("it is there");
    assert_eq!(before, after);
    assert_eq!(put(&units(&around, NEW)), Written { written: 0, removed: 0, unchanged: 5 });
}

/// A run is stopped after each possible number of steps: `check` finds the mixture, and the next
/// run repairs it.
#[test]
fn a_mixture_can_be_told_and_mended() {
    for renamed in 0..4 {
        let around = place();
        let units = units(&around, NEW);
        let api = around.path().join("api");
        let new = [
            (api.join("a"), "new"),
            (api.join("b"), "new"),
            (api.join("g/h"), "new"),
            (around.path().join("ledger"), "new"),
        ];
        assert!(prepare(&new).is_ok());
        for (path, _) in &new[..renamed] {
            rename(path).expect("it can be renamed");
        }
        let left = new[renamed..].iter().map(|(path, _)| Difference::Waiting(beside(path)));
        let found = differences(&units);
        for trace in left.chain([Difference::Unknown(api.join("d/e/f"))]) {
            assert!(found.contains(&trace), "{trace:?} is not in {found:?}");
        }
        assert_eq!(waiting(&api).len(), 3_usize.saturating_sub(renamed));
        put(&units);
        assert_eq!(listing(around.path()), ALL_NEW);
        assert_eq!(differences(&units), []);
    }
}

#[track_caller]
fn said(around: &TempDir, units: &[Unit]) -> String {
    let failure = write(units, "do this").err().map(|failure| failure.to_string());
    failure.unwrap_or_default().replace(&format!("{}/", around.path().display()), "")
}

#[test]
fn what_cannot_be_prepared_changes_nothing() {
    let around = place();
    let before = listing(around.path());
    let in_a_file = units(&around, &[("a", "new"), ("c/i", "new")]);
    let what = "cannot be written: File exists (os error 17)";
    let said = said(&around, &in_a_file);
    assert_eq!(said, format!("api/c/i: {what}\n  nothing was written; do this"));
    assert_eq!(listing(around.path()), before);
}

#[test]
fn a_failure_tells_how_far_it_came() {
    let around = place();
    let in_the_way = around.path().join("api/g/h/in-the-way");
    fs::create_dir_all(&in_the_way).expect("a folder can be made");
    let what = "cannot be written: Is a directory (os error 21)";
    assert_eq!(
        said(&around, &units(&around, NEW)),
        format!("api/g/h: {what}\n  2 of 4 files are new already, the others are not; do this")
    );
    fs::remove_dir(&in_the_way)
        .and_then(|()| fs::remove_dir(around.path().join("api/g/h")))
        .expect("it can be removed");
    put(&units(&around, NEW));
    assert_eq!(listing(around.path()), ALL_NEW);
}

#[test]
fn two_runs_at_once_leave_the_files_of_one() {
    let around = tempfile::tempdir().expect("a folder can be made");
    std::thread::scope(|scope| {
        for texts in [OLD, NEW] {
            let units = units(&around, texts);
            scope.spawn(move || (0..20).for_each(|_| _ = put(&units)));
        }
    });
    let (old, new) = (differences(&units(&around, OLD)), differences(&units(&around, NEW)));
    assert!(old.is_empty() || new.is_empty(), "{old:?} {new:?}");
}
