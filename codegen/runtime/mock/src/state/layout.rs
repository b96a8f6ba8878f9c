//! How the answer of an operation is put together: its schema, with the places where records, totals and
//! handles go. Laid out when an operation is first called.

use std::sync::OnceLock;

use hyper::header::{HeaderName, HeaderValue};
use serde_json::Value;
use taurusdb_descriptor_types::resources::{FieldPath, View};
use taurusdb_descriptor_types::{Field, Schema, Type};

use super::attributes;
use super::fit::Shape;
use super::maker::Maker;
use super::model::{Model, OperationModel};
use super::node::{Key, Node};
use super::paths::{join, leak};
use super::prepare::{access, recipe};
use super::sort::Made;
use crate::answer::Answer;

/// The layouts of all operations.
pub(crate) struct Layouts(Vec<OnceLock<Layout>>);

/// How the answer of an operation is put together.
pub(crate) struct Layout {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Node,
}

impl Layouts {
    pub(crate) fn new(model: &Model) -> Self {
        Self(model.operations().map(|_| OnceLock::new()).collect())
    }

    /// How a success is put together.
    pub(crate) fn of(&self, model: &Model, index: usize) -> &Layout {
        self.0[index].get_or_init(|| Layout {
            headers: Answer::described_headers(&model.sampler, model.operation(index).operation),
            body: body(model, index),
        })
    }
}

/// A view whose record is known at a place of the answer.
#[derive(Clone, Copy)]
struct Scope {
    view: usize,
    at: &'static str,
}

struct Compiler<'c> {
    model: &'c Model,
    operation: &'c OperationModel,
    /// The schemas around the place, so that one which contains itself ends.
    open: Vec<*const Schema>,
}

fn body(model: &Model, index: usize) -> Node {
    let operation = model.operation(index);
    let Some(schema) = operation.operation.success().and_then(|success| success.schema) else {
        let example = model.sampler.examples.success(operation.operation.id);
        return example.map_or(Node::Nothing, |example| Node::Text(example.body));
    };
    let shown = attributes::example(model, operation.operation.id);
    let mut compiler = Compiler { model, operation, open: Vec::new() };
    compiler.object(schema, "", &mut Vec::new(), shown.as_ref()).unwrap_or(Node::Nothing)
}

/// The path of the list whose elements a view shows, with its brackets; empty if it shows one object.
fn list_of(view: &View) -> &'static str {
    view.at.0.rfind("[]").map_or("", |at| &view.at.0[..at + 2])
}

impl Compiler<'_> {
    fn views(&self) -> impl Iterator<Item = (usize, &'static View)> + use<'_> {
        self.operation.views.iter().map(|(_, view)| *view).enumerate()
    }

    /// An object, with the views that show it.
    fn object(
        &mut self,
        schema: &'static Schema,
        path: &str,
        scopes: &mut Vec<Scope>,
        shown: Option<&Value>,
    ) -> Option<Node> {
        let address: *const Schema = schema;
        if self.open.contains(&address) {
            return None;
        }
        let own: Vec<_> = self
            .views()
            .filter(|(index, view)| {
                view.at.0 == path
                    && (path.is_empty() || list_of(view) != path)
                    && !scopes.iter().any(|scope| scope.view == *index)
            })
            .collect();
        self.open.push(address);
        let node = if own.is_empty() {
            self.fields(schema, path, scopes, shown)
        } else {
            let mut either = Vec::new();
            for (view, found) in own {
                scopes.push(Scope { view, at: found.at.0 });
                either.push((view, self.fields(schema, path, scopes, shown)));
                scopes.pop();
            }
            Node::Either(either)
        };
        self.open.pop();
        Some(node)
    }

    fn fields(
        &mut self,
        schema: &'static Schema,
        path: &str,
        scopes: &mut Vec<Scope>,
        shown: Option<&Value>,
    ) -> Node {
        let mut fields = Vec::new();
        for field in schema.fields {
            let inner = join(path, field.name);
            let shown = shown.and_then(|value| {
                let names = std::iter::once(&field.name).chain(field.aliases);
                names.into_iter().find_map(|name| value.get(name))
            });
            if let Some(node) = self.field(field, &inner, scopes, shown) {
                fields.push((Key::new(field.name), node));
            }
        }
        Node::Object(fields)
    }

    fn field(
        &mut self,
        field: &'static Field,
        path: &str,
        scopes: &mut Vec<Scope>,
        shown: Option<&Value>,
    ) -> Option<Node> {
        let shape = Shape::of(field, shown);
        if let Some(task) = self.operation.operation.task {
            let is_here = |at: Option<FieldPath>| at.is_some_and(|at| at.0 == path);
            if is_here(task.job) || is_here(task.workflow) {
                return Some(Node::Task);
            }
            if is_here(task.order) {
                return Some(Node::Order);
            }
        }
        let paging = self.operation.operation.paging;
        if paging.and_then(|paging| paging.total).is_some_and(|total| total.0 == path) {
            return Some(Node::Total(shape));
        }
        if let Type::Array(item) = field.kind
            && let Some(node) = self.list(field, item, path, scopes, shown)
        {
            return Some(node);
        }
        for scope in scopes.iter().rev() {
            let view = self.operation.views[scope.view].1;
            let Some(below) = below(path, scope.at) else { continue };
            if let Some((_, source)) = view.fields.iter().find(|(at, _)| at.0 == below) {
                let source = recipe(self.model, source, self.operation.views[scope.view].0);
                return Some(Node::Source { view: scope.view, source, shape });
            }
        }
        if let Type::Record(schema) = field.kind {
            return self.object(schema, path, scopes, shown);
        }
        self.leaf(field, path, scopes, shape, shown)
    }

    fn attribute(&self, view: usize, name: &'static str, shape: Shape) -> Node {
        let access = access(self.model, self.operation.views[view].0, name);
        let mut constant = Vec::new();
        if let Made::Constant(value) = &access.made {
            shape.write(value, &mut constant);
        }
        Node::Attribute { view, access, constant: constant.into(), shape }
    }

    fn leaf(
        &mut self,
        field: &'static Field,
        path: &str,
        scopes: &[Scope],
        shape: Shape,
        shown: Option<&Value>,
    ) -> Option<Node> {
        let scope = scopes.iter().filter(|scope| below(path, scope.at).is_some());
        let scope = scope.max_by_key(|scope| scope.at.len());
        if let Some(scope) = scope
            && let Some(below) = below(path, scope.at)
            && !below.contains("[]")
        {
            let name = leak(below, field);
            return Some(self.attribute(scope.view, name, shape));
        }
        // Beside the records: about the one around, if there is one.
        let around = scopes.last().map(|scope| scope.view);
        let sort = around.map(|view| self.operation.views[view].0);
        if let (Type::Array(item), None) = (field.kind, sort) {
            // Without an example, a list has one element.
            let items = match shown {
                Some(Value::Array(items)) => items.iter().map(Some).collect(),
                _ => vec![None],
            };
            return Some(self.rows(field, item, path, &items));
        }
        let made = Maker { model: self.model, sort }.of(field, path, shown);
        Some(Node::Made { view: around, name: field.name, made, shape })
    }

    /// The elements of an example, kept as they are but for the ids and names in them.
    fn rows(
        &mut self,
        field: &'static Field,
        item: &Type,
        path: &str,
        items: &[Option<&Value>],
    ) -> Node {
        let element = format!("{path}[]");
        let rows = items.iter().filter_map(|shown| match item {
            Type::Record(schema) => self.object(schema, &element, &mut Vec::new(), *shown),
            _ => {
                let made = Maker { model: self.model, sort: None }.row(field, path, (*shown)?);
                let shape = Shape::of(field, *shown).inside();
                Some(Node::Made { view: None, name: "", made, shape })
            }
        });
        let rows = rows.collect();
        let paging = self.operation.operation.paging;
        Node::Rows { rows, is_list: paging.is_some_and(|paging| paging.items.0 == path) }
    }

    /// A list in which records stand.
    fn list(
        &mut self,
        field: &'static Field,
        item: &'static Type,
        path: &str,
        scopes: &mut Vec<Scope>,
        shown: Option<&Value>,
    ) -> Option<Node> {
        let element = format!("{path}[]");
        let first = match shown {
            Some(Value::Array(items)) => items.first(),
            other => other,
        };
        let is_known =
            |index: usize, scopes: &[Scope]| scopes.iter().any(|scope| scope.view == index);
        let paging = self.operation.operation.paging;
        let is_paged = paging.is_some_and(|paging| paging.items.0 == path);
        let mut lists = Vec::new();
        let all: Vec<_> = self.views().collect();
        for (index, view) in &all {
            if list_of(view) != element
                || is_known(*index, scopes)
                || self.is_inner(*index, &element)
            {
                continue;
            }
            scopes.push(Scope { view: *index, at: view.at.0 });
            let node = self.element(field, item, &element, *index, scopes, first);
            scopes.pop();
            lists.push(Node::Records { view: *index, item: Box::new(node), is_paged });
        }
        if !lists.is_empty() {
            return Some(match lists.len() {
                1 => lists.remove(0),
                _ => Node::Joined(lists),
            });
        }
        // A list on the way to records.
        let through = all
            .iter()
            .find(|(index, view)| view.at.0.starts_with(&element) && !is_known(*index, scopes))?;
        let (index, view) = *through;
        let is_grouped = view.group.first().is_some_and(|_| group_list(view) == element);
        let Type::Record(schema) = item else { return None };
        if is_grouped {
            scopes.push(Scope { view: index, at: "\0" });
            let mut fields = Vec::new();
            for inner in schema.fields {
                let at = join(&element, inner.name);
                let shown = first.and_then(|first| first.get(inner.name));
                let shape = Shape::of(inner, shown);
                if view.group.iter().any(|(field, _)| field.0 == inner.name) {
                    fields.push((Key::new(inner.name), Node::Group { view: index, shape }));
                    continue;
                }
                scopes.pop();
                let node = self.field(inner, &at, scopes, shown);
                scopes.push(Scope { view: index, at: "\0" });
                fields.extend(node.map(|node| (Key::new(inner.name), node)));
            }
            scopes.pop();
            let item = Box::new(Node::Object(fields));
            let attribute = view.group[0].1;
            return Some(Node::Groups { view: index, attribute, item, is_paged });
        }
        self.object(schema, &element, scopes, first).map(|node| Node::One(Box::new(node)))
    }

    /// Whether a view stands in the element that another view of the same list shows.
    fn is_inner(&self, index: usize, element: &str) -> bool {
        let (_, view) = self.operation.views[index];
        let Some(within) = view.within else { return false };
        self.operation.views.iter().any(|(sort, other)| {
            self.model.resource(*sort).name == within && list_of(other) == element
        })
    }

    fn element(
        &mut self,
        field: &'static Field,
        item: &'static Type,
        element: &str,
        view: usize,
        scopes: &mut Vec<Scope>,
        shown: Option<&Value>,
    ) -> Node {
        let own = self.operation.views[view].1;
        if let Some((_, source)) = own.fields.iter().find(|(at, _)| at.is_empty()) {
            let shape = Shape::of(field, shown).inside();
            let source = recipe(self.model, source, self.operation.views[view].0);
            return Node::Source { view, source, shape };
        }
        match item {
            Type::Record(schema) => {
                self.object(schema, element, scopes, shown).unwrap_or(Node::Nothing)
            }
            _ => {
                let name = self.model.sort(self.operation.views[view].0).key().unwrap_or_default();
                self.attribute(view, name, Shape::of(field, shown).inside())
            }
        }
    }
}

/// The list before the last one on the way to the records of a view.
fn group_list(view: &View) -> &'static str {
    let list = list_of(view);
    let inner = list.strip_suffix("[]").unwrap_or(list);
    inner.rfind("[]").map_or("", |at| &inner[..at + 2])
}

/// What of a path lies below another one.
fn below<'p>(path: &'p str, at: &str) -> Option<&'p str> {
    if at.is_empty() {
        return Some(path);
    }
    path.strip_prefix(at)?.strip_prefix('.')
}
