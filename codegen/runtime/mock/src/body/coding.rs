//! Bodies that travel compressed.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use hyper::HeaderMap;
use hyper::header::CONTENT_ENCODING;

use crate::limits::{CODINGS, LIMIT};
use crate::refusal::{Refusal, shorten};

/// How many codings may lie around each other. More than one is a mistake, and costs work each time.
const LAYERS: usize = 2;

/// What was sent, without the codings that it travelled in.
pub(crate) fn decoded<'b>(headers: &HeaderMap, body: &'b [u8]) -> Result<Cow<'b, [u8]>, Refusal> {
    let mut codings = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        let text = String::from_utf8_lossy(value.as_bytes());
        let names = text.split(',').map(|name| name.trim().to_ascii_lowercase());
        codings.extend(names.filter(|name| !name.is_empty() && name != "identity"));
    }
    if codings.is_empty() || body.is_empty() {
        return Ok(Cow::Borrowed(body));
    }
    if codings.len() > LAYERS {
        return Err(unsupported(format!("{} of them", codings.len())));
    }
    let mut content = Cow::Borrowed(body);
    for coding in codings.iter().rev() {
        let plain = match &**coding {
            "gzip" | "x-gzip" => all(MultiGzDecoder::new(&*content)),
            "deflate" => deflated(&content),
            other => return Err(unsupported(format!("{:?}", shorten(other)))),
        };
        content = Cow::Owned(plain.map_err(|problem| match problem {
            Problem::TooLarge => Refusal::TooLarge,
            Problem::Torn => {
                let got = "something else, or a part of it";
                Refusal::parameter("body", format!("{coding}, as Content-Encoding says"), got)
            }
        })?);
    }
    Ok(content)
}

enum Problem {
    TooLarge,
    Torn,
}

/// What HTTP calls deflate is zlib; some clients send it without its frame.
fn deflated(body: &[u8]) -> Result<Vec<u8>, Problem> {
    match all(ZlibDecoder::new(body)) {
        Err(Problem::Torn) => all(DeflateDecoder::new(body)),
        done => done,
    }
}

/// Reads to the end, or to the limit: what looks small may be huge.
fn all(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut content = Vec::new();
    match reader.take(LIMIT as u64 + 1).read_to_end(&mut content) {
        Ok(_) if content.len() > LIMIT => Err(Problem::TooLarge),
        Ok(_) => Ok(content),
        Err(error) if error.kind() == ErrorKind::OutOfMemory => Err(Problem::TooLarge),
        Err(_) => Err(Problem::Torn),
    }
}

fn unsupported(got: String) -> Refusal {
    Refusal::UnsupportedMedia { what: "Content-Encoding", expected: CODINGS, got }
}
