//! Nothing that is fetched or given to prove who is calling appears in traces, errors, `Debug` or recordings.

use std::fmt;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use taurusdb_runtime::transport::{Recorder, ReqwestTransport};
use taurusdb_runtime::{Credentials, Transport};

use super::canaries::listen;
use super::cloud::{Cloud, Nature, PASSWORD, SECRET_KEY};
use super::server::GET;

/// Writes down every field of every span and event.
#[derive(Clone, Default)]
pub(super) struct Listener(Arc<Mutex<String>>);

impl Listener {
    pub(super) fn heard(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Visit for Listener {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        *self.0.lock().unwrap() += &format!("{field}={value:?}\n");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn no_secret_is_traced_shown_or_recorded() {
    listen();
    let listener = Listener::default();
    let _guard = tracing::subscriber::set_default(listener.clone());
    let ahead = SignedDuration::from_hours(2);
    let cloud = Cloud::start(Nature { ahead, ..Nature::default() }).await;
    let keys = Credentials::ak_sk("AKEXAMPLE", SECRET_KEY);
    let mut shown = String::new();
    let recorder = Recorder::new();
    for credentials in [
        keys.clone(),
        keys.clone().by_token(),
        keys.security_token("given-canary"),
        Credentials::token("token-canary-0"),
        Credentials::password("account", "robot", PASSWORD),
        Credentials::password("account", "robot", "wrong-canary"),
        Credentials::instance_metadata_at(cloud.url()),
    ] {
        let transport = ReqwestTransport::new().unwrap().with(recorder.clone());
        let client = cloud.builder(credentials).transport(transport).build().await.unwrap();
        let result = client.call(&GET).path("thing_id", "t").send_untyped().await;
        if let Err(error) = &result {
            shown += &format!("{error} {error:?}\n");
        }
        shown += &format!("{client:?} {:?}\n", client.call(&GET));
        cloud.change(|nature| nature.revoked = 100);
        if let Err(error) = client.call(&GET).path("thing_id", "t").send_untyped().await {
            shown += &format!("{error} {error:?}\n");
        }
        cloud.change(|nature| nature.revoked = 0);
    }
    let traced = listener.heard();
    for expected in ["asking the identity service", "new token", "temporary keys", "clock of this"]
    {
        assert!(traced.contains(expected), "nothing is heard of {expected:?}: {traced}");
    }
    assert!(!traced.contains("canary"), "{traced}");
    assert!(!shown.contains("canary"), "{shown}");
    let recorded = recorder.lines();
    for expected in ["/v3/auth/tokens", "/v3/projects", "/api/token", "/securitykey"] {
        assert!(recorded.contains(expected), "nothing is recorded of {expected}: {recorded}");
    }
    assert!(!recorded.contains("canary"), "{recorded}");
}
