//! How many records there may be, and which values only one of them may have.

use serde_json::Value;
use taurusdb_descriptor_types::resources::Most;

use super::datum::{Datum, text};
use super::record::{Record, Seq, Shared};
use super::scene::Scene;
use super::sort::Sort;
use super::spending;
use crate::refusal::Refusal;

/// A limit for some of the records of a resource under one parent.
struct Limit {
    most: u64,
    /// An attribute, and the value that it has in the records that count; without one, all of them do.
    counts: Option<(&'static str, String)>,
}

impl Scene<'_> {
    /// Refuses a record that would be one too many under its parent.
    pub(crate) fn quota(&self, record: &Record) -> Result<(), Refusal> {
        if self.world.settings().ignores_quotas {
            return Ok(());
        }
        let resource = self.world.model.resource(record.sort);
        for most in resource.most {
            let Some(limit) = self.limit(record, *most) else { continue };
            let count = self.counted(record, &limit);
            if count < limit.most {
                continue;
            }
            let name = resource.name.replace('_', " ");
            let of = limit.counts.map(|(name, value)| format!(" with the {name} {value}"));
            let message = format!(
                "there are {count} of {name} here{}, and at most {} are allowed",
                of.unwrap_or_default(),
                limit.most
            );
            return Err(self.world.refusal(record.sort, |errors| errors.quota, 403, message));
        }
        Ok(())
    }

    /// Refuses a value that another record under the same parent has, where no two may have the same.
    pub(crate) fn unique(&self, record: &Record) -> Result<(), Refusal> {
        let resource = self.world.model.resource(record.sort);
        for path in resource.unique {
            let Some(value) = record.get(path.0).map(text) else { continue };
            let is_taken = |one: &Record| {
                one.seq != record.seq && one.get(path.0).is_some_and(|own| text(own) == value)
            };
            if self.siblings(record).any(is_taken) {
                let name = resource.name.replace('_', " ");
                let message = format!("there is a {name} with the {} '{value}' already", path.0);
                return Err(self.world.refusal(record.sort, |errors| errors.exists, 409, message));
            }
        }
        Ok(())
    }

    /// How many more records of a resource the limit allows that a record states, or how much more of an attribute of
    /// theirs; `None` if it states none.
    pub(crate) fn left(&self, stating: &Record, resource: &str) -> Option<u64> {
        if let Some((resource, attribute)) = resource.split_once('.') {
            return spending::left(self, stating, resource, attribute);
        }
        let model = &self.world.model;
        let sort = model.named(resource)?;
        let most = model.resource(sort).most.iter().find_map(|most| match most {
            Most::Stated { resource, attribute } if model.named(resource) == Some(stating.sort) => {
                Some(*attribute)
            }
            _ => None,
        })?;
        let limit = Limit {
            most: number(&*self.attribute(stating, most.0)?)?,
            counts: self.shared(sort, stating.sort).map(|(own, _)| (own, self.id(stating))),
        };
        let common = &model.sort(sort).bare;
        let any = Record::new(common, sort, Seq(0), stating.parent, self.now);
        Some(limit.most.saturating_sub(self.counted(&any, &limit)))
    }

    /// A limit as it is for a record; `None` if nothing states one.
    fn limit(&self, record: &Record, most: Most) -> Option<Limit> {
        let (name, attribute) = match most {
            Most::Number(number) => return Some(Limit { most: number.into(), counts: None }),
            Most::Stated { resource, attribute } => (resource, attribute),
        };
        let sort = self.world.model.named(name)?;
        let parent = self.world.store.get(record.parent)?;
        let stated = self.children(parent, sort);
        let (found, counts) = match self.shared(record.sort, sort) {
            Some((own, _)) => {
                let value = text(record.get(own)?);
                (stated.iter().find(|one| self.id(one) == value)?, Some((own, value)))
            }
            None => {
                let own = self.world.model.resource(record.sort).name;
                let named = stated.iter().find(|one| self.id(one) == own);
                (named.or_else(|| stated.first())?, None)
            }
        };
        Some(Limit { most: number(&*self.attribute(found, attribute.0)?)?, counts })
    }

    /// The attribute of a resource, and the id of another, that both refer to records of a third one.
    pub(crate) fn shared(&self, sort: Sort, other: Sort) -> Option<(&'static str, &'static str)> {
        let model = &self.world.model;
        let id = model.sort(other).key()?;
        let third = model.referred(other, id)?;
        let refs = model.resource(sort).refs.iter();
        let own = refs.map(|(path, _)| path.0).find(|own| model.referred(sort, own) == Some(third));
        own.map(|own| (own, id))
    }

    fn counted(&self, record: &Record, limit: &Limit) -> u64 {
        let counts = |one: &Record| {
            let Some((name, value)) = &limit.counts else { return true };
            one.get(name).is_some_and(|own| text(own) == *value)
        };
        if limit.counts.is_none() {
            // Counted without being looked at.
            let kept = self.world.store.children(record.parent, record.sort).len();
            return (kept + self.made_beside(record).count()) as u64;
        }
        self.siblings(record).filter(|one| counts(one)).count() as u64
    }

    fn siblings(&self, record: &Record) -> impl Iterator<Item = &Record> {
        let kept = self.world.store.children(record.parent, record.sort).iter();
        kept.filter_map(|seq| self.record(*seq)).chain(self.made_beside(record).map(|one| &**one))
    }

    /// The records beside another one that this call makes.
    fn made_beside(&self, record: &Record) -> impl Iterator<Item = &Shared> {
        let (sort, parent) = (record.sort, record.parent);
        self.drafts.iter().filter(move |draft| {
            draft.sort == sort
                && draft.parent == parent
                && self.world.store.get(draft.seq).is_none()
        })
    }
}

fn number(value: &Datum) -> Option<u64> {
    value.as_json().and_then(Value::as_u64).or_else(|| value.as_text()?.parse().ok())
}
