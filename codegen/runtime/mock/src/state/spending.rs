//! What records use up of the limits that other records state: processors and memory of a quota.

use std::collections::HashMap;

use taurusdb_descriptor_types::resources::Most;

use super::change::Change;
use super::datum::{Datum, plain, text};
use super::record::{Record, Seq};
use super::scene::Scene;
use super::sort::Sort;
use crate::refusal::Refusal;

/// What a limit is about: an attribute of records that lie under others, which refer to what the limit is for.
#[derive(Clone, Copy)]
struct Purse {
    spends: Sort,
    attribute: &'static str,
    /// The resource whose records say to which limit they belong, and by which attribute.
    payer: Sort,
    by: &'static str,
    states: Sort,
    limit: &'static str,
}

/// What a call changes of records that use something up: their values afterwards, or that they are no more.
type After<'c> = HashMap<Seq, Option<Vec<&'c (&'static str, Datum)>>>;

/// Refuses a call after which more would be used of a limit than it allows.
pub(crate) fn check(scene: &Scene<'_>, start: &[Change], end: &[Change]) -> Result<(), Refusal> {
    let model = &scene.world.model;
    if scene.world.settings().ignores_quotas || scene.world.adopts() {
        return Ok(());
    }
    let changes = || start.iter().chain(end);
    let after = after(changes());
    for spends in model.sorts().filter(|sort| !model.resource(*sort).uses.is_empty()) {
        let touched: Vec<&Record> =
            changes().filter_map(|one| touched(scene, one, spends)).collect();
        if touched.is_empty() {
            continue;
        }
        for purse in purses(scene, spends) {
            for (place, key) in limits(scene, &purse, &touched) {
                allowed(scene, &purse, place, &key, &after)?;
            }
        }
    }
    Ok(())
}

/// How much is left of an attribute's limit that a record states; `None` if it states none.
pub(crate) fn left(
    scene: &Scene<'_>,
    stating: &Record,
    resource: &str,
    attribute: &str,
) -> Option<u64> {
    let spends = scene.world.model.named(resource)?;
    let mut purses = purses(scene, spends).into_iter();
    let purse = purses.find(|one| one.states == stating.sort && one.attribute == attribute)?;
    let most = number(&*scene.attribute(stating, purse.limit)?)?;
    let used = sum(scene, &purse, stating.parent, &scene.id(stating), None);
    Some(most.saturating_sub(used))
}

fn after<'c>(changes: impl Iterator<Item = &'c Change>) -> After<'c> {
    let mut after = After::new();
    for change in changes {
        match change {
            Change::Set { seq, values } => {
                let all = after.entry(*seq).or_insert_with(|| Some(Vec::new()));
                all.iter_mut().for_each(|all| all.extend(values));
            }
            Change::Delete(seq) => drop(after.insert(*seq, None)),
            Change::Create(_) | Change::State { .. } => {}
        }
    }
    after
}

/// The record of a resource that a change makes, or gives other values.
fn touched<'s>(scene: &'s Scene<'_>, change: &'s Change, sort: Sort) -> Option<&'s Record> {
    let record = match change {
        Change::Create(record) => &**record,
        Change::Set { seq, .. } => scene.record(*seq)?,
        Change::State { .. } | Change::Delete(_) => return None,
    };
    (record.sort == sort).then_some(record)
}

/// The limits of which records of a resource use something up.
fn purses(scene: &Scene<'_>, spends: Sort) -> Vec<Purse> {
    let model = &scene.world.model;
    let uses = model.resource(spends).uses.iter();
    let purse = |(path, most): &(taurusdb_descriptor_types::resources::FieldPath, Most)| {
        let Most::Stated { resource, attribute } = most else { return None };
        let states = model.named(resource)?;
        let mut payer = Some(spends);
        while let Some(sort) = payer {
            if model.sort(sort).parent == model.sort(states).parent
                && let Some((by, _)) = scene.shared(sort, states)
            {
                let (attribute, limit) = (path.0, attribute.0);
                return Some(Purse { spends, attribute, payer: sort, by, states, limit });
            }
            payer = model.sort(sort).parent;
        }
        None
    };
    uses.filter_map(purse).collect()
}

/// Where the limits lie that are for these records, and for what they are.
fn limits(scene: &Scene<'_>, purse: &Purse, touched: &[&Record]) -> Vec<(Seq, String)> {
    let mut found = Vec::new();
    for record in touched {
        let Some(payer) = scene.nearest(record, purse.payer) else { continue };
        let Some(key) = payer.get(purse.by).map(text) else { continue };
        let limit = (payer.parent, key);
        if !found.contains(&limit) {
            found.push(limit);
        }
    }
    found
}

fn allowed(
    scene: &Scene<'_>,
    purse: &Purse,
    place: Seq,
    key: &str,
    after: &After<'_>,
) -> Result<(), Refusal> {
    let Some(parent) = scene.record(place) else { return Ok(()) };
    let stated = scene.children(parent, purse.states);
    let Some(stating) = stated.iter().find(|one| scene.id(one) == key) else { return Ok(()) };
    let Some(most) = scene.attribute(stating, purse.limit).and_then(|value| number(&value)) else {
        return Ok(());
    };
    let (before, then) =
        (sum(scene, purse, place, key, None), sum(scene, purse, place, key, Some(after)));
    if then <= most || then <= before {
        return Ok(());
    }
    let model = &scene.world.model;
    let message = format!(
        "{} of {} is used here with the {} {key}, this call needs {} more, and at most {most} is allowed",
        before,
        purse.attribute,
        purse.by,
        then - before,
    );
    let stating = model.error(purse.states, |errors| errors.quota);
    Err(match stating {
        Some(answer) => scene.world.answered(answer, 403, message),
        None => scene.world.refusal(purse.spends, |errors| errors.quota, 403, message),
    })
}

/// What is used up, now or after the call.
fn sum(scene: &Scene<'_>, purse: &Purse, place: Seq, key: &str, after: Option<&After<'_>>) -> u64 {
    let payers = under(scene, place, purse.payer, after.is_some());
    let payers =
        payers.into_iter().filter(|one| one.get(purse.by).is_some_and(|own| plain(own) == key));
    let model = &scene.world.model;
    // From the payers down to what spends.
    let mut path = Vec::new();
    let mut sort = purse.spends;
    while sort != purse.payer {
        path.push(sort);
        let Some(parent) = model.sort(sort).parent else { return 0 };
        sort = parent;
    }
    let mut all: Vec<&Record> = payers.collect();
    for sort in path.into_iter().rev() {
        let below = all.iter().flat_map(|one| under(scene, one.seq, sort, after.is_some()));
        all = below.collect();
    }
    all.into_iter().map(|one| value(scene, one, purse.attribute, after)).sum()
}

fn under<'s>(scene: &'s Scene<'_>, parent: Seq, sort: Sort, with_new: bool) -> Vec<&'s Record> {
    let store = &scene.world.store;
    let kept = store.children(parent, sort).iter().filter_map(|seq| store.get(*seq));
    let drafts = scene.drafts.iter().filter(|draft| {
        with_new && draft.sort == sort && draft.parent == parent && store.get(draft.seq).is_none()
    });
    kept.chain(drafts).map(|one| &**one).collect()
}

fn value(scene: &Scene<'_>, record: &Record, name: &str, after: Option<&After<'_>>) -> u64 {
    let changed = after.and_then(|after| after.get(&record.seq));
    match changed {
        Some(None) => return 0,
        Some(Some(values)) => {
            if let Some((_, value)) = values.iter().rev().find(|(known, _)| *known == name) {
                return number(value).unwrap_or(0);
            }
        }
        None => {}
    }
    scene.attribute(record, name).and_then(|own| number(&own)).unwrap_or(0)
}

/// A number that limits: one below zero does not.
fn number(value: &Datum) -> Option<u64> {
    plain(value).parse().ok()
}
