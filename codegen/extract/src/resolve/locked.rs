//! Names that were there before: the lock of names.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{Lock, NamesByPlace, Side, Type, is_success};

use super::merge::Unit;

/// The names that classes of units keep; `decided` are the names that people gave to some, and `former` the
/// ids by which the lock knows operations that have other ones now.
///
/// A class that was split leaves its name to the part that most operations use; a class that was merged
/// takes the name that most operations know.
pub(super) fn names(
    units: &[Unit],
    classes: &[usize],
    lock: &Lock,
    former: &BTreeMap<String, String>,
    decided: &BTreeMap<usize, String>,
) -> BTreeMap<usize, String> {
    let mut votes: BTreeMap<(&str, usize), BTreeSet<&str>> = BTreeMap::new();
    for (unit, operation, place) in places(units) {
        let id = former.get(operation).map_or(operation, String::as_str);
        let known = lock.schemas.get(id).and_then(|places| places.get(&place));
        if let Some(name) = known {
            votes.entry((name, classes[unit])).or_default().insert(operation);
        }
    }
    let mut ranked: Vec<(usize, &str, usize)> =
        votes.iter().map(|((name, class), by)| (by.len(), *name, *class)).collect();
    // Most operations first, then in the order of the document.
    ranked.sort_by_key(|(count, name, class)| (std::cmp::Reverse(*count), *class, *name));
    let mut taken: BTreeSet<&str> = decided.values().map(String::as_str).collect();
    let mut names = BTreeMap::new();
    for (_, name, class) in ranked {
        if !decided.contains_key(&class) && !names.contains_key(&class) && taken.insert(name) {
            names.insert(class, name.to_owned());
        }
    }
    names
}

/// What the lock is to keep of the names that classes have now.
pub(super) fn by_place(
    units: &[Unit],
    classes: &[usize],
    names: &BTreeMap<usize, String>,
) -> NamesByPlace {
    let mut kept = NamesByPlace::new();
    for (unit, operation, place) in places(units) {
        let known = kept.entry(operation.to_owned()).or_default();
        known.entry(place).or_insert_with(|| names[&classes[unit]].clone());
    }
    kept
}

/// Each unit with the operation and the place where the lock would know it.
fn places(units: &[Unit]) -> Vec<(usize, &str, String)> {
    let by_number: BTreeMap<&str, usize> =
        units.iter().enumerate().map(|(at, unit)| (unit.number(), at)).collect();
    let mut found = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let source = &unit.sources[0];
        if source.name.is_some() {
            continue;
        }
        let role = place_of_body(unit.side, source.status);
        let mut walk = Walk { units, by_number: &by_number, role, open: Vec::new() };
        walk.from(at, "", &source.operation, &mut found);
    }
    found
}

struct Walk<'u, 'w> {
    units: &'u [Unit],
    by_number: &'w BTreeMap<&'u str, usize>,
    role: String,
    open: Vec<usize>,
}

impl<'u> Walk<'u, '_> {
    fn from(
        &mut self,
        at: usize,
        path: &str,
        operation: &'u str,
        found: &mut Vec<(usize, &'u str, String)>,
    ) {
        if self.open.contains(&at) {
            return;
        }
        self.open.push(at);
        found.push((at, operation, format!("{} {path}", self.role).trim_end().to_owned()));
        let units = self.units;
        for field in &units[at].fields {
            let inner = field.kind.schema().and_then(|number| self.by_number.get(number));
            if let Some(&inner) = inner {
                self.from(inner, &way(path, &field.name, &field.kind), operation, found);
            }
        }
        self.open.pop();
    }
}

/// The place of the body of a request, or of the answer of a status: the document does not always state
/// that of success.
fn place_of_body(side: Side, status: Option<u16>) -> String {
    match (side, status) {
        (Side::Request, _) => "request".to_owned(),
        (Side::Response, Some(status)) if !is_success(status) => status.to_string(),
        (Side::Response, _) => "answer".to_owned(),
    }
}

/// The way to the objects of a field: `instances[].tags[]`.
fn way(within: &str, name: &str, kind: &Type) -> String {
    let dot = if within.is_empty() { "" } else { "." };
    let mut marks = String::new();
    let mut kind = kind;
    loop {
        kind = match kind {
            Type::Array(item) => {
                marks.push_str("[]");
                item
            }
            Type::Map(value) => {
                marks.push_str("{}");
                value
            }
            _ => return format!("{within}{dot}{name}{marks}"),
        };
    }
}
