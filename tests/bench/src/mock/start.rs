//! How soon a mock answers, and how much memory it has while it is empty.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::process::Process;
use crate::reports::{Budget, Report, middle};

const NAME: &str = "start to the first answer";
const TIMES: usize = 20;

/// Starts the mock again and again.
pub(crate) fn measure(report: &mut Report) -> Result<(), Failure> {
    if !report.wants(NAME) {
        return Ok(());
    }
    let (mut times, mut memory) = (Vec::new(), 0);
    for _ in 0..TIMES {
        let started = Instant::now();
        let mock = Process::mock(&[])?;
        let mut stream = TcpStream::connect(mock.address())?;
        stream
            .write_all(b"GET /_mock/health HTTP/1.1\r\nhost: mock\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
        if !answer.starts_with("HTTP/1.1 200") {
            return Err(format!("the mock is not well: {answer}").into());
        }
        // What is still being set up behind the first answer counts as well.
        std::thread::sleep(Duration::from_millis(20));
        memory = memory.max(mock.resident()?);
    }
    let found = format!(
        "{TIMES} starts, the slowest {:.1} ms",
        times.iter().fold(0.0, |a: f64, b| a.max(*b))
    );
    report.add(NAME, middle(times), "ms", found, Budget::AtMost(50.0));
    let megabytes = memory as f64 / 1e6;
    report.add("memory of an empty mock", megabytes, "MB", "resident", Budget::AtMost(40.0));
    Ok(())
}
