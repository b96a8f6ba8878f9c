//! `cargo xtask extract` writes only into folders of its own, and accepts a reader that stops early.

use std::path::Path;

use super::fixtures::TEAPOT;
use super::run::Run;

#[test]
fn a_folder_that_cannot_be_written() {
    let run = Run::new();
    std::fs::write(run.path("file"), "no folder").expect("the file can be written");
    let out = run.path("file/out");
    run.extract_to(&TEAPOT.path(), &out).refuses(
        "<file/out>: cannot be written: Not a directory (os error 20)\
         \n  nothing was written; make the folder writable, or choose another with --out",
    );
    run.extract_to(&TEAPOT.path(), Path::new("/proc/tea")).refuses(
        "/proc/tea: cannot be written: No such file or directory (os error 2)\
         \n  nothing was written; make the folder writable, or choose another with --out",
    );
}

/// `extract` removes from the folder `api` what it does not write, so it refuses a folder with other
/// files.
#[test]
fn a_folder_that_holds_something_else() {
    let run = Run::new();
    std::fs::create_dir_all(run.path("mine/api")).expect("a folder can be made");
    std::fs::write(run.path("mine/api/notes.txt"), "mine").expect("the file can be written");
    run.extract_to(&TEAPOT.path(), &run.path("mine")).refuses(
        "<mine/api/notes.txt>: is not part of a specification and would be deleted\
         \n  nothing was written; give an empty or new folder with --out",
    );
    assert!(run.path("mine/api/notes.txt").exists());
    run.extract_to(&TEAPOT.path(), &run.path("mine/api/notes.txt")).refuses(
        "<mine/api/notes.txt>: is a file\
         \n  nothing was written; give an empty or new folder with --out",
    );
    // It replaces the files that it wrote itself.
    run.extract(&TEAPOT.path()).accepts();
    run.extract(&TEAPOT.path()).accepts();
}

/// A reader that closes the output after the first lines causes no error.
#[test]
fn nobody_who_listens() {
    let run = Run::new();
    let mut command = run.command(&TEAPOT.path(), &run.out());
    let mut child =
        command.stdout(std::process::Stdio::piped()).spawn().expect("the program can be run");
    drop(child.stdout.take());
    assert!(child.wait().expect("the program ends").success());
}
