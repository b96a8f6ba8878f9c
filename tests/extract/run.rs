//! Runs `xtask` in a small repository that contains only names and fixes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use super::fixtures::TEAPOT;

/// A repository for one run, with only names and fixes in it.
pub(crate) struct Run {
    folder: TempDir,
}

/// A run that has ended.
pub(crate) struct Ended<'a> {
    run: &'a Run,
    pub(crate) output: Output,
}

impl Run {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        TEAPOT.copy_overlay(&folder.path().join("spec/overlay"));
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.path("out")
    }

    pub(crate) fn extract(&self, document: &Path) -> Ended<'_> {
        self.extract_to(document, &self.out())
    }

    pub(crate) fn extract_to(&self, document: &Path, out: &Path) -> Ended<'_> {
        let output = self.command(document, out).output().expect("the program can be run");
        Ended { run: self, output }
    }

    /// Runs a program that was made ready here.
    pub(crate) fn ended(&self, command: &mut Command) -> Ended<'_> {
        Ended { run: self, output: command.output().expect("the program can be run") }
    }

    /// The program, ready to be run on a document.
    pub(crate) fn command(&self, document: &Path, out: &Path) -> Command {
        let mut command = self.program("extract");
        command.arg("--document").arg(document).arg("--out").arg(out);
        command
    }

    /// The program, ready to be given more arguments.
    pub(crate) fn program(&self, command: &str) -> Command {
        let mut program = Command::new(xtask());
        program.current_dir(self.folder.path()).arg(command);
        program
    }
}

impl Ended<'_> {
    /// Checks for exit code 2, for this message and no other, and that nothing was written.
    #[track_caller]
    pub(crate) fn refuses(self, message: &str) {
        let said = String::from_utf8_lossy(&self.output.stderr);
        let folder = format!("{}/", self.run.folder.path().display());
        let said = said.replace(&TEAPOT.path().display().to_string(), "<document>");
        // `<name>` replaces the path of a file in the folder of the run.
        let said = said.split(&folder).enumerate().fold(String::new(), |mut text, (i, part)| {
            if i > 0 {
                let end = part.find(':').unwrap_or(part.len());
                text.push_str(&format!("<{}>{}", &part[..end], &part[end..]));
            } else {
                text.push_str(part);
            }
            text
        });
        assert_eq!(said, format!("error: {message}\n"));
        assert_eq!(self.output.status.code(), Some(2));
        assert!(self.output.stdout.is_empty(), "{}", String::from_utf8_lossy(&self.output.stdout));
        assert!(!self.run.out().exists(), "something was written");
    }

    /// Checks the exit code; returns what was printed, and the message.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> (String, String) {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints text");
        let (said, message) = (text(self.output.stdout), text(self.output.stderr));
        assert_eq!(self.output.status.code(), Some(code), "{message}");
        (said, message)
    }

    #[track_caller]
    pub(crate) fn accepts(self) -> String {
        let said = String::from_utf8_lossy(&self.output.stderr);
        assert!(self.output.status.success(), "{said}");
        String::from_utf8(self.output.stdout).expect("the program prints text")
    }
}

/// The program; it is built once.
pub(crate) fn xtask() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| taurusdb_tests::program("xtask", "xtask"))
}

pub(crate) fn files_below(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            let text = std::fs::read_to_string(&path).expect("the file is text");
            files.push((path, text));
        }
    }
    files.sort();
    files
}
