//! A call in front of the world: the records that it names, and where values come from.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use smallvec::smallvec;
use smol_str::{SmolStr, format_smolstr};
use taurusdb_descriptor_types::resources::{IdShape, Input, Kind};

use super::ask::{Ask, Place};
use super::datum::{Datum, text};
use super::ids;
use super::model::Fill;
use super::record::{Record, Seq, Seqs, Shared};
use super::sort::Sort;
use super::world::World;
use crate::refusal::Refusal;
use crate::text::shorten;

/// What a call sees while it is looked at: nothing of the world changes meanwhile.
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World,
    pub(crate) ask: &'w Ask,
    pub(crate) project: Seq,
    pub(crate) now: i64,
    /// The records that each input names.
    pub(crate) named: Vec<(Input, Seqs)>,
    /// Records that the call makes.
    pub(crate) drafts: Vec<Shared>,
    /// The records among them that are no seeds.
    pub(crate) created: Vec<Seq>,
    /// The records that the call has just written, as they will be when its work has ended.
    pub(crate) written: Vec<Shared>,
    /// The records to which the call gives other values, as they were.
    pub(crate) touched: Vec<Shared>,
    /// The handle of the task that the call starts, and of the order.
    pub(crate) task: Option<SmolStr>,
    pub(crate) order: Option<SmolStr>,
    /// How many ids and records the call has used up.
    pub(crate) ids: Cell<u64>,
    pub(crate) seqs: Cell<u64>,
    /// What the call was refused for the want of.
    pub(crate) wanting: RefCell<Option<Missing>>,
}

/// What a source is read for.
#[derive(Clone, Copy)]
pub(crate) struct At<'p> {
    /// The record at hand, if there is one.
    pub(crate) record: Option<&'p Record>,
    /// The resource that is dealt with: whose ids are made, whose only record is meant.
    pub(crate) sort: Sort,
    pub(crate) place: &'p Place<'p>,
}

/// An id that belongs to no record.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) sort: Sort,
    /// The attributes of the id that the request gives.
    pub(crate) id: Vec<(&'static str, String)>,
    /// Where the record would have to lie, if the request says so.
    pub(crate) places: Seqs,
}

impl<'w> Scene<'w> {
    pub(crate) fn new(world: &'w World, ask: &'w Ask, project: Seq) -> Self {
        Self {
            world,
            ask,
            project,
            now: world.time(),
            named: Vec::new(),
            drafts: Vec::new(),
            created: Vec::new(),
            written: Vec::new(),
            touched: Vec::new(),
            task: None,
            order: None,
            ids: Cell::new(world.ids),
            seqs: Cell::new(world.store.last()),
            wanting: RefCell::new(None),
        }
    }

    /// A record, as it is or as this call makes it.
    pub(crate) fn record(&self, seq: Seq) -> Option<&Record> {
        let draft = self.drafts.iter().rev().find(|draft| draft.seq == seq);
        draft.or_else(|| self.world.store.get(seq)).map(|shared| &**shared)
    }

    pub(crate) fn parent(&self, record: &Record) -> Option<&Record> {
        self.record(record.parent).filter(|parent| parent.seq != record.seq)
    }

    /// The record of a resource that is the record itself, or the nearest above it.
    pub(crate) fn nearest(&self, record: &Record, sort: Sort) -> Option<&Record> {
        let mut at = self.record(record.seq).or_else(|| self.parent(record))?;
        if record.sort == sort {
            return Some(at);
        }
        while at.sort != sort {
            at = self.parent(at)?;
        }
        Some(at)
    }

    /// The records of a resource that the request names, by any input.
    pub(crate) fn named_of(&self, sort: Sort) -> Seqs {
        let mut found = Seqs::new();
        for (_, seqs) in &self.named {
            for seq in seqs {
                let is_of = self.record(*seq).is_some_and(|record| record.sort == sort);
                if is_of && !found.contains(seq) {
                    found.push(*seq);
                }
            }
        }
        found
    }

    /// The record of a resource with an id, among those that the request names or else under them.
    pub(crate) fn by_id(&self, sort: Sort, id: &str, near: Option<&Record>) -> Option<Seq> {
        let named = self.named_of(sort).into_iter();
        let is_it = |seq: &Seq| self.record(*seq).is_some_and(|record| self.id(record) == id);
        named.into_iter().find(is_it).or_else(|| {
            let places = near.map(|record| Seqs::from([record.parent, record.seq]));
            let places = places.unwrap_or_else(|| self.places_of(sort));
            let mut found = places.iter().filter_map(|parent| {
                self.world.store.find(&self.world.model, sort, *parent, &[id])
            });
            found.find(|seq| self.world.store.is_under(*seq, self.project))
        })
    }

    /// The records under which the request looks for records of a resource.
    pub(crate) fn places_of(&self, sort: Sort) -> Seqs {
        match self.world.model.sort(sort).parent {
            None | Some(Sort::PROJECT) => smallvec![self.project],
            Some(parent) => {
                let named = self.named_of(parent);
                if !named.is_empty() {
                    return named;
                }
                let above = self.places_of(parent);
                let children = above.iter().flat_map(|seq| self.world.store.children(*seq, parent));
                children.copied().collect()
            }
        }
    }

    /// What identifies a record among its siblings.
    pub(crate) fn id(&self, record: &Record) -> String {
        let entry = self.world.model.sort(record.sort);
        if let Some(name) = entry.id_name {
            return record.named(name).map(text).unwrap_or_default();
        }
        let parts = entry.resource.id.iter().filter_map(|path| record.get(path.0)).map(text);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// The same as a value of a record.
    pub(crate) fn id_value(&self, record: &Record) -> Datum {
        let own = self.world.model.sort(record.sort).id_name.and_then(|name| record.named(name));
        match own {
            Some(value @ (Datum::Text(_) | Datum::Moment(_))) => value.clone(),
            _ => self.id(record).into(),
        }
    }

    /// What a person calls a record: its label, or else its id.
    pub(crate) fn label<'a>(&'a self, record: &'a Record) -> Option<Cow<'a, Datum>> {
        let resource = self.world.model.resource(record.sort);
        let label = resource.label.and_then(|path| self.attribute(record, path.0));
        label.or_else(|| resource.id.first().and_then(|path| record.get(path.0).map(Cow::Borrowed)))
    }

    /// The records of a resource under a record, as calls see them: kept, made up, or, for a setting, by
    /// its defaults.
    pub(crate) fn children(&self, parent: &Record, sort: Sort) -> Vec<Shared> {
        let kept = self.world.store.children(parent.seq, sort);
        let entry = self.world.model.sort(sort);
        let drafts = self.drafts.iter().filter(|draft| {
            draft.sort == sort && draft.parent == parent.seq && !kept.contains(&draft.seq)
        });
        let found: Vec<Shared> = kept
            .iter()
            .filter_map(|seq| self.world.store.get(*seq).cloned())
            .chain(drafts.cloned())
            .collect();
        if !found.is_empty() {
            return found;
        }
        if entry.resource.kind == Kind::Setting {
            return vec![Arc::new(self.setting(parent, sort, Seq(0)))];
        }
        if entry.is_generated {
            return self.rows(parent, sort, None);
        }
        match entry.follows {
            Some(other) => self.followers(parent, sort, other),
            None => found,
        }
    }

    /// The first of these records.
    pub(crate) fn child(&self, parent: &Record, sort: Sort) -> Option<Shared> {
        let kept = self.world.store.children(parent.seq, sort);
        if let Some(first) = kept.iter().find_map(|seq| self.world.store.get(*seq)) {
            return Some(Arc::clone(first));
        }
        let is_it = |draft: &&Shared| draft.sort == sort && draft.parent == parent.seq;
        if let Some(draft) = self.drafts.iter().find(is_it) {
            return Some(Arc::clone(draft));
        }
        if self.world.model.resource(sort).kind == Kind::Setting {
            return Some(Arc::new(self.setting(parent, sort, Seq(0))));
        }
        self.children(parent, sort).into_iter().next()
    }

    /// One record for each of another resource beside the parent, with its id.
    fn followers(&self, parent: &Record, sort: Sort, other: Sort) -> Vec<Shared> {
        let model = &self.world.model;
        let Some(key) = model.sort(sort).key() else { return Vec::new() };
        let above = model.sort(other).parent.and_then(|above| self.nearest(parent, above));
        let others = above.map(|above| self.children(above, other)).unwrap_or_default();
        let follower = |one: &Shared| {
            let common = &model.sort(sort).bare;
            let mut record = Record::new(common, sort, Seq(0), parent.seq, parent.born());
            record.state = model.sort(sort).initial();
            record.set(key, self.id(one).into());
            self.defaults(&mut record, &Place::default());
            Arc::new(record)
        };
        others.iter().map(follower).collect()
    }

    /// A setting that no call has changed yet.
    pub(crate) fn setting(&self, parent: &Record, sort: Sort, seq: Seq) -> Record {
        let mut record =
            Record::new(&self.world.model.sort(sort).bare, sort, seq, parent.seq, parent.born());
        record.state = self.world.model.sort(sort).initial();
        self.defaults(&mut record, &Place::default());
        record
    }

    /// Fills what creation has left open.
    pub(crate) fn defaults(&self, record: &mut Record, place: &Place<'_>) {
        let entry = self.world.model.sort(record.sort);
        record.rest_on(&entry.filled);
        if record.born() != self.now {
            // Made up for what is older: its times are those of the call.
            for number in entry.filled.born().iter() {
                record.fill(&[(number, ())], |()| Datum::Moment(self.now));
            }
        }
        let mut above = None;
        for fill in &entry.fills {
            match fill {
                Fill::FromParent(name, access) => {
                    let above = *above.get_or_insert_with(|| self.record(record.parent));
                    if record.named(*name).is_none()
                        && let Some(value) = above.and_then(|above| self.reached(above, access))
                    {
                        record.set_named(*name, value.into_owned());
                    }
                }
                Fill::Known(values) => record.fill(values, |known| known.at(self.now)),
                Fill::Recipe(name, source) if record.named(*name).is_none() => {
                    let at = At { record: Some(record), sort: record.sort, place };
                    if let Ok(Some(value)) = self.value(source, at) {
                        record.set_named(*name, value);
                    }
                }
                Fill::Recipe(..) => {}
            }
        }
    }

    /// A new id of a shape.
    pub(crate) fn fresh(&self, shape: IdShape) -> SmolStr {
        self.ids.set(self.ids.get() + 1);
        ids::id(self.world.seed, self.ids.get(), shape)
    }

    /// The number of a new record.
    pub(crate) fn reserve(&self) -> Seq {
        self.seqs.set(self.seqs.get() + 1);
        Seq(self.seqs.get())
    }

    /// The one record of a resource under the parent in the request.
    pub(crate) fn only(&self, sort: Sort) -> Result<Option<Seq>, Refusal> {
        let places = self.places_of(sort);
        let mut found = Vec::new();
        for parent in places {
            found.extend(self.world.store.children(parent, sort));
        }
        match found.as_slice() {
            [] => Err(self.lacks(sort, Vec::new())),
            [one] => Ok(Some(*one)),
            [first, ..] if self.world.adopts() => Ok(Some(*first)),
            several => {
                let resource = self.world.model.resource(sort);
                let name = resource.path_parameter.unwrap_or(resource.name);
                Err(Refusal::parameter(
                    name,
                    "an id, because there are several",
                    format!("nothing for {} of them", several.len()),
                ))
            }
        }
    }

    /// The refusal for something that is not there although nothing names it.
    pub(crate) fn lacks(&self, sort: Sort, id: Vec<(&'static str, String)>) -> Refusal {
        let values: Vec<_> = id.iter().map(|(_, value)| value.as_str()).collect();
        let values = values.join("@");
        let refusal = self.world.missing(sort, (!values.is_empty()).then_some(values.as_str()));
        let places = self.places_of(sort);
        self.wanting.replace(Some(Missing { sort, id, places }));
        refusal
    }

    /// The number of a record among its siblings. Numbers of deleted siblings at the end are used again.
    pub(crate) fn ordinal(&self, record: &Record) -> SmolStr {
        let siblings = self.world.store.children(record.parent, record.sort).iter();
        let siblings = siblings.filter_map(|seq| self.world.store.get(*seq));
        let drafts = self.drafts.iter().filter(|draft| {
            draft.sort == record.sort && draft.parent == record.parent && draft.seq != record.seq
        });
        let used = siblings.chain(drafts).filter_map(|other| {
            let number = other.get("ordinal")?.as_text()?;
            number.parse::<u32>().ok()
        });
        let number = used.max().unwrap_or(0) + 1;
        match u8::try_from(number) {
            Ok(number) if number < 100 => {
                let digits = [b'0' + number / 10, b'0' + number % 10];
                std::str::from_utf8(&digits).unwrap_or_default().into()
            }
            _ => format_smolstr!("{number}"),
        }
    }

    /// A record as a message names it.
    pub(crate) fn called(&self, record: &Record) -> String {
        let name = self.world.model.resource(record.sort).name.replace('_', " ");
        let id = self.id(record);
        if id.is_empty() { name } else { format!("{name} '{}'", shorten(&id)) }
    }
}
