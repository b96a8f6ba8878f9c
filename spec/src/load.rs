//! Loads the specification and its ledger: reads their files, puts the lines of `provenance.json` back
//! and validates the whole.

use std::path::Path;

use crate::api::{GroupFile, ServiceFile, SharedFile};
use crate::read_json::read_json;
use crate::{
    Api, Docs, Group, Ledger, LoadError, Lock, Names, Prose, Provenance, Resources, Versions,
};

impl Api {
    /// Reads `api/`, `provenance.json` and `overlay/` in the folder `spec`, joins them, and validates
    /// the result.
    pub fn load(spec: &Path) -> Result<Self, LoadError> {
        let names = Names::load(&spec.join("overlay/names"))?;
        let mut api = Self::load_facts(spec)?;
        api.lock = names.lock().clone();
        for group in &mut api.groups {
            names.group_summary(&group.id).clone_into(&mut group.summary);
        }
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

    /// Reads `api/` and `provenance.json` in the folder `spec`: what `extract` writes, without the
    /// texts and decisions of people.
    pub fn load_facts(spec: &Path) -> Result<Self, LoadError> {
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
        Provenance::load(spec)?.join(&mut api, Provenance::path(spec))?;
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
