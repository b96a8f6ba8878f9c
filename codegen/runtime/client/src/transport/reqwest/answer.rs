//! Receives the body of an answer, up to a size.
//!
//! The status of an error says what came of the call, whatever becomes of the body: what has come of it is kept.

use bytes::{Bytes, BytesMut};

use super::failure::wrap;
use crate::transport::{Incomplete, TransportError, TransportErrorKind};

/// Memory is set aside for what an answer announces, up to this many bytes: the rest has to come first.
const TRUSTED: usize = 1024 * 1024;

/// The body of an error is read up to this many bytes: what it says stands in much fewer, and all of it is searched
/// for secrets before anybody sees it.
const LARGEST_ERROR: usize = 1024 * 1024;

/// A body, and why it is not whole, if it is not.
pub(super) struct Received {
    pub(super) body: Bytes,
    pub(super) incomplete: Option<Incomplete>,
}

/// The body of an answer: whole, or of an error as much as comes.
///
/// # Errors
/// For an answer of success, as soon as more bytes are announced, or have come, than are taken; and where the
/// connection breaks.
pub(super) async fn receive(
    received: &mut reqwest::Response,
    largest: usize,
) -> Result<Received, TransportError> {
    let is_success = received.status().is_success();
    let largest = if is_success { largest } else { largest.min(LARGEST_ERROR) };
    let announced = received.content_length();
    if is_success && announced.is_some_and(|length| length > largest as u64) {
        return Err(too_large(largest));
    }
    let mut body = Collected { announced, first: Bytes::new(), rest: None };
    let error = loop {
        match received.chunk().await {
            Ok(None) => return Ok(Received { body: body.end(), incomplete: None }),
            Ok(Some(chunk)) if body.len() + chunk.len() > largest => {
                body.push(&chunk.slice(..largest - body.len()));
                break too_large(largest);
            }
            Ok(Some(chunk)) => body.push(&chunk),
            Err(error) => break wrap(error),
        }
    };
    match is_success {
        true => Err(error),
        false => {
            let incomplete = Some(Incomplete(error.to_string()));
            Ok(Received { body: body.end(), incomplete })
        }
    }
}

/// What has come of a body. Most come in one piece, which is not copied.
struct Collected {
    announced: Option<u64>,
    first: Bytes,
    rest: Option<BytesMut>,
}

impl Collected {
    fn len(&self) -> usize {
        self.rest.as_ref().map_or(self.first.len(), BytesMut::len)
    }

    fn push(&mut self, chunk: &Bytes) {
        if self.first.is_empty() {
            self.first = chunk.clone();
            return;
        }
        let body = self.rest.get_or_insert_with(|| {
            let announced = self.announced.and_then(|length| usize::try_from(length).ok());
            let expected = announced.unwrap_or(2 * self.first.len()).min(TRUSTED);
            let mut body = BytesMut::with_capacity(expected);
            body.extend_from_slice(&self.first);
            body
        });
        body.extend_from_slice(chunk);
    }

    fn end(self) -> Bytes {
        self.rest.map_or(self.first, BytesMut::freeze)
    }
}

fn too_large(largest: usize) -> TransportError {
    TransportError::new(
        TransportErrorKind::TooLarge,
        format!("it has more than the {largest} bytes that this client takes"),
    )
}
