//! Values that a record itself bounds: what a parameter may be, and whether it can be changed at all.

use taurusdb_descriptor_types::resources::{Bounds, FieldPath};

use super::datum::{Datum, plain, text};
use super::range::Allowed;
use super::record::Record;
use super::scene::Scene;
use super::sort::Sort;
use crate::refusal::Refusal;
use crate::text::shorten;

/// Refuses values that the attributes of a record may not be given, which is as it was before.
pub(crate) fn check(
    scene: &Scene<'_>,
    record: &Record,
    values: &[(&'static str, Datum)],
) -> Result<(), Refusal> {
    for bounds in of(scene, record) {
        for (_, value) in values.iter().filter(|(name, _)| *name == bounds.attribute.0) {
            let said = |name: &str| scene.attribute(record, name).map(|own| text(&own));
            is_allowed(scene, record, bounds, value, said)?;
        }
    }
    Ok(())
}

/// The same for a record that has just been made.
pub(crate) fn check_new(scene: &Scene<'_>, record: &Record) -> Result<(), Refusal> {
    for bounds in of(scene, record) {
        let Some(value) = record.get(bounds.attribute.0) else { continue };
        // It had no value before.
        let is_other = |name: &str| name != bounds.attribute.0;
        let said = |name: &str| {
            let own = is_other(name).then(|| scene.attribute(record, name)).flatten();
            own.map(|own| text(&own))
        };
        is_allowed(scene, record, bounds, value, said)?;
    }
    Ok(())
}

/// The bounds of the attributes of a record. There are none where ids are adopted: records look as examples do
/// there, whatever the examples of requests send.
fn of(scene: &Scene<'_>, record: &Record) -> &'static [Bounds] {
    let bounds = scene.world.model.resource(record.sort).bounds;
    if bounds.is_empty() || scene.world.adopts() { &[] } else { bounds }
}

fn is_allowed(
    scene: &Scene<'_>,
    record: &Record,
    bounds: &Bounds,
    value: &Datum,
    said: impl Fn(&str) -> Option<String>,
) -> Result<(), Refusal> {
    match bounds.entries {
        Some(resource) => entries(scene, record.sort, resource, value),
        None => one(scene, record.sort, bounds, &scene.id(record), value, said),
    }
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
