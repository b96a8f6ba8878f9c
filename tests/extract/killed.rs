//! A run that is killed leaves the old files or the new ones, never a mixture, and nothing that the
//! next run does not sweep away.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use crate::run::{Run, files_below};
use crate::support::TEAPOT;

/// How often a run is killed, each time a little later.
const KILLS: u64 = 24;

#[test]
fn each_folder_is_old_or_new() {
    let run = Run::new();
    let api = |run: &Run| files_below(&run.out().join("api"));
    let lines =
        |run: &Run| std::fs::read_to_string(run.out().join("provenance.json")).expect("text");
    let changed = run.path("changed.txt");
    let text = TEAPOT.text().replace("Date 2024-", "Date 2025-");
    std::fs::write(&changed, text).expect("the file can be written");

    run.extract(&changed).accepts();
    let (new, new_lines) = (api(&run), lines(&run));
    run.extract(&TEAPOT.path()).accepts();
    let (old, old_lines) = (api(&run), lines(&run));
    assert_ne!(old, new, "the documents differ");

    let documents: [(PathBuf, &Vec<(PathBuf, String)>); 2] =
        [(changed, &new), (TEAPOT.path(), &old)];
    for kill in 0..KILLS {
        let (document, _) = &documents[(kill % 2) as usize];
        let mut child = run
            .command(document, &run.out())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        std::thread::sleep(Duration::from_millis(4 * kill));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().expect("the program has ended");
        let found = api(&run);
        assert!(found == old || found == new, "a mixture, killed after {} ms", 4 * kill);
        let found = lines(&run);
        assert!(found == old_lines || found == new_lines, "a mixture of lines");
    }

    run.extract(&TEAPOT.path()).accepts();
    assert_eq!(api(&run), old);
    let left = std::fs::read_dir(run.out()).expect("a folder").flatten();
    let left: Vec<_> = left
        .map(|entry| entry.file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
