//! Time: work that goes on, states that pass, windows that open.

use std::time::Duration;

use serde_json::{Value, json};
use taurusdb_mock_runtime::{Clock, MockServer};

use super::{done, get, kettle, refused, start};

fn wait(server: &MockServer, seconds: u64) {
    server.advance(Duration::from_secs(seconds));
}

fn status(server: &MockServer, id: &str) -> Value {
    get(server, &format!("/kettles/{id}"))["kettle"]["status"].clone()
}

fn job(server: &MockServer, id: &Value) -> Value {
    get(server, &format!("/jobs?id={}", id.as_str().expect("an id")))["job"].clone()
}

fn rename(server: &MockServer, id: &str) -> (u16, String) {
    refused(server, "PUT", &format!("/kettles/{id}/name"), &json!({ "name": "new" }))
}

#[test]
fn work_waits_runs_and_ends_and_the_record_passes_through_its_states() {
    let server = start(Clock::Manual);
    let made = done(&server, "POST", "/kettles", &json!({ "name": "one" }));
    let (id, task) = (made["kettle"]["id"].as_str().unwrap(), &made["job_id"]);
    let shown = job(&server, task);
    assert_eq!(shown["status"], "Pending");
    assert_eq!(shown["name"], "kettles.create");
    assert_eq!((&shown["kettle_id"], &shown["kettle_name"]), (&json!(id), &json!("one")));
    assert_eq!(shown["created"], "2024-12-31T00:00:00+0000");
    assert_eq!(rename(&server, id), (409, "K.409".to_owned()));
    // Reads are never refused.
    assert_eq!(status(&server, id), "filling");
    wait(&server, 150);
    assert_eq!(job(&server, task)["status"], "Running");
    assert_eq!(job(&server, task)["process"], "25%");
    wait(&server, 449);
    assert_eq!(status(&server, id), "filling");
    wait(&server, 1);
    let ended = job(&server, task);
    assert_eq!((&ended["status"], &ended["process"]), (&json!("Completed"), &json!("")));
    assert_eq!(ended["ended"], "2024-12-31T00:10:00+0000");
    // It is done, and yet not settled.
    assert_eq!(status(&server, id), "resting");
    assert_eq!(rename(&server, id), (409, "K.409".to_owned()));
    wait(&server, 200);
    assert_eq!(status(&server, id), "fine");
    let started = done(&server, "PUT", &format!("/kettles/{id}/name"), &json!({ "name": "new" }));
    assert_eq!(get(&server, &format!("/kettles/{id}"))["kettle"]["name"], "one");
    assert_eq!(rename(&server, id), (409, "K.409".to_owned()));
    wait(&server, 600);
    assert_eq!(job(&server, &started["job_id"])["status"], "Completed");
    assert_eq!(get(&server, &format!("/kettles/{id}"))["kettle"]["name"], "new");
}

#[test]
fn in_one_step_or_in_many_the_same_happens_at_the_same_time() {
    let ended = |steps: u64| {
        let server = start(Clock::Manual);
        let made = done(&server, "POST", "/kettles", &json!({ "name": "one" }));
        for _ in 0..steps {
            wait(&server, 1200 / steps);
        }
        (job(&server, &made["job_id"]), server.records("kettle"))
    };
    assert_eq!(ended(1), ended(60));
}

#[test]
fn a_deleted_record_is_there_until_its_task_ends() {
    let server = start(Clock::Manual);
    let id = kettle(&server, "one");
    wait(&server, 3600);
    let task = done(&server, "DELETE", &format!("/kettles/{id}"), &Value::Null)["job_id"].clone();
    assert_eq!(status(&server, &id), "fine");
    let again = refused(&server, "DELETE", &format!("/kettles/{id}"), &Value::Null);
    assert_eq!(again, (409, "K.409".to_owned()));
    wait(&server, 600);
    assert_eq!(job(&server, &task)["status"], "Completed");
    let gone = refused(&server, "GET", &format!("/kettles/{id}"), &Value::Null);
    assert_eq!(gone, (404, "K.404".to_owned()));
}

#[test]
fn work_that_fails_leaves_what_the_model_says() {
    let server = start(Clock::Manual);
    server.fail_next_task(Some("kettles.create"));
    let made = done(&server, "POST", "/kettles", &json!({ "name": "one", "spouts": 1 }));
    let id = made["kettle"]["id"].as_str().unwrap();
    wait(&server, 600);
    let ended = job(&server, &made["job_id"]);
    assert_eq!(ended["status"], "Failed");
    assert!(ended["fail_reason"].is_string(), "{ended}");
    assert_eq!(status(&server, id), "BROKEN");
    // A broken one allows nothing but to be deleted.
    assert_eq!(rename(&server, id), (400, "K.400".to_owned()));
    done(&server, "DELETE", &format!("/kettles/{id}"), &Value::Null);
    // The next one is not struck.
    let next = kettle(&server, "two");
    wait(&server, 3600);
    assert_eq!(status(&server, &next), "fine");
}

#[test]
fn a_task_that_was_told_to_wait_runs_in_its_window() {
    for clock in [Clock::Manual, Clock::Instant] {
        let server = start(clock);
        let id = kettle(&server, "one");
        wait(&server, 3600);
        let path = format!("/kettles/{id}/descale");
        let task = done(&server, "POST", &path, &json!({ "delay": true }))["job_id"].clone();
        assert_eq!(job(&server, &task)["status"], "Pending", "{clock}");
        // It locks nothing meanwhile.
        done(&server, "PUT", &format!("/kettles/{id}/name"), &json!({ "name": "new" }));
        wait(&server, 1800);
        assert_eq!(job(&server, &task)["status"], "Pending", "{clock}");
        // The window opens at two.
        wait(&server, 1900);
        if clock == Clock::Manual {
            assert_eq!(job(&server, &task)["status"], "Running");
            assert_eq!(rename(&server, &id), (409, "K.409".to_owned()));
        }
        wait(&server, 600);
        assert_eq!(job(&server, &task)["status"], "Completed", "{clock}");
    }
}

#[test]
fn in_an_instant_nothing_is_waited_for_and_later_things_have_later_times() {
    let server = start(Clock::Instant);
    let before = server.now();
    let first = done(&server, "POST", "/kettles", &json!({ "name": "one" }));
    let second = done(&server, "POST", "/kettles", &json!({ "name": "two" }));
    // Each answer shows the beginning, the next call the end.
    assert_eq!(second["kettle"]["status"], "filling");
    assert_eq!(job(&server, &first["job_id"])["status"], "Completed");
    let created = |answer: &Value| job(&server, &answer["job_id"])["created"].clone();
    assert_eq!(created(&first), "2024-12-31T00:00:00+0000");
    assert_eq!(created(&second), "2024-12-31T00:00:01+0000");
    // Reads take no time.
    assert_eq!(server.now().as_second() - before.as_second(), 2);
}

#[test]
fn a_scaled_clock_runs_as_fast_as_it_is_told() {
    let server = start(Clock::Scaled(1_000_000.0));
    let made = done(&server, "POST", "/kettles", &json!({ "name": "one" }));
    // Ten minutes are over in less than a millisecond.
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(job(&server, &made["job_id"])["status"], "Completed");
}

/// Whoever goes on making calls does not fill the memory with tasks: of those that have ended, the newest ten
/// thousand are kept, and none that runs or waits is forgotten.
#[test]
fn the_newest_ten_thousand_tasks_are_kept() {
    const KEPT: usize = 10_000;
    let server = start(Clock::Manual);
    let id = kettle(&server, "one");
    wait(&server, 3600);
    let mut state = server.snapshot();
    // The oldest of all still waits.
    let task = |number: usize| {
        let state = if number == 0 { "Pending" } else { "Completed" };
        json!({ "id": format!("00000000-0000-4000-8000-{number:012}"), "_state": state })
    };
    state["records"]["task"] = (0..KEPT + 2).map(task).collect();
    state["events"] = json!([]);
    server.seed(&state).expect("a snapshot");
    done(&server, "PUT", &format!("/kettles/{id}/name"), &json!({ "name": "new" }));
    // A new one that has not ended makes nobody forget.
    assert_eq!(server.records("task").len(), KEPT + 3);
    wait(&server, 3600);
    let left = server.records("task");
    assert_eq!(left.len(), KEPT);
    let numbers: Vec<&str> = left.iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(numbers[0].ends_with("-000000000000"), "{}", numbers[0]);
    assert!(numbers[1].ends_with("-000000000004"), "{}", numbers[1]);
    assert_eq!(left[KEPT - 1]["name"], "kettles.rename");
}
