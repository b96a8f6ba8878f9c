//! Code of users that panics in the middle of a call: everything else goes on.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::http::Request;
use taurusdb_runtime::transport::{Middleware, Next, Recorder, ReqwestTransport, Sending};
use taurusdb_runtime::{Client, Credentials, Error, Transport};

use super::cloud::{Cloud, Nature, PASSWORD};
use super::server::GET;
use super::waits::World;

/// Panics where a path holds a text, as long as it is armed.
#[derive(Clone)]
struct Mine {
    path: &'static str,
    is_armed: Arc<AtomicBool>,
    /// Whether it goes off only once the answer is there.
    is_late: bool,
}

impl Mine {
    fn at(path: &'static str, is_late: bool) -> Self {
        Self { path, is_armed: Arc::new(AtomicBool::new(true)), is_late }
    }

    fn check(&self, path: &str) {
        assert!(!(self.is_armed.load(Ordering::SeqCst) && path.contains(self.path)), "a mine");
    }
}

impl Middleware for Mine {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> Sending<'a> {
        let path = request.uri().path().to_owned();
        if !self.is_late {
            self.check(&path);
        }
        Box::pin(async move {
            let answer = next.send(request).await;
            self.check(&path);
            answer
        })
    }
}

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

#[tokio::test]
async fn a_middleware_that_panics_keeps_nobody_waiting() {
    for (path, is_late) in
        [("/things/", false), ("/things/", true), ("/auth/tokens", false), ("/auth/tokens", true)]
    {
        let cloud = Cloud::start(Nature::default()).await;
        let mine = Mine::at(path, is_late);
        let recorder = Recorder::new();
        let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
        let client = cloud
            .builder(Credentials::password("account", "robot", PASSWORD))
            .transport(transport.with(recorder.clone()).with(mine.clone()))
            .build()
            .await
            .unwrap();
        let calls: Vec<_> = (0..10)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { call(&client).await })
            })
            .collect();
        for call in calls {
            let end = tokio::time::timeout(Duration::from_secs(30), call).await.expect("it ends");
            assert!(end.unwrap_err().is_panic());
        }
        // Nothing is poisoned, and nothing stays locked.
        mine.is_armed.store(false, Ordering::SeqCst);
        let end = tokio::time::timeout(Duration::from_secs(30), call(&client)).await;
        end.expect("it ends").unwrap();
        assert!(!recorder.lines().is_empty());
    }
}

#[tokio::test]
async fn a_report_of_progress_that_panics_ends_its_wait_alone() {
    let world = World::default().task(&["Running", "Running", "Completed"]);
    let client = world.client().await;
    let wait = client.task("j1").wait().on_progress(|_| panic!("a mine"));
    let end = tokio::spawn(wait).await;
    assert!(end.unwrap_err().is_panic());
    client.task("j1").wait().await.unwrap();
}

/// Catches what a future panics with.
struct Caught<F>(Pin<Box<F>>);

impl<F: Future> Future for Caught<F> {
    type Output = Result<F::Output, ()>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let poll = || self.0.as_mut().poll(context);
        match std::panic::catch_unwind(AssertUnwindSafe(poll)) {
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(Err(())),
        }
    }
}

#[tokio::test]
async fn the_same_thread_can_go_on_after_a_panic() {
    let cloud = Cloud::start(Nature::default()).await;
    let mine = Mine::at("/things/", true);
    let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
    let keys = Credentials::ak_sk("AKEXAMPLE", super::cloud::SECRET_KEY);
    let builder = cloud.builder(keys).transport(transport.with(mine.clone()));
    let client = builder.build().await.unwrap();
    assert!(Caught(Box::pin(call(&client))).await.is_err());
    mine.is_armed.store(false, Ordering::SeqCst);
    call(&client).await.unwrap();
}
