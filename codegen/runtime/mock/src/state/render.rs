//! Answers: the layout of an operation, filled with the records that it shows.

use std::collections::HashMap;

use hyper::StatusCode;
use serde_json::{Map, Value};
use taurusdb_descriptor_types::resources::FieldPath;
use taurusdb_descriptor_types::{Broken, Location, Method, visible};

use super::ask::{Place, text};
use super::layout::Node;
use super::paging::Page;
use super::record::Shared;
use super::scene::{At, Scene};
use super::selection::Render;
use super::sort::Made;
use crate::answer::Answer;
use crate::refusal::Refusal;
use crate::text::shorten;

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
        refused: None,
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
            if let Some(refusal) = render.refused {
                return Err(refusal);
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

fn cannot_be(name: &str, broken: Broken, value: &Value) -> Refusal {
    let got = broken.counted.unwrap_or_else(|| visible(&shorten(&value.to_string())).into_owned());
    Refusal::parameter(name, broken.limit, got)
}

impl Render<'_> {
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
                if view.is_none()
                    && let Some(sent) = self.repeated(name)
                    && let Some(value) = shape.fit(sent)
                {
                    let Some(limit) = shape.broken(&value).into_iter().next() else {
                        return Some(value);
                    };
                    // What the answer cannot repeat is wrong in the request, too; too late to say
                    // so if it has changed something.
                    if !self.scene.world.model.operation(self.scene.ask.index).writes() {
                        self.refused = Some(cannot_be(name, limit, &value));
                        return None;
                    }
                }
                let record = self.about(*view)?;
                // What lasts, lasts until now.
                if *made == Made::Born && view.is_none() && name.starts_with("end") {
                    return shape.fit(super::times::internal(self.scene.now));
                }
                let value = self.scene.made(&record, name, made);
                // Where nothing of the kind is there, an id that belongs to nothing.
                let value = value.or_else(|| match made {
                    Made::Id(_, id) if view.is_none() => Some(self.scene.lone(name, *id)),
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
