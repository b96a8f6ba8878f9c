//! The wire to one client, which can be told to break or to be slow.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// How many bytes of a head are sent before a connection ends in it: some of the status line.
const OF_A_HEAD: usize = 20;

/// Where a connection ends, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cut {
    pub(crate) place: Place,
    /// Whether the client sees a reset instead of an end.
    pub(crate) reset: bool,
}

/// Where in an answer a connection ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Before the first byte.
    Before,
    /// In its head.
    Head,
    /// In its body, after so many bytes or such a share of it.
    Body { share: f64, bytes: Option<usize> },
}

/// What the next answer on a wire meets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trouble {
    pub(crate) cut: Option<Cut>,
    /// The length of the body.
    pub(crate) length: usize,
    /// So many bytes at once, and so long a pause after them.
    pub(crate) pace: Option<(usize, Duration)>,
}

/// Tells a wire what is to go wrong; knows who is at its end.
#[derive(Clone, Debug)]
pub(crate) struct Tap {
    /// The address of the client.
    pub(crate) peer: IpAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    trouble: Mutex<Option<Trouble>>,
    /// Whether there is trouble to take: mostly there is none, and no answer should wait to find out.
    is_armed: AtomicBool,
    /// Whether the answer before met any.
    was_armed: AtomicBool,
}

impl Tap {
    /// What the next answer meets.
    pub(crate) fn arm(&self, trouble: Trouble) {
        self.set(trouble);
        self.shared.was_armed.store(true, Ordering::Relaxed);
    }

    /// The next answer meets nothing, whatever the one before met.
    pub(crate) fn calm(&self) {
        let was_armed = &self.shared.was_armed;
        if was_armed.load(Ordering::Relaxed) {
            was_armed.store(false, Ordering::Relaxed);
            self.set(Trouble { cut: None, length: 0, pace: None });
        }
    }

    fn set(&self, trouble: Trouble) {
        *self.locked() = Some(trouble);
        self.shared.is_armed.store(true, Ordering::Release);
    }

    fn locked(&self) -> MutexGuard<'_, Option<Trouble>> {
        self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn armed(&self) -> Option<Trouble> {
        if !self.shared.is_armed.load(Ordering::Acquire) {
            return None;
        }
        let mut trouble = self.locked();
        self.shared.is_armed.store(false, Ordering::Relaxed);
        trouble.take()
    }
}

/// A connection to a client.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    tap: Tap,
    /// The trouble that the answer under way is in.
    state: Option<State>,
}

#[derive(Debug)]
struct State {
    trouble: Trouble,
    /// The last bytes of the head that were sent, as far as they could be its end.
    matched: usize,
    in_body: bool,
    /// How many bytes of the part that the cut is in were sent.
    sent: usize,
    pause: Option<Pin<Box<Sleep>>>,
}

/// What ends the head of an answer.
const END: &[u8] = b"\r\n\r\n";

impl Wire {
    /// The connection, and what tells it to break.
    pub(crate) fn new(stream: TcpStream, peer: IpAddr) -> (Self, Tap) {
        let tap = Tap { peer, shared: Arc::default() };
        (Self { stream, tap: tap.clone(), state: None }, tap)
    }

    fn broken(&self, reset: bool) -> io::Error {
        if reset {
            // Without it the client would see an orderly end. Failing means that it is gone.
            let _ = self.stream.set_zero_linger();
        }
        io::ErrorKind::ConnectionAborted.into()
    }

    fn poll_troubled(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Some(state) = &mut self.state else {
            return Pin::new(&mut self.stream).poll_write(cx, bytes);
        };
        if let Some(pause) = &mut state.pause {
            ready!(pause.as_mut().poll(cx));
            state.pause = None;
        }
        let mut allowed = bytes.len();
        if let Some(cut) = state.trouble.cut {
            let left = state.left(cut.place, bytes);
            if left == 0 {
                return Poll::Ready(Err(self.broken(cut.reset)));
            }
            allowed = allowed.min(left);
        }
        if let Some((most, _)) = state.trouble.pace {
            allowed = allowed.min(most);
        }
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, &bytes[..allowed]))?;
        let state = self.state.as_mut().expect("nothing took it away");
        state.count(&bytes[..written]);
        if let Some((_, pause)) = state.trouble.pace {
            state.pause = Some(Box::pin(sleep_until(Instant::now() + pause)));
        }
        Poll::Ready(Ok(written))
    }
}

impl State {
    fn new(trouble: Trouble) -> Self {
        Self { trouble, matched: 0, in_body: false, sent: 0, pause: None }
    }

    /// How many of these bytes may go out before the connection ends.
    fn left(&self, place: Place, bytes: &[u8]) -> usize {
        match place {
            Place::Before => 0,
            Place::Head => OF_A_HEAD.saturating_sub(self.sent),
            Place::Body { share, bytes: count } => {
                let share = (self.trouble.length as f64 * share) as usize;
                // The last byte is never sent: the answer would be whole.
                let most = count.unwrap_or(share).min(self.trouble.length.saturating_sub(1));
                if self.in_body {
                    return most.saturating_sub(self.sent);
                }
                let mut matched = self.matched;
                let end = bytes.iter().position(|byte| {
                    matched = next(matched, *byte);
                    matched == END.len()
                });
                end.map_or(bytes.len(), |end| end + 1 + most)
            }
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if self.in_body || matches!(self.trouble.cut, Some(Cut { place: Place::Head, .. })) {
                self.sent += 1;
            } else {
                self.matched = next(self.matched, *byte);
                self.in_body = self.matched == END.len();
            }
        }
    }
}

/// How much of the end of a head has been seen with one more byte.
fn next(matched: usize, byte: u8) -> usize {
    match byte {
        byte if END.get(matched) == Some(&byte) => matched + 1,
        b'\r' => 1,
        _ => 0,
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(trouble) = self.tap.armed() {
            self.state = Some(State::new(trouble));
        }
        self.poll_troubled(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
