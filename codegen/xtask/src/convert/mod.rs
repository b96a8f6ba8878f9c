//! `cargo xtask convert`: makes the text form of a reference that was published as a PDF.
//!
//! A published package reads the PDF; `pdf.py` beside this file turns what it finds on the pages into
//! lines. The text form is then read like any other.

use std::path::Path;

use taurusdb_extract::read::Edition;

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::progress::Progress;
use crate::python::Environment;
use crate::{print, workspace};

const REQUIREMENT: &str = "pdfplumber==0.11.10";
const SCRIPT: &str = include_str!("pdf.py");

/// `cargo xtask convert`.
pub(crate) fn run(pdf: &Path, out: &Path, edition: &Edition) -> Result<(), Failure> {
    let progress = Progress::start();
    let out = std::path::absolute(out).map_err(Failure::write(out, "give a path with --out"))?;
    std::fs::metadata(pdf).map_err(Failure::read(pdf, "give the PDF of the API Reference"))?;
    progress.stage("installing the reader of PDFs");
    let python = Environment::ensure(&workspace::root(), "pdf", &[REQUIREMENT])?;
    progress.stage("reading the pages");
    let failed = |said| Failure::Conversion { path: pdf.to_owned(), said };
    let printed = python.ask(SCRIPT, &[pdf]).map_err(failed)?;
    let text = String::from_utf8(printed).map_err(|error| failed(error.to_string()))?;
    let text = dated(&text, edition);
    let lines = text.lines().count();
    output::write(
        &[Unit::File { path: out.clone(), text }],
        "choose another file with --out, and run this again",
    )?;
    drop(progress);
    let out = out.display();
    print::out(&format!(
        "{out}: {lines} lines\nread it with `cargo xtask extract --document {out} --out DIR`\n"
    ))
}

/// The text with the issue and the date that the caller gives, in place of those on the title page.
fn dated(text: &str, edition: &Edition) -> String {
    let given = [("Issue", &edition.issue), ("Date", &edition.date)];
    let given: Vec<(&str, &String)> =
        given.into_iter().filter_map(|(label, value)| Some((label, value.as_ref()?))).collect();
    let lines: Vec<&str> = text.lines().collect();
    let Some(end) = lines.iter().position(|line| line.trim() == "Contents") else {
        return text.to_owned();
    };
    let is_replaced = |line: &str| {
        given.iter().any(|(label, _)| {
            line.strip_prefix(label).is_some_and(|rest| rest.starts_with([' ', ':', '\t']))
        })
    };
    let mut dated: Vec<String> = lines[..end]
        .iter()
        .filter(|line| !is_replaced(line))
        .map(|line| (*line).to_owned())
        .collect();
    dated.extend(given.iter().map(|(label, value)| format!("{label} {value}")));
    dated.extend(lines[end..].iter().map(|line| (*line).to_owned()));
    dated.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{Edition, dated};

    #[test]
    fn what_the_caller_says_stands_on_the_title_page() {
        let edition = Edition { issue: Some("07".into()), date: Some("2026-02-01".into()) };
        let whole = "Teapots\nIssue 07\nDate 2026-02-01\nContents\n1 Pots\nIssue 1 is old.\n";
        let rest = "Contents\n1 Pots\nIssue 1 is old.\n";
        for front in ["Teapots\n", "Teapots\nIssue 06\nDate 2025-01-01\n"] {
            assert_eq!(dated(&format!("{front}{rest}"), &edition), whole);
        }
        let text = format!("Teapots\nIssue 06\n{rest}");
        assert_eq!(dated(&text, &Edition::default()), text);
    }
}
