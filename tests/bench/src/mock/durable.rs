//! What a changing call costs with a file of state, in a small world and in a large one.

use std::time::Instant;

use serde_json::json;

use crate::Failure;
use crate::calls::{instance, instances, once, signed};
use crate::connection::Connection;
use crate::process::Process;
use crate::reports::{Budget, Report, middle};

const NAME: &str = "a change with --state FILE";

/// Instances with six records each, and two for the task.
const SMALL: usize = 10;
const LARGE: usize = 16_700;

const TIMES: usize = 100;

/// Fills a mock that keeps its state in a file, and times changes.
pub(crate) async fn measure(report: &mut Report) -> Result<(), Failure> {
    if !report.wants(NAME) {
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("taurusdb-bench-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let measured = fill(&folder.join("state"), report).await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn fill(file: &std::path::Path, report: &mut Report) -> Result<(), Failure> {
    let file = file.to_str().ok_or("the folder for temporary files has an odd name")?;
    let mut small = 0.0;
    for count in [SMALL, LARGE] {
        // Made without the file, loaded with it: making them so would wait for the disk each time.
        let mock = Process::mock(&[])?;
        let mut connection = Connection::open(mock.address()).await?;
        let mut id = String::new();
        for number in 0..count {
            let body = instance(&format!("orders-{number}"));
            let made = ("POST", &*instances(""));
            let answer = once(&mut connection, mock.address(), made, Some(&body)).await?;
            answer["instance"]["id"].as_str().unwrap_or_default().clone_into(&mut id);
        }
        let all = once(&mut connection, mock.address(), ("GET", "/_mock/state"), None).await?;
        let records = all["records"].as_object().into_iter().flat_map(|all| all.values());
        let records: usize = records.filter_map(|list| list.as_array().map(Vec::len)).sum();
        let seed = format!("{file}-{count}.json");
        std::fs::write(&seed, all.to_string())?;
        drop((mock, all));
        let kept = format!("{file}-{count}");
        let mock = Process::mock(&["--load", &seed, "--state", &kept])?;
        let mut connection = Connection::open(mock.address()).await?;
        let mut times = Vec::new();
        for number in 0..TIMES {
            let body = json!({ "name": format!("invoices-{number}") });
            let path = instances(&format!("/{id}/name"));
            let request = signed(mock.address(), "PUT", &path, Some(&body))?;
            let started = Instant::now();
            let answer = connection.call(&request).await?;
            if answer.status / 100 != 2 {
                return Err(format!("a change: {}", answer.status).into());
            }
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        let time = middle(times);
        let what = format!("{NAME}, {records} records");
        report.add(&what, time, "ms", "the disk has it when it is answered", Budget::None);
        if count == SMALL {
            small = time;
        } else {
            let what = format!("{NAME}, large beside small");
            report.add(&what, time / small, "of the time", "", Budget::None);
        }
    }
    Ok(())
}
