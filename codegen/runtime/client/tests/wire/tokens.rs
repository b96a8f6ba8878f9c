//! Tokens and projects of the identity service: fetched once, shared, renewed, and explained when they fail.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use taurusdb_runtime::descriptors::{Mandatory, Method, Operation, Parameter, Type};
use taurusdb_runtime::{Client, Credentials, Error, Retries};

use super::cloud::{Cloud, Nature, PASSWORD, SECRET_KEY};
use super::server::{GET, POST, Server};

fn password() -> Credentials {
    Credentials::password("account", "robot", PASSWORD)
}

fn keys() -> Credentials {
    Credentials::ak_sk("AKEXAMPLE", SECRET_KEY)
}

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

/// Fifty calls at once, by clones of the client.
async fn crowd(client: &Client) -> Vec<Result<(), Error>> {
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

#[tokio::test]
async fn fetches_a_token_once_for_all_clones() {
    let cloud = Cloud::start(Nature::default()).await;
    let client = cloud.client(password()).await;
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!((cloud.count("token"), cloud.count("service")), (1, 50));
    // The token says which project it is for, so nobody has to ask.
    assert_eq!(cloud.count("projects"), 0);
    assert_eq!(client.project_id(), Some("p-of-token"));
    let request = cloud.last("/v3/auth/tokens");
    let body: Value = serde_json::from_slice(request.body()).unwrap();
    let expected = json!({ "auth": {
        "identity": { "methods": ["password"], "password": { "user": {
            "name": "robot", "password": PASSWORD, "domain": { "name": "account" },
        } } },
        "scope": { "project": { "name": "one-1" } },
    } });
    assert_eq!(body, expected);
    assert!(cloud.last("/things/").headers().get("authorization").is_none());
}

#[tokio::test]
async fn renews_a_token_once_before_it_ends() {
    // A second less is counted on, for dates have no fractions.
    let life = SignedDuration::from_secs(7);
    let cloud = Cloud::start(Nature { token_life: life, ..Nature::default() }).await;
    let client = cloud.client(password()).await;
    call(&client).await.unwrap();
    assert_eq!(cloud.count("token"), 1);
    // In the last tenth of its life it still holds: one call renews it, and no other waits for that.
    tokio::time::sleep(Duration::from_millis(5550)).await;
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!(cloud.count("token"), 2);
}

#[tokio::test]
async fn fetches_a_new_token_once_after_the_end_of_one() {
    let life = SignedDuration::from_secs(5);
    let cloud = Cloud::start(Nature { token_life: life, ..Nature::default() }).await;
    let client = cloud.client(password()).await;
    call(&client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(4100)).await;
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!(cloud.count("token"), 2);
}

#[tokio::test]
async fn goes_on_with_a_token_that_holds_if_it_cannot_be_renewed() {
    let life = SignedDuration::from_secs(7);
    let cloud = Cloud::start(Nature { token_life: life, ..Nature::default() }).await;
    let client = cloud.client(password()).await;
    call(&client).await.unwrap();
    cloud.change(|nature| nature.identity_fails = 9);
    tokio::time::sleep(Duration::from_millis(5550)).await;
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(cloud.count("token"), 2, "not with each call");
}

#[tokio::test]
async fn replaces_a_refused_token_once_and_repeats_the_calls() {
    let cloud = Cloud::start(Nature::default()).await;
    let client = cloud.client(password()).await;
    call(&client).await.unwrap();
    cloud.change(|nature| nature.revoked = 1);
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!(cloud.count("token"), 2);
    // What is refused with every token is refused twice, not for ever; not even a change.
    cloud.change(|nature| nature.refuses = Some(401));
    let before = cloud.count("service");
    let error = client.call(&POST).path("thing_id", "t").send_untyped().await.unwrap_err();
    assert_eq!((cloud.count("service") - before, cloud.count("token")), (2, 3));
    assert!(error.is_authentication() && error.service().is_some(), "{error}");
    assert!(error.to_string().contains("renewed, and the new one is refused as well"), "{error}");
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_and_explained() {
    let cloud = Cloud::start(Nature::default()).await;
    let client = cloud.client(Credentials::password("account", "robot", "wrong-canary")).await;
    let results = crowd(&client).await;
    assert_eq!((cloud.count("token"), cloud.count("service")), (1, 0));
    for result in results {
        let error = result.unwrap_err();
        assert_eq!(error.operation(), Some("tests.get"));
        assert_eq!(error.status().unwrap(), 401);
        assert!(!error.is_retryable() && error.is_authentication());
        let Error::Authentication(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.source().unwrap().to_string(), "given in code");
        let text = error.to_string();
        assert!(text.starts_with("tests.get: not authenticated: http://127.0.0.1:"), "{text}");
        assert!(text.contains("answered 401 Unauthorized: The username or password is"), "{text}");
        assert!(text.contains("Check the user, its account (domain) and its password"), "{text}");
        // Although the service repeats it.
        assert!(!format!("{text} {error:?} {client:?}").contains("wrong-canary"), "{text}");
    }
    // The next call tries anew: the password may have been changed back.
    assert!(call(&client).await.is_err());
    assert_eq!(cloud.count("token"), 2);
}

#[tokio::test]
async fn another_call_takes_over_when_the_one_that_fetches_is_dropped() {
    let cloud = Cloud::start(Nature::default()).await;
    let client = cloud.client(password()).await;
    // Dropped as soon as it has asked: looked at first, so before any answer.
    let asked = async {
        while cloud.count("token") == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = asked => {}
        result = call(&client) => panic!("answered before it was asked: {result:?}"),
    }
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!(cloud.count("token"), 2);
}

#[tokio::test]
async fn tries_the_identity_service_again_as_it_does_calls() {
    let cloud = Cloud::start(Nature { identity_fails: 2, ..Nature::default() }).await;
    let pause = Duration::from_millis(1);
    let retries = Retries::default().pause(pause, pause);
    let client = cloud.builder(password()).retries(retries).build().await.unwrap();
    call(&client).await.unwrap();
    assert_eq!(cloud.count("token"), 3);
    let cloud = Cloud::start(Nature { identity_fails: 9, ..Nature::default() }).await;
    let error = call(&cloud.client(password()).await).await.unwrap_err();
    assert!(error.is_retryable() && error.authentication().is_some(), "{error}");
}

#[tokio::test]
async fn exchanges_keys_for_a_token() {
    let cloud = Cloud::start(Nature { token_has_project: false, ..Nature::default() }).await;
    let client = cloud.client(keys().by_token()).await;
    call(&client).await.unwrap();
    assert_eq!((cloud.count("token"), cloud.count("projects")), (1, 1));
    assert_eq!(cloud.last("/v3/projects").headers()["x-auth-token"], "token-canary-1");
    let request = cloud.last("/things/");
    assert_eq!(request.headers()["x-auth-token"], "token-canary-1");
    assert!(request.headers().get("authorization").is_none());
    assert_eq!(request.uri().path(), "/v3/p-found/things/t");
}

#[tokio::test]
async fn finds_the_project_of_the_region_once() {
    let cloud = Cloud::start(Nature::default()).await;
    let client = cloud.client(keys()).await;
    assert_eq!((client.project_id(), cloud.count("projects")), (None, 0));
    assert!(crowd(&client).await.iter().all(Result::is_ok));
    assert_eq!((client.project_id(), cloud.count("projects")), (Some("p-found"), 1));
    assert_eq!(cloud.last("/v3/projects").uri().query(), Some("name=one-1"));
    let request = cloud.last("/things/");
    assert_eq!(request.uri().path(), "/v3/p-found/things/t");
    assert_eq!(request.headers()["x-project-id"], "p-found");
    // One that is given is not looked for, be it in the client or in the call.
    let given = cloud.builder(keys()).project_id("p-given").build().await.unwrap();
    call(&given).await.unwrap();
    let client = cloud.client(keys()).await;
    let call = client.call(&GET).path("project_id", "p-call").path("thing_id", "t");
    call.send_untyped().await.unwrap();
    assert_eq!(cloud.count("projects"), 1);
}

#[tokio::test]
async fn finds_the_project_by_the_name_beside_the_credentials() {
    let projects =
        json!([{ "name": "one-1", "id": "p-1" }, { "name": "one-1_team x", "id": "p-2" }]);
    let cloud = Cloud::start(Nature { projects, ..Nature::default() }).await;
    let credentials = Credentials::from_variables(|name| match name {
        "HW_ACCESS_KEY" => Some("AKEXAMPLE".to_owned()),
        "HW_SECRET_KEY" => Some(SECRET_KEY.to_owned()),
        "HW_PROJECT_NAME" => Some("one-1_team x".to_owned()),
        _ => None,
    });
    let client = cloud.client(credentials.unwrap()).await;
    call(&client).await.unwrap();
    assert_eq!(client.project_id(), Some("p-2"));
    assert_eq!(cloud.last("/v3/projects").uri().query(), Some("name=one-1_team%20x"));
}

#[tokio::test]
async fn says_that_there_is_no_such_project() {
    let projects = json!([{ "name": "two-2", "id": "p-2" }]);
    let cloud = Cloud::start(Nature { projects, ..Nature::default() }).await;
    let results = crowd(&cloud.client(keys()).await).await;
    assert_eq!((cloud.count("projects"), cloud.count("service")), (1, 0));
    let text = results.into_iter().next().unwrap().unwrap_err().to_string();
    assert!(text.contains("knows no project \"one-1\" of this account; it lists two-2"), "{text}");
    assert!(text.contains("Set `.project_id(…)`"), "{text}");
}

#[tokio::test]
async fn says_that_something_else_answers_at_the_address() {
    let page = Server::answering(200, "<html>Welcome</html>").await;
    let cloud = Cloud::start(Nature::default()).await;
    let build = async |credentials: Credentials, address: String| {
        cloud.builder(credentials).iam_endpoint(address).build().await.unwrap()
    };
    let address = format!("http://{}", page.address);
    let text = call(&build(keys(), address.clone()).await).await.unwrap_err().to_string();
    assert!(text.contains("answered 200 OK without a list of projects"), "{text}");
    let text = call(&build(password(), address).await).await.unwrap_err().to_string();
    assert!(text.contains("/v3/auth/tokens answered without a token"), "{text}");
    assert!(text.contains("`.iam_endpoint(…)` sets it"), "{text}");

    let error = call(&build(password(), "http://127.0.0.1:1".to_owned()).await).await.unwrap_err();
    assert!(error.is_retryable() && error.authentication().is_some(), "{error}");
    let text = error.to_string();
    assert!(text.contains("cannot connect to http://127.0.0.1:1"), "{text}");
    assert!(text.contains("Check that the identity service can be reached from here"), "{text}");
    assert_eq!(cloud.count("service"), 0);
}

#[tokio::test]
async fn sends_a_large_body_with_a_token() {
    let cloud = Cloud::start(Nature::default()).await;
    let large = || json!({ "text": "x".repeat(12 * 1024 * 1024) });
    let client = cloud.client(keys()).await;
    let call = client.call(&POST).path("thing_id", "t").json(large());
    call.send_untyped().await.unwrap();
    let request = cloud.last("/things/");
    assert_eq!(request.headers()["x-auth-token"], "token-canary-1");
    assert!(request.headers().get("authorization").is_none());
    // What is small is signed as ever.
    client.call(&POST).path("thing_id", "t").json(json!({})).send_untyped().await.unwrap();
    assert!(cloud.last("/things/").headers().contains_key("authorization"));
    // Without a way to the identity service there is no token.
    let alone = Client::builder().endpoint(cloud.url()).credentials(keys()).project_id("p");
    let alone = alone.build().await.unwrap();
    let call = alone.call(&POST).path("thing_id", "t").json(large());
    let text = call.send_untyped().await.unwrap_err().to_string();
    assert!(text.contains("one over 12 MB cannot be signed"), "{text}");
    assert!(text.contains("`.iam_endpoint(…)`"), "{text}");
}

static LABELLED: Operation = Operation {
    parameters: &[Parameter::query("label", Type::String, "LABEL").mandatory(Mandatory::Yes)],
    ..Operation::new("things.label", Method::Put, "/v3/{project_id}/things/t")
};

/// What cannot be sent is refused before anybody is asked for a token or a project.
#[tokio::test]
async fn asks_nobody_for_a_call_that_does_not_fit() {
    let cloud = Cloud::start(Nature { token_has_project: false, ..Nature::default() }).await;
    let client = cloud.client(password()).await;
    let error = client.call(&LABELLED).send_untyped().await.unwrap_err();
    assert!(error.invalid().is_some(), "{error}");
    assert_eq!((cloud.count("token"), cloud.count("projects"), cloud.count("service")), (0, 0, 0));
}
