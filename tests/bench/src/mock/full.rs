//! A mock that is full: ten thousand instances, page by page, and a hundred thousand records.

use std::time::Instant;

use serde_json::Value;

use crate::Failure;
use crate::calls::{instance, instances, once, signed};
use crate::connection::Connection;
use crate::process::Process;
use crate::reports::{Budget, Report, middle};

const PAGED: usize = 10_000;
const PAGE: usize = 100;
const RECORDS: usize = 100_000;
const TIMES: usize = 200;

/// Fills a mock with instances, and measures calls in between.
pub(crate) async fn measure(report: &mut Report) -> Result<(), Failure> {
    let name = format!("{PAGED} instances");
    if !report.wants(&name) {
        return Ok(());
    }
    let mock = Process::mock(&[])?;
    let empty = mock.resident()?;
    let mut full =
        Full { connection: Connection::open(mock.address()).await?, mock, last: String::new() };
    let seconds = full.fill(0, PAGED).await?;
    let (records, grown) = (full.records().await?, full.mock.resident()? - empty);
    let found = format!(
        "{records} records in {seconds:.1} s, {:.1} MB, {:.2} KB a record",
        grown as f64 / 1e6,
        grown as f64 / 1e3 / records as f64
    );
    report.add(&name, PAGED as f64 / seconds, "made in a second", found, Budget::None);
    full.pages(&name, report).await?;
    full.calls(&name, report).await?;
    let more = (RECORDS * PAGED).div_ceil(records);
    full.fill(PAGED, more).await?;
    let (records, grown) = (full.records().await?, full.mock.resident()? - empty);
    let name = format!("{records} records");
    let found = format!("{:.2} KB a record", grown as f64 / 1e3 / records as f64);
    report.add(&name, grown as f64 / 1e6, "MB", found, Budget::None);
    full.calls(&name, report).await
}

struct Full {
    connection: Connection,
    mock: Process,
    /// The id of the instance that was made last.
    last: String,
}

impl Full {
    /// Makes instances; gives the seconds.
    async fn fill(&mut self, from: usize, to: usize) -> Result<f64, Failure> {
        let started = Instant::now();
        for number in from..to {
            let body = instance(&format!("orders-{number}"));
            let answer = self.call("POST", &instances(""), Some(&body)).await?;
            answer["instance"]["id"].as_str().unwrap_or_default().clone_into(&mut self.last);
        }
        Ok(started.elapsed().as_secs_f64())
    }

    async fn call(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        once(&mut self.connection, self.mock.address(), (method, path), body).await
    }

    /// How many records there are.
    async fn records(&mut self) -> Result<usize, Failure> {
        let all = self.call("GET", "/_mock/resources", None).await?;
        let counts = all.as_array().into_iter().flatten();
        Ok(counts.filter_map(|one| one["records"].as_u64()).sum::<u64>() as usize)
    }

    /// Goes through all pages, and holds the totals and the number of ids against what was made.
    async fn pages(&mut self, name: &str, report: &mut Report) -> Result<(), Failure> {
        let (mut times, mut seen) = (Vec::new(), std::collections::BTreeSet::new());
        for page in 0..PAGED / PAGE {
            let path = instances(&format!("?limit={PAGE}&offset={}", page * PAGE));
            let request = signed(self.mock.address(), "GET", &path, None)?;
            let started = Instant::now();
            let body = self.connection.call(&request).await?.body.to_vec();
            times.push(started.elapsed().as_secs_f64() * 1e6);
            let answer: Value = serde_json::from_slice(&body)?;
            if answer["total_count"] != PAGED {
                return Err(format!("a page with the total {}", answer["total_count"]).into());
            }
            let items = answer["instances"].as_array().into_iter().flatten();
            seen.extend(items.filter_map(|item| item["id"].as_str().map(str::to_owned)));
        }
        if seen.len() != PAGED {
            return Err(format!("{} instances on all pages", seen.len()).into());
        }
        let what = format!("{name}, a page of {PAGE}");
        report.add(&what, middle(times), "µs", "all pages, each total right", Budget::None);
        Ok(())
    }

    /// Times single calls, one after the other.
    async fn calls(&mut self, name: &str, report: &mut Report) -> Result<(), Failure> {
        for (what, rest, times) in [
            ("a GET", format!("/{}", self.last), TIMES),
            ("a page of 10", "?limit=10&offset=5000".to_owned(), TIMES),
            ("a filter by name", "?name=orders-4711&limit=10".to_owned(), TIMES / 10),
        ] {
            let request = signed(self.mock.address(), "GET", &instances(&rest), None)?;
            let mut taken = Vec::new();
            for _ in 0..times {
                let started = Instant::now();
                let answer = self.connection.call(&request).await?;
                if answer.status != 200 {
                    return Err(format!("{what}: {}", answer.status).into());
                }
                taken.push(started.elapsed().as_secs_f64() * 1e6);
            }
            let what = format!("{name}, {what}");
            report.add(&what, middle(taken), "µs", "over one connection", Budget::None);
        }
        Ok(())
    }
}
