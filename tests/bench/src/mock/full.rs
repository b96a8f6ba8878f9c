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
        Full { connection: Connection::open(mock.address()).await?, mock, ids: Vec::new() };
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
    /// The ids of the instances.
    ids: Vec<String>,
}

impl Full {
    /// Makes instances; gives the seconds.
    async fn fill(&mut self, from: usize, to: usize) -> Result<f64, Failure> {
        let started = Instant::now();
        for number in from..to {
            let body = instance(&format!("orders-{number}"));
            let answer = self.call("POST", &instances(""), Some(&body)).await?;
            self.ids.push(answer["instance"]["id"].as_str().unwrap_or_default().to_owned());
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
        let before = self.mock.processor()?;
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
        let cost = (self.mock.processor()? - before) / (PAGED / PAGE) as f64 * 1e6;
        let found = format!("all pages, each total right; {cost:.0} µs of processor");
        report.add(&what, middle(times), "µs", found, Budget::None);
        Ok(())
    }

    /// Times single calls, one after the other; each asks something else, so that no answer is given again.
    async fn calls(&mut self, name: &str, report: &mut Report) -> Result<(), Failure> {
        type Path = fn(usize, &str) -> String;
        let kinds: [(&str, usize, Path); 3] = [
            ("a GET", TIMES, |_, id| format!("/{id}")),
            ("a page of 10", TIMES, |at, _| format!("?limit=10&offset={}", 7 * at)),
            ("a filter by name", TIMES / 10, |at, _| format!("?name=orders-{}&limit=10", 499 * at)),
        ];
        for (what, times, path) in kinds {
            let mut taken = Vec::new();
            let before = self.mock.processor()?;
            for at in 0..times {
                let path = instances(&path(at, &self.ids[at * self.ids.len() / times]));
                let request = signed(self.mock.address(), "GET", &path, None)?;
                let started = Instant::now();
                let answer = self.connection.call(&request).await?;
                if answer.status != 200 {
                    return Err(format!("{what}: {}", answer.status).into());
                }
                taken.push(started.elapsed().as_secs_f64() * 1e6);
            }
            let cost = (self.mock.processor()? - before) / times as f64 * 1e6;
            let what = format!("{name}, {what}");
            let found = format!("{cost:.0} µs of processor");
            report.add(&what, middle(taken), "µs", found, Budget::None);
        }
        Ok(())
    }
}
