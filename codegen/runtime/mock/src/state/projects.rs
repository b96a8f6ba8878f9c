//! Projects: each a world of its own, there as soon as a call names it.

use super::ask::Ask;
use super::record::Seq;
use super::scene::Scene;
use super::sort::Sort;
use super::world::World;

/// The name of the path parameter that says in which project a call works.
const PROJECT: &str = taurusdb_descriptor_types::Parameter::PROJECT_ID;

impl World {
    /// The record of a project, made when a call first names it, with what every project has.
    pub(crate) fn project(&mut self, id: &str) -> Seq {
        if let Some(seq) = self.store.project(id) {
            return seq;
        }
        let seq = self.store.reserve();
        self.store.add_project(id, seq, self.time());
        let ask = Ask::in_project(PROJECT, id);
        let scene = Scene::new(self, &ask, seq);
        let records = scene.seeds_under(Sort::PROJECT, seq);
        let (ids, seqs) = (scene.ids.get(), scene.seqs.get());
        self.ids = ids;
        self.store.set_last(seqs);
        for record in records {
            self.store.insert(&self.model, record);
        }
        seq
    }
}
