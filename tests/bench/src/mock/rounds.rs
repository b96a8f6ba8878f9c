//! Throughput: signed and validated calls, beside the handler that only answers.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Failure;
use crate::calls::{instance, instances, once, signed};
use crate::connection::Connection;
use crate::load::{self, Until};
use crate::process::Process;
use crate::reports::{Budget, Report, middle};

/// How long a round of one side lasts.
const ROUND: Duration = Duration::from_millis(400);

/// How much of the other side's throughput is asked for.
const SHARE: f64 = 0.6;

/// How many instances there are while it is measured.
const THERE: usize = 32;

/// One kind of call.
struct Kind {
    name: &'static str,
    method: &'static str,
    /// What stands behind the path of an instance; `None` where the call is about all of them.
    of_one: Option<&'static str>,
    query: &'static str,
    body: Option<Value>,
    budget: Budget,
}

fn kinds() -> [Kind; 5] {
    [
        Kind {
            name: "signed GET of an instance",
            method: "GET",
            of_one: Some(""),
            query: "",
            body: None,
            budget: Budget::AtLeast(SHARE),
        },
        Kind {
            name: "signed POST of an instance",
            method: "POST",
            of_one: None,
            query: "",
            body: Some(instance("orders")),
            budget: Budget::AtLeast(SHARE),
        },
        Kind {
            name: "signed POST that restarts an instance",
            method: "POST",
            of_one: Some("/restart"),
            query: "",
            body: Some(json!({})),
            budget: Budget::AtLeast(SHARE),
        },
        Kind {
            name: "signed PUT of an instance's name",
            method: "PUT",
            of_one: Some("/name"),
            query: "",
            body: Some(json!({ "name": "invoices" })),
            budget: Budget::AtLeast(SHARE),
        },
        Kind {
            name: "signed GET of a page of 10 instances",
            method: "GET",
            of_one: None,
            query: "?limit=10",
            body: None,
            budget: Budget::None,
        },
    ]
}

/// Measures the calls whose names the report wants.
pub(crate) async fn measure(rounds: usize, report: &mut Report) -> Result<(), Failure> {
    for kind in kinds() {
        if report.wants(kind.name) {
            pair(&kind, rounds, report).await?;
        }
    }
    Ok(())
}

async fn pair(kind: &Kind, rounds: usize, report: &mut Report) -> Result<(), Failure> {
    let mock = Process::mock(&[])?;
    let paths = prepare(&mock, kind).await?;
    let first = signed(mock.address(), kind.method, &paths[0], kind.body.as_ref())?;
    let bytes = Connection::open(mock.address()).await?.call(&first).await?.body.to_vec();
    let bare = Process::bare(&bytes)?;
    let (mut shares, mut throughputs) = (Vec::new(), [Vec::new(), Vec::new()]);
    let mut costs = [0.0, 0.0];
    let mut counts = [0, 0];
    // The first round warms up.
    for round in 0..=rounds {
        let mut pair = [0.0, 0.0];
        // The second of a pair finds a warmer machine, so the sides take turns at going first.
        let order = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        for side in order {
            let server = if side == 0 { &mock } else { &bare };
            if side == 0 && kind.body.is_some() {
                // What grows would be another thing in each round.
                prepare(&mock, kind).await?;
            }
            let requests: Result<Vec<_>, Failure> = paths
                .iter()
                .map(|path| signed(server.address(), kind.method, path, kind.body.as_ref()))
                .collect();
            let before = server.processor()?;
            let (count, seconds) =
                load::run(server.address(), &Arc::new(requests?), Until::Time(ROUND)).await?;
            pair[side] = count as f64 / seconds;
            if round > 0 {
                costs[side] += server.processor()? - before;
                counts[side] += count;
                throughputs[side].push(pair[side]);
            }
        }
        if round > 0 {
            shares.push(pair[0] / pair[1]);
        }
    }
    let cost = |side: usize| costs[side] / counts[side] as f64 * 1e6;
    let [ours, theirs] = throughputs.map(middle);
    let found = format!(
        "{ours:.0}/s beside {theirs:.0}/s; {:.1} µs of processor for each beside {:.1} µs",
        cost(0),
        cost(1)
    );
    report.add(kind.name, middle(shares), "of the bare handler's throughput", found, kind.budget);
    Ok(())
}

/// Begins anew with some instances, the same ones each time; gives the paths of the calls.
async fn prepare(mock: &Process, kind: &Kind) -> Result<Vec<String>, Failure> {
    let address = mock.address();
    let mut connection = Connection::open(address).await?;
    once(&mut connection, address, ("POST", "/_mock/reset"), None).await?;
    let mut paths = Vec::new();
    for number in 0..THERE {
        let body = instance(&format!("orders-{number}"));
        let made = ("POST", &*instances(""));
        let answer = once(&mut connection, address, made, Some(&body)).await?;
        let id = answer["instance"]["id"].as_str().ok_or("an instance without an id")?;
        if let Some(rest) = kind.of_one {
            paths.push(instances(&format!("/{id}{rest}{}", kind.query)));
        }
    }
    if paths.is_empty() {
        paths.push(instances(kind.query));
    }
    Ok(paths)
}
