//! A call that was sent, and whose answer is read into a record.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Reply;
use super::reply::Answer;
use crate::Error;
use crate::record::Slot;

/// Sends a request and gets the answer; the same code for every type of record.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Box<Answer>, Error>> + Send>>;

/// The future of a typed answer, which [`Call::send`](crate::Call::send) returns.
///
/// Written by hand: an `async fn` would be a state machine that is compiled again for each type of answer,
/// in the crate of the caller. And it has a name, because a builder that returned `impl Future` would make the
/// compiler say three times that a mandatory parameter is missing.
#[must_use = "a call does nothing until it is awaited"]
pub struct SendFuture<T> {
    pub(super) exchange: Exchange,
    pub(super) answer: PhantomData<fn() -> T>,
}

impl<T: Slot + Default> Future for SendFuture<T> {
    type Output = Result<Reply<T>, Error>;

    // Plain matches: each adapter would be instantiated for each operation that a program calls.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match step(&mut self.get_mut().exchange, cx) {
            Poll::Ready(Ok(mut answer)) => {
                let mut value = T::default();
                answer.read_into(&mut value);
                Poll::Ready(Ok(Reply { value, answer }))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// The part of a poll that is the same for every operation.
fn step(exchange: &mut Exchange, cx: &mut Context<'_>) -> Poll<Result<Box<Answer>, Error>> {
    exchange.as_mut().poll(cx)
}
