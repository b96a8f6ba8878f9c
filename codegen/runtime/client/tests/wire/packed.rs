//! Answers that are packed though nobody asked for it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use taurusdb_runtime::transport::{Recorder, Replay, ReqwestTransport};
use taurusdb_runtime::{Client, Credentials, Error, Retries, Transport};

use super::faults::Faulty;
use super::faults::script::{Step, WELL, answer};
use super::server::GET;

#[tokio::test]
async fn what_is_unpacked_has_the_same_bound() {
    let packed = gzip(Compression::default(), &format!("{WELL}{}", " ".repeat(5000)));
    for (largest, headers) in [
        (6000, [].as_slice()),
        (6000, &["Content-Encoding: gzip"]),
        (4000, &["Content-Encoding: gzip"]),
        (4000, &[]),
    ] {
        let server = Faulty::start(vec![Step::Read, answer("200 OK", headers, &packed)]).await;
        let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
        let client = Client::builder()
            .endpoint(format!("http://{}", server.address))
            .credentials(Credentials::token("t"))
            .project_id("p1")
            .retries(Retries::none())
            .transport(transport.largest_answer(largest))
            .build()
            .await
            .unwrap();
        let end = client.call(&GET).path("thing_id", "t").send_untyped().await;
        assert_eq!(end.is_ok(), largest > 5000, "{end:?}");
        if let Err(error) = end {
            assert!(matches!(error, Error::Decode(_)), "{error}");
            assert!(error.to_string().contains("packed (gzip)"), "{error}");
        }
    }
}

fn gzip(level: Compression, body: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(body.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn what_is_packed_is_recorded_without_its_secrets() {
    let body = r#"{"name":"n","password":"Canary-1","note":"Canary-token"}"#;
    // Not compressed at all, the text stands in it as it is.
    let stored = gzip(Compression::none(), body);
    assert!(String::from_utf8_lossy(&stored).contains("Canary-1"));
    for (packed, header, is_readable) in [
        (gzip(Compression::best(), body), "Content-Encoding: gzip", true),
        (stored.clone(), "Content-Encoding: gzip", true),
        (stored, "X-Nothing: said", true),
        ([b"\x0b\x80\xff", body.as_bytes()].concat(), "Content-Encoding: br", false),
    ] {
        let server = Faulty::start(vec![Step::Read, answer("200 OK", &[header], &packed)]).await;
        let recorder = Recorder::new();
        let transport = ReqwestTransport::builder().no_proxy().build().unwrap();
        let client = Client::builder()
            .endpoint(format!("http://{}", server.address))
            .credentials(Credentials::token("Canary-token"))
            .project_id("p1")
            .retries(Retries::none())
            .transport(transport.with(recorder.clone()))
            .build()
            .await
            .unwrap();
        let call = client.call(&GET).path("thing_id", "t");
        let end = call.clone().send_untyped().await;
        assert_eq!(end.is_ok(), is_readable);
        let lines = recorder.lines();
        assert!(!lines.contains("Canary"), "{lines}");
        if is_readable {
            // And answers again, unpacked.
            let replay = Replay::from_lines(&lines).unwrap();
            let answer = replay.send(call.request().await.unwrap()).await.unwrap();
            let answer: serde_json::Value = serde_json::from_slice(answer.body()).unwrap();
            assert_eq!(answer["name"], "n");
        }
    }
}
