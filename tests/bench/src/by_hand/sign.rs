//! As much of SDK-HMAC-SHA256 as these calls need: paths and queries are known to be canonical.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::bodies::{AGENT, PROJECT};

/// The headers that are signed, all that the generated client sends too.
const SIGNED: &str = "accept;content-type;host;user-agent;x-language;x-project-id;x-sdk-date";

/// The values of `X-Sdk-Date` and `Authorization`.
pub(super) fn sign(
    access: &str,
    secret: &str,
    method: &str,
    host: &str,
    path: &str,
    query: &str,
    body: &[u8],
) -> (String, String) {
    let date = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let body = hex(&Sha256::digest(body));
    let canonical = format!(
        "{method}\n{path}/\n{query}\naccept:application/json\ncontent-type:application/json\nhost:{host}\n\
         user-agent:{AGENT}\nx-language:en-us\nx-project-id:{PROJECT}\nx-sdk-date:{date}\n\n{SIGNED}\n{body}"
    );
    let to_sign =
        format!("SDK-HMAC-SHA256\n{date}\n{}", hex(&Sha256::digest(canonical.as_bytes())));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(to_sign.as_bytes());
    let signature = hex(&mac.finalize().into_bytes());
    let authorization =
        format!("SDK-HMAC-SHA256 Access={access}, SignedHeaders={SIGNED}, Signature={signature}");
    (date, authorization)
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}
