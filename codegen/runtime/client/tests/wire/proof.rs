//! Refusals of a signature: the clock is corrected once, and the likely cause is named.

use jiff::SignedDuration;
use taurusdb_runtime::{Client, Credentials, Error};

use super::cloud::{Cloud, Nature, SECRET_KEY};
use super::server::GET;

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

fn keys() -> Credentials {
    Credentials::ak_sk("AKEXAMPLE", SECRET_KEY)
}

#[tokio::test]
async fn corrects_its_clock_once() {
    for hours in [3, -3] {
        let ahead = SignedDuration::from_hours(hours);
        let cloud = Cloud::start(Nature { ahead, ..Nature::default() }).await;
        let client = cloud.builder(keys()).project_id("p").build().await.unwrap();
        call(&client).await.unwrap();
        assert_eq!(cloud.count("service"), 2, "refused, then sent again");
        // The client and its clones remember.
        call(&client.clone()).await.unwrap();
        assert_eq!(cloud.count("service"), 3);
    }
}

#[tokio::test]
async fn corrects_its_clock_by_the_identity_service_as_well() {
    let ahead = SignedDuration::from_mins(-40);
    let cloud = Cloud::start(Nature { ahead, ..Nature::default() }).await;
    call(&cloud.client(keys()).await).await.unwrap();
    assert_eq!((cloud.count("projects"), cloud.count("service")), (2, 1));
}

#[tokio::test]
async fn never_corrects_in_a_circle() {
    let nature =
        Nature { ahead: SignedDuration::from_hours(3), refuses: Some(401), ..Nature::default() };
    let cloud = Cloud::start(nature).await;
    let client = cloud.builder(keys()).project_id("p").build().await.unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(cloud.count("service"), 2);
    assert!(error.to_string().contains("The clock was corrected"), "{error}");
    // What did not help is no knowledge, and so it is tried again.
    call(&client).await.unwrap_err();
    assert_eq!(cloud.count("service"), 4);
}

#[tokio::test]
async fn names_a_missing_security_token_as_the_likely_cause() {
    for status in [401, 403] {
        let cloud = Cloud::start(Nature { refuses: Some(status), ..Nature::default() }).await;
        let build = |credentials| cloud.builder(credentials).project_id("p").build();
        let error = call(&build(keys()).await.unwrap()).await.unwrap_err();
        assert!(error.is_authentication(), "{error}");
        let text = error.to_string();
        assert!(text.contains("the likely cause is that its security token is missing"), "{text}");
        assert!(text.ends_with("Credentials: given in code"), "{text}");
        let temporary = keys().security_token("security-canary-1");
        let text = call(&build(temporary).await.unwrap()).await.unwrap_err().to_string();
        assert!(text.contains("may have ended: get new keys"), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
}
