//! Answers that are packed though nobody asked for it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use taurusdb_runtime::transport::ReqwestTransport;
use taurusdb_runtime::{Client, Credentials, Error, Retries};

use super::faults::Faulty;
use super::faults::script::{Step, WELL, answer};
use super::server::GET;

#[tokio::test]
async fn what_is_unpacked_has_the_same_bound() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(format!("{WELL}{}", " ".repeat(5000)).as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
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
