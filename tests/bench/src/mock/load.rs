//! Load: connections that send one request after the other, each as soon as the last is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Failure;
use crate::connection::Connection;

/// How many connections send at the same time.
pub(crate) const CONNECTIONS: usize = 32;

/// How long a load lasts.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    Time(Duration),
    /// So many answers at least.
    Count(u64),
}

/// Sends the requests over and over; each connection begins with another one. Gives how many were answered in how
/// many seconds.
///
/// # Errors
/// Fails if one is refused.
pub(crate) async fn run(
    address: &str,
    requests: &Arc<Vec<Vec<u8>>>,
    until: Until,
) -> Result<(u64, f64), Failure> {
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(address).await?);
    }
    let stop = Arc::new(AtomicBool::new(false));
    let answered = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let mut all = JoinSet::new();
    for (number, mut connection) in connections.into_iter().enumerate() {
        let (requests, stop, answered) = (requests.clone(), stop.clone(), answered.clone());
        all.spawn(async move {
            let mut next = number * requests.len() / CONNECTIONS;
            while !stop.load(Ordering::Relaxed) {
                let answer = connection.call(&requests[next]).await.map_err(|e| e.to_string())?;
                if answer.status / 100 != 2 {
                    let said = String::from_utf8_lossy(answer.body).into_owned();
                    return Err(format!("{}: {said}", answer.status));
                }
                next = (next + 1) % requests.len();
                let count = answered.fetch_add(1, Ordering::Relaxed) + 1;
                if matches!(until, Until::Count(most) if count >= most) {
                    break;
                }
            }
            Ok(())
        });
    }
    if let Until::Time(time) = until {
        tokio::time::sleep(time).await;
        stop.store(true, Ordering::Relaxed);
    }
    let (count, seconds) = (answered.load(Ordering::Relaxed), started.elapsed().as_secs_f64());
    while let Some(ended) = all.join_next().await {
        ended??;
    }
    Ok(match until {
        Until::Time(_) => (count, seconds),
        Until::Count(_) => (answered.load(Ordering::Relaxed), started.elapsed().as_secs_f64()),
    })
}
