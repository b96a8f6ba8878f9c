//! When a call is sent again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::descriptors::{Category, Effect, ErrorCode, Method, Operation};
use taurusdb_runtime::http::{Request, Response};
use taurusdb_runtime::timer::Sleeping;
use taurusdb_runtime::transport::{Sending, TransportError, TransportErrorKind};
use taurusdb_runtime::{Client, Credentials, Error, Retries, Timer, Transport};

use super::canaries::listen;
use super::leaks::Listener;

static READ: Operation = Operation::new("tests.read", Method::Get, "/things");
static PUT: Operation = Operation::new("tests.put", Method::Put, "/things");
static POST: Operation = Operation::new("tests.post", Method::Post, "/things");

const fn code(code: &'static str, category: Category) -> ErrorCode {
    ErrorCode { code, name: "", status: None, category, retryable: true, advice: "Wait" }
}

static CODES: [ErrorCode; 3] = [
    code("APIGW.0308", Category::Throttled),
    code("DBS.BUSY", Category::Conflict),
    code("DBS.FAILED", Category::Internal),
];

/// One answer of the service, or none.
#[derive(Clone, Copy)]
enum Answer {
    Says(u16, &'static str, Option<&'static str>),
    Fails(TransportErrorKind),
}
use Answer::{Fails, Says};

const fn says(status: u16) -> Answer {
    Says(status, "{}", None)
}

/// A service with prepared answers, on which no time passes.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<Play>>);

#[derive(Default)]
struct Play {
    answers: VecDeque<Answer>,
    sent: Vec<Request<Bytes>>,
    pauses: Vec<Duration>,
}

impl Transport for Script {
    fn send(&self, request: Request<Bytes>) -> Sending<'_> {
        let mut play = self.0.lock().unwrap();
        play.sent.push(request);
        let last = play.answers.len() == 1;
        let answer = if last { play.answers[0] } else { play.answers.pop_front().unwrap() };
        Box::pin(std::future::ready(match answer {
            Fails(kind) => Err(TransportError::new(kind, "as the script has it")),
            Says(status, body, retry_after) => {
                let mut response = Response::builder().status(status);
                if let Some(value) = retry_after {
                    response = response.header("Retry-After", value);
                }
                Ok(response.body(Bytes::from_static(body.as_bytes())).unwrap())
            }
        }))
    }
}

impl Timer for Script {
    fn sleep(&self, time: Duration) -> Sleeping<'_> {
        self.0.lock().unwrap().pauses.push(time);
        Box::pin(std::future::ready(()))
    }
}

impl Script {
    /// A service that gives these answers, and the last one for ever.
    fn of(answers: &[Answer]) -> Self {
        let play = Play { answers: answers.iter().copied().collect(), ..Play::default() };
        Self(Arc::new(Mutex::new(play)))
    }

    async fn client(&self, retries: Option<Retries>) -> Client {
        let mut builder = Client::builder()
            .endpoint("https://gaussdb.example.com")
            .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
            .error_codes(&CODES)
            .transport(self.clone())
            .timer(self.clone());
        if let Some(retries) = retries {
            builder = builder.retries(retries);
        }
        builder.build().await.unwrap()
    }

    async fn call(
        &self,
        operation: &'static Operation,
        retries: Option<Retries>,
    ) -> Result<(), Error> {
        self.client(retries).await.call(operation).send_untyped().await.map(drop)
    }

    fn sent(&self) -> usize {
        self.0.lock().unwrap().sent.len()
    }

    fn waited(&self) -> Duration {
        self.0.lock().unwrap().pauses.iter().sum()
    }
}

/// How often each of the three operations is sent if this is the answer.
#[track_caller]
fn assert_sent(answer: Answer, [read, put, post]: [usize; 3]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (operation, expected) in [(&READ, read), (&PUT, put), (&POST, post)] {
        let script = Script::of(&[answer]);
        runtime.block_on(script.call(operation, None)).unwrap_err();
        assert_eq!(script.sent(), expected, "{}", operation.id);
    }
}

#[test]
fn failure_and_effect_decide() {
    assert_eq!(
        [READ.effect, PUT.effect, POST.effect],
        [Effect::Read, Effect::Idempotent, Effect::Neither]
    );
    // Nothing was done: the request did not arrive, or was turned away.
    assert_sent(Fails(TransportErrorKind::Connect), [3, 3, 3]);
    assert_sent(says(429), [3, 3, 3]);
    assert_sent(Says(403, r#"{"error_code":"APIGW.0308"}"#, None), [3, 3, 3]);
    assert_sent(Says(200, r#"{"error_code":"APIGW.0308"}"#, None), [3, 3, 3]);
    // Something may have been done.
    assert_sent(Fails(TransportErrorKind::Timeout), [3, 3, 1]);
    assert_sent(Fails(TransportErrorKind::Interrupted), [3, 3, 1]);
    for status in [408, 425, 500, 502, 503, 504] {
        assert_sent(says(status), [3, 3, 1]);
    }
    assert_sent(Says(400, r#"{"error_code":"DBS.FAILED"}"#, None), [3, 3, 1]);
    // It was done, but the answer is lost.
    assert_sent(Says(200, r#"{"a":"#, None), [3, 1, 1]);
    // It would fail again, or has to wait for something else.
    for answer in [
        says(400),
        says(401),
        says(404),
        says(409),
        says(302),
        Says(200, "<p>Sign in</p>", None),
        Says(400, r#"{"error_code":"DBS.BUSY"}"#, None),
        Fails(TransportErrorKind::Other),
    ] {
        assert_sent(answer, [1, 1, 1]);
    }
}

#[tokio::test]
async fn succeeds_when_the_service_has_recovered() {
    let script = Script::of(&[says(503), Fails(TransportErrorKind::Connect), says(200)]);
    script.call(&PUT, None).await.unwrap();
    assert_eq!(script.sent(), 3);
    // Half a second and one, of which a part passes.
    assert!(script.waited() < Duration::from_millis(1501), "{:?}", script.waited());
}

#[tokio::test]
async fn each_attempt_has_its_own_signature() {
    let script = Script::of(&[says(503), says(200)]);
    script.call(&READ, None).await.unwrap();
    let play = script.0.lock().unwrap();
    for request in &play.sent {
        assert!(request.headers().contains_key("authorization"));
        assert_eq!(request.headers().get_all("x-sdk-date").iter().count(), 1);
    }
}

#[tokio::test]
async fn the_error_tells_what_was_tried() {
    let busy = Says(409, r#"{"error_code":"DBS.BUSY","error_msg":"busy"}"#, None);
    let script = Script::of(&[says(502), Fails(TransportErrorKind::Connect), busy]);
    let error = script.call(&PUT, None).await.unwrap_err();
    let attempts = error.earlier_attempts();
    let failures: Vec<_> = attempts.iter().map(|attempt| attempt.failure()).collect();
    let connect = "cannot connect to https://gaussdb.example.com: as the script has it";
    assert_eq!(failures, ["502 Bad Gateway", connect]);
    let text = error.to_string();
    let (start, end) =
        ("tests.put: 409 Conflict, DBS.BUSY: busy. Wait. Tried 3 times, with ", connect);
    assert!(
        text.starts_with(start) && text.ends_with(&format!("the time before: {end}")),
        "{text}"
    );
    let pauses: Vec<_> = attempts.iter().map(|attempt| attempt.pause()).collect();
    assert_eq!(pauses, script.0.lock().unwrap().pauses);
}

#[tokio::test]
async fn the_same_failure_is_told_once() {
    let script = Script::of(&[Fails(TransportErrorKind::Connect)]);
    let error = script.call(&PUT, None).await.unwrap_err();
    assert_eq!(error.earlier_attempts().len(), 2);
    let text = error.to_string();
    assert_eq!(text.matches("as the script has it").count(), 1, "{text}");
    assert!(text.ends_with("s of pauses; the time before ended likewise"), "{text}");
}

#[tokio::test]
async fn comes_back_when_the_service_asks_to() {
    let script = Script::of(&[Says(429, "", Some("7")), says(200)]);
    script.call(&POST, None).await.unwrap();
    let waited = script.waited();
    assert!(
        waited >= Duration::from_secs(7) && waited <= Duration::from_millis(7500),
        "{waited:?}"
    );

    // Nobody wants to wait that long.
    let script = Script::of(&[Says(429, "", Some("3600")), says(200)]);
    let error = script.call(&POST, None).await.unwrap_err();
    assert_eq!(script.sent(), 1);
    let text = error.to_string();
    assert!(text.contains("Not tried again: the service asks for a pause of 3600 s"), "{text}");
    let patient = Retries::default().within(Duration::from_secs(4000));
    let script = Script::of(&[Says(429, "", Some("3600")), says(200)]);
    script.call(&POST, Some(patient)).await.unwrap();
}

#[tokio::test]
async fn waits_for_what_is_busy_if_told_to() {
    let busy = Says(400, r#"{"error_code":"DBS.BUSY"}"#, None);
    let patient = Retries::none().wait_while_busy(Duration::from_secs(600));
    let script = Script::of(&[[busy; 9].as_slice(), &[says(200)]].concat());
    script.call(&POST, Some(patient.clone())).await.unwrap();
    assert_eq!(script.sent(), 10);

    let script = Script::of(&[busy]);
    let error = script.call(&POST, Some(patient)).await.unwrap_err();
    assert_eq!(script.waited(), Duration::from_secs(600));
    let text = error.to_string();
    assert!(text.ends_with("Not tried again: it was still busy after 600 s"), "{text}");
}

#[tokio::test]
async fn the_span_of_a_call_tells_how_often_it_was_tried() {
    listen();
    for (answers, expected) in
        [(vec![says(200)], None), (vec![says(503), says(503), says(200)], Some("attempts=3"))]
    {
        let listener = Listener::default();
        let _guard = tracing::subscriber::set_default(listener.clone());
        Script::of(&answers).call(&READ, None).await.unwrap();
        let heard = listener.heard();
        assert!(heard.contains("operation=\"tests.read\""), "{heard}");
        assert_eq!(heard.lines().rfind(|line| line.starts_with("attempts=")), expected, "{heard}");
    }
}

#[tokio::test]
async fn what_is_busy_is_not_asked_without_a_pause() {
    for asked in ["0", "-5", "Wed, 21 Oct 2015 07:28:00 GMT", "0.0001"] {
        let busy = Says(409, r#"{"error_code":"DBS.BUSY"}"#, Some(asked));
        let script = Script::of(&[busy]);
        let patient = Retries::none().wait_while_busy(Duration::from_secs(600));
        script.call(&POST, Some(patient)).await.unwrap_err();
        assert_eq!(script.waited(), Duration::from_secs(600), "{asked}");
        assert!(script.sent() < 200, "{}", script.sent());
    }
}

#[tokio::test]
async fn no_time_is_too_long() {
    const NEVER: Duration = Duration::MAX;
    let endless = Retries::default().within(NEVER).pause(NEVER, NEVER).wait_while_busy(NEVER);
    for (status, body) in [(429, ""), (503, ""), (409, r#"{"error_code":"DBS.BUSY"}"#)] {
        let script = Script::of(&[Says(status, body, Some("99999999999999999999999")), says(200)]);
        script.call(&READ, Some(endless.clone())).await.unwrap();
        assert_eq!(script.sent(), 2);
    }
}

#[tokio::test]
async fn a_call_can_have_rules_of_its_own() {
    let script = Script::of(&[says(503)]);
    let client = script.client(Some(Retries::default().attempts(9))).await;
    client.call(&READ).retries(Retries::none()).send_untyped().await.unwrap_err();
    assert_eq!(script.sent(), 1);
    client.call(&READ).send_untyped().await.unwrap_err();
    assert_eq!(script.sent(), 10);
}

#[tokio::test]
async fn clones_share_a_budget() {
    let script = Script::of(&[says(503)]);
    let client = script.client(None).await;
    for _ in 0..100 {
        client.clone().call(&READ).send_untyped().await.unwrap_err();
    }
    assert_eq!(script.sent(), 200);
    let error = client.call(&READ).send_untyped().await.unwrap_err().to_string();
    assert!(error.contains("its budget of retries is used up"), "{error}");
}
