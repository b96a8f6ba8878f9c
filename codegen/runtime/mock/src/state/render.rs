//! Answers: the layout of an operation, filled with the records that it shows.

use std::collections::HashMap;
use std::sync::Arc;

use hyper::StatusCode;
use serde_json::{Map, Value};
use taurusdb_descriptor_types::resources::{FieldPath, Kind, View};
use taurusdb_descriptor_types::{Location, Method};

use super::ask::{Place, text};
use super::filters::Filters;
use super::layout::Node;
use super::made;
use super::maker::Made;
use super::model::Sort;
use super::paging::Page;
use super::population;
use super::record::{Record, Shared};
use super::scene::{At, Scene};
use crate::answer::Answer;
use crate::refusal::Refusal;

/// The answer to a call; `written` are the records that it has just written.
pub(crate) fn answer(scene: &Scene<'_>, written: &[Shared]) -> Result<Answer, Refusal> {
    let world = scene.world;
    let operation = world.model.operation(scene.ask.index).operation;
    let status = operation.success().map_or(200, |response| response.status);
    let layout = world.layouts.of(&world.model, scene.ask.index);
    let mut render = Render {
        scene,
        written,
        shown: vec![None; world.model.operation(scene.ask.index).views.len()],
        groups: HashMap::new(),
        total: None,
        missing: None,
    };
    let has_body = status != 204 && operation.method != Method::Head;
    let body = match layout {
        Node::Text(text) if has_body => bytes::Bytes::from_static(text.as_bytes()),
        Node::Text(_) => bytes::Bytes::new(),
        Node::Nothing if has_body => "{}".into(),
        Node::Nothing => bytes::Bytes::new(),
        layout => {
            let value = render.node(layout);
            if let Some(sort) = render.missing {
                return Err(scene.lacks(sort, Vec::new()));
            }
            match has_body {
                true => value.unwrap_or_else(|| Map::new().into()).to_string().into(),
                false => bytes::Bytes::new(),
            }
        }
    };
    let headers = Answer::described_headers(&world.model.sampler, operation);
    Ok(Answer { status: StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body, headers })
}

struct Render<'r> {
    scene: &'r Scene<'r>,
    written: &'r [Shared],
    /// The record that each view shows at the place at hand.
    shown: Vec<Option<Shared>>,
    /// The value of the group around, by view.
    groups: HashMap<usize, Value>,
    /// The number of items on all pages.
    total: Option<usize>,
    /// A thing that there is not: then nothing is answered.
    missing: Option<Sort>,
}

impl Render<'_> {
    fn view(&self, index: usize) -> (Sort, &'static View) {
        self.scene.world.model.operation(self.scene.ask.index).views[index]
    }

    fn node(&mut self, node: &Node) -> Option<Value> {
        match node {
            Node::Nothing | Node::Text(_) => None,
            Node::Object(fields) => self.object(fields),
            Node::Either(either) => self.either(either),
            Node::Attribute { view, name, shape } => {
                let record = self.shown[*view].as_ref()?;
                shape.fit(self.scene.attribute(record, name)?)
            }
            Node::Source { view, source, shape } => {
                let record = self.shown[*view].clone()?;
                let place = Place::default();
                let at = At { record: Some(&record), sort: record.sort, place: &place };
                shape.fit(self.scene.value(source, at).ok().flatten()?)
            }
            Node::Records { view, item, is_paged } => self.records(*view, item, *is_paged),
            Node::Groups { view, attribute, item, is_paged } => {
                self.grouped(*view, *attribute, item, *is_paged)
            }
            Node::Group { view, shape } => shape.fit(self.groups.get(view)?.clone()),
            Node::One(item) => {
                let one = self.node(item);
                Some(Value::Array(one.into_iter().collect()))
            }
            Node::Joined(lists) => {
                let mut all = Vec::new();
                let mut total = 0;
                for list in lists {
                    if let Some(Value::Array(items)) = self.node(list) {
                        total += self.total.take().unwrap_or(items.len());
                        all.extend(items);
                    }
                }
                self.total = Some(total);
                Some(all.into())
            }
            Node::Total(shape) => self.total.and_then(|total| shape.fit(total.into())),
            Node::Task => self.scene.task.clone().map(Value::from),
            Node::Order => self.scene.order.clone().map(Value::from),
            Node::Made { view, name, made, shape } => {
                if let Some(sent) = self.repeated(name)
                    && view.is_none()
                    && let Some(value) = shape.fit(sent)
                {
                    return Some(value);
                }
                let record = self.about(*view)?;
                let value = made::value(self.scene, &record, name, made);
                // Where nothing of the kind is there, an id that belongs to nothing.
                let value = value.or_else(|| match made {
                    Made::Id(_, id) if view.is_none() => Some(made::lone(self.scene, name, *id)),
                    _ => None,
                });
                shape.fit(value?)
            }
            Node::Rows { rows, is_list } => {
                let items: Vec<_> = rows.iter().filter_map(|row| self.node(row)).collect();
                let items = if *is_list { self.agreeing(items) } else { items };
                if *is_list {
                    self.total = Some(items.len());
                }
                Some(items.into())
            }
        }
    }

    /// Fields in their order, lists first made: totals are known only then.
    fn object(&mut self, fields: &[(&'static str, Node)]) -> Option<Value> {
        let mut values: Vec<Option<Value>> = vec![None; fields.len()];
        for is_total in [false, true] {
            for (index, (_, node)) in fields.iter().enumerate() {
                if matches!(node, Node::Total(_)) == is_total {
                    values[index] = self.node(node);
                }
            }
        }
        let known = fields.iter().zip(values);
        let object: Map<_, _> =
            known.filter_map(|((name, _), value)| Some(((*name).to_owned(), value?))).collect();
        (!object.is_empty()).then(|| object.into())
    }

    fn either(&mut self, either: &[(usize, Node)]) -> Option<Value> {
        // Of several kinds of things at one place, it is the one that the request names.
        let is_named = |(view, _): &&(usize, Node)| {
            let (sort, _) = self.view(*view);
            !self.scene.named_of(sort).is_empty() || self.written.iter().any(|r| r.sort == sort)
        };
        let named = either.iter().find(is_named).map(|(view, _)| *view);
        for (view, node) in either {
            if named.is_some_and(|named| named != *view) {
                continue;
            }
            let Some(record) = self.one(*view) else { continue };
            let before = self.shown[*view].replace(record);
            let value = self.node(node);
            self.shown[*view] = before;
            return value;
        }
        let (view, node) = either.first()?;
        let (sort, found) = self.view(*view);
        // What the answer is about has to be there.
        if found.within.is_none()
            && !self.scene.world.model.operation(self.scene.ask.index).writes()
        {
            self.missing = Some(sort);
            return None;
        }
        if found.within.is_some() {
            return None;
        }
        self.node(node)
    }

    /// The one record that a view shows.
    fn one(&self, index: usize) -> Option<Shared> {
        let (sort, view) = self.view(index);
        if view.within.is_some() {
            return self.inner(index).into_iter().next();
        }
        if let Some(written) = self.written.iter().rev().find(|record| record.sort == sort) {
            return Some(Arc::clone(written));
        }
        let named = self.scene.named_of(sort);
        if let Some(seq) = named.last() {
            return self.scene.world.store.get(*seq).cloned();
        }
        // The only one under what the request names: a setting, or the like.
        let is_one =
            matches!(self.scene.world.model.resource(sort).kind, Kind::Setting | Kind::Optional);
        let place = self.scene.places_of(sort);
        let parent = self.scene.record(*place.first()?)?;
        let found = self.scene.children(parent, sort);
        (is_one || found.len() == 1).then(|| found.into_iter().next()).flatten()
    }

    /// The records that a view shows inside the record of another view.
    fn inner(&self, index: usize) -> Vec<Shared> {
        let (sort, view) = self.view(index);
        let Some(within) = view.within.and_then(|name| self.scene.world.model.named(name)) else {
            return Vec::new();
        };
        let around = self.shown.iter().flatten().find(|record| record.sort == within);
        let Some(around) = around else { return Vec::new() };
        let mut found = if view.joined.is_empty() {
            self.scene.children(around, sort)
        } else {
            let parent = self.scene.world.model.sort(sort).parent;
            let above = parent.and_then(|parent| self.scene.nearest(around, parent));
            above.map(|above| self.scene.children(above, sort)).unwrap_or_default()
        };
        found.retain(|record| {
            view.joined.iter().all(|(own, other)| {
                let own = self.scene.attribute(record, own.0).map(|value| text(&value));
                own == self.scene.attribute(around, other.0).map(|value| text(&value))
            })
        });
        found.retain(|record| self.is_shown(index, record));
        found
    }

    /// Whether a view is for records like this one, and for the group at hand.
    fn is_shown(&self, index: usize, record: &Record) -> bool {
        let (sort, view) = self.view(index);
        let place = Place::default();
        let at = At { record: Some(record), sort, place: &place };
        view.only.iter().all(|(reading, values)| {
            let own = self.scene.read(reading, at).map(|value| text(&value));
            own.is_some_and(|own| values.contains(&own.as_str()))
        })
    }

    /// All records that a list is about, as far as the request asks for them.
    fn asked(&mut self, index: usize, is_paged: bool) -> Vec<Shared> {
        let (sort, view) = self.view(index);
        let world = self.scene.world;
        let operation = world.model.operation(self.scene.ask.index);
        if view.within.is_some() {
            return self.inner(index);
        }
        if operation.writes() {
            let own = self.written.iter().filter(|record| record.sort == sort);
            let own: Vec<_> = own.cloned().collect();
            if is_paged {
                self.total = Some(own.len());
            }
            return own;
        }
        let named = self.scene.named_of(sort);
        let filters = Filters::new(self.scene, sort, view);
        let places = self.scene.places_of(sort);
        let entry = world.model.sort(sort);
        let page = if is_paged { Page::of(operation.operation, self.scene.ask) } else { Page::All };
        // Most lists are read in pages, without filters: then nothing but the page is looked at.
        if let [place] = places.as_slice()
            && filters.are_none()
            && view.only.is_empty()
            && named.is_empty()
            && !entry.is_virtual()
            && matches!(page, Page::Part { .. })
        {
            let all = world.store.children(*place, sort);
            self.total = Some(all.len());
            let part = &all[page.range(all.len())];
            return part.iter().filter_map(|seq| world.store.get(*seq).cloned()).collect();
        }
        let mut found: Vec<Shared> = if named.is_empty() {
            let parents = places.iter().filter_map(|seq| self.scene.record(*seq));
            parents
                .flat_map(|parent| {
                    let kept = world.store.children(parent.seq, sort).is_empty();
                    if entry.is_generated && kept {
                        population::rows(self.scene, parent, sort, Some(filters.span()))
                    } else {
                        self.scene.children(parent, sort)
                    }
                })
                .collect()
        } else {
            named.iter().filter_map(|seq| world.store.get(*seq).cloned()).collect()
        };
        found.retain(|record| filters.fit(record) && self.is_shown(index, record));
        if is_paged { self.page(&page, found) } else { found }
    }

    fn page(&mut self, page: &Page, mut found: Vec<Shared>) -> Vec<Shared> {
        match page {
            Page::All | Page::Part { .. } => {
                self.total = Some(found.len());
                found.drain(page.range(found.len())).collect()
            }
            Page::After { value, take } => {
                self.total = Some(found.len());
                let start = value.as_ref().map_or(0, |value| self.behind(&found, value));
                found.into_iter().skip(start).take(*take).collect()
            }
        }
    }

    /// The position behind the record that a cursor names.
    fn behind(&self, found: &[Shared], value: &str) -> usize {
        use taurusdb_descriptor_types::resources::PagingStyle;
        let operation = self.scene.world.model.operation(self.scene.ask.index).operation;
        let cursor = match operation.paging.map(|paging| paging.style) {
            Some(PagingStyle::LineNumBody(cursor) | PagingStyle::FileNameQuery(cursor)) => cursor,
            _ => return 0,
        };
        let name = cursor.from.segments().last().map_or("", |segment| segment.name);
        let own = |record: &Shared| self.scene.attribute(record, name).map(|value| text(&value));
        if let Some(at) = found.iter().position(|record| own(record).as_deref() == Some(value)) {
            return at + 1;
        }
        // Numbers that lie between two items, as callers also send.
        let Ok(value) = value.parse::<f64>() else { return 0 };
        let is_before = |record: &&Shared| {
            own(record).and_then(|own| own.parse::<f64>().ok()).is_some_and(|own| own <= value)
        };
        found.iter().take_while(is_before).count()
    }

    fn records(&mut self, view: usize, item: &Node, is_paged: bool) -> Option<Value> {
        let mut found = self.asked(view, is_paged);
        if let Some(group) = self.groups.get(&view) {
            let wanted = text(group);
            let (_, shown) = self.view(view);
            let attribute = shown.group.first().map_or("", |(_, attribute)| attribute.0);
            found.retain(|record| {
                self.scene.attribute(record, attribute).is_some_and(|own| text(&own) == wanted)
            });
        }
        let before = self.shown[view].take();
        let mut items = Vec::with_capacity(found.len());
        for record in found {
            self.shown[view] = Some(record);
            items.extend(self.node(item));
        }
        self.shown[view] = before;
        Some(items.into())
    }

    fn grouped(
        &mut self,
        view: usize,
        attribute: FieldPath,
        item: &Node,
        is_paged: bool,
    ) -> Option<Value> {
        let mut values: Vec<Value> = Vec::new();
        for record in self.asked(view, false) {
            if let Some(value) = self.scene.attribute(&record, attribute.0)
                && !values.contains(&value)
            {
                values.push(value);
            }
        }
        if is_paged {
            let operation = self.scene.world.model.operation(self.scene.ask.index).operation;
            let page = Page::of(operation, self.scene.ask);
            self.total = Some(values.len());
            values = values.drain(page.range(values.len())).collect();
        }
        let total = self.total;
        let mut items = Vec::new();
        for value in values {
            self.groups.insert(view, value);
            items.extend(self.node(item));
        }
        self.groups.remove(&view);
        self.total = total;
        Some(items.into())
    }

    /// The record that made-up values are about: that of the view, or what the request names.
    fn about(&self, view: Option<usize>) -> Option<Shared> {
        if let Some(record) = view.and_then(|view| self.shown[view].clone()) {
            return Some(record);
        }
        let world = self.scene.world;
        let named = self.scene.named.iter().flat_map(|(_, seqs)| seqs).next();
        let seq = named.copied().unwrap_or(self.scene.project);
        world.store.get(seq).cloned()
    }

    /// What the request says under the name of a field of the answer.
    fn repeated(&self, name: &str) -> Option<Value> {
        if name.is_empty() {
            return None;
        }
        let ask = self.scene.ask;
        let sent = ask.path(name).or_else(|| ask.query(name)).map(Value::from);
        sent.or_else(|| ask.fields()?.get(name).cloned())
    }

    /// The elements of a catalogue that agree with the request: each of its inputs is either not a field
    /// of the elements, or its value.
    fn agreeing(&self, items: Vec<Value>) -> Vec<Value> {
        let ask = self.scene.ask;
        let operation = self.scene.world.model.operation(ask.index).operation;
        let mut kept = items;
        for parameter in operation.parameters_in(Location::Query) {
            let Some(sent) = ask.query(parameter.name) else { continue };
            let is_field = kept.iter().any(|item| item.get(parameter.name).is_some());
            if is_field {
                kept.retain(|item| item.get(parameter.name).is_some_and(|own| text(own) == sent));
            }
        }
        kept
    }
}
