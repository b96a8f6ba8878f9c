//! Why a command failed, and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use taurusdb_emit::EmitError;
use taurusdb_extract::{ExtractError, read::OpenError};
use taurusdb_spec::{LoadError, OverlayError};
use taurusdb_sync::HistoryError;

/// Why a command failed.
pub(crate) enum Failure {
    /// A file or folder cannot be used.
    File { path: PathBuf, what: &'static str, source: std::io::Error, advice: String },
    /// No document can be opened there.
    Open(OpenError),
    /// The document cannot be made into a specification.
    Document { path: PathBuf, error: ExtractError },
    /// The committed specification cannot be used.
    Specification(LoadError),
    /// The specification was written, but the resource model does not cover all of it yet.
    Undescribed(LoadError),
    /// The document is read, but what people decided does not fit it: all that is left to decide, in words.
    Undecided(String),
    /// The specification was written, but without what is not understood; `list` tells what that is.
    LeftOut { count: usize, operations: usize, list: PathBuf },
    /// The place for the specification holds other files.
    Taken { path: PathBuf, folder: PathBuf },
    /// A run was stopped while it replaced the specification: these files hold new text that was
    /// not put in place.
    Unfinished {
        files: Vec<PathBuf>,
        /// Whether all new text is there, so that the next run can finish it.
        is_ready: bool,
    },
    /// A person must look at something first.
    Refused { what: String, advice: String },
    /// The history of issues cannot be used.
    History(HistoryError),
    /// Nothing can be generated from the specification.
    Generate(EmitError),
    /// One side of a comparison cannot be read.
    Side { given: String, reason: String },
    /// Nothing has the name or number that was asked for; `near` are similar names.
    Unknown { what: String, near: Vec<String> },
    /// `check` found texts that are missing, or that belong to nothing in the specification.
    Incomplete(Vec<OverlayError>),
    /// `check` found files that are not up to date. If a document was given, they were compared
    /// with what is generated from it.
    Stale { lines: Vec<String>, document: Option<PathBuf> },
    /// `conformance` found differences that nobody has accepted.
    Differences { lines: Vec<String>, advice: &'static str },
    /// `bench` found costs that are over their budget.
    Budget(Vec<String>),
    /// The record of what the SDK says cannot be used.
    Record { path: PathBuf, line: usize, message: String },
    /// A document in another form could not be turned into its text form.
    Conversion { path: PathBuf, said: String },
    /// An external program failed.
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
            Self::LeftOut { count, operations, .. } if count > operations => ExitCode::from(3),
            Self::LeftOut { .. } => ExitCode::from(1),
            _ => ExitCode::from(2),
        }
    }

    /// A failure to write; `advice` says in which state that leaves the files, and what to do.
    pub(crate) fn write(
        path: &Path,
        advice: impl Into<String>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        Self::file(path, "cannot be written", advice.into())
    }

    /// A failure to read; `advice` says what to do.
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
            Self::Open(error) => write!(f, "{error}\n  nothing was written"),
            Self::Document { path, error } => {
                write!(f, "{}: {error}\n  nothing was written", path.display())?;
                match error {
                    ExtractError::Faults(faults) if faults.iter().any(|f| f.section.is_some()) => {
                        f.write_str("; `extract --keep-going --out DIR` reads the rest without it")
                    }
                    _ => Ok(()),
                }
            }
            Self::Specification(error @ LoadError::Resources(_)) => write!(
                f,
                "{error}\n  describe in spec/overlay/resources what is missing; to see what the document \
                 says, run `cargo xtask extract --document FILE --out DIR`"
            ),
            Self::Specification(error) => error.fmt(f),
            Self::Undecided(work) => write!(
                f,
                "the document is read, but spec/overlay does not fit it; nothing was written\n\n{}",
                work.trim_end()
            ),
            Self::Undescribed(error) => write!(
                f,
                "{error}\n  the files are written; before they can replace spec/, describe in \
                 spec/overlay/resources what is missing"
            ),
            Self::LeftOut { count, operations, list } => {
                if count > operations {
                    write!(
                        f,
                        "more was left out than read: {count} sections or tables are missing, {operations} \
                         operations were read; this is not the specification of the service, and the reader \
                         probably does not know the form of this document"
                    )?;
                } else {
                    write!(
                        f,
                        "{count} sections or tables are not understood and were left out; {operations} \
                         operations were read"
                    )?;
                }
                write!(f, "\n  {} lists each with its place and the reason", list.display())
            }
            Self::Side { given, reason } => write!(
                f,
                "'{given}': {reason}\n  give a document, a folder with a specification, or a revision of git"
            ),
            Self::Taken { path, folder } => {
                write!(f, "{}: ", path.display())?;
                if path == folder {
                    f.write_str("is a file")?;
                } else {
                    f.write_str("is not part of a specification and would be deleted")?;
                }
                f.write_str("\n  nothing was written; give an empty or new folder with --out")
            }
            Self::Unfinished { files, is_ready } => {
                f.write_str(
                    "an earlier run was stopped while it wrote the specification, so old and new files may \
                     be mixed; it left these files behind:\n",
                )?;
                for file in files {
                    writeln!(f, "  {}", file.display())?;
                }
                f.write_str(match is_ready {
                    true => "run `cargo xtask regenerate` to finish that run",
                    false => {
                        "run `cargo xtask regenerate --document FILE` to write everything again; or, to \
                         keep the committed files, delete these files and run `git restore spec`"
                    }
                })
            }
            Self::Refused { what, advice } => write!(f, "{what}\n  {advice}"),
            Self::History(error) => error.fmt(f),
            Self::Generate(error) => error.fmt(f),
            Self::Unknown { what, near } => {
                write!(f, "nothing has the name or number '{what}'")?;
                if near.is_empty() {
                    f.write_str(
                        "; expected an operation, route, field, schema, table, error code, metric, region, \
                         IAM action, status (as 'status 404'), section, or a line that states a fact",
                    )
                } else {
                    write!(f, "; similar names:\n  {}", near.join("\n  "))
                }
            }
            Self::Incomplete(problems) => {
                writeln!(f, "the texts of spec/overlay have {} problems:", problems.len())?;
                for problem in problems {
                    writeln!(f, "  {problem}")?;
                }
                f.write_str(
                    "write the missing texts in your own words, and remove those that belong to nothing",
                )
            }
            Self::Stale { lines, document } => {
                writeln!(f, "{} files are not up to date:", lines.len())?;
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
            Self::Conversion { path, said } => {
                write!(f, "{}: {said}\n  nothing was written", path.display())
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

impl From<HistoryError> for Failure {
    fn from(error: HistoryError) -> Self {
        Self::History(error)
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
            format!("1 files are not up to date:\n  spec/api/tags.json: stale\n{advice}")
        );
    }

    /// The advice must name the document: without it, `regenerate` does not write all compared
    /// files.
    #[test]
    fn advice_names_the_compared_document() {
        stale(None, "run `cargo xtask regenerate` and commit what it writes");
        stale(
            Some("a.txt"),
            "run `cargo xtask regenerate --document a.txt` and commit what it writes",
        );
    }
}
