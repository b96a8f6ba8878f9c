use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::api::{GroupFile, ServiceFile, SharedFile};
use crate::{Api, Docs, Group, Names, OverlayError, Problem, Provenance, Resources};

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
    /// A file does not hold what it should.
    #[error(
        "{}:{line}: {message}\n  the file is written by `cargo xtask extract`; run it again rather than mend it by hand",
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
        /// What each key lacks, or has too much.
        problems: Vec<String>,
    },
    /// An overlay file is wrong.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// The files can be read but do not hold together.
    #[error("the specification does not hold together:{}", list(.0))]
    Invalid(Vec<Problem>),
    /// The resource model can be read but does not fit the specification.
    #[error("the resource model does not fit the specification:{}", list(.0))]
    Resources(Vec<OverlayError>),
}

/// How many problems are shown: one cause can have thousands.
const MOST_SHOWN: usize = 20;

fn list(problems: &[impl std::fmt::Display]) -> String {
    let more = problems.len().saturating_sub(MOST_SHOWN);
    let shown = problems.iter().take(MOST_SHOWN).map(|problem| format!("\n  {problem}"));
    let more = (more > 0).then(|| format!("\n  … and {more} more"));
    shown.chain(more).collect()
}

impl Api {
    /// Reads `api/`, the lines in `provenance.json` and what `overlay/` adds, all below the folder
    /// `spec`, and validates the whole.
    pub fn load(spec: &Path) -> Result<Self, LoadError> {
        let mut api = Self::load_facts(spec)?;
        let names = Names::load(&spec.join("overlay/names"))?;
        for group in &mut api.groups {
            names.group_summary(&group.id).clone_into(&mut group.summary);
        }
        api.docs = Docs::load(&spec.join("overlay/docs"))?;
        api.resources = Resources::load(&spec.join("overlay/resources"))?;
        let problems = api.validate();
        if !problems.is_empty() {
            return Err(LoadError::Invalid(problems));
        }
        api.check_resources()?;
        Ok(api)
    }

    /// Reads `api/` and the lines in `provenance.json` below the folder `spec`: what `extract` writes,
    /// without the words and decisions of people.
    pub fn load_facts(spec: &Path) -> Result<Self, LoadError> {
        let folder = spec.join("api");
        let head: ServiceFile = read(&folder.join("service.json"))?;
        let shared: SharedFile = read(&folder.join("shared.json"))?;
        let mut api = Self {
            service: head.service,
            groups: Vec::new(),
            schemas: shared.schemas,
            docs: Docs::default(),
            resources: Resources::default(),
        };
        for id in head.groups {
            let path = folder.join(format!("{id}.json"));
            let file: GroupFile = read(&path)?;
            if file.group != id {
                return Err(LoadError::Parse {
                    path,
                    line: 1,
                    message: format!("expected the group '{id}', found '{}'", file.group),
                });
            }
            api.schemas.extend(file.schemas);
            let summary = String::new();
            api.groups.push(Group { id, summary, operations: file.operations });
        }
        Provenance::load(spec)?.join(&mut api, Provenance::path(spec))?;
        Ok(api)
    }

    /// Fails with what [`Resources::validate`] finds, unless there is no model at all.
    pub fn check_resources(&self) -> Result<(), LoadError> {
        if self.resources.is_empty() {
            return Ok(());
        }
        let problems = self.resources.validate(self);
        if problems.is_empty() { Ok(()) } else { Err(LoadError::Resources(problems)) }
    }
}

pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, LoadError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| LoadError::Read { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| LoadError::Parse {
        path: path.to_owned(),
        line: error.line(),
        message: error.to_string(),
    })
}
