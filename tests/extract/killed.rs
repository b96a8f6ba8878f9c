//! A run that is killed, or that finds no room on the disk, leaves every file complete, old or new. If
//! some are old and some new, `check` names what was not finished and what to do, and the next run repairs
//! it. `KILLS=200 cargo test -p taurusdb-tests killed` kills more runs, `SEED` at other moments.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::fixtures::TEAPOT;
use super::run::{Run, files_below};

/// How many runs are killed, unless `KILLS` says otherwise.
const KILLS: usize = 24;

/// A command that writes files from a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The specification alone.
    Extract,
    /// The specification and all crates.
    Regenerate,
}

type Files = BTreeMap<PathBuf, String>;

/// Two documents, and the files that each of them yields.
struct Documents {
    run: Run,
    way: Way,
    paths: [PathBuf; 2],
    files: [Files; 2],
}

impl Documents {
    /// Afterwards, `spec/` has the files of the old one.
    fn new(way: Way) -> Self {
        let run = Run::new();
        let changed = run.path("changed.txt");
        // The same issue, or the older of the two would be refused.
        let (from, to) = ("can consist of 4 to 64 characters", "can consist of 4 to 65 characters");
        let text = TEAPOT.text().replace(from, to);
        fs::write(&changed, text).expect("the file can be written");
        let paths = [TEAPOT.path(), changed];
        let mut documents = Self { run, way, paths, files: [Files::new(), Files::new()] };
        for side in [1, 0] {
            documents.write(side);
            documents.files[side] = written(&documents.run);
        }
        assert_ne!(documents.files[0], documents.files[1], "the documents differ");
        documents
    }

    /// The command that reads a document, ready to be run.
    fn command(&self, side: usize) -> Command {
        let document = &self.paths[side];
        match self.way {
            Way::Extract => self.run.command(document, &self.run.path("spec")),
            Way::Regenerate => {
                let mut command = self.run.program("regenerate");
                command.arg("--document").arg(document);
                command
            }
        }
    }

    /// Runs the command to its end.
    #[track_caller]
    fn write(&self, side: usize) {
        let output = self.command(side).output().expect("the program can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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

/// The files that the program wrote.
fn written(run: &Run) -> Files {
    let overlay = run.path("spec/overlay");
    let folders = ["spec", "generated"].map(|folder| run.path(folder));
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|f| files_below(f));
    files.filter(|(path, _)| !path.starts_with(&overlay)).collect()
}

/// A number that the caller may set.
fn setting(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[test]
fn each_file_is_old_or_new() {
    kill(Way::Extract, setting("KILLS", KILLS));
}

#[test]
fn each_file_of_all_crates_is_old_or_new() {
    kill(Way::Regenerate, setting("KILLS", KILLS / 2));
}

/// Kills runs at random moments.
fn kill(way: Way, kills: usize) {
    let documents = Documents::new(way);
    let start = Instant::now();
    documents.write(1);
    let most = u64::try_from(start.elapsed().as_millis()).expect("a short time").max(1);
    let mut dice = fastrand::Rng::with_seed(setting("SEED", 1) as u64);
    let mut killed = 0;
    for kill in 0..kills {
        let mut child = documents
            .command(kill % 2)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        let moment = dice.u64(..most);
        std::thread::sleep(Duration::from_millis(moment));
        // The run may have ended before.
        let _ = child.kill();
        let ended = child.wait().expect("the program has ended");
        killed += usize::from(ended.code().is_none());
        documents.check(&format!("killed after {moment} ms"));
    }
    println!("{killed} of {kills} runs were killed before their end");
    documents.write(0);
    let found = written(&documents.run);
    assert!(found == documents.files[0], "the next run repairs what a killed run left");
}

/// Without room for a file, the program says so and leaves the old files; a program that the system
/// stops there leaves whole files.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_files() {
    for way in [Way::Extract, Way::Regenerate] {
        let documents = Documents::new(way);
        let [old, new] = &documents.files;
        // Units of 512 or 1024 bytes; the largest files are larger than the first limits.
        for (trap, limit) in [("trap '' XFSZ; ", 1), ("trap '' XFSZ; ", 20), ("", 1), ("", 20)] {
            let command = documents.command(1);
            let mut shell = Command::new("sh");
            shell
                .arg("-c")
                .arg(format!("{trap}ulimit -f {limit}; exec \"$0\" \"$@\""))
                .arg(command.get_program())
                .args(command.get_args())
                .current_dir(command.get_current_dir().expect("it has one"));
            let output = shell.output().expect("sh can be run");
            assert!(!output.status.success(), "{limit} units are enough");
            if trap.is_empty() {
                documents.check("stopped at the limit");
            } else {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert_eq!(output.status.code(), Some(2), "{said}");
                assert!(said.contains("nothing was written"), "{said}");
                assert!(written(&documents.run) == *old, "a file was left behind");
            }
        }
        documents.write(1);
        assert!(written(&documents.run) == *new, "the next run repairs it");
    }
}

/// Builds the state after each file that a run renames: renaming is too quick to kill the run there.
#[test]
fn mixed_files_are_named_and_repaired() {
    let documents = Documents::new(Way::Extract);
    let Documents { run, files: [old, new], .. } = &documents;
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
    documents.write(1);
    assert!(written(run) == *new, "the next run repairs it");
}

#[test]
fn two_runs_at_once_leave_the_files_of_one() {
    for (way, rounds) in [(Way::Extract, 4), (Way::Regenerate, 2)] {
        let documents = Documents::new(way);
        let Documents { run, files: [old, new], .. } = &documents;
        for _ in 0..rounds {
            let start = |side| {
                let mut command = documents.command(side);
                command.stdout(Stdio::null()).spawn().expect("the program can be run")
            };
            for mut child in [start(0), start(1)] {
                assert!(child.wait().expect("the program ends").success());
            }
            let found = written(run);
            assert!(found == *old || found == *new, "a mixture");
        }
    }
}
