//! Signing a request with a body of 1 KB.

use bytes::Bytes;
use jiff::Timestamp;
use taurusdb_runtime::sign::{Keys, sign};

use crate::measure::{Rounds, alone};

/// Signs the same request again and again: what is signed already is removed first.
pub(crate) fn rounds(rounds: usize, count: u32) -> Rounds {
    let keys = Keys { access: "AKEXAMPLE", secret: "SKEXAMPLE" };
    let mut request =
        http::Request::post("https://gaussdb.ap-southeast-3.example.com/v3/p1/instances?limit=100")
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header("user-agent", "taurusdb-bench")
            .header("x-language", "en-us")
            .header("x-project-id", "0123456789abcdef0123456789abcdef")
            .body(Bytes::from(vec![b'x'; 1024]))
            .expect("a request");
    alone(rounds, count, || {
        request.headers_mut().remove("x-sdk-date");
        request.headers_mut().remove("host");
        sign(&mut request, keys, Timestamp::now()).expect("a signature");
    })
}
