//! A server over plain TCP that does what no HTTP library would let it do.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::script::{Step, WELL, answer};

const MEGABYTE: usize = 1024 * 1024;

#[derive(Clone)]
pub(crate) struct Faulty {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    steps: Vec<Step>,
    /// Whether it has stopped to misbehave.
    healed: AtomicBool,
    /// The first line of each request.
    seen: Mutex<Vec<String>>,
    /// How many bytes of floods went out.
    flooded: AtomicUsize,
}

impl Faulty {
    /// A server that does these steps with every connection; with none, it takes no connection.
    pub(crate) async fn start(steps: Vec<Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let refuses = steps.is_empty();
        let shared = Arc::new(Shared {
            steps,
            healed: AtomicBool::new(false),
            seen: Mutex::default(),
            flooded: AtomicUsize::new(0),
        });
        let server = Self { address, shared: shared.clone() };
        if !refuses {
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = shared.clone();
                    // What the client breaks off is no failure of the server.
                    tokio::spawn(async move { serve(stream, &shared).await.ok() });
                }
            });
        }
        server
    }

    /// Behaves from now on.
    pub(crate) fn heal(&self) {
        self.shared.healed.store(true, Ordering::SeqCst);
    }

    /// The first line of each request so far.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().clone()
    }

    pub(crate) fn megabytes_flooded(&self) -> usize {
        self.shared.flooded.load(Ordering::SeqCst) / MEGABYTE
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    if shared.healed.load(Ordering::SeqCst) {
        return run(&mut stream, &[Step::Read, answer("200 OK", &[], WELL.as_bytes())], shared)
            .await;
    }
    run(&mut stream, &shared.steps, shared).await
}

async fn run(stream: &mut TcpStream, steps: &[Step], shared: &Shared) -> io::Result<()> {
    for step in steps {
        match step {
            Step::Read => read(stream, shared, true).await?,
            Step::ReadHead => read(stream, shared, false).await?,
            Step::ReadAll => drain(stream).await?,
            Step::Send(bytes) => stream.write_all(bytes).await?,
            Step::Drip(bytes) => {
                stream.set_nodelay(true)?;
                for byte in bytes {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    stream.write_all(&[*byte]).await?;
                }
            }
            Step::Flood { megabytes, chunked } => {
                let spaces = vec![b' '; MEGABYTE];
                for _ in 0..*megabytes {
                    if *chunked {
                        stream.write_all(format!("{MEGABYTE:x}\r\n").as_bytes()).await?;
                    }
                    stream.write_all(&spaces).await?;
                    shared.flooded.fetch_add(MEGABYTE, Ordering::SeqCst);
                    if *chunked {
                        stream.write_all(b"\r\n").await?;
                    }
                }
                if *chunked {
                    stream.write_all(b"0\r\n\r\n").await?;
                }
            }
            Step::Pause(time) => tokio::time::sleep(*time).await,
            Step::Stall => drain(stream).await?,
            Step::Reset => return stream.set_zero_linger(),
        }
    }
    stream.shutdown().await?;
    // Closing with unread bytes would break the connection off, and the answer with it.
    drain(stream).await
}

async fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let mut unread = vec![0; 64 * 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}

/// Reads a request, or only its head, and notes its first line.
async fn read(stream: &mut TcpStream, shared: &Shared, whole: bool) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    shared.seen.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
    let length = head.lines().filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    if whole {
        stream.read_exact(&mut vec![0; length.unwrap_or(0)]).await?;
    }
    Ok(())
}
