//! Looks at a record of the service: is it there, and in which state?

use serde_json::Value;
use taurusdb_descriptor_types::resources::{
    Class, End, FieldPath, Input, Reading, Resource, Source, State, View,
};
use taurusdb_descriptor_types::{Operation, Service};

use crate::instant::Instant;
use crate::json::{self, put};
use crate::{Call, Client, Error};

/// A record: its resource, and the ids that lead to it.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) resource: &'static Resource,
    /// Its own id and those of what it lies under, by resource.
    pub(super) ids: Vec<(&'static str, String)>,
    /// When the wait for it ends.
    pub(super) until: Option<Instant>,
}

/// A record as the service shows it.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    /// The state in the words of the service.
    pub(super) word: Option<String>,
    /// What the state means. A word that is not known means nothing.
    pub(super) class: Option<Class>,
    pub(super) record: Value,
}

/// What came of a look at a record.
pub(super) enum Seeing {
    Shown(Sight),
    /// The service says that there is no such record.
    Absent,
    /// The answer has no place for records: it may be that of something else, or of a moment.
    Nothing,
}

/// How to look at the records of a resource.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) operation: &'static Operation,
    view: &'static View,
    /// The field with the state, below the record, and the vocabulary of its words.
    state: FieldPath,
    vocabulary: &'static str,
    /// The field with the id, below the record.
    id: FieldPath,
}

impl Subject {
    pub(super) fn id(&self) -> &str {
        let own = self.ids.iter().find(|(resource, _)| *resource == self.resource.name);
        own.map_or("", |(_, id)| id)
    }

    /// `instance 3f1…`, for messages.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.resource.name.replace('_', " "), self.id())
    }

    /// The operation that shows the state: the first of those that show one record, or else the one that
    /// lists them.
    pub(super) fn look(&self, service: &'static Service) -> Result<Look, Error> {
        let resource = self.resource;
        let operations = resource.show.iter().chain(&resource.lookup);
        let looks = operations.filter_map(|id| Look::new(resource, service.operation(id)?));
        let mut possible = looks.filter(|look| self.call_parts(look.operation).is_ok());
        possible.next().ok_or_else(|| {
            Error::configuration(format!(
                "no operation shows the state of a {}, so it cannot be waited for",
                resource.name.replace('_', " ")
            ))
        })
    }

    /// The inputs of an operation that the ids fill.
    ///
    /// # Errors
    /// Names the resource whose id is missing.
    fn call_parts(
        &self,
        operation: &'static Operation,
    ) -> Result<Vec<(Input, &str)>, &'static str> {
        let mut parts = Vec::new();
        for (input, targets) in operation.refs {
            let known = targets.iter().find_map(|target| {
                self.ids.iter().find(|(resource, _)| *resource == target.resource)
            });
            match (known, input) {
                (Some((_, id)), _) => parts.push((*input, id.as_str())),
                (None, Input::Path(_)) => return Err(targets[0].resource),
                (None, _) => {}
            }
        }
        Ok(parts)
    }

    /// The call of an operation about this record.
    pub(super) fn call(
        &self,
        client: &Client,
        operation: &'static Operation,
    ) -> Result<Call, Error> {
        // Ids come from the service itself: whether they look as described is not for the client to judge.
        let mut call = client.call(operation).validate(false).until(self.until);
        let mut body = Value::Null;
        let parts = self.call_parts(operation).map_err(|missing| {
            Error::configuration(format!("{} needs the id of a {missing}", operation.id))
        })?;
        for (input, id) in parts {
            match input {
                Input::Path(name) => call.set_path(name, id),
                Input::Query(name) => call.set_query(name, id),
                Input::Body(path) => put(&mut body, path, id.into()),
            }
        }
        if !body.is_null() {
            call.set_json(body);
        }
        Ok(call)
    }

    /// Looks once.
    ///
    /// # Errors
    /// Those of the call, except that the record is not there.
    pub(super) async fn see(&self, client: &Client, look: Look) -> Result<Seeing, Error> {
        let mut pages = self.call(client, look.operation)?.pages::<Value>();
        let mut seeing = Seeing::Nothing;
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => {
                    if let Some(sight) = look.find(self, page.json()) {
                        return Ok(Seeing::Shown(sight));
                    }
                    if look.has_place(page.json()) {
                        seeing = Seeing::Absent;
                    }
                }
                Err(error) if self.is_missing(&error) => return Ok(Seeing::Absent),
                Err(error) => return Err(error),
            }
        }
        Ok(seeing)
    }

    /// Whether an error says that the record is not there.
    fn is_missing(&self, error: &Error) -> bool {
        let missing = self.resource.errors.missing.map(|answer| answer.code);
        error.is_not_found() || (missing.is_some() && error.code() == missing)
    }
}

impl Look {
    /// `None` if the operation does not show the state of the resource.
    fn new(resource: &'static Resource, operation: &'static Operation) -> Option<Self> {
        let own = resource.state?;
        let shown = resource.views.iter().find(|on| on.operation == operation.id)?;
        shown.list.iter().find_map(|view| {
            let read = |wanted: End| {
                let field = view
                    .fields
                    .iter()
                    .find(|(_, source)| *source == Source::Read(Reading::of(wanted)));
                field.map(|(field, _)| *field)
            };
            let in_words = view.fields.iter().find_map(|(field, source)| match source {
                Source::Read(Reading { through: [], end: End::State(words) }) => {
                    Some((*field, *words))
                }
                _ => None,
            });
            let (state, vocabulary) =
                in_words.or_else(|| Some((read(End::Attribute(own))?, RAW))).unwrap_or((own, RAW));
            let id = *resource.id.first()?;
            let id = read(End::Attribute(id)).unwrap_or(id);
            has(operation, view.at, state).then_some(Self {
                operation,
                view,
                state,
                vocabulary,
                id,
            })
        })
    }

    /// Whether an answer has the field that records are in, so that a record which is not in it is not there.
    fn has_place(&self, answer: &Value) -> bool {
        let place = match self.view.at.segments().next() {
            Some(first) => answer.get(first.name),
            None => Some(answer),
        };
        place.is_some_and(|place| !place.is_null())
    }

    /// The record in an answer: the one with the id, or the only one if the answer shows just one.
    fn find(&self, subject: &Subject, answer: &Value) -> Option<Sight> {
        let found = json::all(answer, self.view.at);
        let is_list = self.view.at.segments().any(|segment| segment.inside().next().is_some());
        // The one record may also come in a list of its own.
        let records: Vec<&Value> = found
            .into_iter()
            .flat_map(|found| match found {
                Value::Array(list) if !is_list => list.iter().collect(),
                record => vec![record],
            })
            .filter(|record| !record.is_null())
            .collect();
        let own =
            records.iter().find(|record| scalar(record, self.id).as_deref() == Some(subject.id()));
        // The answer to a question about one record is about that one, whatever id it repeats.
        let only = records.first().filter(|_| !is_list);
        let record = *own.or(only)?;
        let word = scalar(record, self.state).filter(|word| !word.is_empty());
        let class = word.as_deref().and_then(|word| self.class(subject.resource, word));
        Some(Sight { word, class, record: record.clone() })
    }

    /// What a word means. One that stands for several states is as good as the best of them: whether work
    /// is going on, the condition of `settled` tells.
    ///
    /// A word of another vocabulary means what it means there: services do not keep to their descriptions.
    fn class(&self, resource: &Resource, word: &str) -> Option<Class> {
        let is_own = |state: &&State| {
            let own = state.words.iter().find(|(vocabulary, _)| *vocabulary == self.vocabulary);
            own.map_or(state.name, |(_, word)| word).eq_ignore_ascii_case(word)
        };
        let is_any = |state: &&State| {
            let words = state.words.iter().map(|(_, word)| *word);
            words.chain([state.name]).any(|known| known.eq_ignore_ascii_case(word))
        };
        let classes = |states: &dyn Fn(&&State) -> bool| -> Vec<Class> {
            resource.states.iter().filter(states).map(|state| state.class).collect()
        };
        let own = classes(&is_own);
        let classes = if own.is_empty() { classes(&is_any) } else { own };
        let order = [Class::Ready, Class::Changing, Class::Blocked, Class::Failed, Class::Gone];
        order.into_iter().find(|class| classes.contains(class))
    }
}

const RAW: &str = "raw";

/// Whether the answer of an operation has this field below this place, as far as that is described.
fn has(operation: &Operation, at: FieldPath, field: FieldPath) -> bool {
    let Some(mut schema) = operation.success().and_then(|response| response.schema) else {
        return true;
    };
    for segment in at.segments() {
        match schema.field(segment.name).map(|field| field.kind.schema()) {
            Some(Some(inner)) => schema = inner,
            Some(None) => return true,
            None => return false,
        }
    }
    field.segments().next().is_some_and(|segment| schema.field(segment.name).is_some())
}

/// The scalar at a place of a record.
pub(super) fn scalar(record: &Value, path: FieldPath) -> Option<String> {
    json::last(record, path).and_then(word)
}

/// A scalar as text.
pub(super) fn word(value: &Value) -> Option<String> {
    json::text(value).map(|text| text.trim().to_owned())
}
