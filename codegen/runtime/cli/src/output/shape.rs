//! Where an answer has its records, and which of their fields come first.

use taurusdb_descriptor_types::resources::{
    Class, End, FieldPath, Reading, Resource, Source, View,
};
use taurusdb_descriptor_types::{Operation, Schema, Service, Type};

use super::node::Node;

/// A way to a value below a record: names of members.
pub(crate) type Path = Vec<String>;

/// What is known of an answer before it comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Where the list is, if the answer is one.
    pub(crate) items: Option<FieldPath>,
    /// The fields that come first: id, label, state.
    pub(crate) lead: Vec<Path>,
    /// The field with the state.
    pub(crate) state: Option<(Path, &'static Resource)>,
    /// All described fields of a record, in their order.
    pub(crate) described: Vec<Path>,
}

impl Shape {
    /// What the description says of the answer of an operation.
    pub(crate) fn of(service: &'static Service, operation: &'static Operation) -> Self {
        let schema = operation.success().and_then(|response| response.schema);
        let items = operation.paging.map(|paging| paging.items).or_else(|| only_list(schema?));
        let record = match items {
            Some(path) => schema.and_then(|schema| below(schema, path)),
            None => schema.map(|schema| only_object(schema).unwrap_or(schema)),
        };
        let mut described = Vec::new();
        if let Some(record) = record {
            describe(record, &[], &mut described);
        }
        let mut shape = Self { items, lead: Vec::new(), state: None, described };
        if let Some((resource, view)) = shown(service, operation, items) {
            shape.lead(resource, view);
        }
        shape
    }

    /// What the model says of one record of a resource, as the service shows it.
    pub(crate) fn of_record(resource: &'static Resource) -> Self {
        const PLAIN: View = View::new(FieldPath(""));
        let view = resource.show.first().and_then(|id| {
            let on = resource.views.iter().find(|on| on.operation == *id)?;
            on.list.first()
        });
        let mut shape = Self::default();
        shape.lead(resource, view.unwrap_or(&PLAIN));
        shape
    }

    fn lead(&mut self, resource: &'static Resource, view: &View) {
        let state = resource.state.and_then(|state| state_in(view, state));
        let places = resource.id.iter().chain(&resource.label).map(|own| place(view, *own));
        let lead: Vec<Path> = places.flatten().chain(state).map(path).collect();
        for path in lead {
            if !self.lead.contains(&path) {
                self.lead.push(path);
            }
        }
        self.state = state.map(|state| (path(state), resource));
    }

    /// What the state of a record means, if this is the field with it.
    pub(crate) fn class(&self, of: &[String], word: &str) -> Option<Class> {
        let (path, resource) = self.state.as_ref()?;
        let is_word = |known: &str| known.eq_ignore_ascii_case(word);
        let fits = |state: &&taurusdb_descriptor_types::resources::State| {
            is_word(state.name) || state.words.iter().any(|(_, known)| is_word(known))
        };
        let found = resource.states.iter().find(fits).filter(|_| path == of)?;
        Some(found.class)
    }
}

/// The part of an answer that formats with rows and columns show.
pub(crate) enum Content<'a> {
    /// Many records, one in a row.
    Many(&'a [Node]),
    /// One thing.
    One(&'a Node),
}

/// The records of an answer, without what they are wrapped in.
pub(crate) fn content<'a>(node: &'a Node, shape: &Shape) -> Content<'a> {
    if let Some(list) = shape.items.and_then(|items| node.at(items)).and_then(Node::as_list) {
        return Content::Many(list);
    }
    match node {
        Node::List(items) => Content::Many(items),
        Node::Object(members) => {
            let many = |node: &'a Node| {
                node.as_list().filter(|items| items.iter().any(|item| !item.is_scalar()))
            };
            let mut lists = members.iter().filter_map(|(_, value)| many(value));
            let others = members.iter().filter(|(_, value)| !value.is_scalar()).count();
            match (lists.next(), others, members.as_slice()) {
                (Some(list), 1, _) => Content::Many(list),
                (_, _, [(_, inner @ Node::Object(_))]) => Content::One(inner),
                _ => Content::One(node),
            }
        }
        scalar => Content::One(scalar),
    }
}

/// The list of an answer whose other fields are all single values.
fn only_list(schema: &'static Schema) -> Option<FieldPath> {
    let mut lists =
        schema.fields.iter().filter(|field| matches!(field.kind, Type::Array(Type::Record(_))));
    let list = lists.next()?;
    let is_single = |kind: &Type| {
        matches!(kind, Type::String | Type::Integer | Type::Long | Type::Number | Type::Boolean)
    };
    let others = schema.fields.iter().filter(|field| field.name != list.name);
    others.into_iter().all(|field| is_single(&field.kind)).then_some(FieldPath(list.name))
}

/// The object that an answer wraps, if it holds nothing else.
fn only_object(schema: &'static Schema) -> Option<&'static Schema> {
    match schema.fields {
        [field] => match field.kind {
            Type::Record(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// The schema of the records at a path.
fn below(schema: &'static Schema, path: FieldPath) -> Option<&'static Schema> {
    path.segments().try_fold(schema, |schema, segment| schema.field(segment.name)?.kind.schema())
}

/// How deep records within records become columns.
const DEPTH: usize = 4;

fn describe(schema: &'static Schema, above: &[String], out: &mut Vec<Path>) {
    for field in schema.fields {
        let mut path = above.to_vec();
        path.push(field.name.to_owned());
        match field.kind {
            Type::Record(inner) if path.len() < DEPTH => describe(inner, &path, out),
            _ => out.push(path),
        }
    }
}

/// The resource that the records of an answer are of, and how they are shown.
fn shown(
    service: &'static Service,
    operation: &'static Operation,
    items: Option<FieldPath>,
) -> Option<(&'static Resource, &'static View)> {
    let fits = |view: &&View| {
        let names = |path: FieldPath| path.segments().map(|segment| segment.name);
        let is_list = view.at.segments().any(|segment| segment.inside().next().is_some());
        match items {
            Some(items) => is_list && names(view.at).eq(names(items)),
            None => !is_list && view.at.segments().count() <= 1,
        }
    };
    let of = |resource: &'static Resource| {
        let on = resource.views.iter().find(|on| on.operation == operation.id)?;
        Some((resource, on.list.iter().find(fits)?))
    };
    // Its own resource first: several may show in one place.
    let own = operation.resource.and_then(|name| service.resource(name)).and_then(of);
    own.or_else(|| service.resources.iter().find_map(of))
}

/// The field that shows an attribute.
fn place(view: &View, attribute: FieldPath) -> Option<FieldPath> {
    let wanted = Source::Read(Reading::of(End::Attribute(attribute)));
    let renamed = view.fields.iter().find(|(_, source)| *source == wanted);
    Some(renamed.map_or(attribute, |(field, _)| *field))
}

/// The field that shows the state, in the words of whichever vocabulary.
fn state_in(view: &View, attribute: FieldPath) -> Option<FieldPath> {
    let in_words = view.fields.iter().find(|(_, source)| {
        matches!(source, Source::Read(Reading { through: [], end: End::State(_) }))
    });
    in_words.map(|(field, _)| *field).or_else(|| place(view, attribute))
}

fn path(field: FieldPath) -> Path {
    field.segments().map(|segment| segment.name.to_owned()).collect()
}
