//! Runs all faults at once, compares, and prints what came of each.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use taurusdb_runtime::transport::ReqwestTransport;
use taurusdb_runtime::{Credentials, Error};

use super::client::{ATTEMPTS, Fault, attempt, client_of, transport};
use super::outcome::outcome;
use super::rows;
use super::server::Faulty;
use crate::wire::server::SECRET_KEY;

/// How many faults are met at the same time.
const WORKERS: usize = 12;

/// What came of one fault with one method.
struct Seen {
    outcome: String,
    /// The words of the error.
    words: Option<String>,
    requests: usize,
    problems: Vec<String>,
}

// In threads of their own: to make or read 100 MB in one would keep the others waiting until their time is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 12)]
async fn every_fault_ends_as_the_table_says() {
    let start = Instant::now();
    let mut rows = rows();
    let kinds = rows.len();
    // A few at a time: all at once would be late because of each other.
    rows.reverse();
    let left = Arc::new(Mutex::new(rows));
    let transport = transport();
    let workers = (0..WORKERS).map(|_| {
        let (left, transport) = (left.clone(), transport.clone());
        tokio::spawn(async move {
            let mut met = Vec::new();
            loop {
                let (fault, number) = {
                    let mut left = left.lock().unwrap();
                    let Some(fault) = left.pop() else { return met };
                    (fault, left.len())
                };
                let get = meet(&fault, &transport, false).await;
                let post = meet(&fault, &transport, true).await;
                met.push((number, fault, get, post));
            }
        })
    });
    let mut met = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        met.extend(worker.await.expect("no panic"));
    }
    met.sort_by_key(|(number, ..)| std::cmp::Reverse(*number));
    let (mut problems, mut words) = (Vec::new(), Vec::new());
    println!("| fault | the server | GET ends in | requests | POST ends in | requests |");
    println!("|---|---|---|--:|---|--:|");
    for (_, fault, get, post) in met {
        println!(
            "| {} | {} | {} | {} | {} | {} |",
            fault.name, fault.does, get.outcome, get.requests, post.outcome, post.requests
        );
        for (method, expected, seen) in [("GET", fault.get, get), ("POST", fault.post, post)] {
            if (seen.outcome.as_str(), seen.requests) != expected {
                let (outcome, requests) = expected;
                problems.push(format!(
                    "{}, {method}: expected {outcome} after {requests}, got {} after {}",
                    fault.name, seen.outcome, seen.requests
                ));
            }
            let own = seen.problems.iter();
            problems.extend(own.map(|problem| format!("{}, {method}: {problem}", fault.name)));
            words.extend(seen.words);
        }
    }
    println!("\nIn the words of the errors:\n\n- {}", words.join("\n- "));
    println!("\n{kinds} kinds of faults, in {:.1} s", start.elapsed().as_secs_f64());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(kinds >= 25);
}

async fn meet(fault: &Fault, transport: &ReqwestTransport, is_post: bool) -> Seen {
    let server = Faulty::start(fault.steps.clone()).await;
    let credentials = Credentials::ak_sk("AKEXAMPLE", SECRET_KEY);
    let client = client_of(server.address, credentials, fault.timeout(), transport.clone()).await;
    let mut problems = Vec::new();
    if fault.is_second {
        attempt(&client, false, 0).await.expect("the first call goes well");
        // A client cannot know of what happened only now.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let before = server.seen().len();
    let start = Instant::now();
    let result = attempt(&client, is_post, if is_post { fault.sends } else { 0 }).await;
    let took = start.elapsed();
    // Not when it ends, but that it does: a busy machine needs several times as long as all attempts may take.
    if took > 10 * ATTEMPTS * fault.timeout() {
        problems.push(format!("it took {took:?}"));
    }
    // A server that answers first reads the request only now, and one too many might still be on its way.
    let (_, expected) = if is_post { fault.post } else { fault.get };
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if server.seen().len() - before >= expected {
            break;
        }
    }
    let requests = server.seen().len() - before;
    if server.megabytes_flooded() > 32 {
        problems.push(format!("{} MB were taken", server.megabytes_flooded()));
    }
    if let Err(error) = &result {
        problems.extend(unhelpful(error, is_post));
    }
    server.heal();
    if !fault.steps.is_empty()
        && let Err(error) = attempt(&client, false, 0).await
    {
        problems.push(format!("the next call, to a server that is well again, fails: {error}"));
    }
    let words = result.as_ref().err().map(ToString::to_string);
    Seen { outcome: outcome(&result), words, requests, problems }
}

/// What is wrong with the words of an error.
fn unhelpful(error: &Error, is_post: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let text = error.to_string();
    let operation = if is_post { "teapots.fill: " } else { "teapots.show: " };
    if !text.starts_with(operation) {
        problems.push(format!("does not begin with the operation: {text}"));
    }
    if text.contains(char::is_control) || text.len() > 1200 {
        problems.push(format!("is not a line to read: {text}"));
    }
    let may_be_done = match error {
        Error::Transport { .. } => !text.contains("cannot connect"),
        Error::Decode(_) => true,
        Error::Service(error) => error.status().is_server_error(),
        _ => false,
    };
    if may_be_done && is_post && !text.contains("carried") {
        problems.push(format!("does not say that it may have been carried out: {text}"));
    }
    problems
}
