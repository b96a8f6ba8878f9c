//! Clocks that differ: the service's, the machine's, and those of what stands between them.

use jiff::SignedDuration;
use serde_json::json;
use taurusdb_runtime::{Client, Credentials, Error};

use super::cloud::{Cloud, Nature, SECRET_KEY};
use super::server::{GET, POST};

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

async fn cloud_and_client(nature: Nature) -> (Cloud, Client) {
    let cloud = Cloud::start(nature).await;
    let keys = Credentials::ak_sk("AKEXAMPLE", SECRET_KEY);
    let client = cloud.builder(keys).project_id("p").build().await.unwrap();
    (cloud, client)
}

#[tokio::test]
async fn a_wrong_date_is_not_believed_for_ever() {
    // The gateway's clock is right; what stands before it dates its answers wrongly.
    let wrong = Some("Wed, 21 Oct 2015 07:28:00 GMT");
    let nature = Nature { date: wrong, refuses: Some(401), ..Nature::default() };
    let (cloud, client) = cloud_and_client(nature).await;
    call(&client).await.unwrap_err();
    assert_eq!(cloud.count("service"), 2);
    cloud.change(|nature| nature.refuses = None);
    call(&client).await.unwrap();
    assert_eq!(cloud.count("service"), 3, "signed by the clock of the machine again");
}

#[tokio::test]
async fn a_clock_that_changes_again_is_followed_again() {
    let (cloud, client) = cloud_and_client(Nature::default()).await;
    let mut expected = 0;
    for hours in [0, 3, -2, 0] {
        cloud.change(|nature| nature.ahead = SignedDuration::from_hours(hours));
        for _ in 0..2 {
            call(&client).await.unwrap();
        }
        expected += if expected == 0 { 2 } else { 3 };
        assert_eq!(cloud.count("service"), expected, "{hours}");
    }
    // What was accepted once is what a correction in vain goes back to, and not the clock of the machine.
    cloud.change(|nature| nature.ahead = SignedDuration::from_hours(5));
    call(&client).await.unwrap();
    let before = cloud.count("service");
    cloud.change(|nature| {
        (nature.refuses, nature.date) = (Some(401), Some("Wed, 21 Oct 2015 07:28:00 GMT"));
    });
    call(&client).await.unwrap_err();
    cloud.change(|nature| (nature.refuses, nature.date) = (None, None));
    call(&client).await.unwrap();
    assert_eq!(cloud.count("service") - before, 3);
}

#[tokio::test]
async fn another_refusal_shows_that_the_date_was_right() {
    let ahead = SignedDuration::from_hours(3);
    let (cloud, client) = cloud_and_client(Nature { ahead, ..Nature::default() }).await;
    call(&client).await.unwrap();
    // The service has looked at who is calling before it says that there is no such thing.
    cloud.change(|nature| nature.refuses = Some(404));
    call(&client).await.unwrap_err();
    cloud.change(|nature| nature.refuses = None);
    call(&client).await.unwrap();
    assert_eq!(cloud.count("service"), 4);
}

#[tokio::test]
async fn clones_that_are_refused_together_are_corrected_together() {
    let ahead = SignedDuration::from_mins(-50);
    let (cloud, client) = cloud_and_client(Nature { ahead, ..Nature::default() }).await;
    let calls: Vec<_> = (0..50)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let call = client.call(&POST).path("thing_id", "t");
                call.json(json!({ "number": number, "text": "x".repeat(50_000) }))
                    .send_untyped()
                    .await
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(cloud.count("service") <= 100, "{}", cloud.count("service"));
    let before = cloud.count("service");
    call(&client).await.unwrap();
    assert_eq!(cloud.count("service"), before + 1);
}

#[tokio::test]
async fn a_date_that_says_nothing_changes_nothing() {
    for date in ["", "soon", "0", "Wed, 99 Foo 2026 99:99:99 GMT", "-1"] {
        let ahead = SignedDuration::from_hours(3);
        let (cloud, client) =
            cloud_and_client(Nature { ahead, date: Some(date), ..Nature::default() }).await;
        let error = call(&client).await.unwrap_err();
        assert!(error.is_authentication(), "{error}");
        assert_eq!(cloud.count("service"), 1, "{date:?}");
    }
    // Dates at the ends of time: no overflow, and no circle.
    for date in ["Thu, 30 Dec 9999 20:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"] {
        let (cloud, client) =
            cloud_and_client(Nature { date: Some(date), refuses: Some(401), ..Nature::default() })
                .await;
        call(&client).await.unwrap_err();
        assert_eq!(cloud.count("service"), 2, "{date:?}");
    }
}

#[tokio::test]
async fn tokens_have_no_clock() {
    let ahead = SignedDuration::from_hours(3);
    let cloud = Cloud::start(Nature { ahead, refuses: Some(401), ..Nature::default() }).await;
    let token = Credentials::token("token-canary-9");
    let client = cloud.builder(token).project_id("p").build().await.unwrap();
    let error = call(&client).await.unwrap_err().to_string();
    assert_eq!(cloud.count("service"), 1);
    assert!(!error.contains("clock"), "{error}");
}
