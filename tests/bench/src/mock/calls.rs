//! The requests: signed, and written as they go over the wire.

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};
use taurusdb_runtime::sign::{Keys, sign};

use crate::Failure;
use crate::connection::Connection;

/// What every mock lets in, unless it is told otherwise.
const KEYS: Keys<'_> =
    Keys { access: "MOCKACCESSKEY0000001", secret: "mockSecretKeyThatOpensNoCloudAtAll000001" };
pub(crate) const PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// A request, signed now, as it goes over the wire.
pub(crate) fn signed(
    address: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<Vec<u8>, Failure> {
    let content = body.map(Value::to_string).unwrap_or_default();
    let mut request = http::Request::builder()
        .method(method)
        .uri(format!("http://{address}{path}"))
        .header("accept", "application/json")
        .header("user-agent", "taurusdb-bench");
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let mut request = request.body(Bytes::from(content))?;
    sign(&mut request, KEYS, Timestamp::now())?;
    let mut wire = format!("{method} {path} HTTP/1.1\r\n").into_bytes();
    for (name, value) in request.headers() {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            wire.extend_from_slice(part);
        }
    }
    if body.is_some() {
        wire.extend_from_slice(format!("content-length: {}\r\n", request.body().len()).as_bytes());
    }
    wire.extend_from_slice(b"\r\n");
    wire.extend_from_slice(request.body());
    Ok(wire)
}

/// Sends one request, and gives its answer.
pub(crate) async fn once(
    connection: &mut Connection,
    address: &str,
    (method, path): (&str, &str),
    body: Option<&Value>,
) -> Result<Value, Failure> {
    let request = signed(address, method, path, body)?;
    let answer = connection.call(&request).await?;
    if answer.status / 100 != 2 {
        let said = String::from_utf8_lossy(answer.body);
        return Err(format!("{method} {path}: {} {said}", answer.status).into());
    }
    Ok(serde_json::from_slice(answer.body).unwrap_or_default())
}

/// The path of instances, or of what is below.
pub(crate) fn instances(rest: &str) -> String {
    format!("/v3/{PROJECT}/instances{rest}")
}

/// What an instance is made of.
pub(crate) fn instance(name: &str) -> Value {
    json!({
        "name": name, "region": "ap-southeast-3", "mode": "Cluster",
        "datastore": { "type": "gaussdb-mysql", "version": "8.0" },
        "flavor_ref": "gaussdb.mysql.xlarge.x86.4",
        "vpc_id": "3cedfc54-b105-4652-a4e0-847b11576b58",
        "subnet_id": "c1cfa53c-65d3-431e-8552-326bf310c7ad",
        "security_group_id": "fc577a1a-f202-424a-977f-24faec3fdd55",
        "availability_zone_mode": "single", "master_availability_zone": "ap-southeast-3a",
        "slave_count": 1, "charge_info": { "charge_mode": "postPaid" },
        "backup_strategy": { "start_time": "08:00-09:00", "keep_days": "7" },
        "password": "Test@12345678", "tags": [{ "key": "team", "value": "checkout" }],
    })
}
