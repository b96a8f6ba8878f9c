use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::Unit;
use super::{Staged, put_back, sweep};

/// A file system that cannot exchange two names.
fn cannot(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn folder(path: PathBuf, text: &str) -> Unit {
    Unit::Folder { path, files: [("a/b.txt".to_owned(), text.to_owned())].into() }
}

/// A folder `api` that holds "old", in a folder of its own.
fn place() -> (TempDir, PathBuf) {
    let around = tempfile::tempdir().expect("a folder can be made");
    let place = around.path().join("api");
    make(&place, "old");
    (around, place)
}

fn make(folder: &Path, text: &str) {
    fs::create_dir_all(folder.join("a")).expect("a folder can be made");
    fs::write(folder.join("a/b.txt"), text).expect("a file can be written");
}

/// What the place holds, and what stands beside it.
#[track_caller]
fn check(place: &Path, text: Option<&str>, beside: &[&str]) {
    assert_eq!(fs::read_to_string(place.join("a/b.txt")).ok().as_deref(), text);
    let entries = fs::read_dir(place.parent().expect("a folder")).expect("it can be read");
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.retain(|name| name != "api");
    names.sort();
    assert_eq!(names, beside);
}

#[test]
fn a_folder_takes_its_place_with_an_exchange_and_without() {
    for without in [false, true] {
        let (_around, place) = place();
        let staged = Staged::new(&folder(place.clone(), "new")).expect("it can be prepared");
        if without { staged.commit_by(cannot) } else { staged.commit() }
            .expect("it takes its place");
        drop(staged);
        check(&place, Some("new"), &[]);
    }
}

#[test]
fn a_folder_and_a_file_take_a_place_where_nothing_is() {
    let around = tempfile::tempdir().expect("a folder can be made");
    let place = around.path().join("api");
    let staged = Staged::new(&folder(place.clone(), "new")).expect("it can be prepared");
    staged.commit_by(cannot).expect("it takes its place");
    check(&place, Some("new"), &[]);

    let path = around.path().join("file");
    for text in ["first", "second"] {
        let unit = Unit::File { path: path.clone(), text: text.to_owned() };
        let staged = Staged::new(&unit).expect("it can be prepared");
        staged.commit_by(cannot).expect("it takes its place");
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
    }
}

#[test]
fn what_cannot_be_replaced_is_put_back() {
    let (_around, place) = place();
    let staged = Staged::new(&folder(place.clone(), "new")).expect("it can be prepared");
    fs::remove_dir_all(&staged.beside).expect("it can be removed");
    let error = staged.commit_by(cannot).expect_err("there is nothing to put there");
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    check(&place, Some("old"), &[]);
}

/// Killed between the two renames: the place is empty, old and new stand beside it.
#[test]
fn what_stepped_aside_comes_back() {
    let (around, place) = place();
    fs::rename(&place, around.path().join(".api.staged-7-old")).expect("it can be renamed");
    make(&around.path().join(".api.staged-7"), "new");
    put_back(&place);
    check(&place, Some("old"), &[".api.staged-7"]);
    sweep(&place);
    check(&place, Some("old"), &[]);
}

/// Killed after them: the old folder was not removed yet.
#[test]
fn what_stepped_aside_for_another_goes() {
    let (around, place) = place();
    make(&around.path().join(".api.staged-7-old"), "older");
    make(&around.path().join(".api-3.staged-7-old"), "of another");
    put_back(&place);
    check(&place, Some("old"), &[".api-3.staged-7-old", ".api.staged-7-old"]);
    sweep(&place);
    check(&place, Some("old"), &[".api-3.staged-7-old"]);
}

#[test]
fn a_run_after_a_killed_one_writes() {
    let (around, place) = place();
    fs::rename(&place, around.path().join(".api.staged-7-old")).expect("it can be renamed");
    let written = match super::super::write(&[folder(place.clone(), "old")], "") {
        Ok(written) => written,
        Err(failure) => panic!("{failure}"),
    };
    assert_eq!((written.written, written.unchanged), (0, 1));
    check(&place, Some("old"), &[]);
}
