//! One connection: requests out, answers in, with as little work as can be, since both servers share the processor
//! with it.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Failure;

/// A connection that is kept alive.
pub(crate) struct Connection {
    stream: TcpStream,
    /// The first `filled` bytes are the last answer.
    buffer: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer<'c> {
    pub(crate) status: u16,
    pub(crate) body: &'c [u8],
}

const END: &[u8] = b"\r\n\r\n";

impl Connection {
    pub(crate) async fn open(address: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; 16 * 1024] })
    }

    /// Sends a request as it is, and reads its answer to the end.
    pub(crate) async fn call(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.write_all(request).await?;
        let mut filled = 0;
        let head = loop {
            filled += self.more(filled).await?;
            let found = self.buffer[..filled].windows(END.len()).position(|four| four == END);
            if let Some(end) = found {
                break end + END.len();
            }
        };
        // Without a length there is no body: both servers know how long theirs are.
        let length = length(&self.buffer[..head]).unwrap_or(0);
        while filled < head + length {
            if self.buffer.len() < head + length {
                self.buffer.resize(head + length, 0);
            }
            filled += self.more(filled).await?;
        }
        let digits = self.buffer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok());
        let status = digits.and_then(|digits| digits.parse().ok()).ok_or("no status")?;
        Ok(Answer { status, body: &self.buffer[head..head + length] })
    }

    async fn more(&mut self, filled: usize) -> Result<usize, Failure> {
        match self.stream.read(&mut self.buffer[filled..]).await? {
            0 => Err("the server has closed the connection".into()),
            count => Ok(count),
        }
    }
}

/// What a head says about the length of the body.
fn length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length: ";
    head.split(|byte| *byte == b'\n')
        .find(|line| line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)))
        .and_then(|line| std::str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok())
}
