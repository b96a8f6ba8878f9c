//! The names of schemas.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use taurusdb_spec::{Entry, Names, Side};

use super::error::NameProblem;
use super::fallback::LEGACY;
use super::locked;
use super::merge::Unit;
use crate::fault::OTHER;
use crate::text::squeezed;

/// Gives each class of equal units a different name; `classes` maps each unit to the first unit of
/// its class.
///
/// A decided name wins (`overlay/names/schemas.toml`), then the name that was there before
/// (`overlay/names/lock.json`); `former` are the ids that operations had then. Otherwise the class keeps
/// the document's name if no other class has it. If a request and a response share a name, the request's shape
/// becomes `…Input`. If shapes of one side share a name, the one that most operations use keeps it
/// (recommended operations first), and the others are qualified by their group or, if that is not
/// enough, by their operation.
pub(super) fn names(
    units: &[Unit],
    classes: &[usize],
    decided: &Names,
    former: &BTreeMap<String, String>,
) -> Result<BTreeMap<usize, String>, Vec<NameProblem>> {
    let mut members: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
    for (unit, class) in units.iter().zip(classes) {
        members.entry(*class).or_default().push(unit);
    }

    let mut problems = Vec::new();
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    // The converter breaks names of tables with spaces, in each issue at other places.
    let decisions: BTreeMap<String, (&String, &Entry)> = decided
        .schemas()
        .iter()
        .map(|(key, entry)| (decision_without_spaces(key), (key, entry)))
        .collect();
    let mut used_decisions = BTreeSet::new();
    for (&class, members) in &members {
        for unit in members {
            let source = &unit.sources[0];
            let Some(name) = &source.name else { continue };
            let key = decision_without_spaces(&decision_key(&source.operation, unit.side, name));
            if let Some((_, entry)) = decisions.get(&key) {
                used_decisions.insert(key);
                names.insert(class, entry.name.clone());
            }
        }
    }
    for (key, entry) in
        decisions.iter().filter(|(key, _)| !used_decisions.contains(*key)).map(|d| d.1)
    {
        let place = key.rsplit_once(' ').map_or(key.as_str(), |(place, _)| place);
        let there: Vec<&str> = units
            .iter()
            .filter_map(|unit| {
                let (source, name) = (&unit.sources[0], unit.sources[0].name.as_deref()?);
                let known = decision_key(&source.operation, unit.side, name);
                known.strip_prefix(place).is_some_and(|rest| rest.starts_with(' ')).then_some(name)
            })
            .collect();
        let advice = match there[..] {
            [] => "if the document has the table no more, remove the line; if it has it, it was misread".to_owned(),
            _ => format!("write one of {}; if the table is gone, remove the line", there.join(", ")),
        };
        let message = format!("{}: no table is '{key}'; {advice}", entry.place);
        problems.push(NameProblem::stale(&entry.place, message, Vec::new()));
    }

    let kept = locked::names(units, classes, decided.lock(), former, &names);
    names.extend(kept);
    // Only among new names may two be the same: then people decide.
    let old: BTreeSet<String> = names.values().cloned().collect();
    let mut new: BTreeSet<String> = BTreeSet::new();

    let mut groups: BTreeMap<(&str, Side), Vec<usize>> = BTreeMap::new();
    for (&class, units) in &members {
        if !names.contains_key(&class) {
            groups.entry((&units[0].base, units[0].side)).or_default().push(class);
        }
    }
    for (&(base, side), classes) in &groups {
        let shared = side == Side::Request && groups.contains_key(&(base, Side::Response));
        let base = if shared { format!("{base}Input") } else { base.to_owned() };
        let mut ranked = classes.clone();
        ranked.sort_by_key(|class| rank(&members[class], *class));
        for (position, class) in ranked.iter().enumerate() {
            let operation = &members[class][0].sources[0].operation;
            let group = operation.split('.').next().unwrap_or_default();
            let by_group = format!("{}{base}", group.to_upper_camel_case());
            let same_group = ranked[1..].iter().filter(|other| {
                members[*other][0].sources[0].operation.split('.').next() == Some(group)
            });
            let in_group = by_group.clone();
            let by_operation = format!("{}{base}", operation.to_upper_camel_case());
            let name = if position == 0 {
                base.clone()
            } else if same_group.count() == 1 && !base.starts_with(&group.to_upper_camel_case()) {
                by_group
            } else {
                by_operation.clone()
            };
            let name = match old.contains(&name) {
                true => {
                    let is_told = base.starts_with(&group.to_upper_camel_case());
                    let wanted = if is_told { &by_operation } else { &in_group };
                    let taken = |name: &String| old.contains(name) || new.contains(name);
                    free([wanted.clone(), by_operation.clone()], taken)
                }
                false => name,
            };
            new.insert(name.clone());
            names.insert(*class, name);
        }
    }

    if decided.is_empty() {
        number(&mut names);
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (&class, name) in &names {
        if let Some(other) = first.insert(name, class) {
            let place = |class: usize| {
                let source = &units[class].sources[0];
                format!("Table {} ({OTHER})", source.table)
            };
            let lines = [other, class].map(|class| units[class].sources[0].line);
            let message = format!(
                "{} and {} would both be called {name}; decide a name in spec/overlay/names/schemas.toml",
                place(other),
                place(class)
            );
            let source = &units[class].sources[0];
            let undecided = source.name.as_ref().map(|table| {
                (decision_key(&source.operation, units[class].side, table), name.clone())
            });
            problems.push(NameProblem { message, lines: lines.into(), place: None, undecided });
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(problems) }
}

/// Numbers the names that several classes have: where nobody decides names, none may stop the reader.
fn number(names: &mut BTreeMap<usize, String>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for name in names.values_mut() {
        if taken.contains(name) {
            let free = (2..).map(|n| format!("{name}{n}")).find(|name| !taken.contains(name));
            *name = free.expect("there are endless numbers");
        }
        taken.insert(name.clone());
    }
}

/// The first of these names that nothing has yet, or else the second with a number.
fn free(names: [String; 2], taken: impl Fn(&String) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{}{number}", names[1]));
    let mut all = names.iter().cloned().chain(numbered);
    all.find(|name| !taken(name)).unwrap_or_default()
}

/// Operation and side, then the name without its spaces.
fn decision_without_spaces(key: &str) -> String {
    let mut words = key.splitn(3, ' ');
    let place: Vec<&str> = words.by_ref().take(2).collect();
    let name = squeezed(words.next().unwrap_or_default());
    format!("{} {name}", place.join(" "))
}

/// `instances.show response instance`: how `schemas.toml` names a table.
fn decision_key(operation: &str, side: Side, name: &str) -> String {
    let side = match side {
        Side::Request => "request",
        Side::Response => "response",
    };
    format!("{operation} {side} {name}")
}

/// The sort key: recommended before deprecated, then used most, then first in the document.
fn rank(members: &[&Unit], class: usize) -> (bool, std::cmp::Reverse<usize>, usize) {
    let operations: BTreeSet<&str> =
        members.iter().map(|unit| unit.sources[0].operation.as_str()).collect();
    let legacy = operations.iter().all(|id| id.starts_with(LEGACY));
    (legacy, std::cmp::Reverse(operations.len()), class)
}

/// The document's name of an object as the name of a type: `sys_tags` → `SysTags`. Words for which a
/// spelling is decided are always written in that way.
pub(super) fn type_name(name: &str, decided: &Names) -> String {
    let mut name = name.to_owned();
    for (found, spelling) in decided.spellings() {
        name = name.replace(found, spelling);
    }
    let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    let camel = if is_camel { name } else { name.to_upper_camel_case() };
    // Code and OpenAPI allow no other letters.
    let plain: String = camel.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("N{plain}"),
        Some(_) => plain,
        None => "Object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use taurusdb_spec::Names;

    use super::{number, type_name};

    #[test]
    fn equal_names_are_numbered() {
        let names = ["Lid", "Lid", "Lid2", "Lid"].map(str::to_owned);
        let mut names: BTreeMap<usize, String> = names.into_iter().enumerate().collect();
        number(&mut names);
        assert_eq!(names.into_values().collect::<Vec<_>>(), ["Lid", "Lid2", "Lid22", "Lid3"]);
    }

    #[test]
    fn names_of_tables_become_names_of_types() {
        let mut names = Names::default();
        names.spell("PotTEA", "Pottea");
        names.spell("PotTea", "Pottea");
        for (name, expected) in [
            ("PotTEATags", "PotteaTags"),
            ("ListHotPotTeaLids", "ListHotPotteaLids"),
            ("2nd_lid", "N2ndLid"),
            ("標籤", "Object"),
            ("sys_tags", "SysTags"),
            ("project-quotas", "ProjectQuotas"),
            ("entities.instance", "EntitiesInstance"),
            ("RecycleInstanceV3", "RecycleInstanceV3"),
        ] {
            assert_eq!(type_name(name, &names), expected);
        }
    }
}
