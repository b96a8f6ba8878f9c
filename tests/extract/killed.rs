//! A run that is killed leaves every file complete, old or new. If some are old and some new, `check`
//! names what was not finished and what to do, and the next run repairs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use super::fixtures::TEAPOT;
use super::run::{Run, files_below};

/// How many runs are killed, each a little later than the one before.
const KILLS: u64 = 24;

type Files = BTreeMap<PathBuf, String>;

/// Two documents, and the files that each of them yields in `spec/`.
struct Documents {
    run: Run,
    paths: [PathBuf; 2],
    files: [Files; 2],
}

impl Documents {
    /// Afterwards, `spec/` has the files of the old one.
    fn new() -> Self {
        let run = Run::new();
        let changed = run.path("changed.txt");
        let text = TEAPOT.text().replace("Date 2024-", "Date 2025-");
        let text =
            text.replace("can consist of 4 to 64 characters", "can consist of 4 to 65 characters");
        fs::write(&changed, text).expect("the file can be written");
        let paths = [TEAPOT.path(), changed];
        let read = |document: &Path| {
            run.extract_to(document, &run.path("spec")).accepts();
            written(&run)
        };
        let new = read(&paths[1]);
        let files = [read(&paths[0]), new];
        assert_ne!(files[0], files[1], "the documents differ");
        Self { run, paths, files }
    }

    /// Checks that every file is complete, and that `check` names the waiting files if old and new ones
    /// are mixed.
    #[track_caller]
    fn check(&self, when: &str) {
        let [old, new] = &self.files;
        let mut found = written(&self.run);
        let waiting: Vec<PathBuf> = found.keys().filter(|path| is_waiting(path)).cloned().collect();
        found.retain(|path, _| !is_waiting(path));
        assert!(found.keys().eq(old.keys()), "{when}, files are missing or surplus");
        for (path, text) in &found {
            let whole = *text == old[path] || *text == new[path];
            assert!(
                whole,
                "{}: {when}, the file is neither the old one nor the new one",
                path.display()
            );
        }
        if found != *old && found != *new {
            assert!(
                !waiting.is_empty(),
                "{when}, old and new files are mixed and no waiting file shows it"
            );
            let source = |path: &&PathBuf| {
                path.parent().is_some_and(|p| p.ends_with("api"))
                    || path.ends_with(".ledger.json.new")
                    || path.ends_with(".provenance.json.new")
            };
            let said = self.said_by_check();
            for path in waiting.iter().filter(source) {
                assert!(said.contains(&path.display().to_string()), "{when}: {said}");
            }
            let mends = "run `cargo xtask regenerate";
            assert!(said.contains(mends), "{when}: {said}");
        }
    }

    fn said_by_check(&self) -> String {
        let output = self.run.program("check").output().expect("the program can be run");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("the program prints text")
    }
}

fn is_waiting(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "new")
}

/// The files that `extract` wrote into `spec/`.
fn written(run: &Run) -> Files {
    let overlay = run.path("spec/overlay");
    let files = files_below(&run.path("spec")).into_iter();
    files.filter(|(path, _)| !path.starts_with(&overlay)).collect()
}

#[test]
fn each_file_is_old_or_new() {
    let documents = Documents::new();
    let Documents { run, paths, files } = &documents;
    for kill in 0..KILLS {
        let mut child = run
            .command(&paths[((kill + 1) % 2) as usize], &run.path("spec"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        std::thread::sleep(Duration::from_millis(4 * kill));
        // The run may have ended before.
        let _ = child.kill();
        child.wait().expect("the program has ended");
        documents.check(&format!("killed after {} ms", 4 * kill));
    }
    run.extract_to(&paths[0], &run.path("spec")).accepts();
    assert!(written(run) == files[0], "the next run repairs what a killed run left");
}

/// Builds the state after each file that a run renames: renaming is too quick to kill the run there.
#[test]
fn mixed_files_are_named_and_repaired() {
    let documents = Documents::new();
    let Documents { run, paths, files: [old, new] } = &documents;
    let changed: Vec<&PathBuf> = old.keys().filter(|path| old[*path] != new[*path]).collect();
    let from_document = |path: &&&PathBuf| {
        path.parent().is_some_and(|folder| folder.ends_with("api"))
            || path.ends_with("ledger.json")
            || path.ends_with("provenance.json")
    };
    let sources: Vec<&PathBuf> = changed.iter().filter(from_document).copied().collect();
    assert!(!sources.is_empty() && sources.len() < changed.len());
    for path in &changed {
        let name = path.file_name().expect("a name").to_string_lossy();
        fs::write(path.with_file_name(format!(".{name}.new")), &new[*path]).expect("a file");
    }
    for path in sources {
        documents.check("before a file is renamed");
        let name = path.file_name().expect("a name").to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.new"));
        let said = documents.said_by_check();
        assert!(said.contains(&beside.display().to_string()), "{said}");
        assert!(said.contains("run `cargo xtask regenerate --document FILE`"), "{said}");
        fs::rename(beside, path).expect("it can be renamed");
    }
    // A run that was killed while it wrote new text.
    fs::write(run.path("spec/api/.service.json.new"), "{ \"serv").expect("a file");
    fs::write(run.path("spec/.openapi.json.new"), "{").expect("a file");
    run.extract_to(&paths[1], &run.path("spec")).accepts();
    assert!(written(run) == *new, "the next run repairs it");
}

#[test]
fn two_runs_at_once_leave_the_files_of_one() {
    let documents = Documents::new();
    let Documents { run, paths, files: [old, new] } = &documents;
    let spec = run.path("spec");
    for _ in 0..4 {
        let start = |document| {
            let mut command = run.command(document, &spec);
            command.stdout(Stdio::null()).spawn().expect("the program can be run")
        };
        for mut child in [start(&paths[0]), start(&paths[1])] {
            assert!(child.wait().expect("the program ends").success());
        }
        let found = written(run);
        assert!(found == *old || found == *new, "a mixture");
    }
}
