//! Prints how long a document takes, and the same document with its operations several times in it:
//! `cargo run --release -p taurusdb-extract --example copies -- FILE [COPIES] [RUNS]`.
//!
//! Each copy has its own chapters and paths, so that its operations count as additional ones. Without
//! runs (0), the document with the copies is read once, and nothing is measured. Under
//! `valgrind --tool=callgrind`, that tells how many instructions it takes, whatever else the machine does.

use std::path::Path;
use std::time::{Duration, Instant};

use taurusdb_extract::read::{Document, read};
use taurusdb_extract::{ExtractError, extract};
use taurusdb_spec::{Fixes, Names};

/// The number of runs. The shortest one counts, because other programs slow down the rest.
const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("give the text form of the API Reference")?;
    let copies: usize = arguments.next().map_or(Ok(10), |count| count.parse())?;
    let runs: usize = arguments.next().map_or(Ok(RUNS), |count| count.parse())?;
    let text = std::fs::read_to_string(&file)?;
    let overlay = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/overlay");
    let (names, fixes) =
        (Names::load(&overlay.join("names"))?, Fixes::load(&overlay.join("fixes"))?);

    let document = read(&text).map_err(|fault| ExtractError::from(fault).to_string())?;
    let many = repeat(&text, &document, copies);
    let time = |text: &str| {
        let start = Instant::now();
        let result = extract(text.as_bytes(), &names, &fixes);
        let time = start.elapsed();
        result.map(|_| time).map_err(|error| error.to_string())
    };
    if runs == 0 {
        time(&many)?;
        return Ok(());
    }
    let (mut one, mut all) = (Duration::MAX, Duration::MAX);
    // In turn, so that other programs slow down both.
    for _ in 0..runs {
        one = one.min(time(&text)?);
        all = all.min(time(&many)?);
    }
    println!("1 copy    {:>8.1} ms", milliseconds(one));
    println!(
        "{copies} copies {:>8.1} ms, {:.1} times as long",
        milliseconds(all),
        all.as_secs_f64() / one.as_secs_f64()
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The document with the chapters of APIs `copies` times in it.
fn repeat(text: &str, document: &Document, copies: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_api = |number: &str| {
        let chapter = number.split('.').next().unwrap_or_default();
        document
            .contents
            .iter()
            .any(|entry| entry.number == chapter && entry.title.starts_with("APIs"))
    };
    let entries = document.contents.iter().filter(|entry| is_api(&entry.number));
    let contents: Vec<&str> = entries.map(|entry| lines[entry.line as usize - 1]).collect();
    let sections = document.sections.iter().filter(|section| is_api(&section.number));
    let body: Vec<&str> = sections
        .flat_map(|section| {
            let next = document.sections.iter().find(|other| other.span.first > section.span.last);
            let end = next.map_or(lines.len(), |next| next.span.first as usize - 1);
            lines[section.span.first as usize - 1..end].iter().copied()
        })
        .collect();

    let first = document.sections.first().map_or(1, |section| section.span.first) as usize - 1;
    let mut out: Vec<String> = lines[..first].iter().map(|line| (*line).to_owned()).collect();
    for copy in 1..copies {
        out.extend(contents.iter().map(|line| renumbered(line, copy)));
    }
    out.extend(lines[first..].iter().map(|line| (*line).to_owned()));
    out.push(String::new());
    for copy in 1..copies {
        out.extend(body.iter().map(|line| renumbered(line, copy)));
    }
    out.join("\n")
}

/// A line of another copy: its chapter, tables and paths are others.
fn renumbered(line: &str, copy: usize) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut line = match line[digits..].starts_with(['.', ' ', '\t']) && digits == 1 {
        true => format!("{copy}0{line}"),
        false => line.to_owned(),
    };
    for chapter in 1..=9 {
        line = line.replace(&format!("Table {chapter}-"), &format!("Table {copy}0{chapter}-"));
    }
    let is_request = ["GET ", "POST ", "PUT ", "DELETE "].iter().any(|method| {
        line.get(..method.len()).is_some_and(|start| start.eq_ignore_ascii_case(method))
    });
    match line.find("/v3").filter(|_| is_request) {
        Some(at) => format!("{}/copy{copy}{}", &line[..at], &line[at..]),
        None => line,
    }
}
