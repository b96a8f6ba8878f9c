//! Goes from page to page, whatever the style of the list.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;
use taurusdb_descriptor_types::resources::{Counts, Cursor, FieldPath, Input, Paging, PagingStyle};

use crate::call::Answer;
use crate::json::{last, number, put, text};
use crate::{Call, Error, digits};

/// How many pages a list may have unless the caller says otherwise.
const BOUND: usize = 10_000;

const OFFSET: &str = "offset";
const LIMIT: &str = "limit";

/// The field of items by which they are known.
const ID: &str = "id";

/// Goes from page to page.
pub(super) struct Pager {
    call: Call,
    paging: Option<Paging>,
    /// How many items a page has if there are more, as far as that is known.
    size: Option<u64>,
    offset: u64,
    received: u64,
    pages: usize,
    pub(super) bound: usize,
    /// What pages had in them: the ids of items, or pages as a whole. A page that comes again is the end.
    seen: HashSet<u64>,
    /// The cursors that were sent. One that comes again leads where the list has been.
    cursors: HashSet<u64>,
    is_over: bool,
}

impl Pager {
    pub(super) fn new(call: Call) -> Self {
        let paging = call.operation().paging;
        let mut pager = Self {
            paging,
            size: None,
            offset: 0,
            received: 0,
            pages: 0,
            bound: BOUND,
            seen: HashSet::new(),
            cursors: HashSet::new(),
            is_over: false,
            call,
        };
        if let Some(
            PagingStyle::OffsetLimitQuery { first, .. }
            | PagingStyle::OffsetLimitBody { first, .. },
        ) = paging.map(|paging| paging.style)
        {
            pager.offset = pager.given(OFFSET).unwrap_or_else(|| first.into());
        }
        pager.size = pager.given(LIMIT).or_else(|| pager.default_limit());
        pager
    }

    /// The next page; `None` after the last one. After an error, the same page is the next one.
    pub(super) async fn next(&mut self) -> Option<Result<Box<Answer>, Error>> {
        if self.is_over {
            return None;
        }
        if self.pages >= self.bound {
            let operation = self.call.operation().id;
            let message = format!(
                "the list did not end after {} pages, and may not have more: raise `max_pages`, or ask for \
                 fewer items",
                self.bound
            );
            return Some(Err(Error::unsendable(operation, message)));
        }
        let answer = match self.call.clone().exchange().await {
            Ok(answer) => answer,
            Err(error) => return Some(Err(error)),
        };
        self.pages += 1;
        let is_new = self.turn(answer.value().unwrap_or(&Value::Null));
        // An answer without items is a page only if it is all there is.
        (is_new || self.pages == 1).then_some(Ok(answer))
    }

    /// Prepares the call for the page after this one. Tells whether this one has items that are not those
    /// of an earlier page.
    fn turn(&mut self, answer: &Value) -> bool {
        self.is_over = true;
        let Some(paging) = self.paging else { return true };
        let items = last(answer, paging.items).map_or(Cow::Borrowed(&[][..]), items_of);
        if !self.has_new(&items) {
            return false;
        }
        let count = items.len() as u64;
        self.received += count;
        let total = paging.total.and_then(|path| last(answer, path)).and_then(number);
        // The count that a service states may be wrong, and so may a page be shorter than asked for though
        // more follow. Only both together are the end.
        let is_complete = total.is_some_and(|total| total > 0 && self.received >= total);
        let is_short = self.size.is_some_and(|size| count < size);
        if is_complete && is_short {
            return true;
        }
        self.is_over = match paging.style {
            PagingStyle::None => true,
            PagingStyle::OffsetLimitQuery { counts, .. } => {
                self.offset = self.offset.saturating_add(step(counts, count));
                self.call.set_query(OFFSET, self.offset);
                false
            }
            PagingStyle::OffsetLimitBody { counts, .. } => {
                self.offset = self.offset.saturating_add(step(counts, count));
                self.set_body(FieldPath(OFFSET), self.offset.into());
                false
            }
            PagingStyle::LineNumBody(cursor) | PagingStyle::FileNameQuery(cursor) => {
                !self.follow(cursor, answer)
            }
        };
        true
    }

    /// Whether any of these items has not come before. One is known by its id, for its other fields may change
    /// from one page to the next; where items have none, a page is known as a whole.
    fn has_new(&mut self, items: &[Value]) -> bool {
        let ids: Option<HashSet<u64>> =
            items.iter().map(|item| Some(hash(&text(item.get(ID)?)?))).collect();
        // Ids that are not their own make no difference.
        match ids.filter(|ids| ids.len() == items.len()) {
            _ if items.is_empty() => false,
            Some(ids) => ids.into_iter().filter(|id| self.seen.insert(*id)).count() > 0,
            None => self.seen.insert(fingerprint(items)),
        }
    }

    /// Carries the cursor into the call; `false` if there is none.
    fn follow(&mut self, Cursor { from, to }: Cursor, answer: &Value) -> bool {
        let Some(value) = last(answer, from) else { return false };
        let Some(cursor) = text(value).filter(|cursor| !cursor.is_empty()) else { return false };
        if !self.cursors.insert(hash(&cursor)) {
            return false;
        }
        match to {
            Input::Query(name) => self.call.set_query(name, cursor),
            Input::Body(path) => self.set_body(path, cursor_value(value)),
            Input::Path(_) => return false,
        }
        true
    }

    fn set_body(&mut self, path: FieldPath, value: Value) {
        let mut body = self.call.json_body().cloned().unwrap_or_default();
        put(&mut body, path, value);
        self.call.set_json(body);
    }

    /// A number that the caller has set, in the query or in the body.
    fn given(&self, name: &'static str) -> Option<u64> {
        match self.paging?.style {
            PagingStyle::OffsetLimitBody { .. } | PagingStyle::LineNumBody(_) => {
                self.call.json_body()?.get(name).and_then(number)
            }
            _ => self.call.query_value(name)?.trim().parse().ok(),
        }
    }

    /// How many items a page has if nobody says.
    fn default_limit(&self) -> Option<u64> {
        let operation = self.call.operation();
        let in_query = || operation.parameters.iter().find(|parameter| parameter.name == LIMIT);
        let in_body = || operation.request?.field(LIMIT);
        let facts =
            in_query().map(|parameter| parameter.facts).or_else(|| Some(in_body()?.facts))?;
        facts.default?.parse().ok()
    }
}

/// The items of a page as reading takes them: a list, one in a text, or a single item instead of a list.
fn items_of(value: &Value) -> Cow<'_, [Value]> {
    match value {
        Value::Array(items) => items.as_slice().into(),
        Value::Object(_) => std::slice::from_ref(value).into(),
        Value::String(text) => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => items.into(),
            Ok(Value::Object(item)) => vec![Value::Object(item)].into(),
            _ => Cow::default(),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => Cow::default(),
    }
}

/// A cursor as it goes back: with the digits that it came with.
fn cursor_value(value: &Value) -> Value {
    digits::written(value).map_or_else(|| value.clone(), Value::from)
}

fn step(counts: Counts, received: u64) -> u64 {
    match counts {
        Counts::Records => received,
        Counts::Pages => 1,
    }
}

/// The same for the same items, in whatever order.
fn fingerprint(items: &[Value]) -> u64 {
    let each = items.iter().map(|item| hash(&item.to_string()));
    each.fold(items.len() as u64, u64::wrapping_add)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
