//! One side of the comparison: a workspace with the crate and the programs that use it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::file::REMOVE;
use super::measure::{self, Cost, LOG};
use crate::failure::Failure;

/// Name of the crate on both sides.
pub(super) const CRATE: &str = "taurusdb";

/// A workspace.
pub(super) struct Side {
    pub(super) folder: PathBuf,
    /// What is generated from the API, as packages: the crate, and those that it stands on.
    pub(super) generated: &'static [&'static str],
    /// Names of the programs, those with few calls first.
    pub(super) programs: Vec<String>,
}

/// The costs on one side.
pub(super) struct Costs {
    /// The crate alone, without anything left from earlier builds.
    pub(super) alone: Cost,
    /// The crate and what else is generated, without anything left from earlier builds.
    pub(super) library: Cost,
    /// Each program, built from scratch.
    pub(super) cold: Vec<Cost>,
    /// Each program after it was touched.
    pub(super) touched: Vec<Cost>,
    /// The crate and the last program, after the crate was touched.
    pub(super) library_touched: (Cost, Cost),
}

impl Side {
    /// Builds everything once, so that the dependencies are ready before the measurement.
    pub(super) fn warm(&self) -> Result<(), Failure> {
        self.cargo("build the dependencies", &["build", "--workspace"])
    }

    /// Builds everything again, in the order in which a user would.
    pub(super) fn measure(&self) -> Result<Costs, Failure> {
        let (last, others) = self.programs.split_last().expect("there are programs");
        let mut clean = vec!["clean"];
        clean.extend(self.generated.iter().flat_map(|name| ["-p", name]));
        clean.extend(self.programs.iter().flat_map(|name| ["-p", name]));
        self.cargo("remove what was built", &clean)?;

        let last_cold = self.build(last)?;
        let alone = self.cost_of(CRATE)?;
        let library = self
            .generated
            .iter()
            .map(|name| self.cost_of(&name.replace('-', "_")))
            .reduce(|all, next| Ok(all?.and(next?)))
            .expect("something is generated")?;
        let mut cold = others.iter().map(|name| self.build(name)).collect::<Result<Vec<_>, _>>()?;
        cold.push(last_cold);
        let touched = self
            .programs
            .iter()
            .map(|name| {
                touch(&self.folder.join(name).join("src/main.rs"))?;
                self.build(name)
            })
            .collect::<Result<Vec<_>, _>>()?;
        touch(&self.folder.join(CRATE).join("src/lib.rs"))?;
        let program = self.build(last)?;
        let library_touched = (self.cost_of(CRATE)?, program);
        Ok(Costs { alone, library, cold, touched, library_touched })
    }

    /// Builds a program and returns the cost of that program alone.
    fn build(&self, name: &str) -> Result<Cost, Failure> {
        self.cargo("build what is measured", &["build", "-p", name])?;
        self.cost_of(name)
    }

    fn cost_of(&self, name: &str) -> Result<Cost, Failure> {
        measure::cost_of(&self.log(), name)
    }

    fn log(&self) -> PathBuf {
        self.folder.join("costs.log")
    }

    fn cargo(&self, purpose: &str, arguments: &[&str]) -> Result<(), Failure> {
        let log = self.log();
        if let Err(error) = fs::remove_file(&log)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(Failure::write(&log, REMOVE)(error));
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let wrapper = std::env::current_exe();
        let wrapper = wrapper.map_err(Failure::read(Path::new("this program"), "run it again"))?;
        cargo
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder)
            .env("RUSTC_WRAPPER", wrapper)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env(LOG, &log)
            .env_remove("RUSTFLAGS");
        run(
            &mut cargo,
            purpose,
            "the crates come from crates.io once: check that it can be reached",
        )
    }
}

/// Runs an external program and waits for it.
pub(super) fn run(
    command: &mut Command,
    purpose: &str,
    advice: &'static str,
) -> Result<(), Failure> {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let program = program.to_string_lossy().into_owned();
    let fail = |said: String| Failure::Program {
        program: program.clone(),
        purpose: purpose.to_owned(),
        said,
        advice,
    };
    let output = command.output().map_err(|error| fail(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim();
    let line = said.lines().find(|line| line.starts_with("error") || line.contains("panicked"));
    Err(fail(line.or(said.lines().last()).unwrap_or("it said nothing").to_owned()))
}

fn touch(path: &Path) -> Result<(), Failure> {
    let file = fs::File::options().append(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(Failure::write(path, REMOVE))
}
