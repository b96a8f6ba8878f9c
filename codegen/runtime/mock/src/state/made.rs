//! Values that the service makes up: no call says them, and the same question has the same answer.

use serde_json::Value;
use taurusdb_descriptor_types::resources::IdShape;

use super::ids;
use super::maker::Made;
use super::record::Record;
use super::scene::Scene;
use super::times;

/// What the service gives an attribute of a record; it depends on the record and the seed alone.
pub(crate) fn value(scene: &Scene<'_>, record: &Record, name: &str, made: &Made) -> Option<Value> {
    let number = || ids::mix(scene.world.seed ^ record.seq.0, ids::hash(name));
    Some(match made {
        Made::Never => return None,
        Made::Constant(value) => value.clone(),
        Made::OneOf(values) => {
            let at = usize::try_from(number() % values.len() as u64).unwrap_or_default();
            values[at].into()
        }
        Made::Born => times::internal(record.born),
        Made::Id(sort, shape) => match sort {
            Some(sort) => {
                if let Some(near) = scene.nearest(record, *sort) {
                    return Some(scene.id(near).into());
                }
                // The first one that there is, under whatever is above the record.
                let found = any(scene, record, *sort)?;
                scene.id(&found).into()
            }
            None => ids::id(scene.world.seed ^ record.seq.0, ids::hash(name), *shape).into(),
        },
        Made::Label(sort) => {
            let near = scene.nearest(record, *sort)?;
            return scene.label(near);
        }
        Made::Ip => ip(number()).into(),
        Made::Link => {
            let id =
                ids::id(scene.world.seed ^ record.seq.0, ids::hash(name), IdShape::Uuid32(None));
            format!("https://files.example.com/{id}").into()
        }
        Made::ListOf(inner) => Value::Array(vec![value(scene, record, name, inner)?]),
    })
}

/// An id that belongs to nothing, the same wherever a field of this name stands.
pub(crate) fn lone(scene: &Scene<'_>, name: &str, shape: IdShape) -> Value {
    ids::id(scene.world.seed, ids::hash(name), shape).into()
}

/// An address of a private network.
pub(crate) fn ip(number: u64) -> String {
    let [a, b, ..] = number.to_be_bytes();
    format!("192.168.{}.{}", a, b.clamp(1, 254))
}

/// The first record of a resource under what is above a record, the nearest place first.
pub(crate) fn any(
    scene: &Scene<'_>,
    record: &Record,
    sort: super::model::Sort,
) -> Option<super::record::Shared> {
    let parent = scene.world.model.sort(sort).parent?;
    let mut above = scene.parent(record);
    while let Some(one) = above {
        if one.sort == parent {
            return scene.children(one, sort).into_iter().next();
        }
        above = scene.parent(one);
    }
    None
}
