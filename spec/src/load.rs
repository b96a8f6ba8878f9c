//! Loads the specification and its ledger: reads their files, puts the lines of `provenance.json` back
//! and validates the whole.

use std::path::Path;

use crate::api::{GroupFile, ServiceFile, SharedFile};
use crate::read_json::read_json;
use crate::{
    Api, Docs, Group, Ledger, LoadError, Lock, Names, OverlayError, Prose, Provenance, Resources,
    Versions,
};

impl Api {
    /// Reads `api/`, `provenance.json` and `overlay/` in the folder `spec`, joins them, and validates
    /// the result.
    pub fn load(spec: &Path) -> Result<Self, LoadError> {
        let names = Names::load(&spec.join("overlay/names"))?;
        let mut api = Self::load_facts(spec)?;
        api.take(&names);
        api.docs = Docs::load(&spec.join("overlay/docs"))?;
        api.resources = Resources::load(&spec.join("overlay/resources"))?;
        api.versions = Versions::load(spec)?;
        let problems = api.validate();
        if !problems.is_empty() {
            return Err(LoadError::Invalid(problems));
        }
        api.check_resources()?;
        Ok(api)
    }

    /// Reads what `extract` wrote anywhere, of any issue or service, to be looked at or tried: `api/` in the
    /// folder `spec`, and what there is of an overlay, which may have been written for another issue.
    ///
    /// The resource model is [cut](Resources::cut) to the operations that there are. Returned with the
    /// specification are the ids of those that the model says nothing of, and where else it does not fit;
    /// without a model, there is neither.
    ///
    /// # Errors
    /// Fails as [`load`](Self::load) does, but for line numbers, which may be missing.
    pub fn load_any(
        spec: &Path,
        overlay: Option<&Path>,
    ) -> Result<(Self, Vec<String>, Vec<OverlayError>), LoadError> {
        let mut api = Self::read_facts(spec)?;
        if Provenance::path(spec).exists() {
            Provenance::load(spec)?.join(&mut api, Provenance::path(spec))?;
        } else {
            // Zero stands for a line that is not known.
            let schemas = api.schemas.values_mut();
            schemas.flat_map(|schema| &mut schema.fields).for_each(|field| field.lines.push(0));
        }
        if let Some(overlay) = overlay {
            let part = |name| Some(overlay.join(name)).filter(|folder| folder.exists());
            if let Some(names) = part("names") {
                api.take(&Names::load(&names)?);
            }
            if let Some(docs) = part("docs") {
                api.docs = Docs::load(&docs)?;
            }
            api.resources = Resources::load(&overlay.join("resources"))?;
        }
        api.versions = Versions::load(spec)?;
        let problems = api.validate();
        if !problems.is_empty() {
            return Err(LoadError::Invalid(problems));
        }
        let mut resources = std::mem::take(&mut api.resources);
        let unknown = resources.cut(&api);
        api.resources = resources;
        let misfits = match api.resources.is_empty() {
            true => Vec::new(),
            false => api.resources.validate(&api),
        };
        Ok((api, unknown, misfits))
    }

    /// Takes the decisions about names that matter after extraction.
    fn take(&mut self, names: &Names) {
        self.lock = names.lock().clone();
        for group in &mut self.groups {
            names.group_summary(&group.id).clone_into(&mut group.summary);
        }
    }

    /// Reads `api/` and `provenance.json` in the folder `spec`: what `extract` writes, without the
    /// texts and decisions of people.
    pub fn load_facts(spec: &Path) -> Result<Self, LoadError> {
        let mut api = Self::read_facts(spec)?;
        Provenance::load(spec)?.join(&mut api, Provenance::path(spec))?;
        Ok(api)
    }

    /// Reads `api/`, which has no line numbers.
    fn read_facts(spec: &Path) -> Result<Self, LoadError> {
        let folder = spec.join("api");
        let head: ServiceFile = read_json(&folder.join("service.json"))?;
        let shared: SharedFile = read_json(&folder.join("shared.json"))?;
        let mut api = Self {
            service: head.service,
            groups: Vec::new(),
            schemas: shared.schemas,
            docs: Docs::default(),
            resources: Resources::default(),
            lock: Lock::default(),
            prose: Prose::default(),
            versions: Versions::default(),
        };
        for id in head.groups {
            let path = folder.join(format!("{id}.json"));
            let file: GroupFile = read_json(&path)?;
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
        Ok(api)
    }

    /// Fails with the problems that [`Resources::validate`] finds; an empty model has none.
    pub fn check_resources(&self) -> Result<(), LoadError> {
        if self.resources.is_empty() {
            return Ok(());
        }
        let problems = self.resources.validate(self);
        if problems.is_empty() { Ok(()) } else { Err(LoadError::Resources(problems)) }
    }
}

impl Ledger {
    /// Reads `ledger.json` in the folder `spec`, and the lines in `provenance.json`.
    pub fn load(spec: &Path) -> Result<Self, LoadError> {
        let mut ledger = read_json(&spec.join("ledger.json"))?;
        Provenance::load(spec)?.join_ledger(&mut ledger, Provenance::path(spec))?;
        Ok(ledger)
    }
}
