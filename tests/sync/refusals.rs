//! What cannot be done is said with what to do about it, and nothing is written.

use super::repository::{Edit, Repository, dated};

const NEXT: [Edit<'_>; 2] = [
    dated("Issue 04\nDate 2025-01-31"),
    ("can consist of 4 to 64 characters", "can consist of 4 to 60 characters"),
];

#[track_caller]
fn refuses(repository: &Repository, arguments: &[&str], said: &[&str]) {
    let before = repository.tree();
    let ended = repository.run(arguments);
    assert_eq!(ended.code, Some(2), "{}{}", ended.page, ended.error);
    for part in said {
        assert!(ended.error.contains(part), "no '{part}' in\n{}", ended.error);
    }
    assert!(repository.tree() == before, "something was written");
}

#[test]
fn a_document_that_is_none() {
    let repository = Repository::new();
    refuses(&repository, &["sync"], &["NEW_DOCUMENT"]);
    refuses(&repository, &["sync", "nosuch.txt"], &["nosuch.txt", "nothing was written"]);
    std::fs::write(repository.path("empty.txt"), "").expect("it can be written");
    refuses(&repository, &["sync", "empty.txt"], &["empty.txt: line 1"]);
    std::fs::write(repository.path("binary.txt"), [0xff, 0xfe, 0x00, 0xd8, 0x01]).expect("it can");
    refuses(&repository, &["sync", "binary.txt"], &["binary.txt"]);
}

#[test]
fn a_history_that_is_damaged() {
    let repository = Repository::new();
    repository.issue("04.txt", &NEXT);
    let record = repository.path("spec/history/001-issue-03-2024-11-30.json");
    std::fs::write(&record, "{\n  \"issue\": 3\n}\n").expect("it can be written");
    refuses(
        &repository,
        &["sync", "04.txt"],
        &["001-issue-03-2024-11-30.json:2:", "take the file from version control"],
    );
}

#[test]
fn a_version_that_is_none() {
    let repository = Repository::new();
    repository.issue("04.txt", &NEXT);
    std::fs::write(repository.path("spec/versions.toml"), "[crates]\ntaurusdb = \"one\"\n")
        .expect("it can be written");
    refuses(&repository, &["sync", "04.txt"], &["versions.toml:2: 'one' is not a version"]);
}

/// A folder in the way of a file cannot be replaced, not even by somebody who may do everything.
#[test]
fn a_place_that_cannot_be_written() {
    let repository = Repository::new();
    repository.issue("04.txt", &NEXT);
    std::fs::create_dir_all(repository.path(".CHANGELOG.md.new/in-the-way")).expect("a folder");
    refuses(
        &repository,
        &["sync", "04.txt"],
        &["CHANGELOG.md: cannot be written", "nothing was written"],
    );
}
