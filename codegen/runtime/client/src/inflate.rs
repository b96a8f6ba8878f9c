//! Unpacks bodies that come packed although nobody asked for it, as those of some gateways do.
//!
//! What a body is decides, and only then what its header says: a header that promises gzip may stand over plain
//! JSON, and the reverse.

use std::io::Read;

use bytes::Bytes;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, Response};

/// More is not unpacked: a few thousand bytes may stand for any number of them.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The answer, with its body unpacked. One that is not packed, or holds too much, stays as it is; of one that was
/// cut off, as much is unpacked as came.
pub(crate) fn unpacked(response: Response<Bytes>) -> Response<Bytes> {
    unpacked_up_to(LARGEST, response)
}

fn unpacked_up_to(largest: u64, mut response: Response<Bytes>) -> Response<Bytes> {
    let Some(body) = body(response.body(), response.headers(), largest) else { return response };
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    response
}

fn body(packed: &[u8], headers: &HeaderMap, largest: u64) -> Option<Bytes> {
    // No text begins like gzip; one may begin like the others.
    if packed.starts_with(b"\x1f\x8b\x08") {
        return read(GzDecoder::new(packed), largest);
    }
    let names = headers.get(CONTENT_ENCODING)?.to_str().ok()?;
    let is_named = names.split(',').any(|name| name.trim().eq_ignore_ascii_case("deflate"));
    if !is_named || packed.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    read(ZlibDecoder::new(packed), largest).or_else(|| read(DeflateDecoder::new(packed), largest))
}

fn read(packed: impl Read, largest: u64) -> Option<Bytes> {
    let mut body = Vec::new();
    // An error comes after what could be unpacked before it.
    let _ = packed.take(largest + 1).read_to_end(&mut body);
    (!body.is_empty() && body.len() as u64 <= largest).then(|| body.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use http::header::CONTENT_ENCODING;

    use super::unpacked_up_to;

    const JSON: &[u8] = br#"{"error_code":"DBS.200019","error_msg":"busy"}"#;

    fn after(encoding: Option<&'static str>, body: &[u8]) -> Vec<u8> {
        let mut builder = http::Response::builder();
        if let Some(encoding) = encoding {
            builder = builder.header(CONTENT_ENCODING, encoding);
        }
        unpacked_up_to(1000, builder.body(body.to_vec().into()).unwrap()).into_body().to_vec()
    }

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_what_is_packed() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(JSON).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(JSON).unwrap();
        assert_eq!(after(Some("gzip"), &gzip(JSON)), JSON);
        assert_eq!(after(None, &gzip(JSON)), JSON);
        assert_eq!(after(Some("Deflate"), &zlib.finish().unwrap()), JSON);
        assert_eq!(after(Some("deflate"), &raw.finish().unwrap()), JSON);
        let packed = gzip(JSON);
        let cut = after(None, &packed[..packed.len() - 12]);
        assert!(JSON.starts_with(&cut) && cut.len() > 10, "{cut:?}");
    }

    #[test]
    fn leaves_what_is_not() {
        for encoding in [None, Some("gzip"), Some("deflate"), Some("br"), Some("identity")] {
            assert_eq!(after(encoding, JSON), JSON, "{encoding:?}");
        }
        assert_eq!(after(None, b""), b"");
        let bomb = gzip(&[b' '; 1001]);
        assert_eq!(after(None, &bomb), bomb);
    }
}
