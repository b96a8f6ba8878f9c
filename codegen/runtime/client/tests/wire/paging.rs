//! Lists of many pages, from services that do not all keep to the rules.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use serde_json::{Value, json};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::resources::{
    Counts, Cursor, FieldPath, Input, Paging, PagingStyle,
};
use taurusdb_runtime::descriptors::{Method, Operation};
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::transport::Sending;
use taurusdb_runtime::{Client, Credentials, Error, Transport};

const fn list(method: Method, style: PagingStyle) -> Operation {
    let paging = Paging { style, items: FieldPath("in.things"), total: Some(FieldPath("total")) };
    Operation { paging: Some(paging), ..Operation::new("tests.list", method, "/things") }
}

pub(super) static BY_RECORDS: Operation =
    list(Method::Get, PagingStyle::OffsetLimitQuery { first: 0, counts: Counts::Records });
static BY_PAGES: Operation =
    list(Method::Get, PagingStyle::OffsetLimitQuery { first: 1, counts: Counts::Pages });
static IN_BODY: Operation =
    list(Method::Post, PagingStyle::OffsetLimitBody { first: 0, counts: Counts::Records });
pub(super) static BY_LINE: Operation = list(
    Method::Post,
    PagingStyle::LineNumBody(Cursor {
        from: FieldPath("in.things[].line"),
        to: Input::Body(FieldPath("after.line")),
    }),
);
pub(super) static BY_NAME: Operation = list(
    Method::Get,
    PagingStyle::FileNameQuery(Cursor {
        from: FieldPath("in.things[].name"),
        to: Input::Query("last_name"),
    }),
);
static AT_ONCE: Operation = list(Method::Get, PagingStyle::None);

type Answers = dyn Fn(&str, Value) -> Value + Send + Sync;

/// A service that answers by the query and the body.
#[derive(Clone)]
pub(super) struct Service {
    answers: Arc<Answers>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Transport for Service {
    fn send(&self, request: Request<Bytes>) -> Sending<'_> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let body = serde_json::from_slice(request.body()).unwrap_or_default();
        let answer = (self.answers)(&query, body).to_string();
        let asked = format!("{query}{}", String::from_utf8_lossy(request.body()));
        self.asked.lock().unwrap().push(asked);
        Box::pin(std::future::ready(Ok(Response::new(answer.into()))))
    }
}

/// The number of a parameter in a query.
pub(super) fn number(query: &str, name: &str) -> Option<usize> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(known, _)| *known == name)?.1.parse().ok()
}

impl Service {
    pub(super) fn new(answers: impl Fn(&str, Value) -> Value + Send + Sync + 'static) -> Self {
        Self { answers: Arc::new(answers), asked: Arc::default() }
    }

    /// Has this many things, gives at most so many at once, and states this total.
    pub(super) fn with(things: usize, at_once: usize, total: Value) -> Self {
        Self::new(move |query, _| {
            let start = number(query, "offset").unwrap_or(0);
            let limit = number(query, "limit").unwrap_or(10).min(at_once);
            page((start..things).take(limit), total.clone())
        })
    }

    pub(super) async fn client(&self) -> Client {
        let builder = Client::builder().endpoint("https://gaussdb.example.com");
        let builder = builder.credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"));
        builder.transport(self.clone()).build().await.unwrap()
    }

    /// The things of the whole list, asked for ten at once.
    pub(super) async fn things(&self, operation: &'static Operation) -> Result<Vec<u64>, Error> {
        self.client().await.call(operation).query("limit", 10).items(things).all().await
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

pub(super) fn page(things: impl Iterator<Item = usize>, total: Value) -> Value {
    let things: Vec<_> = things
        .map(|n| json!({ "n": n, "line": n.to_string(), "name": format!("f-{n}") }))
        .collect();
    json!({ "in": { "things": things }, "total": total })
}

pub(super) fn things(page: Value) -> Vec<u64> {
    let things = page["in"]["things"].as_array().cloned().unwrap_or_default();
    things.iter().filter_map(|thing| thing["n"].as_u64()).collect()
}

#[track_caller]
fn assert_all(found: &[u64], expected: u64) {
    assert!(found.iter().copied().eq(0..expected), "{found:?}");
}

/// As reading does, which takes a list in a text, and one item in place of a list of one.
#[tokio::test]
async fn goes_on_after_items_in_another_form() {
    for form in [0, 1] {
        let service = Service::new(move |query, _| {
            let start = number(query, "offset").unwrap_or(0);
            let mut page = page((start..3).take(1), json!(0));
            let things = page["in"]["things"].take();
            page["in"]["things"] = match form {
                0 => things.to_string().into(),
                _ => things.get(0).cloned().unwrap_or_default(),
            };
            page
        });
        let call = service.client().await.call(&BY_RECORDS).query("limit", 1);
        call.items(things).all().await.unwrap();
        let asked = service.asked();
        assert_eq!(asked.last().unwrap(), "limit=1&offset=3", "{form}: {asked:?}");
    }
}

#[tokio::test]
async fn goes_through_every_style() {
    let service = Service::with(25, 10, json!(25));
    assert_all(&service.things(&BY_RECORDS).await.unwrap(), 25);
    assert_eq!(service.asked(), ["limit=10", "limit=10&offset=10", "limit=10&offset=20"]);

    let service = Service::new(|query, _| {
        let page_number = number(query, "offset").unwrap_or(1);
        page(((page_number - 1) * 10..25).take(10), json!(25))
    });
    assert_all(&service.things(&BY_PAGES).await.unwrap(), 25);
    assert_eq!(service.asked().last().unwrap(), "limit=10&offset=3");

    let service = Service::new(|_, body| {
        let start = body["offset"].as_u64().unwrap_or(0) as usize;
        page((start..25).take(10), json!("25"))
    });
    let call = service.client().await.call(&IN_BODY).json(json!({ "limit": 10, "x": { "y": 1 } }));
    assert_all(&call.items(things).all().await.unwrap(), 25);
    assert_eq!(service.asked().last().unwrap(), r#"{"limit":10,"x":{"y":1},"offset":20}"#);

    let service = Service::new(|_, body| {
        let last = body["after"]["line"].as_str().map(|line| line.parse::<usize>().unwrap() + 1);
        page((last.unwrap_or(0)..25).take(10), Value::Null)
    });
    let call = service.client().await.call(&BY_LINE).json(json!({}));
    assert_all(&call.items(things).all().await.unwrap(), 25);
    assert_eq!(service.asked().last().unwrap(), r#"{"after":{"line":"24"}}"#);

    let service = Service::new(|query, _| {
        let last = query.rsplit_once("last_name=f-").map(|(_, n)| n.parse::<usize>().unwrap() + 1);
        page((last.unwrap_or(0)..25).take(10), Value::Null)
    });
    assert_all(&service.things(&BY_NAME).await.unwrap(), 25);

    let service = Service::with(7, 100, json!(3));
    assert_all(&service.things(&AT_ONCE).await.unwrap(), 7);
    assert_eq!(service.asked().len(), 1);
}

#[tokio::test]
async fn trusts_no_total() {
    for total in
        [json!(0), json!(3), json!(1_000_000), json!(-1), json!("25"), json!({}), Value::Null]
    {
        for count in [0, 1, 9, 10, 11, 20, 25] {
            let service = Service::with(count, 10, total.clone());
            assert_all(&service.things(&BY_RECORDS).await.unwrap(), count as u64);
            assert!(service.asked().len() <= count / 10 + 2, "{total} {count}");
        }
    }
}

#[tokio::test]
async fn takes_pages_of_any_size() {
    // The service gives less than it is asked for.
    for total in [json!(25), json!(0)] {
        let service = Service::with(25, 4, total);
        assert_all(&service.things(&BY_RECORDS).await.unwrap(), 25);
    }
    // Each page has another size.
    let service = Service::new(|query, _| {
        let start = number(query, "offset").unwrap_or(0);
        page((start..50).take(1 + start % 7), json!(50))
    });
    assert_all(&service.things(&BY_RECORDS).await.unwrap(), 50);
    // More than it is asked for.
    let service = Service::new(|query, _| {
        let start = number(query, "offset").unwrap_or(0);
        page((start..50).take(30), json!(50))
    });
    assert_all(&service.things(&BY_RECORDS).await.unwrap(), 50);
}

#[tokio::test]
async fn ends_when_a_page_comes_again() {
    // The offset is not looked at, and the order changes each time.
    let calls = Mutex::new(0);
    let service = Service::new(move |_, _| {
        let mut calls = calls.lock().unwrap();
        *calls += 1;
        let forward = *calls % 2 == 1;
        page((0..10).map(|n| if forward { n } else { 9 - n }), json!(500))
    });
    assert_all(&service.things(&BY_RECORDS).await.unwrap(), 10);
    assert_eq!(service.asked().len(), 2);
    let service = Service::new(|_, _| page(0..10, Value::Null));
    assert_all(&service.things(&BY_LINE).await.unwrap(), 10);
}

#[tokio::test]
async fn has_a_bound() {
    let endless = || {
        Service::new(|query, _| {
            let start = number(query, "offset").unwrap_or(0);
            page(start..start + 10, json!(0))
        })
    };
    let service = endless();
    let call = service.client().await.call(&BY_RECORDS).query("limit", 10);
    let mut items = call.items(things).max_pages(3);
    let mut count = 0;
    let error = loop {
        match items.next().await.unwrap() {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((count, service.asked().len()), (30, 3));
    let text = error.to_string();
    assert!(text.contains("did not end after 3 pages") && text.contains("`max_pages`"), "{text}");
    assert!(items.next().await.is_none());

    // Three pages may be three.
    let service = Service::with(25, 10, json!(25));
    let call = service.client().await.call(&BY_RECORDS).query("limit", 10);
    assert_all(&call.items(things).max_pages(3).all().await.unwrap(), 25);
}

#[tokio::test]
async fn begins_where_the_call_does() {
    let service = Service::with(25, 10, json!(25));
    let call = service.client().await.call(&BY_RECORDS).query("offset", "15").query("limit", 10);
    let found = call.items(things).all().await.unwrap();
    assert_eq!(found, (15..25).collect::<Vec<u64>>());
}

#[tokio::test]
async fn an_empty_list_is_one_page() {
    let service = Service::with(0, 10, json!(0));
    let mut pages = service.client().await.call(&BY_RECORDS).pages::<Value>();
    assert_eq!(pages.next().await.unwrap().unwrap()["total"], 0);
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn an_error_ends_it() {
    let service = Service::new(|query, _| match query.contains("offset") {
        true => json!({ "error_code": "DBS.200001" }),
        false => page(0..10, json!(25)),
    });
    let mut pages = service.client().await.call(&BY_RECORDS).query("limit", 10).pages::<Value>();
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.next().await.unwrap().unwrap_err().code(), Some("DBS.200001"));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn asks_ahead_if_told_to() {
    let service = Service::with(25, 10, json!(25));
    for (ahead, expected) in [(false, 1), (true, 2)] {
        service.asked.lock().unwrap().clear();
        let call = service.client().await.call(&BY_RECORDS).query("limit", 10);
        let items = call.items(things);
        let mut items = if ahead { items.prefetch() } else { items };
        assert_eq!(items.next().await.unwrap().unwrap(), 0);
        assert_eq!(service.asked().len(), expected);
        let mut rest = vec![0];
        while let Some(item) = items.next().await {
            rest.push(item.unwrap());
        }
        assert_all(&rest, 25);
    }
}

#[tokio::test]
async fn is_a_stream() {
    let service = Service::with(3, 10, json!(3));
    let mut items = service.client().await.call(&BY_RECORDS).items(things);
    let mut context = Context::from_waker(Waker::noop());
    let mut count = 0;
    while let Poll::Ready(Some(item)) = Pin::new(&mut items).poll_next(&mut context) {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 3);
}

#[tokio::test]
async fn knows_an_item_that_comes_again_by_its_id() {
    let now = Arc::new(Mutex::new(0));
    let moving = Service::new(move |_, _| {
        let mut now = now.lock().unwrap();
        *now += 1;
        let things: Vec<_> =
            (0..10).map(|n| json!({ "id": n, "n": n, "load": *now + n })).collect();
        json!({ "in": { "things": things }, "total": 0 })
    });
    assert_all(&moving.things(&BY_RECORDS).await.unwrap(), 10);
    assert_eq!(moving.asked().len(), 2);

    // Ids that are all the same are none.
    let nameless = Service::new(|query, _| {
        let start = number(query, "offset").unwrap_or(0);
        let things = (start..25).take(10).map(|n| json!({ "id": "-", "n": n }));
        json!({ "in": { "things": things.collect::<Vec<_>>() }, "total": 0 })
    });
    assert_all(&nameless.things(&BY_RECORDS).await.unwrap(), 25);
}
