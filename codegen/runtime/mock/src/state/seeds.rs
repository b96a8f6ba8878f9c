//! Records that every parent has from the beginning.

use taurusdb_descriptor_types::resources::IdShape;

use super::ask::Place;
use super::record::{Record, Seq};
use super::scene::Scene;
use super::sort::Sort;

impl Scene<'_> {
    /// The records that lie under a new one from the beginning. What the service only makes up until it is
    /// changed is not among them.
    pub(crate) fn seeds_under(&self, sort: Sort, parent: Seq) -> Vec<Record> {
        let mut found = Vec::new();
        for child in &self.world.model.sort(sort).seeded {
            found.extend(self.seed_rows(*child, parent, |scene| scene.reserve()));
        }
        found
    }

    /// The seeds of a resource, as records under a parent.
    pub(crate) fn seed_rows(
        &self,
        sort: Sort,
        parent: Seq,
        number: impl Fn(&Scene<'_>) -> Seq,
    ) -> Vec<Record> {
        let entry = self.world.model.sort(sort);
        let born = self.record(parent).map_or(self.now, |record| record.born());
        let rows = entry.seeds.iter().map(|seed| {
            let mut record = Record::new(&entry.bare, sort, number(self), parent, born);
            for (name, value) in seed {
                record.set(name, value.clone());
            }
            if let (Some(key), Some(shape)) = (entry.key(), entry.resource.id_shape)
                && record.get(key).is_none()
                && shape != IdShape::Name
            {
                record.set(key, self.fresh(shape).into());
            }
            record.state = entry.ready().or_else(|| entry.initial());
            self.defaults(&mut record, &Place::default());
            record
        });
        rows.collect()
    }
}
