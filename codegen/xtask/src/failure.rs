//! Why a command could not do what was asked, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use taurusdb_emit::EmitError;
use taurusdb_extract::ExtractError;
use taurusdb_spec::{LoadError, OverlayError};

/// Why a command did not do what was asked.
pub(crate) enum Failure {
    /// Something about a file or folder.
    File { path: PathBuf, what: &'static str, source: std::io::Error, advice: String },
    /// The document cannot be made into a specification.
    Document { path: PathBuf, error: ExtractError },
    /// The committed specification cannot be used.
    Specification(LoadError),
    /// The document was written down, and the resource model does not know all of it yet.
    Undescribed(LoadError),
    /// Something else stands where a specification was to be written.
    Taken { path: PathBuf, folder: PathBuf },
    /// A run was ended while it replaced the specification: this new text waits for its place.
    Unfinished { files: Vec<PathBuf> },
    /// Nothing can be generated from the specification.
    Generate(EmitError),
    /// One side of a comparison cannot be had.
    Side { given: String, reason: String },
    /// Nothing is called what was asked for.
    Unknown { what: String, near: Vec<String> },
    /// `check` found words that are missing, or about nothing.
    Incomplete(Vec<OverlayError>),
    /// `check` found differences, from what this document yields if there is one.
    Stale { lines: Vec<String>, document: Option<PathBuf> },
    /// `conformance` found differences that nobody has accepted.
    Differences { lines: Vec<String>, advice: &'static str },
    /// `bench` found costs that are over their budget.
    Budget(Vec<String>),
    /// The record of what the SDK says cannot be used.
    Record { path: PathBuf, line: usize, message: String },
    /// A program of others did not do what it was started for.
    Program { program: String, purpose: String, said: String, advice: &'static str },
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Stale { .. }
            | Self::Incomplete(_)
            | Self::Unfinished { .. }
            | Self::Differences { .. }
            | Self::Budget(_)
            | Self::Undescribed(_) => ExitCode::from(1),
            _ => ExitCode::from(2),
        }
    }

    /// A failure to write somewhere; `advice` says what that leaves behind and what to do.
    pub(crate) fn write(
        path: &Path,
        advice: impl Into<String>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        Self::file(path, "cannot be written", advice.into())
    }

    /// A failure to read something.
    pub(crate) fn read(
        path: &Path,
        advice: impl Into<String>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        Self::file(path, "cannot be read", advice.into())
    }

    fn file(
        path: &Path,
        what: &'static str,
        advice: String,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, what, source, advice }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, what, source, advice } => {
                write!(f, "{}: {what}: {source}\n  {advice}", path.display())
            }
            Self::Document { path, error } => {
                write!(f, "{}: {error}\n  nothing was written", path.display())
            }
            Self::Specification(error @ LoadError::Resources(_)) => write!(
                f,
                "{error}\n  describe in spec/overlay/resources what is missing; `cargo xtask extract \
                 --document FILE --out DIR` writes what the document says elsewhere, to look at"
            ),
            Self::Specification(error) => error.fmt(f),
            Self::Undescribed(error) => write!(
                f,
                "{error}\n  the files are written; describe in spec/overlay/resources what is missing \
                 before they can take the place of spec/"
            ),
            Self::Side { given, reason } => write!(
                f,
                "'{given}': {reason}\n  give a document, a folder with a specification, or a revision of git"
            ),
            Self::Taken { path, folder } => {
                write!(f, "{}: ", path.display())?;
                if path == folder {
                    f.write_str("is a file")?;
                } else {
                    f.write_str("is no part of a specification, and would be deleted")?;
                }
                f.write_str("\n  nothing was written; give an empty or new folder with --out")
            }
            Self::Unfinished { files } => {
                f.write_str(
                    "a run was ended while it wrote the specification, which may be half old and half \
                     new; this new text never took its place:\n",
                )?;
                for file in files {
                    writeln!(f, "  {}", file.display())?;
                }
                f.write_str(
                    "run `cargo xtask regenerate --document FILE` to write all of it anew; or, to keep \
                     what is committed, delete these files and run `git restore spec`",
                )
            }
            Self::Generate(error) => error.fmt(f),
            Self::Unknown { what, near } => {
                write!(f, "nothing is called '{what}'")?;
                if near.is_empty() {
                    f.write_str(
                        "; expected an operation, route, field, schema, table, error code, metric, region, \
                         IAM action, status (as 'status 404'), section, or a line that states a fact",
                    )
                } else {
                    write!(f, "; is one of these meant?\n  {}", near.join("\n  "))
                }
            }
            Self::Incomplete(problems) => {
                writeln!(
                    f,
                    "the words of spec/overlay are not complete: {} problems",
                    problems.len()
                )?;
                for problem in problems {
                    writeln!(f, "  {problem}")?;
                }
                f.write_str(
                    "write what is missing, in our own words, and drop what is about nothing",
                )
            }
            Self::Stale { lines, document } => {
                writeln!(f, "{} files are not what the generator makes:", lines.len())?;
                for line in lines {
                    writeln!(f, "  {line}")?;
                }
                f.write_str("run `cargo xtask regenerate")?;
                if let Some(document) = document {
                    write!(f, " --document {}", document.display())?;
                }
                f.write_str("` and commit what it writes")
            }
            Self::Differences { lines, advice } => {
                writeln!(f, "{} differences that are not accepted:", lines.len())?;
                for line in lines {
                    writeln!(f, "  {line}")?;
                }
                f.write_str(advice)
            }
            Self::Budget(lines) => {
                write!(f, "over the budget:\n  {}", lines.join("\n  "))
            }
            Self::Record { path, line, message } => {
                write!(f, "{}:{line}: {message}", path.display())
            }
            Self::Program { program, purpose, said, advice } => {
                write!(f, "{program} could not {purpose}: {said}\n  {advice}")
            }
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Specification(error)
    }
}

impl From<OverlayError> for Failure {
    fn from(error: OverlayError) -> Self {
        Self::Specification(error.into())
    }
}

impl From<EmitError> for Failure {
    fn from(error: EmitError) -> Self {
        Self::Generate(error)
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[track_caller]
    fn stale(document: Option<&str>, advice: &str) {
        let lines = vec!["spec/api/tags.json: stale".to_owned()];
        let failure = Failure::Stale { lines, document: document.map(Into::into) };
        assert_eq!(
            failure.to_string(),
            format!(
                "1 files are not what the generator makes:\n  spec/api/tags.json: stale\n{advice}"
            )
        );
    }

    /// Without the document, `regenerate` would not write what the document was compared with.
    #[test]
    fn stale_files_are_mended_by_what_was_compared() {
        stale(None, "run `cargo xtask regenerate` and commit what it writes");
        stale(
            Some("a.txt"),
            "run `cargo xtask regenerate --document a.txt` and commit what it writes",
        );
    }
}
