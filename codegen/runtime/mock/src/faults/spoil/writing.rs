//! JSON that is not written as JSON should be.

use hyper::header::HeaderValue;

use crate::tree::{At, Misread};

/// How the bytes are spoilt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Writing {
    Bom,
    Utf16,
    Latin1,
    Control,
    InvalidUtf8,
    Malformed,
    Unfinished,
    Trailing,
    Duplicate,
    NotANumber,
    Empty,
    Html,
    PlainType,
    NoType,
}

/// A page as proxies put before a service that is away.
const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head>\
                    <body><h1>Service unavailable</h1></body></html>\n";

impl Writing {
    pub(super) fn read(at: &At<'_>) -> Result<Self, Misread> {
        at.word(&[
            ("bom", Self::Bom),
            ("utf-16", Self::Utf16),
            ("latin-1", Self::Latin1),
            ("control", Self::Control),
            ("invalid-utf-8", Self::InvalidUtf8),
            ("malformed", Self::Malformed),
            ("unfinished", Self::Unfinished),
            ("trailing", Self::Trailing),
            ("duplicate", Self::Duplicate),
            ("nan", Self::NotANumber),
            ("empty", Self::Empty),
            ("html", Self::Html),
            ("plain-type", Self::PlainType),
            ("no-type", Self::NoType),
        ])
    }

    pub(super) fn apply(self, body: &mut Vec<u8>, media_type: &mut Option<HeaderValue>) {
        let at_the_start = |body: &mut Vec<u8>, text: &str| {
            body.splice(0..0, text.bytes());
        };
        // The first place inside the outermost object, and whether something stands there.
        let inside = body.iter().position(|byte| *byte == b'{').map(|start| start + 1);
        let comma = match inside.and_then(|inside| body.get(inside)) {
            Some(b'}') | None => "",
            Some(_) => ",",
        };
        let insert = |body: &mut Vec<u8>, bytes: &[u8]| {
            if let Some(inside) = inside {
                let bytes = bytes.iter().copied().chain(comma.bytes());
                body.splice(inside..inside, bytes);
            }
        };
        match self {
            Self::Bom => at_the_start(body, "\u{feff}"),
            Self::Utf16 => {
                let text = String::from_utf8_lossy(body).into_owned();
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                *body = units.flat_map(u16::to_le_bytes).collect();
            }
            Self::Latin1 => insert(body, b"\"note\":\"caf\xe9 \xb5s\""),
            Self::InvalidUtf8 => insert(body, b"\"note\":\"\xc3\x28\xff\""),
            Self::Control => insert(body, b"\"note\":\"tab\there\nline\x01\""),
            Self::NotANumber => insert(body, b"\"note\":NaN"),
            Self::Duplicate => insert(body, b"\"note\":1,\"note\":2"),
            Self::Malformed => insert(body, b"'note': undefined,,"),
            Self::Unfinished => body.truncate(body.len() - body.len() / 3),
            Self::Trailing => body.extend_from_slice(b"\n{\"again\":true} extra"),
            Self::Empty => body.clear(),
            Self::Html => {
                *body = PAGE.into();
                *media_type = Some(HeaderValue::from_static("text/html; charset=UTF-8"));
            }
            Self::PlainType => *media_type = Some(HeaderValue::from_static("text/plain")),
            Self::NoType => *media_type = Some(HeaderValue::from_static("")),
        }
    }
}
