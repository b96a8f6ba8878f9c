//! Receives the body of an answer, up to a size.

use bytes::{Bytes, BytesMut};

use super::failure::wrap;
use crate::transport::{TransportError, TransportErrorKind};

/// Memory is set aside for what an answer announces, up to this many bytes: the rest has to come first.
const TRUSTED: usize = 1024 * 1024;

/// The whole body.
///
/// # Errors
/// Fails as soon as more bytes are announced, or have come, than are taken; and where the connection breaks.
pub(super) async fn receive(
    mut received: reqwest::Response,
    largest: usize,
) -> Result<Bytes, TransportError> {
    let announced = received.content_length();
    if announced.is_some_and(|length| length > largest as u64) {
        return Err(too_large(largest));
    }
    let Some(first) = received.chunk().await.map_err(wrap)? else { return Ok(Bytes::new()) };
    let mut rest: Option<BytesMut> = None;
    while let Some(chunk) = received.chunk().await.map_err(wrap)? {
        let body = rest.get_or_insert_with(|| {
            let announced = announced.and_then(|length| usize::try_from(length).ok());
            let expected = announced.unwrap_or(2 * first.len()).min(TRUSTED);
            let mut body = BytesMut::with_capacity(expected);
            body.extend_from_slice(&first);
            body
        });
        if body.len() + chunk.len() > largest {
            return Err(too_large(largest));
        }
        body.extend_from_slice(&chunk);
    }
    match rest {
        Some(body) => Ok(body.freeze()),
        None if first.len() > largest => Err(too_large(largest)),
        None => Ok(first),
    }
}

fn too_large(largest: usize) -> TransportError {
    TransportError::new(
        TransportErrorKind::TooLarge,
        format!("it has more than the {largest} bytes that this client takes"),
    )
}
