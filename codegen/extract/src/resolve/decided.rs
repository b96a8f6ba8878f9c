//! Checks that every decided name belongs to an operation of the document, and finds the ids that operations
//! had before.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Names;

use super::error::NameProblem;
use super::routes;
use crate::fault::OTHER;
use crate::interpret::Draft;

/// Returns an error for each name whose operation the document does not have.
pub(super) fn check(drafts: &[Draft], names: &Names) -> Result<(), Vec<NameProblem>> {
    let keys = |draft| [routes::key(draft, false), routes::key(draft, true)];
    let routes: BTreeMap<String, &Draft> =
        drafts.iter().flat_map(|draft| keys(draft).map(|key| (key, draft))).collect();
    let unnamed = || {
        routes
            .iter()
            .filter(|(_, draft)| names.operation(draft.method.as_str(), &draft.path).is_none())
    };
    let stale: Vec<NameProblem> = names
        .operations()
        .filter(|(route, _)| !routes.contains_key(*route))
        .map(|(route, entry)| {
            let moved = unnamed().find(|(other, _)| is_one_step_from(route, other));
            let advice = match moved {
                Some((now, _)) => format!(
                    "{OTHER} has '{now}', which has no name: if that is the same operation, write \
                     its route in place of the old one; if the call is gone, remove the line"
                ),
                None => format!(
                    "if the document has the call no more, remove the line; if it has it, it was \
                     misread: look for '{}' there",
                    telling(route)
                ),
            };
            let message =
                format!("{}: the document has no operation '{route}'; {advice}", entry.place);
            let lines = moved.map(|(_, draft)| draft.uri_line).into_iter().collect();
            NameProblem::stale(&entry.place, message, lines)
        })
        .collect();
    if stale.is_empty() { Ok(()) } else { Err(stale) }
}

/// The last words of a route, which find it in a text.
fn telling(route: &str) -> &str {
    let path = route.split_once(' ').map_or(route, |(_, path)| path);
    let mut slashes = path.rmatch_indices('/').filter(|(at, _)| !path[at + 1..].starts_with('{'));
    slashes.next().map_or(path, |(at, _)| &path[at..])
}

/// Whether two routes differ only in their method or in one segment, as if a new issue of the
/// document had moved the operation.
fn is_one_step_from(a: &str, b: &str) -> bool {
    let split =
        |route: &str| -> Vec<String> { route.split([' ', '/']).map(str::to_owned).collect() };
    let (a, b) = (split(a), split(b));
    a.len() == b.len() && a.iter().zip(&b).filter(|(a, b)| a != b).count() == 1
}

/// The ids that were there before, where nobody decided one: an operation keeps its id under the same
/// route, or under one that differs in one step from a route that is gone.
pub(super) fn with_locked(
    routes: &[String],
    mut named: Vec<Option<String>>,
    names: &Names,
) -> Vec<Option<String>> {
    let lock = &names.lock().operations;
    let mut taken: BTreeSet<String> = named.iter().flatten().cloned().collect();
    for (slot, route) in named.iter_mut().zip(routes).filter(|(slot, _)| slot.is_none()) {
        *slot = lock.get(route).filter(|id| taken.insert((*id).clone())).cloned();
    }
    let known: BTreeSet<&String> = routes.iter().collect();
    let gone: Vec<(&String, &String)> =
        lock.iter().filter(|(route, _)| !known.contains(route)).collect();
    for at in 0..named.len() {
        let is_near = |(route, _): &&(&String, &String)| is_one_step_from(route, &routes[at]);
        let mut near = gone.iter().filter(is_near);
        // Of two that are as near, nobody knows which one moved.
        if let (None, Some((from, id)), None) = (&named[at], near.next(), near.next()) {
            let rivals = routes.iter().enumerate().filter(|(other, route)| {
                *other != at && named[*other].is_none() && is_one_step_from(from, route)
            });
            if rivals.count() == 0 && taken.insert((*id).clone()) {
                named[at] = Some((*id).clone());
            }
        }
    }
    named
}

/// The ids by which the lock knows operations that have other ones now.
pub(super) fn former_ids(
    routes: &[String],
    ids: &[String],
    names: &Names,
) -> BTreeMap<String, String> {
    let former = routes.iter().zip(ids).filter_map(|(route, id)| {
        let known = names.lock().operations.get(route)?;
        (known != id).then(|| (id.clone(), known.clone()))
    });
    former.collect()
}

#[cfg(test)]
mod tests {
    use super::is_one_step_from;

    #[test]
    fn a_route_that_moved_is_one_step_away() {
        let route = "PUT /v3/{p}/teapots/{t}/name";
        for other in ["PUT /v3.1/{p}/teapots/{t}/name", "POST /v3/{p}/teapots/{t}/name"] {
            assert!(is_one_step_from(route, other), "{other}");
        }
        for other in [route, "PUT /v3/{p}/teapots/{t}", "POST /v3/{p}/teapots/{t}/lid"] {
            assert!(!is_one_step_from(route, other), "{other}");
        }
    }
}
