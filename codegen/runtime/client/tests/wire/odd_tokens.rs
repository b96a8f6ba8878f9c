//! Tokens and temporary keys of services that answer oddly, and callers that do not wait for them.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use taurusdb_runtime::{Client, Credentials, Error};

use super::cloud::{Cloud, Nature, PASSWORD};
use super::server::GET;

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

async fn cloud_and_client(nature: Nature) -> (Cloud, Client) {
    let cloud = Cloud::start(nature).await;
    let client = cloud.client(Credentials::password("account", "robot", PASSWORD)).await;
    (cloud, client)
}

#[tokio::test]
async fn an_end_that_is_past_is_not_believed() {
    let past = SignedDuration::from_hours(-5);
    let (cloud, client) = cloud_and_client(Nature { token_life: past, ..Nature::default() }).await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((cloud.count("token"), cloud.count("service")), (1, 20));
    // It holds until it is refused, and is replaced then.
    cloud.change(|nature| nature.revoked = 1);
    call(&client).await.unwrap();
    assert_eq!(cloud.count("token"), 2);
}

#[tokio::test]
async fn keys_whose_end_is_past_are_not_fetched_with_each_call() {
    let keys_life = SignedDuration::from_mins(-1);
    let cloud = Cloud::start(Nature { keys_life, ..Nature::default() }).await;
    let metadata = Credentials::instance_metadata_at(cloud.url());
    let client = cloud.builder(metadata).project_id("p").build().await.unwrap();
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    assert_eq!(cloud.count("metadata keys"), 1);
}

#[tokio::test]
async fn an_end_that_says_nothing_is_not_an_end() {
    for end in [json!("never"), Value::Null, json!({}), json!(""), json!(true)] {
        let (cloud, client) =
            cloud_and_client(Nature { token_end: Some(end), ..Nature::default() }).await;
        call(&client).await.unwrap();
        call(&client).await.unwrap();
        assert_eq!(cloud.count("token"), 1);
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_an_error_that_does_not_last() {
    let (cloud, client) =
        cloud_and_client(Nature { keeps_tokens: true, ..Nature::default() }).await;
    let error = call(&client).await.unwrap_err();
    assert!(error.is_authentication() && error.to_string().contains("without a token"), "{error}");
    assert_eq!(cloud.count("token"), 1);
    cloud.change(|nature| nature.keeps_tokens = false);
    call(&client).await.unwrap();
    assert_eq!((cloud.count("token"), cloud.count("service")), (2, 1));
}

#[tokio::test]
async fn who_gives_up_while_a_token_is_fetched_keeps_nobody_waiting() {
    let (cloud, client) = cloud_and_client(Nature::default()).await;
    for _ in 0..3 {
        // Each is dropped while the identity service still thinks, and others already wait behind it.
        let first = call(&client);
        let other = tokio::spawn({
            let client = client.clone();
            async move { call(&client).await }
        });
        tokio::time::timeout(Duration::from_millis(10), first).await.unwrap_err();
        other.abort();
    }
    tokio::time::timeout(Duration::from_secs(20), call(&client)).await.unwrap().unwrap();
    assert_eq!(cloud.count("service"), 1);
}
