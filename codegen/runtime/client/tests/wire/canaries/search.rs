//! Searches everything that can be printed.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use taurusdb_runtime::descriptors::Operation;
use taurusdb_runtime::transport::{Recorder, ReqwestTransport};
use taurusdb_runtime::{Client, Credentials, Error, Reply, Retries, Transport};
use tracing::instrument::WithSubscriber;

use super::ears::{Ears, listen, logs};
use super::places::{self, BREW, Brew, MARK, SHOW};
use crate::wire::faults::script::{Step, answer};
use crate::wire::faults::{self, Faulty, attempt, client_of};

/// The time-out where it must be run into, and where it must not.
const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(10);

/// Everything that was shown, with what showed it.
#[derive(Clone, Default)]
struct Shown(Arc<Mutex<Vec<(String, String)>>>);

impl Shown {
    fn add(&self, what: impl Into<String>, text: String) {
        self.0.lock().unwrap().push((what.into(), text));
    }

    fn error(&self, what: &str, error: Error) {
        let mut text = format!("{error}\n{error:?}\n{error:#?}\n{}\n", error.message());
        for attempt in error.earlier_attempts() {
            writeln!(text, "{}", attempt.failure()).unwrap();
        }
        if let Some(service) = error.service() {
            let body = String::from_utf8_lossy(service.body());
            // A body in UTF-16 is raw bytes, which nothing prints.
            writeln!(text, "{body} {:?}", service.headers().get("x-echo")).unwrap();
        }
        self.add(format!("error of {what}"), text);
        self.panic(what, Err(error));
    }

    fn reply(&self, what: &str, reply: Reply<Brew>) {
        let mut text = format!("{reply:?}\n{reply:#?}\n{:?}\n", *reply);
        for note in reply.notes() {
            writeln!(text, "{note} {note:?}").unwrap();
        }
        self.add(format!("reply of {what}"), text);
        self.panic(what, Ok(reply));
    }

    /// What a panic says about a result that is not the expected one.
    fn panic(&self, what: &str, result: Result<Reply<Brew>, Error>) {
        let panicked = catch_unwind(AssertUnwindSafe(|| match result {
            Ok(reply) => refused(reply).unwrap(),
            Err(error) => refused(error).expect("a reply"),
        }));
        let message = panicked.unwrap_err();
        let message = message.downcast_ref::<String>().expect("a formatted message").clone();
        assert!(message.len() > 20, "{message}");
        self.add(format!("panic of {what}"), message);
    }

    /// Everything that holds a mark.
    fn leaks(&self) -> Vec<String> {
        let shown = self.0.lock().unwrap();
        assert!(!shown.is_empty());
        let leaking = shown.iter().flat_map(|(what, text)| {
            let lines = text.lines().filter(|line| line.to_lowercase().contains(MARK));
            lines.map(move |line| format!("{what}: {line}"))
        });
        leaking.take(20).collect()
    }

    #[track_caller]
    fn assert_clean(&self) {
        let leaks = self.leaks();
        assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    }
}

fn refused<E>(error: E) -> Result<(), E> {
    Err(error)
}

async fn send(client: &Client, operation: &'static Operation, shown: &Shown, what: &str) {
    let call = places::call(client, operation);
    shown.add(format!("call of {what}"), format!("{client:?} {call:?} {call:#?}"));
    match call.send::<Brew>().await {
        Ok(reply) => shown.reply(what, reply),
        Err(error) => shown.error(what, error),
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn no_answer_makes_a_client_show_a_secret() {
    listen();
    let (shown, ears, recorder) = (Shown::default(), Ears::default(), Recorder::new());
    let transport = faults::transport().with(recorder.clone());
    let run = async {
        for (credentials, secrets) in places::credentials() {
            for operation in [&BREW, &SHOW] {
                for (number, body) in places::bodies(operation, secrets).iter().enumerate() {
                    for status in places::STATUSES {
                        let headers = places::headers(secrets);
                        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
                        let answer = answer(status, &headers, body);
                        let server = Faulty::start(vec![Step::Read, answer]).await;
                        let client =
                            client_of(server.address, credentials.clone(), LONG, transport.clone())
                                .await;
                        send(&client, operation, &shown, &format!("body {number}, {status}")).await;
                    }
                }
            }
        }
    };
    block_on(run.with_subscriber(ears.clone()));
    assert!(ears.heard().contains("tests") || ears.heard().contains("teapots.brew"));
    shown.add("tracing", ears.heard());
    shown.add("log", logs());
    shown.add("record", recorder.lines());
    shown.assert_clean();
}

#[test]
fn no_fault_makes_a_client_show_a_secret() {
    listen();
    let (shown, ears, recorder) = (Shown::default(), Ears::default(), Recorder::new());
    let transport = faults::transport().with(recorder.clone());
    let run = async {
        let mut running = Vec::new();
        for fault in faults::rows() {
            let (shown, transport) = (shown.clone(), transport.clone());
            let [_, (keys, _), _] = places::credentials();
            let one = async move {
                let server = Faulty::start(fault.steps.clone()).await;
                let client = client_of(server.address, keys, SHORT, transport).await;
                if fault.is_second {
                    attempt(&client, false, 0).await.ok();
                }
                send(&client, &BREW, &shown, fault.name).await;
            };
            running.push(tokio::spawn(one.with_subscriber(ears.clone())));
        }
        for one in running {
            one.await.unwrap();
        }
    };
    block_on(run);
    assert!(ears.heard().contains("no answer"));
    assert!(logs().contains("reqwest"), "{}", logs());
    shown.add("tracing", ears.heard());
    shown.add("log", logs());
    shown.add("record", recorder.lines());
    shown.assert_clean();
}

#[test]
fn no_mistake_makes_a_client_show_a_secret() {
    let shown = Shown::default();
    block_on(async {
        let build = |endpoint: &str, credentials: Credentials| {
            Client::builder()
                .endpoint(endpoint)
                .credentials(credentials)
                .project_id("p1")
                .retries(Retries::none())
                .variables(|_| None)
        };
        let token = || Credentials::token(places::TOKEN);
        for endpoint in [
            "https://u:canary-password@h",
            "u:canary-password@h",
            "https://h/?token=canary-query",
            "ftp://u:canary-password@h",
            "https://u:canary-pass word@h",
        ] {
            shown.error(
                endpoint.get(..8).unwrap(),
                build(endpoint, token()).build().await.unwrap_err(),
            );
        }
        for credentials in [
            Credentials::token("canary token"),
            Credentials::ak_sk("AK", "canary\nkey"),
            Credentials::ak_sk("AK", "k").security_token("canary token"),
        ] {
            shown.add("credentials", format!("{credentials:?} {credentials:#?}"));
            shown.error("credentials", build("h", credentials).build().await.unwrap_err());
        }
        for variable in ["HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK", "CLOUD_SDK_SK"] {
            let found = Credentials::from_variables(|name| match name == variable {
                true => Some("canary\u{fffd}".to_owned()),
                false => (name == variable.replace("SECRET", "ACCESS").replace("SK", "AK"))
                    .then(|| "AK".to_owned()),
            });
            shown.error("variables", found.unwrap_err());
        }
        let client: Client = build("http://h", token()).build().await.unwrap();
        let call = places::call(&client, &BREW).header("X-Custom-Token", "canary\nheader");
        shown.error("a header", call.unsigned_request().unwrap_err());
        let request = places::call(&client, &BREW).request().await.unwrap();
        shown.add("headers of a request", format!("{:?}", request.headers()));
        for proxy in
            ["http://u:canary-password@p:1", "u:canary@p:x", "ftp://u:canary@p", "u:canary"]
        {
            let builder = ReqwestTransport::builder().proxy(proxy);
            shown.add("builder of a transport", format!("{builder:?}"));
            let transport = builder.build().unwrap();
            shown.add("transport", format!("{transport:?} {transport:#?}"));
            let client = build("http://127.0.0.1:1", token()).transport(transport).build().await;
            send(&client.unwrap(), &SHOW, &shown, "a proxy").await;
        }
    });
    shown.assert_clean();
}
