//! What was only made up so far, and is kept as soon as a call changes it.

use std::sync::Arc;

use taurusdb_descriptor_types::resources::Kind;

use super::change::Change;
use super::record::{Record, Seq, Shared};
use super::scene::Scene;

/// The record as it can be changed: what was only made up so far is kept from now on.
pub(crate) fn kept(scene: &mut Scene<'_>, record: &Shared, start: &mut Vec<Change>) -> Shared {
    if record.seq != Seq(0) {
        return Arc::clone(record);
    }
    // The call may have kept it already: it changes several of them, or one of them twice.
    let id = scene.world.model.resource(record.sort).id;
    let is_same = |draft: &&Shared| {
        draft.sort == record.sort
            && draft.parent == record.parent
            && id.iter().all(|path| draft.get(path.0) == record.get(path.0))
    };
    if let Some(draft) = scene.drafts.iter().rev().find(is_same) {
        return Arc::clone(draft);
    }
    if scene.world.model.resource(record.sort).kind == Kind::Setting {
        // It has no siblings.
        let mut own = (**record).clone();
        own.seq = scene.reserve();
        return keep(scene, own, start);
    }
    let mut wanted = None;
    let parent = scene.record(record.parent).cloned();
    let siblings = match &parent {
        Some(parent) => scene.children(parent, record.sort),
        None => Vec::new(),
    };
    for sibling in siblings {
        let mut own = (*sibling).clone();
        own.seq = scene.reserve();
        let is_it = *sibling == **record;
        let own = keep(scene, own, start);
        if is_it {
            wanted = Some(own);
        }
    }
    wanted.unwrap_or_else(|| Arc::clone(record))
}

fn keep(scene: &mut Scene<'_>, own: Record, start: &mut Vec<Change>) -> Shared {
    let own = Arc::new(own);
    scene.drafts.push(Arc::clone(&own));
    start.push(Change::Create(Arc::clone(&own)));
    own
}
