//! A Python environment below `target/conformance`, and the packages in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

const FROM_INDEX: &str =
    "it is installed from the Python package index once: connect to the network and run this again";
const NEEDS_PYTHON: &str =
    "Python 3.9 or newer with its venv module is needed: install it (Debian: python3 python3-venv)";

/// What to do if our folder cannot be filled.
pub(crate) const REMOVE: &str =
    "make target/conformance writable, or remove it, and run this again: it is filled again";

/// Our folder for packages of others.
pub(crate) fn private(root: &Path, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    target.join("conformance").join(name)
}

/// A private virtual environment that holds given packages and nothing else.
pub(crate) struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// The environment `name` below `target/conformance`. It is made again unless it already has
    /// exactly these packages. `install` holds the arguments of `pip install`.
    pub(crate) fn ensure(root: &Path, name: &str, install: &[&str]) -> Result<Self, Failure> {
        let environment = Self { folder: private(root, name) };
        // Written last, so that an interrupted installation does not look complete.
        let mark = environment.folder.join("complete");
        let wanted = install.join("\n");
        if fs::read_to_string(&mark).is_ok_and(|found| found == wanted)
            && environment.python().is_file()
        {
            return Ok(environment);
        }
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(&environment.folder);
        output(&mut venv, "make a virtual environment", NEEDS_PYTHON)?;
        let mut pip = environment.command();
        pip.args([
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            "--retries",
            "2",
        ])
        .args(install);
        output(&mut pip, &format!("install {}", install.join(" ")), FROM_INDEX)?;
        fs::write(&mark, wanted).map_err(Failure::write(&mark, REMOVE))?;
        Ok(environment)
    }

    /// The folder of an installed package.
    pub(crate) fn package(&self, name: &str) -> Result<PathBuf, Failure> {
        let mut ask = self.command();
        ask.args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
        let folder = output(&mut ask, "find the installed packages", NEEDS_PYTHON)?;
        Ok(Path::new(String::from_utf8_lossy(&folder).trim()).join(name))
    }

    /// What a script prints, or the last line that it says if it fails.
    pub(crate) fn ask(&self, script: &str, arguments: &[&Path]) -> Result<Vec<u8>, String> {
        let mut python = self.command();
        python.arg("-c").arg(script).args(arguments);
        printed(&mut python)
    }

    /// What a script prints.
    pub(crate) fn run(&self, script: &str, arguments: &[&Path]) -> Result<Vec<u8>, Failure> {
        let mut python = self.command();
        python.arg("-c").arg(script).args(arguments);
        output(
            &mut python,
            "read the package",
            "the package has a form that the script does not know: update the script",
        )
    }

    /// A program of an installed package.
    pub(crate) fn program(&self, name: &str) -> Command {
        Command::new(self.folder.join("bin").join(name))
    }

    fn command(&self) -> Command {
        Command::new(self.python())
    }

    fn python(&self) -> PathBuf {
        self.folder.join("bin/python3")
    }
}

fn output(command: &mut Command, purpose: &str, advice: &'static str) -> Result<Vec<u8>, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    printed(command).map_err(|said| Failure::Program {
        program,
        purpose: purpose.to_owned(),
        said,
        advice,
    })
}

/// What a command prints, or the last line that it says if it fails.
fn printed(command: &mut Command) -> Result<Vec<u8>, String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            // pip, venv and tracebacks all print the cause last; venv prints it to standard output.
            let said = [output.stderr, output.stdout].concat();
            let said = String::from_utf8_lossy(&said);
            Err(said.trim().lines().last().unwrap_or("it said nothing").to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}
