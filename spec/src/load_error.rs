//! Why the specification cannot be loaded.

use std::path::PathBuf;

use crate::{OverlayError, Problem};

/// Why the specification could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file is missing or cannot be read.
    #[error(
        "{}: cannot be read: {source}\n  run `cargo xtask extract --document FILE` to write the specification",
        path.display()
    )]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file has the wrong content.
    #[error(
        "{}:{line}: {message}\n  the file is written by `cargo xtask extract`; run it again instead of editing the file",
        path.display()
    )]
    Parse {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
    /// The file of line numbers does not fit the specification.
    #[error(
        "{}: does not fit spec/api:{}\n  both are written by `cargo xtask extract`; run it again",
        path.display(), list(problems)
    )]
    Provenance {
        /// The file.
        path: PathBuf,
        /// For each key, what is missing or surplus.
        problems: Vec<String>,
    },
    /// An overlay file is wrong.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// The files can be read, but contradict each other.
    #[error("the specification is not consistent:{}", list(.0))]
    Invalid(Vec<Problem>),
    /// The resource model can be read but does not fit the specification.
    #[error("the resource model does not fit the specification:{}", list(.0))]
    Resources(Vec<OverlayError>),
}

/// How many problems are shown: one cause can lead to thousands.
const MOST_SHOWN: usize = 20;

fn list(problems: &[impl std::fmt::Display]) -> String {
    let more = problems.len().saturating_sub(MOST_SHOWN);
    let shown = problems.iter().take(MOST_SHOWN).map(|problem| format!("\n  {problem}"));
    let more = (more > 0).then(|| format!("\n  … and {more} more"));
    shown.chain(more).collect()
}
