//! `cargo xtask diff` on documents and folders: what it prints, and its exit codes.

use std::fs;

use super::fixtures::TEAPOT;
use super::run::Run;

/// The exit code, and what was printed on standard output and standard error.
fn diff(run: &Run, old: &str, new: &str) -> (Option<i32>, String, String) {
    let output = run.program("diff").args([old, new]).output().expect("the program can be run");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn documents_and_folders_are_compared() {
    let run = Run::new();
    let old = TEAPOT.path().display().to_string();
    run.extract(&TEAPOT.path()).accepts();
    let folder = run.out().display().to_string();
    let (code, said, error) = diff(&run, &old, &folder);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{said}");
    assert!(said.ends_with(": nothing changed\n"), "{said}");

    let edited = TEAPOT
        .text()
        .replace("can consist of 4 to 64 characters", "can consist of 4 to 60 characters");
    assert_ne!(edited, TEAPOT.text());
    fs::write(run.path("next.txt"), edited).expect("the file can be written");
    let (code, said, _) = diff(&run, &old, "next.txt");
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("greatest length: 64 → 60"), "{said}");
    // The other way round, the limit lets through more.
    let (code, said, _) = diff(&run, "next.txt", &old);
    assert_eq!(code, Some(3), "{said}");
}

#[test]
fn a_side_that_is_not_there_is_named() {
    let run = Run::new();
    let (code, said, error) = diff(&run, "nosuch", &TEAPOT.path().display().to_string());
    assert_eq!((code, said.as_str()), (Some(2), ""));
    assert_eq!(
        error,
        "error: 'nosuch': there is no such file, folder or revision\
         \n  give a document, a folder with a specification, or a revision of git\n"
    );

    fs::create_dir(run.path("empty")).expect("a folder can be made");
    let (code, said, error) = diff(&run, "empty", &TEAPOT.path().display().to_string());
    assert_eq!((code, said.as_str()), (Some(2), ""));
    assert_eq!(
        error,
        "error: 'empty': the folder has neither a specification nor pages of a document\
         \n  give a document, a folder with a specification, or a revision of git\n"
    );
}
