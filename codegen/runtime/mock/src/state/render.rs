//! Answers: the layout of an operation, filled with the records that it shows.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use hyper::StatusCode;
use serde_json::Value;
use smallvec::smallvec;
use taurusdb_descriptor_types::resources::FieldPath;
use taurusdb_descriptor_types::{Broken, Location, Method, visible};

use super::ask::Place;
use super::datum::{Datum, plain, text};
use super::fit::Shape;
use super::json;
use super::node::{Key, Node};
use super::paging::Page;
use super::recipe::Recipe;
use super::record::Shared;
use super::scene::{At, Scene};
use super::selection::Render;
use super::sort::Made;
use crate::answer::Answer;
use crate::data::Data;
use crate::refusal::Refusal;
use crate::text::shorten;

/// Answers of more bytes are not copied.
const LARGE: usize = 16 * 1024;

thread_local! {
    /// Where answers are written before anybody knows how long they will be. What is kept of them has no more
    /// room than it needs.
    static DESK: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The answer to a call.
pub(crate) fn answer(scene: &Scene<'_>) -> Result<Answer, Refusal> {
    let world = scene.world;
    let operation = world.model.operation(scene.ask.index).operation;
    let status = operation.success().map_or(200, |response| response.status);
    let layout = world.layouts.of(&world.model, scene.ask.index);
    let mut render = Render {
        scene,
        written: &scene.written,
        shown: smallvec![None; world.model.operation(scene.ask.index).views.len()],
        groups: HashMap::new(),
        total: None,
        missing: None,
        refused: None,
    };
    let has_body = status != 204 && operation.method != Method::Head;
    let body = match &layout.body {
        Node::Text(text) if has_body => bytes::Bytes::from_static(text.as_bytes()),
        Node::Text(_) => bytes::Bytes::new(),
        Node::Nothing if has_body => "{}".into(),
        Node::Nothing => bytes::Bytes::new(),
        layout => {
            let mut body = DESK.take();
            body.clear();
            let is_there = render.write(layout, &mut body);
            if let Some(sort) = render.missing {
                return Err(scene.lacks(sort, Vec::new()));
            }
            if let Some(refusal) = render.refused {
                return Err(refusal);
            }
            match (has_body, is_there) {
                (true, true) if body.len() > LARGE => body.into(),
                (true, true) => {
                    let copied = bytes::Bytes::copy_from_slice(&body);
                    DESK.set(body);
                    copied
                }
                (true, false) => "{}".into(),
                (false, _) => bytes::Bytes::new(),
            }
        }
    };
    let headers = layout.headers.clone();
    Ok(Answer { status: StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body, headers })
}

fn cannot_be(name: &str, broken: Broken, value: &Value) -> Refusal {
    let got = broken.counted.unwrap_or_else(|| visible(&shorten(&value.to_string())).into_owned());
    Refusal::parameter(name, broken.limit, got)
}

/// Nodes are written as they are met; what turns out to be nothing is taken back, and says so with `false`.
impl Render<'_> {
    fn write(&mut self, node: &Node, out: &mut Vec<u8>) -> bool {
        match node {
            Node::Nothing | Node::Text(_) => false,
            Node::Object(fields) => self.object(fields, out),
            Node::Either(either) => self.either(either, out),
            Node::Attribute { view, access, constant, shape } => {
                let record = self.shown[*view].as_ref();
                record.is_some_and(|record| self.scene.write(record, access, constant, shape, out))
            }
            Node::Source { view, source, shape } => {
                let Some(record) = &self.shown[*view] else { return false };
                let place = Place::default();
                let at = At { record: Some(record), sort: record.sort, place: &place };
                let value = match source {
                    Recipe::Read(way) => self.scene.read(way, at),
                    source => self.scene.value(source, at).ok().flatten().map(Cow::Owned),
                };
                value.is_some_and(|value| shape.write(&value, out))
            }
            Node::Group { view, shape } => {
                self.groups.get(view).is_some_and(|value| shape.write(value, out))
            }
            Node::Total(shape) => self.total.is_some_and(|total| shape.value(&total.into(), out)),
            Node::Task => self.scene.task.as_ref().map(|task| json::text(task, out)).is_some(),
            Node::Order => self.scene.order.as_ref().map(|order| json::text(order, out)).is_some(),
            Node::Made { view, name, made, shape } => self.made(*view, name, made, shape, out),
            Node::Records { .. }
            | Node::Groups { .. }
            | Node::One(_)
            | Node::Joined(_)
            | Node::Rows { .. } => {
                out.push(b'[');
                self.elements(node, out);
                out.push(b']');
                true
            }
        }
    }

    /// Fields in their order; but totals are known only when the lists are written, and are put in then.
    fn object(&mut self, fields: &[(Key, Node)], out: &mut Vec<u8>) -> bool {
        let start = out.len();
        let mut totals: Vec<(usize, &Key, &Node)> = Vec::new();
        out.push(b'{');
        for (key, node) in fields {
            let at = out.len();
            if matches!(node, Node::Total(_)) {
                totals.push((at, key, node));
                continue;
            }
            let is_first = at == start + 1;
            out.extend_from_slice(&key.written[usize::from(is_first)..]);
            if !self.write(node, out) {
                out.truncate(at);
            }
        }
        // The last one first, so that the places of the others stay what they are.
        for (at, key, node) in totals.into_iter().rev() {
            let is_first = at == start + 1;
            let mut total = key.written[usize::from(is_first)..].to_vec();
            if !self.write(node, &mut total) {
                continue;
            }
            if is_first && out.len() > at {
                total.push(b',');
            }
            out.splice(at..at, total);
        }
        if out.len() == start + 1 {
            out.truncate(start);
            return false;
        }
        out.push(b'}');
        true
    }

    fn either(&mut self, either: &[(usize, Node)], out: &mut Vec<u8>) -> bool {
        // Of several kinds of things at one place, it is the one that the request names.
        let is_named = |(view, _): &&(usize, Node)| {
            let (sort, _) = self.view(*view);
            !self.scene.named_of(sort).is_empty() || self.written.iter().any(|r| r.sort == sort)
        };
        let named = match either {
            [_] => None,
            several => several.iter().find(is_named).map(|(view, _)| *view),
        };
        for (view, node) in either {
            if named.is_some_and(|named| named != *view) {
                continue;
            }
            let Some(record) = self.one(*view) else { continue };
            let before = self.shown[*view].replace(record);
            let is_there = self.write(node, out);
            self.shown[*view] = before;
            return is_there;
        }
        let Some((view, node)) = either.first() else { return false };
        let (sort, found) = self.view(*view);
        // What the answer is about has to be there.
        if found.within.is_none()
            && !self.scene.world.model.operation(self.scene.ask.index).writes()
        {
            self.missing = Some(sort);
            return false;
        }
        found.within.is_none() && self.write(node, out)
    }

    /// Writes what stands between the brackets of a list; gives how many elements it has.
    fn elements(&mut self, node: &Node, out: &mut Vec<u8>) -> usize {
        match node {
            Node::Records { view, item, is_paged } => self.records(*view, item, *is_paged, out),
            Node::Groups { view, attribute, item, is_paged } => {
                self.grouped(*view, *attribute, item, *is_paged, out)
            }
            Node::One(item) => usize::from(self.write(item, out)),
            Node::Joined(lists) => {
                let (mut count, mut total) = (0, 0);
                for list in lists {
                    let more = self.joined(count, out, |render, out| render.elements(list, out));
                    total += self.total.take().unwrap_or(more);
                    count += more;
                }
                self.total = Some(total);
                count
            }
            Node::Rows { rows, is_list } => {
                let mut items = Vec::new();
                for row in rows {
                    let mut item = Vec::new();
                    if self.write(row, &mut item) {
                        items.push(item);
                    }
                }
                if *is_list {
                    items = self.agreeing(items);
                    self.total = Some(items.len());
                }
                out.extend_from_slice(&items.join(&b","[..]));
                items.len()
            }
            _ => 0,
        }
    }

    /// Writes elements behind those that there are, with a comma between; gives how many there are more.
    fn joined(
        &mut self,
        there: usize,
        out: &mut Vec<u8>,
        write: impl FnOnce(&mut Self, &mut Vec<u8>) -> usize,
    ) -> usize {
        let at = out.len();
        if there > 0 {
            out.push(b',');
        }
        let more = write(self, out);
        if more == 0 {
            out.truncate(at);
        }
        more
    }

    fn records(&mut self, view: usize, item: &Node, is_paged: bool, out: &mut Vec<u8>) -> usize {
        let mut found = self.asked(view, is_paged);
        if let Some(group) = self.groups.get(&view) {
            let wanted = text(group);
            let (_, shown) = self.view(view);
            let attribute = shown.group.first().map_or("", |(_, attribute)| attribute.0);
            found.retain(|record| {
                self.scene.attribute(record, attribute).is_some_and(|own| plain(&own) == wanted)
            });
        }
        let before = self.shown[view].take();
        let mut count = 0;
        for record in found {
            self.shown[view] = Some(record);
            count += self.joined(count, out, |render, out| usize::from(render.write(item, out)));
        }
        self.shown[view] = before;
        count
    }

    fn grouped(
        &mut self,
        view: usize,
        attribute: FieldPath,
        item: &Node,
        is_paged: bool,
        out: &mut Vec<u8>,
    ) -> usize {
        let mut values: Vec<Datum> = Vec::new();
        for record in self.asked(view, false) {
            if let Some(value) = self.scene.attribute(&record, attribute.0)
                && !values.contains(&*value)
            {
                values.push(value.into_owned());
            }
        }
        if is_paged {
            let operation = self.scene.world.model.operation(self.scene.ask.index).operation;
            let page = Page::of(operation, self.scene.ask);
            self.total = Some(values.len());
            values = values.drain(page.range(values.len())).collect();
        }
        let total = self.total;
        let mut count = 0;
        for value in values {
            self.groups.insert(view, value);
            count += self.joined(count, out, |render, out| usize::from(render.write(item, out)));
        }
        self.groups.remove(&view);
        self.total = total;
        count
    }

    /// What the service makes up, or the request says.
    fn made(
        &mut self,
        view: Option<usize>,
        name: &'static str,
        made: &Made,
        shape: &Shape,
        out: &mut Vec<u8>,
    ) -> bool {
        if view.is_none()
            && let Some(sent) = self.repeated(name)
            && let Some(value) = shape.fit(&sent)
        {
            let Some(limit) = shape.broken(&value).into_iter().next() else {
                json::value(&value, out);
                return true;
            };
            // What the answer cannot repeat is wrong in the request, too; too late to say
            // so if it has changed something.
            if !self.scene.world.model.operation(self.scene.ask.index).writes() {
                self.refused = Some(cannot_be(name, limit, &value));
                return false;
            }
        }
        let Some(record) = self.about(view) else { return false };
        // What lasts, lasts until now.
        if *made == Made::Born && view.is_none() && name.starts_with("end") {
            return shape.born(self.scene.now, out);
        }
        if *made == Made::Born {
            return shape.born(record.born(), out);
        }
        match (self.scene.made(&record, name, made), made) {
            (Some(value), _) => shape.write(&value, out),
            // Where nothing of the kind is there, an id that belongs to nothing.
            (None, Made::Id(_, id)) if view.is_none() => {
                shape.write(&self.scene.lone(name, *id), out)
            }
            (None, _) => false,
        }
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
        sent.or_else(|| ask.field(name).map(Data::to_value))
    }

    /// The elements of a catalogue that agree with the request: each of its inputs is either not a field
    /// of the elements, or its value.
    fn agreeing(&self, items: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let ask = self.scene.ask;
        let operation = self.scene.world.model.operation(ask.index).operation;
        let parameters = operation.parameters_in(Location::Query);
        let asked: Vec<_> =
            parameters.filter_map(|known| Some((known.name, ask.query(known.name)?))).collect();
        if asked.is_empty() {
            return items;
        }
        let read = |item: Vec<u8>| {
            let value: Value = serde_json::from_slice(&item).unwrap_or_default();
            (item, value)
        };
        let mut kept: Vec<_> = items.into_iter().map(read).collect();
        for (name, sent) in asked {
            let is_field = kept.iter().any(|(_, item)| item.get(name).is_some());
            if is_field {
                kept.retain(|(_, item)| item.get(name).is_some_and(|own| plain(own) == sent));
            }
        }
        kept.into_iter().map(|(item, _)| item).collect()
    }
}
