//! Reading a request body, within the limits of the gateway.

mod coding;
mod room;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body;
use tokio::time::timeout;

use crate::limits::{LIMIT, PATIENCE};
use crate::refusal::Refusal;
pub(crate) use coding::decoded;
pub(crate) use room::Held;
use room::Room;

/// How much of a body that is too large is read and thrown away. Clients send all of it before
/// they look for an answer, so closing at the limit shows them a broken connection, not the 413.
const DISCARDED: usize = 4 * LIMIT;

/// Reads a request body to its end.
pub(crate) async fn read<B: Body<Data = Bytes>>(body: B) -> Result<Held, Refusal> {
    if body.is_end_stream() {
        return Ok(Held::default());
    }
    if body.size_hint().lower() > DISCARDED as u64 {
        return Err(Refusal::TooLarge);
    }
    let mut collected = pin!(collect(body));
    // Most bodies come with their heads: a clock is for those that do not.
    match poll_fn(|cx| Poll::Ready(collected.as_mut().poll(cx))).await {
        Poll::Ready(done) => done,
        Poll::Pending => timeout(PATIENCE, collected).await.unwrap_or(Err(Refusal::TooSlow)),
    }
}

async fn collect<B: Body<Data = Bytes>>(body: B) -> Result<Held, Refusal> {
    let mut body = pin!(body);
    let mut room = Room::default();
    let mut kept = BytesMut::new();
    let mut received = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Refusal::parameter("body", "as many bytes as announced", "a transfer that broke off")
        })?;
        let Ok(data) = frame.into_data() else { continue };
        received += data.len();
        if received > DISCARDED {
            break;
        } else if received > LIMIT {
            kept = BytesMut::new();
            room = Room::default();
        } else {
            room.grow(received)?;
            if received == data.len() && body.is_end_stream() {
                // All of it in one piece, which stays in the memory of the connection until the answer.
                return Ok(room.keep(data));
            }
            kept.extend_from_slice(&data);
        }
    }
    if received > LIMIT { Err(Refusal::TooLarge) } else { Ok(room.keep(kept.freeze())) }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use http_body_util::{Empty, Full};
    use hyper::body::{Body, Frame};

    use super::read;
    use crate::limits::LIMIT;
    use crate::refusal::Refusal;

    /// A client that announces a body and never sends it.
    struct Silent;

    impl Body for Silent {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn takes_bodies_up_to_the_limit() {
        assert_eq!(read(Empty::<Bytes>::new()).await.as_deref(), Ok(&[][..]));
        let largest = Bytes::from(vec![b' '; LIMIT]);
        assert_eq!(read(Full::new(largest.clone())).await.as_deref(), Ok(&*largest));
        let larger = Bytes::from(vec![b' '; LIMIT + 1]);
        assert_eq!(read(Full::new(larger)).await.unwrap_err(), Refusal::TooLarge);
    }

    #[tokio::test(start_paused = true)]
    async fn gives_up_on_a_client_that_stops_sending() {
        assert_eq!(read(Silent).await.unwrap_err(), Refusal::TooSlow);
    }
}
