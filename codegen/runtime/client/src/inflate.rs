//! Unpacks bodies that come packed although nobody asked for it, as those of some gateways do.
//!
//! What a body is decides, and only then what its header says: a header that promises gzip may stand over plain
//! JSON, and the reverse.

use std::io::Read;

use bytes::Bytes;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, Response};

/// More is not unpacked: a few thousand bytes may stand for any number of them.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How many bytes a transport takes of a body; travels among the extensions of an answer that may be packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Largest(pub(crate) usize);

/// How often a body may be packed: each gateway on the way may have done it once more.
const TIMES: usize = 3;

/// The answer, with its body unpacked. One that is not packed, or holds too much, stays as it is; of one that was
/// cut off, as much is unpacked as came.
pub(crate) fn unpacked(response: Response<Bytes>) -> Response<Bytes> {
    let largest =
        response.extensions().get::<Largest>().map_or(LARGEST, |Largest(bytes)| *bytes as u64);
    unpacked_up_to(largest, response)
}

fn unpacked_up_to(largest: u64, mut response: Response<Bytes>) -> Response<Bytes> {
    for _ in 0..TIMES {
        let Some(body) = body(response.body(), response.headers(), largest) else { break };
        let is_last = !body.starts_with(GZIP);
        *response.body_mut() = body;
        let headers = response.headers_mut();
        headers.remove(CONTENT_LENGTH);
        if is_last {
            headers.remove(CONTENT_ENCODING);
        }
    }
    response
}

/// A copy of an answer, unpacked; `None` if it certainly is not packed.
pub(crate) fn unpacked_copy(response: &Response<Bytes>) -> Option<Response<Bytes>> {
    if !may_be_packed(response) {
        return None;
    }
    let mut copy = Response::new(response.body().clone());
    *copy.status_mut() = response.status();
    *copy.headers_mut() = response.headers().clone();
    if let Some(largest) = response.extensions().get::<Largest>() {
        copy.extensions_mut().insert(*largest);
    }
    Some(unpacked(copy))
}

/// Whether a body may be packed, at a first look.
pub(crate) fn may_be_packed(response: &Response<Bytes>) -> bool {
    response.headers().contains_key(CONTENT_ENCODING) || response.body().starts_with(GZIP)
}

/// The packing that a body is still in, as its header calls it, if that is why nobody can read it.
pub(crate) fn packing<'h>(headers: &'h HeaderMap, body: &[u8]) -> Option<&'h str> {
    if body.starts_with(GZIP) {
        return Some("gzip");
    }
    let name = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    let is_text = std::str::from_utf8(body)
        .is_ok_and(|text| !text.contains(|c: char| c.is_control() && !c.is_whitespace()));
    Some(name).filter(|name| !is_text && !name.is_empty() && !name.eq_ignore_ascii_case("identity"))
}

/// How what gzip has packed begins.
const GZIP: &[u8] = b"\x1f\x8b\x08";

fn body(packed: &[u8], headers: &HeaderMap, largest: u64) -> Option<Bytes> {
    // No text begins like gzip; one may begin like the others.
    if packed.starts_with(GZIP) {
        return read(MultiGzDecoder::new(packed), largest);
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
    use http::{HeaderMap, HeaderValue};

    use super::{GZIP, unpacked_up_to};

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
        // Twice, and in several pieces.
        assert_eq!(after(Some("gzip, gzip"), &gzip(&gzip(JSON))), JSON);
        assert_eq!(after(None, &[gzip(&JSON[..9]), gzip(&JSON[9..])].concat()), JSON);
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
        // What unpacks to itself ends too.
        let often = (0..9).fold(JSON.to_vec(), |body, _| gzip(&body));
        assert!(after(None, &often).starts_with(GZIP));
    }

    #[test]
    fn says_how_a_body_is_packed_that_nobody_can_read() {
        let packing = |name: &'static str, body: &[u8]| {
            let headers =
                HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static(name))]);
            super::packing(&headers, body).map(str::to_owned)
        };
        assert_eq!(packing(" br", b"\x0b\x0c\x80{}").as_deref(), Some("br"));
        assert_eq!(packing("zstd", b"\x28\xb5\x2f\xfd").as_deref(), Some("zstd"));
        assert_eq!(packing("gzip", JSON), None);
        assert_eq!(packing("identity", b"\xff\xfe"), None);
        assert_eq!(super::packing(&HeaderMap::new(), b"\xff"), None);
    }
}
