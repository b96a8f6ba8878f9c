//! Endurance: requests of all kinds, so many of them that whatever is not given back would be seen.

use std::sync::Arc;
use std::time::Instant;

use crate::Failure;
use crate::calls::{instance, instances, once, signed};
use crate::connection::Connection;
use crate::load::{self, CONNECTIONS, Until};
use crate::process::Process;
use crate::reports::{Budget, Report};

/// How often the memory is looked at.
const STEPS: u64 = 50;

/// Sends requests, and fits a line to the memory of the mock.
pub(crate) async fn measure(count: u64, report: &mut Report) -> Result<(), Failure> {
    let mock = Process::mock(&[])?;
    let address = mock.address();
    let mut connection = Connection::open(address).await?;
    let mut ids = Vec::new();
    for number in 0..CONNECTIONS {
        let body = instance(&format!("orders-{number}"));
        let answer = once(&mut connection, address, ("POST", &instances("")), Some(&body)).await?;
        ids.push(answer["instance"]["id"].as_str().ok_or("an instance without an id")?.to_owned());
    }
    let started = Instant::now();
    let (mut points, mut done) = (Vec::new(), 0);
    while done < count {
        let requests = Arc::new(requests(address, &ids)?);
        let step = (count / STEPS).clamp(1, 250_000);
        done += load::run(address, &requests, Until::Count(step)).await?.0;
        points.push((done as f64, mock.resident()? as f64));
        eprintln!("{done} requests, {:.1} MB", mock.resident()? as f64 / 1e6);
    }
    // The beginning fills what is bounded: journal, tasks, and the holes that an allocator leaves.
    let settled = &points[points.len() / 2..];
    let slope = slope(settled);
    let seconds = started.elapsed().as_secs_f64();
    let last = points.last().map_or(0.0, |(_, memory)| memory / 1e6);
    let found = format!(
        "{done} requests in {seconds:.0} s ({:.0}/s), {last:.1} MB resident at the end",
        done as f64 / seconds
    );
    let what = "memory slope in the second half";
    report.add(what, slope, "MB in a million requests", found, Budget::AtMost(0.1));
    Ok(())
}

/// Requests of many kinds: one in ten changes something and starts a task.
fn requests(address: &str, ids: &[String]) -> Result<Vec<Vec<u8>>, Failure> {
    let mut all = Vec::new();
    for id in ids {
        let one = instances(&format!("/{id}"));
        for _ in 0..4 {
            all.push(signed(address, "GET", &one, None)?);
            all.push(signed(address, "GET", &instances("?limit=2"), None)?);
        }
        all.push(signed(address, "GET", &format!("{one}/tags"), None)?);
        let body = serde_json::json!({ "name": "invoices" });
        all.push(signed(address, "PUT", &format!("{one}/name"), Some(&body))?);
    }
    Ok(all)
}

/// The slope of the line that fits the points best, in bytes for each request.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (sum(&|point| point.0), sum(&|point| point.1));
    let above = sum(&|point| (point.0 - x) * (point.1 - y));
    above / sum(&|point| (point.0 - x).powi(2))
}
