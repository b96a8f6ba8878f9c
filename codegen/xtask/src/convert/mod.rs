//! `cargo xtask convert`: makes the text form of a reference that was published as a PDF.
//!
//! A published package reads the PDF; `pdf.py` beside this file turns what it finds on the pages into
//! lines. The text form is then read like any other.

use std::path::Path;

use crate::failure::Failure;
use crate::output::{self, Unit};
use crate::progress::Progress;
use crate::python::Environment;
use crate::{print, workspace};

const REQUIREMENT: &str = "pdfplumber==0.11.10";
const SCRIPT: &str = include_str!("pdf.py");

/// `cargo xtask convert`.
pub(crate) fn run(pdf: &Path, out: &Path) -> Result<(), Failure> {
    let progress = Progress::start();
    let out = std::path::absolute(out).map_err(Failure::write(out, "give a path with --out"))?;
    std::fs::metadata(pdf).map_err(Failure::read(pdf, "give the PDF of the API Reference"))?;
    progress.stage("installing the reader of PDFs");
    let python = Environment::ensure(&workspace::root(), "pdf", &[REQUIREMENT])?;
    progress.stage("reading the pages");
    let failed = |said| Failure::Conversion { path: pdf.to_owned(), said };
    let printed = python.ask(SCRIPT, &[pdf]).map_err(failed)?;
    let text = String::from_utf8(printed).map_err(|error| failed(error.to_string()))?;
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
