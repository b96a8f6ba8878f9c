//! Values that a record itself bounds: what a parameter may be, and whether it can be changed at all.

use taurusdb_descriptor_types::resources::{Bounds, FieldPath};

use super::datum::{Datum, plain, text};
use super::range::Allowed;
use super::record::Record;
use super::scene::Scene;
use super::sort::Sort;
use crate::refusal::Refusal;
use crate::text::shorten;

/// Refuses values that the attributes of a record may not be given. `record` is as it was before.
pub(crate) fn check(
    scene: &Scene<'_>,
    record: &Record,
    values: &[(&'static str, Datum)],
) -> Result<(), Refusal> {
    let bounds = scene.world.model.resource(record.sort).bounds;
    // Where ids are adopted, records look as examples do, whatever the examples of requests send.
    if bounds.is_empty() || scene.world.adopts() {
        return Ok(());
    }
    for bounds in bounds {
        let sent = values.iter().filter(|(name, _)| *name == bounds.attribute.0);
        for (_, value) in sent {
            match bounds.entries {
                Some(resource) => entries(scene, record.sort, resource, value)?,
                None => {
                    let said = |name: &str| scene.attribute(record, name).map(|own| text(&own));
                    one(scene, record.sort, bounds, &scene.id(record), value, said)?;
                }
            }
        }
    }
    Ok(())
}

/// Refuses a map with an entry that the known parameter of that name could not be set to. Of names that are not
/// known, nothing is said: the service has many more than the model.
fn entries(scene: &Scene<'_>, sort: Sort, resource: &str, value: &Datum) -> Result<(), Refusal> {
    let model = &scene.world.model;
    let Some(other) = model.named(resource) else { return Ok(()) };
    let (entry, Some(map)) = (model.sort(other), value.as_json().and_then(|map| map.as_object()))
    else {
        return Ok(());
    };
    let Some(key) = entry.key() else { return Ok(()) };
    for seed in &entry.seeds {
        let of =
            |name: &str| seed.iter().find(|(known, _)| *known == name).map(|(_, own)| text(own));
        let Some(called) = of(key) else { continue };
        let Some(sent) = map.get(&called) else { continue };
        for bounds in entry.resource.bounds.iter().filter(|bounds| bounds.entries.is_none()) {
            one(scene, sort, bounds, &called, &sent.into(), of)?;
        }
    }
    Ok(())
}

/// Refuses a value of a parameter, of which `said` knows what is kept.
fn one(
    scene: &Scene<'_>,
    sort: Sort,
    bounds: &Bounds,
    called: &str,
    value: &Datum,
    said: impl Fn(&str) -> Option<String>,
) -> Result<(), Refusal> {
    let sent = plain(value);
    let own = said(bounds.attribute.0);
    if own.as_deref() == Some(&*sent) {
        return Ok(());
    }
    let of = |path: Option<FieldPath>| path.and_then(|path| said(path.0)).unwrap_or_default();
    let (kind, range) = (of(bounds.kind), of(bounds.range));
    let is_fixed = of(bounds.fixed) == "true";
    let allowed = Allowed::new(&kind, &range);
    if !is_fixed && allowed.has(&sent) {
        return Ok(());
    }
    let expected = match (is_fixed, own) {
        (true, Some(own)) => {
            format!("it is read-only, and its {} stays '{}'", bounds.attribute.0, shorten(&own))
        }
        (true, None) => "it is read-only".to_owned(),
        (false, _) => format!("expected {allowed}"),
    };
    let message =
        format!("'{}' cannot be set to '{}': {expected}", shorten(called), shorten(&sent));
    Err(scene.world.refusal(sort, |errors| errors.value, 400, message))
}
