//! `cargo xtask bench cli`: how large the command line is, and how long it takes until it has said what it was asked.
//!
//! It is started as a shell starts it, in turn with an empty program, because starting a program takes its time,
//! whatever is in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use taurusdb_spec::{Api, Operation};

use super::file;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::specification::Specification;
use crate::workspace;

const PACKAGE: &str = "taurusdb-cli";
const PROGRAM: &str = "taurusdb";

/// The longest time that a start may take, in milliseconds: the median, nothing taken off.
const BUDGET: f64 = 15.0;

/// A line that is started, and what it is about.
struct Line {
    what: &'static str,
    words: Vec<String>,
    has_budget: bool,
}

/// What is started: help, mistakes, and a call, of the group with the most operations.
fn lines(api: &Api) -> Vec<Line> {
    let group =
        |operation: &Operation| operation.id.rsplit_once('.').map(|(group, _)| group.to_owned());
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for group in api.operations().filter_map(group) {
        *groups.entry(group).or_default() += 1;
    }
    let main = groups
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or_else(String::new, |(group, _)| group);
    let of_main = |verb: &str| {
        let own = api.operations().filter(|operation| group(operation).as_ref() == Some(&main));
        own.map(|operation| operation.id.as_str())
            .find(|id| id.ends_with(verb))
            .unwrap_or(&main)
            .to_owned()
    };
    let line = |what, typed: String, has_budget| {
        let words = typed.split_whitespace().map(str::to_owned).collect();
        Line { what, words, has_budget }
    };
    let typed = |id: &str| id.replace('.', " ").replace('_', "-");
    let (list, create) = (typed(&of_main(".list")), typed(&of_main(".create")));
    vec![
        line("help of everything", "--help".to_owned(), true),
        line("a word that is no command", list.replacen('s', "", 1), true),
        line("a flag that there is not", format!("{list} --limt 1"), true),
        line("the version", "--version".to_owned(), true),
        line("help of a large operation", format!("{create} --help"), true),
        line("a call of the mock in the process", format!("{list} --mock"), false),
    ]
}

/// Times of one line, in milliseconds.
struct Times(Vec<f64>);

impl Times {
    fn sorted(mut self) -> Self {
        self.0.sort_by(f64::total_cmp);
        self
    }

    fn least(&self) -> f64 {
        self.0.first().copied().unwrap_or(f64::NAN)
    }

    fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// Builds both programs, starts each line `runs` times, and prints the table.
pub(crate) fn cli(runs: usize) -> Result<(), Failure> {
    let root = workspace::root();
    let progress = Progress::start();
    let specification = Specification::read(&progress, &root, None)?;
    let all = lines(&specification.api);
    progress.stage("building the command line, and an empty program");
    let program = built(&root, &["--package", PACKAGE])?;
    let empty = empty(&root)?;
    let mut lines: Vec<(&Line, Vec<f64>)> = all.iter().map(|line| (line, Vec::new())).collect();
    let mut nothing = Vec::new();
    progress.stage("starting both in turn");
    for _ in 0..runs {
        nothing.push(started(&empty, &[])?);
        for (line, times) in &mut lines {
            times.push(started(&program, &line.words)?);
        }
    }
    drop(progress);
    let base = Times(nothing).sorted();
    let lines: Vec<_> =
        lines.into_iter().map(|(line, times)| (line, Times(times).sorted())).collect();
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    let mut text = format!(
        "Release build, {:.1} MB (an empty program: {:.1} MB); each line started {runs} times in turn with the others.\n\n\
         | start | least | median | budget |\n|---|---:|---:|---:|\n\
         | an empty program | {:.1} ms | {:.1} ms | |\n",
        size(&program) as f64 / 1e6,
        size(&empty) as f64 / 1e6,
        base.least(),
        base.median()
    );
    for (line, times) in &lines {
        let budget = if line.has_budget { format!("≤ {BUDGET} ms") } else { String::new() };
        text += &format!(
            "| {}: `{PROGRAM} {}` | {:.1} ms | {:.1} ms | {budget} |\n",
            line.what,
            line.words.join(" "),
            times.least(),
            times.median()
        );
    }
    crate::print::out(&text)?;
    let is_missed = |(line, times): &&(&Line, Times)| line.has_budget && times.median() > BUDGET;
    let missed = lines
        .iter()
        .filter(is_missed)
        .map(|(line, times)| format!("{}: {:.1} ms, at most {BUDGET}", line.what, times.median()));
    let missed: Vec<_> = missed.collect();
    if missed.is_empty() { Ok(()) } else { Err(Failure::Budget(missed)) }
}

/// Builds the command line, and says where it is.
fn built(root: &Path, what: &[&str]) -> Result<PathBuf, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--quiet", "--message-format", "json"]).args(what);
    let output = command.current_dir(root).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let fail = |said: String| Failure::Program {
        program: "cargo".to_owned(),
        purpose: format!("build {PACKAGE}"),
        said,
        advice: "see the lines above",
    };
    let output = output.map_err(|error| fail(error.to_string()))?;
    if !output.status.success() {
        return Err(fail(output.status.to_string()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let executable = text.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    executable.ok_or_else(|| fail("it names no program that it has built".to_owned()))
}

/// A program that does nothing, built with the same compiler.
fn empty(root: &Path) -> Result<PathBuf, Failure> {
    let folder = root.join("target/bench/empty");
    let source = folder.join("empty.rs");
    file::write(&source, "fn main() {}\n")?;
    let program = folder.join("empty").with_extension(std::env::consts::EXE_EXTENSION);
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc).arg("-O").arg(&source).arg("-o").arg(&program).status();
    let fail = |said: String| Failure::Program {
        program: "rustc".to_owned(),
        purpose: "build an empty program".to_owned(),
        said,
        advice: file::REMOVE,
    };
    match status {
        Ok(status) if status.success() => Ok(program),
        Ok(status) => Err(fail(status.to_string())),
        Err(error) => Err(fail(error.to_string())),
    }
}

/// Starts a program and waits for its end, in milliseconds.
fn started(program: &Path, words: &[String]) -> Result<f64, Failure> {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status();
    let time: Duration = start.elapsed();
    status.map_err(|error| Failure::Program {
        program: program.display().to_string(),
        purpose: "be started".to_owned(),
        said: error.to_string(),
        advice: file::REMOVE,
    })?;
    Ok(time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::Times;

    #[test]
    fn the_middle_and_the_least() {
        let times = Times(vec![3.0, 1.0, 2.0]).sorted();
        assert!((times.least() - 1.0).abs() < 1e-9 && (times.median() - 2.0).abs() < 1e-9);
    }
}
