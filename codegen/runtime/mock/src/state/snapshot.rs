//! The whole of a world as JSON, and back: what durable stores keep, and what seed files say.
//!
//! ```json
//! { "seed": 0, "time": "2024-12-31T00:00:00.000Z", "ids": 4, "last": 9,
//!   "records": { "instance": [{ "_seq": 5, "_parent": 1, "_state": "ACTIVE", "id": "…", "name": "a" }] },
//!   "events": [{ "due": "…", "end": { … } }] }
//! ```
//!
//! A file written by hand needs `records` alone: `_seq` is given out, `_parent` is the id of the record
//! that it lies under (a record right under the project needs none), `_state` is the first ready one, ids
//! that are left out are new, and defaults fill what else is missing.

use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::resources::IdShape;

use super::ask::{Ask, Place};
use super::change::Change;
use super::model::Model;
use super::paths::interned;
use super::record::{Record, Seq};
use super::scene::Scene;
use super::sort::Sort;
use super::times;
use super::works::{Event, Work};
use super::world::World;

/// The place of what is wrong, and what is wrong there.
pub(crate) type Wrong = (String, String);

const SEQ: &str = "_seq";
const PARENT: &str = "_parent";
const STATE: &str = "_state";
const BORN: &str = "_born";
const PROJECTS: &str = "project";

impl World {
    /// The records of a resource in all projects, the oldest first.
    pub(crate) fn records(&self, resource: &str) -> Vec<Value> {
        let Some(sort) = self.model.named(resource) else { return Vec::new() };
        let mut found: Vec<_> = self.store.records().filter(|record| record.sort == sort).collect();
        found.sort_by_key(|record| record.seq);
        found.into_iter().map(|record| self.to_json(record)).collect()
    }

    /// Everything that is kept.
    pub(crate) fn snapshot(&self) -> Value {
        let mut records: Map<String, Value> = Map::new();
        let mut all: Vec<_> = self.store.records().collect();
        all.sort_by_key(|record| record.seq);
        for record in all {
            let value = self.whole(record);
            let name = self.model.resource(record.sort).name;
            let list = records.entry(name).or_insert_with(|| json!([]));
            if let Value::Array(items) = list {
                items.push(value);
            }
        }
        let events: Vec<_> =
            self.works.events().map(|((due, _), event)| self.event_to_json(due, event)).collect();
        json!({
            "seed": self.seed,
            "time": times::text(self.time()),
            "ids": self.ids,
            "last": self.store.last(),
            "records": records,
            "events": events,
        })
    }

    /// Keeps what a snapshot or a file says, instead of what was kept. If anything in it is wrong, all
    /// stays as it was.
    pub(crate) fn restore(&mut self, value: &Value) -> Result<(), Wrong> {
        let top = value.as_object().ok_or_else(|| wrong("", "expected an object"))?;
        const KNOWN: [&str; 6] = ["seed", "time", "ids", "last", "records", "events"];
        if let Some(name) = top.keys().find(|name| !KNOWN.contains(&name.as_str())) {
            return Err(wrong(
                name,
                &format!("no such field; expected one of {}", KNOWN.join(", ")),
            ));
        }
        let mut next =
            Self::new(self.model.service, self.model.sampler.examples, self.settings().clone());
        let number = |name: &str| match top.get(name) {
            None => Ok(None),
            Some(value) => {
                value.as_u64().map(Some).ok_or_else(|| wrong(name, "expected a whole number"))
            }
        };
        next.seed = number("seed")?.unwrap_or(self.seed);
        next.ids = number("ids")?.unwrap_or_default();
        next.store.set_last(number("last")?.unwrap_or_default());
        let time = match top.get("time") {
            None => self.time(),
            Some(value) => times::of(value).ok_or_else(|| wrong("time", "expected a time"))?,
        };
        next.clock_mut().set(time);
        if let Some(records) = top.get("records") {
            next.take_records(records)?;
        }
        if let Some(events) = top.get("events") {
            let list = events.as_array().ok_or_else(|| wrong("events", "expected a list"))?;
            for (at, event) in list.iter().enumerate() {
                let place = format!("events[{}]", at + 1);
                let (due, event) = event_from_json(&next.model, event)
                    .ok_or_else(|| wrong(&place, "expected an event as a snapshot has it"))?;
                next.works.add(due, event);
            }
        }
        *self = next;
        Ok(())
    }

    fn take_records(&mut self, value: &Value) -> Result<(), Wrong> {
        let sorts = value.as_object().ok_or_else(|| wrong("records", "expected an object"))?;
        if let Some(projects) = sorts.get(PROJECTS) {
            for project in projects.as_array().into_iter().flatten() {
                let seq = project.get(SEQ).and_then(Value::as_u64).map(Seq);
                let id = project.get("id").and_then(Value::as_str);
                if let (Some(seq), Some(id)) = (seq, id) {
                    let born = project.get(BORN).and_then(times::of);
                    self.store.add_project(id, seq, born.unwrap_or_else(|| self.time()));
                }
            }
        }
        for name in sorts.keys().filter(|name| *name != PROJECTS) {
            if self.model.named(name).is_none() {
                let known = self.model.sorts().map(|sort| self.model.resource(sort).name);
                let advice = crate::text::instead(known, name);
                return Err(wrong(
                    &format!("records.{name}"),
                    &format!("no resource is called so; {advice}"),
                ));
            }
        }
        // Parents first, whatever the order in the file.
        let mut sorts: Vec<(Sort, &String, &Value)> = sorts
            .iter()
            .filter_map(|(name, list)| Some((self.model.named(name)?, name, list)))
            .filter(|(sort, ..)| *sort != Sort::PROJECT)
            .collect();
        sorts.sort_by_key(|(sort, ..)| self.model.sort(*sort).depth);
        for (sort, name, list) in sorts {
            let place = format!("records.{name}");
            let items = list.as_array().ok_or_else(|| wrong(&place, "expected a list"))?;
            for (at, item) in items.iter().enumerate() {
                self.take_record(sort, &format!("{place}[{}]", at + 1), item)?;
            }
        }
        Ok(())
    }

    fn take_record(&mut self, sort: Sort, place: &str, item: &Value) -> Result<(), Wrong> {
        let fields = item.as_object().ok_or_else(|| wrong(place, "expected an object"))?;
        let is_whole = fields.contains_key(SEQ);
        let seq = match fields.get(SEQ) {
            Some(value) => Seq(value
                .as_u64()
                .ok_or_else(|| wrong(&format!("{place}.{SEQ}"), "expected a number"))?),
            None => self.store.reserve(),
        };
        let parent = self.parent_in(sort, place, fields)?;
        let born = fields.get(BORN).and_then(times::of).unwrap_or_else(|| self.time());
        let entry = self.model.sort(sort);
        let mut record = Record::new(&entry.bare, sort, seq, parent, born);
        record.state = match fields.get(STATE).and_then(Value::as_str) {
            None if is_whole => None,
            None => entry.ready(),
            Some(name) => match entry.state(name) {
                Some(state) => Some(state),
                None => {
                    let known = entry.resource.states.iter().map(|state| state.name);
                    let advice = crate::text::instead(known, name);
                    let text = format!("no state is called '{name}'; {advice}");
                    return Err(wrong(&format!("{place}.{STATE}"), &text));
                }
            },
        };
        for (name, value) in fields {
            if [SEQ, PARENT, STATE, BORN].contains(&name.as_str()) {
                continue;
            }
            let is_known = entry.knows(name);
            if !is_known {
                let advice = crate::text::instead(entry.attributes.keys().copied(), name);
                let text =
                    format!("no attribute of {} is called so; {advice}", entry.resource.name);
                return Err(wrong(&format!("{place}.{name}"), &text));
            }
            record.set(interned(name), value.into());
        }
        if !is_whole {
            self.complete(&mut record);
            let entry = self.model.sort(sort);
            if let Some(key) = entry.key()
                && let Some(id) = record.get(key).and_then(|id| id.as_text())
                && self.store.find(&self.model, sort, parent, &[&id]).is_some()
            {
                let text = format!("a {} has '{id}' already", entry.resource.name);
                return Err(wrong(&format!("{place}.{key}"), &text));
            }
        }
        self.store.insert(&self.model, record);
        Ok(())
    }

    /// The record that one in a file lies under.
    fn parent_in(
        &mut self,
        sort: Sort,
        place: &str,
        fields: &Map<String, Value>,
    ) -> Result<Seq, Wrong> {
        let above = self.model.sort(sort).parent.unwrap_or(Sort::PROJECT);
        let place = format!("{place}.{PARENT}");
        match fields.get(PARENT) {
            Some(Value::Number(number)) => {
                let seq = number.as_u64().map(Seq).filter(|seq| self.store.get(*seq).is_some());
                seq.ok_or_else(|| wrong(&place, "no record has this number"))
            }
            Some(Value::String(id)) if above == Sort::PROJECT => Ok(self.project(id)),
            Some(Value::String(id)) => {
                let is_it = |record: &&super::record::Shared| {
                    record.sort == above
                        && self.model.resource(above).id.iter().any(|path| {
                            record
                                .get(path.0)
                                .is_some_and(|own| own.as_text().as_deref() == Some(id))
                        })
                };
                let found = self.store.records().find(is_it).map(|record| record.seq);
                let name = self.model.resource(above).name;
                found.ok_or_else(|| wrong(&place, &format!("no {name} has the id '{id}'")))
            }
            None if above == Sort::PROJECT => {
                let first = self.store.projects().next().map(|(id, _)| id.to_owned());
                let id = first.unwrap_or_else(|| super::world::USUAL_PROJECT.to_owned());
                Ok(self.project(&id))
            }
            _ => {
                let name = self.model.resource(above).name;
                Err(wrong(&place, &format!("expected the id of the {name} that it lies under")))
            }
        }
    }

    /// Fills in what a file has left out.
    fn complete(&mut self, record: &mut Record) {
        let ask = Ask::in_project("", "");
        let project = self.store.ancestry(record.parent).last().map_or(record.parent, |r| r.seq);
        let scene = Scene::new(self, &ask, project);
        let entry = scene.world.model.sort(record.sort);
        if let (Some(key), Some(shape)) = (entry.key(), entry.resource.id_shape)
            && record.get(key).is_none()
            && shape != IdShape::Name
        {
            record.set(key, scene.fresh(shape).into());
        }
        scene.defaults(record, &Place::default());
        let ids = scene.ids.get();
        self.ids = ids;
    }

    pub(super) fn event_to_json(&self, due: i64, event: &Event) -> Value {
        let due = times::text(due);
        match event {
            Event::Begin { task } => json!({ "due": due, "begin": task.0 }),
            Event::Pass { seq, states } => json!({ "due": due, "pass": seq.0, "states": states }),
            Event::Open { task, project, ask } => json!({
                "due": due,
                "open": task.0,
                "project": project.0,
                "call": ask.to_json(self.model.operation(ask.index).operation.id),
            }),
            Event::End(work) => json!({
                "due": due,
                "operation": self.model.operation(work.index).operation.id,
                "task": work.task.map(|task| task.0),
                "locks": work.locks.iter().map(|seq| seq.0).collect::<Vec<_>>(),
                "began": times::text(work.began),
                "fails": work.fails,
                "end": self.changes_to_json(&work.end),
                "fail": self.changes_to_json(&work.fail),
                "then": work.then.iter().map(|(seq, states)| json!([seq.0, states])).collect::<Vec<_>>(),
            }),
        }
    }

    fn changes_to_json(&self, changes: &[Change]) -> Value {
        let one = |change: &Change| match change {
            Change::Create(record) => {
                json!({ "create": self.model.resource(record.sort).name, "record": self.to_json(record) })
            }
            Change::Set { seq, values } => {
                let values: Map<_, _> = values
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.to_value()))
                    .collect();
                json!({ "set": seq.0, "values": values })
            }
            Change::State { seq, state } => json!({ "state": seq.0, "to": state }),
            Change::Delete(seq) => json!({ "delete": seq.0 }),
        };
        changes.iter().map(one).collect()
    }

    /// A record as people read it, and as it is read again.
    pub(crate) fn to_json(&self, record: &Record) -> Value {
        let states = self.model.resource(record.sort).states;
        let mut fields = Map::new();
        fields.insert(SEQ.into(), record.seq.0.into());
        fields.insert(PARENT.into(), record.parent.0.into());
        if let Some(state) = record.state.and_then(|at| states.get(usize::from(at))) {
            fields.insert(STATE.into(), state.name.into());
        }
        fields.insert(BORN.into(), times::text(record.born()).into());
        fields.extend(record.attributes().map(|(name, value)| (name.to_owned(), value.to_value())));
        fields.into()
    }
}

fn wrong(place: &str, what: &str) -> Wrong {
    (place.to_owned(), what.to_owned())
}

fn seq(value: &Value, name: &str) -> Option<Seq> {
    value.get(name)?.as_u64().map(Seq)
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    value.as_array()?.iter().map(|one| u8::try_from(one.as_u64()?).ok()).collect()
}

fn event_from_json(model: &Model, value: &Value) -> Option<(i64, Event)> {
    let due = times::of(value.get("due")?)?;
    let event = if let Some(task) = seq(value, "begin") {
        Event::Begin { task }
    } else if let Some(record) = seq(value, "pass") {
        Event::Pass { seq: record, states: bytes(value.get("states")?)? }
    } else if let Some(task) = seq(value, "open") {
        let call = value.get("call")?;
        let index = model.position(call.get("operation")?.as_str()?)?;
        Event::Open { task, project: seq(value, "project")?, ask: Ask::from_json(call, index)? }
    } else {
        let index = model.position(value.get("operation")?.as_str()?)?;
        let operation = model.operation(index).operation;
        let locks = value.get("locks")?.as_array()?;
        let then = value.get("then")?.as_array()?;
        Event::End(Work {
            name: operation.task.and_then(|task| task.name).unwrap_or(operation.id),
            index,
            task: seq(value, "task"),
            busy: operation.task.and_then(|task| task.busy),
            locks: locks.iter().map(|one| one.as_u64().map(Seq)).collect::<Option<_>>()?,
            began: times::of(value.get("began")?)?,
            fails: value.get("fails")?.as_bool()?,
            end: changes_from_json(model, value.get("end")?)?,
            fail: changes_from_json(model, value.get("fail")?)?,
            then: then
                .iter()
                .map(|one| Some((Seq(one.get(0)?.as_u64()?), bytes(one.get(1)?)?)))
                .collect::<Option<_>>()?,
        })
    };
    Some((due, event))
}

fn changes_from_json(model: &Model, value: &Value) -> Option<Vec<Change>> {
    let one = |value: &Value| {
        Some(if let Some(seq) = seq(value, "set") {
            let values = value.get("values")?.as_object()?;
            let values = values.iter().map(|(name, value)| (interned(name), value.into()));
            Change::Set { seq, values: values.collect() }
        } else if let Some(seq) = seq(value, "state") {
            let to = value.get("to")?;
            let state = if to.is_null() { None } else { Some(u8::try_from(to.as_u64()?).ok()?) };
            Change::State { seq, state }
        } else if let Some(seq) = seq(value, "delete") {
            Change::Delete(seq)
        } else {
            let sort = model.named(value.get("create")?.as_str()?)?;
            let fields = value.get("record")?.as_object()?;
            let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(Seq);
            let born = fields.get(BORN).and_then(times::of)?;
            let common = &model.sort(sort).bare;
            let mut record = Record::new(common, sort, number(SEQ)?, number(PARENT)?, born);
            let state = fields.get(STATE).and_then(Value::as_str);
            record.state = state.and_then(|name| model.sort(sort).state(name));
            for (name, value) in fields {
                if ![SEQ, PARENT, STATE, BORN].contains(&name.as_str()) {
                    record.set(interned(name), value.into());
                }
            }
            Change::Create(record.into())
        })
    };
    value.as_array()?.iter().map(one).collect()
}
