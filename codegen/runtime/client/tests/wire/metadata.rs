//! Keys from the metadata service of a virtual machine, in both of its versions.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use taurusdb_runtime::{Client, Credentials, Error, MetadataVersion, Source};
use tokio::net::TcpListener;

use super::cloud::{Cloud, Nature};
use super::server::GET;

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

async fn client(cloud: &Cloud) -> Result<Client, Error> {
    cloud.builder(Credentials::instance_metadata_at(cloud.url())).project_id("p").build().await
}

#[track_caller]
fn version(client: &Client) -> MetadataVersion {
    match client.credentials().source() {
        Source::Metadata { version: Some(version), .. } => *version,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn understands_both_versions() {
    for (status, expected) in [
        (200, MetadataVersion::V2),
        (404, MetadataVersion::V1),
        (405, MetadataVersion::V1),
        (503, MetadataVersion::V1),
    ] {
        let cloud = Cloud::start(Nature { metadata: status, ..Nature::default() }).await;
        let client = client(&cloud).await.unwrap();
        assert_eq!(version(&client), expected);
        call(&client).await.unwrap();
        call(&client).await.unwrap();
        assert_eq!(cloud.count("metadata keys"), 1);
        let request = cloud.last("/things/");
        assert_eq!(request.headers()["x-security-token"], "security-canary-1");
        let asked = cloud.last("/meta-data/");
        assert_eq!(asked.headers()["x-metadata-token-ttl-seconds"], "21600");
        assert!(!format!("{client:?}").contains("canary"));
    }
}

#[tokio::test]
async fn renews_keys_once_before_they_end() {
    // A second less is counted on, for dates have no fractions.
    let life = SignedDuration::from_secs(7);
    let cloud = Cloud::start(Nature { keys_life: life, ..Nature::default() }).await;
    let client = client(&cloud).await.unwrap();
    tokio::time::sleep(Duration::from_millis(5550)).await;
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(cloud.count("metadata keys"), 2);
    call(&client).await.unwrap();
    assert_eq!(cloud.last("/things/").headers()["x-security-token"], "security-canary-2");
}

#[tokio::test]
async fn replaces_refused_keys_once() {
    let cloud = Cloud::start(Nature { refuses: Some(401), ..Nature::default() }).await;
    let client = client(&cloud).await.unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!((cloud.count("service"), cloud.count("metadata keys")), (2, 2));
    assert!(error.to_string().contains("instance metadata at http://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn says_that_a_machine_has_no_keys() {
    let cloud = Cloud::start(Nature { metadata: 403, ..Nature::default() }).await;
    let text = client(&cloud).await.unwrap_err().to_string();
    assert!(text.contains("/meta-data/latest/api/token is of no use: it answered 403"), "{text}");
    // A metadata service without an agency, as every other server, knows no keys.
    let other = super::server::Server::answering(404, "").await;
    let credentials = Credentials::instance_metadata_at(format!("http://{}", other.address));
    let built = cloud.builder(credentials).build().await;
    let text = built.unwrap_err().to_string();
    assert!(text.contains("404 Not Found: there are no keys for this machine"), "{text}");
    assert!(text.contains("Give the virtual machine an agency"), "{text}");
}

#[tokio::test]
async fn gives_up_within_three_seconds_and_lists_what_was_tried() {
    // The kernel accepts connections for it, but it never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let found = Credentials::discovery()
        .variables(|name| (name == "HW_ACCESS_KEY").then(|| "AK".to_owned()))
        .home("/nonexistent-home")
        .metadata(&*address)
        .find();
    let cloud = Cloud::start(Nature::default()).await;
    let start = Instant::now();
    let error = cloud.builder(found.unwrap()).build().await.unwrap_err();
    let passed = start.elapsed();
    assert!(passed > Duration::from_secs(2) && passed < Duration::from_secs(5), "{passed:?}");
    let failure = error.authentication().unwrap();
    assert_eq!(failure.tried().len(), 3);
    let text = error.to_string();
    assert!(text.contains("no answer within 3 s"), "{text}");
    assert!(text.contains("environment: HW_ACCESS_KEY is set but HW_SECRET_KEY is not"), "{text}");
    assert!(text.contains(".huaweicloud/credentials: there is no such file"), "{text}");
    assert!(text.contains(".hcloud/config.json: there is no such file"), "{text}");
}

#[tokio::test]
async fn asks_once_more_where_the_service_is_in_trouble() {
    for (keys_fail, expected) in [(1, true), (2, false)] {
        let cloud = Cloud::start(Nature { keys_fail, ..Nature::default() }).await;
        assert_eq!(client(&cloud).await.is_ok(), expected);
        assert_eq!(cloud.count("metadata keys"), 2);
    }
}
