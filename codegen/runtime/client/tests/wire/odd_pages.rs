//! Lists of services that lose their place, and lists that are taken up again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use taurusdb_runtime::TransportError;
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::Operation;
use taurusdb_runtime::http::Request;
use taurusdb_runtime::transport::{Sending, TransportErrorKind};
use taurusdb_runtime::{Client, Credentials, Items, Retries, Transport};

use super::paging::{BY_LINE, BY_NAME, BY_RECORDS, Service, number, page, things};

/// The things that a service gives, without end if it has none.
async fn found(service: &Service, operation: &'static Operation) -> Vec<u64> {
    service.things(operation).await.unwrap()
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_the_end() {
    // The items are new each time, and lead to the same place all the same.
    for operation in [&BY_LINE, &BY_NAME] {
        let count = AtomicUsize::new(0);
        let service = Service::new(move |_, _| {
            let n = count.fetch_add(1, Ordering::SeqCst);
            json!({ "in": { "things": [{ "n": n, "line": "7", "name": "same" }] } })
        });
        assert_eq!(found(&service, operation).await, [0, 1]);
        assert_eq!(service.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_cursor_that_is_nothing_is_the_end() {
    for cursor in [json!(null), json!(""), json!([]), json!({}), json!(false)] {
        let service = Service::new(
            move |_, _| json!({ "in": { "things": [{ "n": 1, "line": cursor, "name": cursor }] } }),
        );
        for operation in [&BY_LINE, &BY_NAME] {
            assert_eq!(found(&service, operation).await, [1]);
        }
        assert_eq!(service.asked().len(), 2);
    }
}

#[tokio::test]
async fn odd_totals_and_odd_lists_end() {
    for total in
        [json!("25"), json!("many"), json!(-1), json!(1e300), json!([25]), json!({ "a": 1 })]
    {
        let service = Service::with(25, 10, total.clone());
        assert_eq!(found(&service, &BY_RECORDS).await.len(), 25, "{total}");
    }
    for list in [json!(null), json!({}), json!("[]"), json!(7), json!([])] {
        let answer = json!({ "in": { "things": list }, "total": 9 });
        let service = Service::new(move |_, _| answer.clone());
        assert_eq!(found(&service, &BY_RECORDS).await, [] as [u64; 0]);
        assert!(service.asked().len() <= 2);
    }
    // A total that grows with each page is no reason to ask on.
    let service = Service::new(|query, _| {
        let start = number(query, "offset").unwrap_or(0);
        page((start..23).take(10), json!(start + 100))
    });
    assert_eq!(found(&service, &BY_RECORDS).await.len(), 23);
}

/// A service that breaks off the third page as often as it is told to.
#[derive(Clone)]
struct Breaking {
    service: Service,
    fails: Arc<AtomicUsize>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Transport for Breaking {
    fn send(&self, request: Request<Bytes>) -> Sending<'_> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        self.asked.lock().unwrap().push(query.clone());
        let left = self.fails.load(Ordering::SeqCst);
        if query.contains("offset=20") && left > 0 {
            self.fails.store(left - 1, Ordering::SeqCst);
            let error = TransportError::new(TransportErrorKind::Interrupted, "torn");
            return Box::pin(async { Err(error) });
        }
        self.service.send(request)
    }
}

impl Breaking {
    fn new(fails: usize) -> Self {
        let service = Service::with(35, 10, json!(35));
        Self { service, fails: Arc::new(AtomicUsize::new(fails)), asked: Arc::default() }
    }

    async fn client(&self) -> Client {
        let builder = Client::builder().endpoint("https://gaussdb.example.com");
        let builder = builder.credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"));
        builder.retries(Retries::none()).transport(self.clone()).build().await.unwrap()
    }

    async fn items(&self) -> Items<Value, u64> {
        self.client().await.call(&BY_RECORDS).query("limit", 10).items(things)
    }
}

#[tokio::test]
async fn a_list_can_be_taken_up_where_it_broke() {
    for ahead in [false, true] {
        let service = Breaking::new(2);
        let items = service.items().await;
        let mut items = if ahead { items.prefetch() } else { items };
        let (mut seen, mut errors) = (Vec::new(), 0);
        assert!(!items.resume(), "nothing is broken yet");
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => seen.push(item),
                Err(error) => {
                    errors += 1;
                    assert_eq!(seen, (0..20).collect::<Vec<_>>(), "all that came before is there");
                    assert!(error.is_retryable() && items.resume());
                }
            }
        }
        assert_eq!((seen, errors), ((0..35).collect::<Vec<_>>(), 2));
        assert!(!items.resume(), "what has ended well is not taken up");
        assert_eq!(service.asked.lock().unwrap().len(), 6);
    }
}

#[tokio::test]
async fn a_list_that_is_not_taken_up_has_ended() {
    let service = Breaking::new(9);
    let mut items = service.items().await;
    let mut ends = 0;
    while let Some(item) = items.next().await {
        ends += usize::from(item.is_err());
    }
    assert_eq!(ends, 1);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn more_pages_can_be_allowed_once_the_bound_is_met() {
    let service = Service::with(35, 10, json!(35));
    let mut items = service.client().await.call(&BY_RECORDS).query("limit", 10).items(things);
    items = items.max_pages(2);
    let mut seen = Vec::new();
    loop {
        match items.next().await {
            Some(Ok(item)) => seen.push(item),
            Some(Err(error)) => {
                assert!(error.to_string().contains("`max_pages`"), "{error}");
                assert!(items.resume());
                items = items.max_pages(9);
            }
            None => break,
        }
    }
    assert_eq!(seen, (0..35).collect::<Vec<_>>());
    assert_eq!(service.asked().len(), 4);
}
