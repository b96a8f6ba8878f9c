//! Which old names can be kept beside the new ones.

use std::collections::BTreeMap;

use taurusdb_spec::{Api, Location, Renamed};

use super::enums::{EnumPlan, by_use};

/// Forgets old names whose new ones are not there, and those that something else has now.
pub(super) fn keep_what_can_be(
    renamed: &mut Renamed,
    api: &Api,
    enums: &BTreeMap<String, EnumPlan<'_>>,
) {
    for (owner, names) in &mut renamed.fields {
        let known = settable(api, owner);
        names.retain(|old, new| known.contains(&new.as_str()) && !known.contains(&old.as_str()));
    }
    renamed.fields.retain(|_, names| !names.is_empty());
    let uses = by_use(enums);
    for (owner, fields) in &mut renamed.values {
        for (field, names) in fields.iter_mut() {
            let known = uses.get(&(owner.as_str(), field.as_str()));
            let known = known.and_then(|ident| enums.get(*ident));
            let has = |value: &str| {
                known.is_some_and(|known| known.variants.iter().any(|(wire, _)| *wire == value))
            };
            names.retain(|old, new| has(new) && !has(old));
        }
        fields.retain(|_, names| !names.is_empty());
    }
    renamed.values.retain(|_, fields| !fields.is_empty());
    if renamed.is_empty() {
        renamed.since.clear();
    }
}

/// What a caller can set of a schema or an operation, by its wire name.
fn settable<'a>(api: &'a Api, owner: &str) -> Vec<&'a str> {
    if let Some(schema) = api.schemas.get(owner) {
        return schema.fields.iter().map(|field| field.name.as_str()).collect();
    }
    let parameters = api.operation(owner).into_iter().flat_map(|known| &known.parameters);
    let outside = parameters.filter(|parameter| parameter.location != Location::Path);
    outside.map(|parameter| parameter.name.as_str()).collect()
}
