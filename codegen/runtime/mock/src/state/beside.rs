//! Ids that stand beside the id of what their record belongs to: both have to agree.

use taurusdb_descriptor_types::resources::FieldPath;

use super::datum::{plain, text};
use super::inlet::Pair;
use super::record::{Record, Seqs};
use super::scene::{Missing, Scene};
use super::sort::Sort;
use super::world::World;
use crate::refusal::Refusal;
use crate::text::shorten;

/// Refuses a call that names a record beside something that the record does not belong to: there is no such
/// record of that.
pub(crate) fn check(scene: &Scene<'_>, pairs: &[Pair]) -> Result<(), Missing> {
    // Where ids are adopted, calls come in no order, and examples name what never belonged together.
    if pairs.is_empty() || scene.world.adopts() {
        return Ok(());
    }
    let ask = scene.ask;
    for pair in pairs {
        for place in ask.places(&pair.prefixes) {
            for wanted in ask.each(&pair.of, &place) {
                for id in ask.each(&pair.input, &place) {
                    agrees(scene, pair, &id, &wanted)?;
                }
            }
        }
    }
    Ok(())
}

fn agrees(scene: &Scene<'_>, pair: &Pair, id: &str, wanted: &str) -> Result<(), Missing> {
    let named = |input| {
        let (_, seqs) = scene.named.iter().find(|(known, _)| *known == input)?;
        Some(seqs.iter().filter_map(|seq| scene.record(*seq)))
    };
    let is = |id: &str| {
        let id = id.to_owned();
        move |record: &&Record| scene.id(record) == id
    };
    // What no record is kept of, because it is made elsewhere, belongs to nothing that is known.
    let Some(record) = named(pair.input.input).and_then(|mut all| all.find(is(id))) else {
        return Ok(());
    };
    let above = named(pair.of.input).and_then(|mut all| all.find(is(wanted)));
    let fits = match pair.by {
        Some(FieldPath(by)) => scene.attribute(record, by).is_none_or(|own| plain(&own) == wanted),
        None => above.is_none_or(|above| scene.world.store.is_under(record.seq, above.seq)),
    };
    if fits {
        return Ok(());
    }
    let places: Seqs = above.map(|above| above.seq).into_iter().collect();
    let key = scene.world.model.sort(record.sort).key().unwrap_or("id");
    Err(Missing { sort: record.sort, id: vec![(key, id.to_owned())], places })
}

/// The refusal of an id that belongs to nothing where the request looks.
pub(crate) fn refusal(world: &World, missing: &Missing) -> Refusal {
    let id: Vec<_> = missing.id.iter().map(|(_, value)| value.as_str()).collect();
    let id = id.join("@");
    let place = match missing.places.as_slice() {
        [one] => world.store.get(*one).filter(|record| record.sort != Sort::PROJECT),
        _ => None,
    };
    let Some(place) = place else { return world.missing(missing.sort, Some(&id)) };
    let name = |sort| world.model.resource(sort).name.replace('_', " ");
    let own = world.model.resource(place.sort).id.iter().filter_map(|path| place.get(path.0));
    let own = own.map(text).collect::<Vec<_>>().join("@");
    let message = format!(
        "there is no {} '{}' of the {} '{}'",
        name(missing.sort),
        shorten(&id),
        name(place.sort),
        shorten(&own)
    );
    world.refusal(missing.sort, |errors| errors.missing, 404, message)
}
