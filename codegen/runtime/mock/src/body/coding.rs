//! Bodies that travel compressed.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use hyper::HeaderMap;
use hyper::header::CONTENT_ENCODING;

use super::room::{Held, Room};
use crate::limits::{CODINGS, LIMIT};
use crate::refusal::Refusal;
use crate::text::shorten;

/// How many codings may lie around each other. More than one is a mistake, and costs work each time.
const LAYERS: usize = 2;

/// What was sent, without the codings that it travelled in; `None` if there were none.
pub(crate) fn decoded(headers: &HeaderMap, body: &[u8]) -> Result<Option<Held>, Refusal> {
    let mut codings = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        let text = String::from_utf8_lossy(value.as_bytes());
        let names = text.split(',').map(|name| name.trim().to_ascii_lowercase());
        codings.extend(names.filter(|name| !name.is_empty() && name != "identity"));
    }
    if codings.is_empty() || body.is_empty() {
        return Ok(None);
    }
    if codings.len() > LAYERS {
        return Err(unsupported(format!("{} of them", codings.len())));
    }
    let mut content: Option<Held> = None;
    for coding in codings.iter().rev() {
        let packed = content.as_deref().unwrap_or(body);
        let plain = match &**coding {
            "gzip" | "x-gzip" => all(MultiGzDecoder::new(packed)),
            "deflate" => deflated(packed),
            other => return Err(unsupported(format!("{:?}", shorten(other)))),
        };
        let plain = plain.map_err(|problem| match problem {
            Problem::TooLarge => Refusal::TooLarge,
            Problem::Torn => {
                let got = "something else, or a part of it";
                Refusal::parameter("body", format!("{coding}, as Content-Encoding says"), got)
            }
            Problem::Crowded => Refusal::Crowded,
        })?;
        content = Some(plain);
    }
    Ok(content)
}

enum Problem {
    TooLarge,
    Torn,
    Crowded,
}

/// What HTTP calls deflate is zlib; some clients send it without its frame.
fn deflated(body: &[u8]) -> Result<Held, Problem> {
    match all(ZlibDecoder::new(body)) {
        Err(Problem::Torn) => all(DeflateDecoder::new(body)),
        done => done,
    }
}

/// Reads to the end, or to the limit: what looks small may be huge.
fn all(reader: impl Read) -> Result<Held, Problem> {
    let mut content = Vec::new();
    reader.take(LIMIT as u64 + 1).read_to_end(&mut content).map_err(|_| Problem::Torn)?;
    if content.len() > LIMIT {
        return Err(Problem::TooLarge);
    }
    let mut room = Room::default();
    room.grow(content.len()).map_err(|_| Problem::Crowded)?;
    Ok(room.keep(content.into()))
}

fn unsupported(got: String) -> Refusal {
    Refusal::UnsupportedMedia { what: "Content-Encoding", expected: CODINGS, got }
}
