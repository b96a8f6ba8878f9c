//! Waiting, while the service answers other than it is described, or not in time.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use taurusdb_runtime::{Client, Credentials, Error, WaitEnd};
use tokio::net::TcpListener;

use super::waits::{World, end};

fn job(state: &str) -> Value {
    json!({ "job": { "id": "j1", "status": state } })
}

#[tokio::test]
async fn knows_the_words_of_another_vocabulary() {
    let world = World::default().kettle(&["BUILD", "backing up", "ACTIVE"]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let seen = kettle.until_ready().await.unwrap();
    assert_eq!((seen.state(), world.looks()), (Some("ACTIVE"), 3));

    let world = World::default().kettle(&["BUILD", "FAILED"]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let error = kettle.until_ready().await.unwrap_err();
    assert_eq!((end(&error), world.looks()), (WaitEnd::Unreachable, 2));
}

#[tokio::test]
async fn takes_the_record_out_of_a_list() {
    let done = json!({ "job": [{ "id": "j0", "status": "Failed" }, { "id": "j1", "status": "Completed" }] });
    let world = World::default().answers("/jobs", [(200, done)]);
    world.client().await.task("j1").wait().await.unwrap();
}

#[tokio::test]
async fn a_look_that_cannot_be_read_does_not_end_the_wait() {
    // Text is sent as it is, as the page of a gateway and as JSON that was cut off.
    let texts =
        ["<html>in maintenance</html>", r#"{"job":{"st"#].map(|text| (200, Value::from(text)));
    let [page, cut] = texts;
    let answers = [(200, job("Running")), page, cut, (200, job("Completed"))];
    let world = World::default().answers("/jobs", answers);
    world.client().await.task("j1").wait().await.unwrap();
    assert_eq!(world.looks(), 4);
}

#[tokio::test]
async fn an_error_that_ends_the_wait_says_how_to_go_on() {
    for refused in [(403, json!({ "error_code": "APIGW.0302" })), (500, Value::Null)] {
        let world = World::default().answers("/jobs", [(200, job("Running")), refused]);
        let error = world.client().await.task("j1").wait().await.unwrap_err();
        assert!(matches!(error, Error::Service(_)), "{error}");
        let goes_on = "This ended the wait for the task j1, which goes on all the same; wait again with the id \
                       j1 of the task";
        assert!(error.to_string().ends_with(goes_on), "{error}");
    }
}

#[tokio::test]
async fn an_empty_id_is_not_asked_for() {
    let world = World::default().task(&["Completed"]);
    for id in ["", "  "] {
        let error = world.client().await.task(id).wait().await.unwrap_err().to_string();
        assert!(error.contains("there is no id of a task to wait for: it is empty"), "{error}");
    }
    assert_eq!(world.looks(), 0);
}

#[tokio::test]
async fn shows_only_parts_of_the_whole_as_progress() {
    for (process, expected) in [
        (json!("40%"), Some("40 %")),
        (json!(100), Some("100 %")),
        (json!(150), None),
        (json!(-1), None),
        (json!("NaN"), None),
        (json!("soon"), None),
    ] {
        let mut done = job("Completed");
        done["job"]["process"] = process;
        let world = World::default().answers("/jobs", [(200, done)]);
        let wait = world.client().await.task("j1").wait().on_progress(move |progress| {
            assert_eq!(progress.percent(), expected);
        });
        wait.await.unwrap();
    }
}

#[tokio::test]
async fn a_service_that_does_not_answer_does_not_prolong_the_wait() {
    // The kernel accepts connections for it, but it never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client: Client = Client::builder()
        .endpoint(format!("http://{}", silent.local_addr().unwrap()))
        .service(World::service())
        .credentials(Credentials::token("t"))
        .timeout(Duration::from_secs(60))
        .transport(super::faults::transport())
        .build()
        .await
        .unwrap();
    let start = Instant::now();
    let wait = client.task("j1").wait().within(Duration::from_millis(100));
    assert_eq!(end(&wait.await.unwrap_err()), WaitEnd::TimedOut);
    // One attempt of two seconds, where three of sixty were allowed without the wait.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[tokio::test]
async fn knows_the_usual_words_for_the_end_of_a_task() {
    for (word, is_good) in [
        ("SUCCESS", true),
        ("completed", true),
        (" Completed ", true),
        ("Finished", true),
        ("FAIL", false),
        ("Cancelled", false),
        ("ERROR", false),
    ] {
        let world = World::default().task(&["Running", "Preparing", word]);
        let end = world.client().await.task("j1").wait().await;
        assert_eq!((end.is_ok(), world.looks()), (is_good, 3), "{word}");
        if let Err(error) = end {
            assert_eq!(error.wait().unwrap().end(), WaitEnd::Unreachable);
            assert!(error.to_string().contains("no stock"), "{error}");
        }
    }
    // Of resources, only the description knows what a word means.
    let world = World::default().kettle(&["SUCCESS", "fine"]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    kettle.until_ready().await.unwrap();
    assert_eq!(world.looks(), 2);
}

#[tokio::test]
async fn a_task_without_a_state_is_looked_at_again() {
    let shown = |job: Value| (200, json!({ "job": job }));
    let answers = [
        shown(json!({ "id": "j1" })),
        shown(json!({ "id": "j1", "status": null })),
        shown(json!({ "id": "j1", "status": "" })),
        shown(json!({ "id": "j1", "status": { "of": "Completed" } })),
        shown(json!({ "id": "j1", "status": ["Completed"] })),
        (200, job("Completed")),
    ];
    let world = World::default().answers("/jobs", answers);
    world.client().await.task("j1").wait().await.unwrap();
    assert_eq!(world.looks(), 6);
}

#[tokio::test]
async fn an_answer_without_a_record_is_not_its_end() {
    let nothing =
        [json!({}), json!({ "job": null }), json!(null), json!([])].map(|body| (200, body));
    for odd in nothing {
        let answers = [(200, job("Running")), odd.clone(), odd.clone(), (200, job("Completed"))];
        let world = World::default().answers("/jobs", answers);
        world.client().await.task("j1").wait().await.unwrap();
        // But what stays like that is not there any more.
        let world = World::default().answers("/jobs", [(200, job("Running")), odd]);
        let error = world.client().await.task("j1").wait().await.unwrap_err();
        assert_eq!((end(&error), world.looks()), (WaitEnd::Gone, 4));
    }
    // A list without it says so at once.
    let answers = [(200, job("Running")), (200, json!({ "job": [] }))];
    let world = World::default().answers("/jobs", answers);
    let error = world.client().await.task("j1").wait().await.unwrap_err();
    assert_eq!((end(&error), world.looks()), (WaitEnd::Gone, 2));
}

#[tokio::test]
async fn the_page_of_a_gateway_is_not_the_end_of_a_resource() {
    let page = Value::from("<html><head><title>404 Not Found</title></head></html>");
    let shown = json!({ "kettle": { "id": "k1", "status": "fine" } });
    let world = World::default().answers("/kettles/k1", [(200, shown), (404, page)]);
    let kettle = world.client().await.resource("kettle", ["k1"]).unwrap();
    let error = kettle.until_gone().await.unwrap_err();
    assert!(!error.is_not_found(), "{error}");
    let text = error.to_string();
    assert!(text.contains("a page answered in its place") && text.contains("wait again"), "{text}");
}

#[tokio::test]
async fn waits_of_any_length_end() {
    const NEVER: Duration = Duration::MAX;
    let running = || World::default().task(&["Running"]);
    // However little time there is, one look is taken.
    let world = World::default().task(&["Completed"]);
    world.client().await.task("j1").wait().within(Duration::ZERO).await.unwrap();
    let world = running();
    let error = world.client().await.task("j1").wait().within(Duration::ZERO).await.unwrap_err();
    assert_eq!((end(&error), world.looks()), (WaitEnd::TimedOut, 1));
    // No pause at all is a short one: the wait ends by the clock that its timer has.
    let world = running();
    let wait = world.client().await.task("j1").wait();
    let wait = wait.every(Duration::ZERO).within(Duration::from_millis(50));
    assert_eq!(end(&wait.await.unwrap_err()), WaitEnd::TimedOut);
    assert!(world.looks() <= 51, "{}", world.looks());
    // The longest times that there are.
    let world = World::default().task(&["Running", "Running", "Running", "Completed"]);
    let wait = world.client().await.task("j1").wait();
    wait.every(NEVER).within(NEVER).late(NEVER).await.unwrap_err();
    let world = World::default().task(&["Running", "Running", "Running", "Completed"]);
    let wait = world.client().await.task("j1").wait();
    wait.pauses(Duration::from_secs(1), NEVER).within(NEVER).await.unwrap();
}

#[tokio::test]
async fn several_can_wait_for_one() {
    let world = World::default().task(&["Running", "Running", "Running", "Running", "Completed"]);
    let client = world.client().await;
    let waits = [0, 1, 2].map(|_| tokio::spawn(client.task("j1").wait()));
    for wait in waits {
        wait.await.unwrap().unwrap();
    }
    // Dropping one midway is no matter for another.
    let world = World::default().task(&["Running", "Completed"]);
    let client = world.client().await;
    drop(client.task("j1").wait());
    client.task("j1").wait().await.unwrap();
}
