//! A reference that is printed as a PDF, and converted back to text, states the same.
//!
//! `print.py` prints our own document in the look of the vendor's references: ruled tables that go over
//! pages, running headers and footers, code in another font. It needs a Python package, as the command
//! that is tried does; without Python, or without a network for the first run, a line says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use taurusdb_spec::{Fixes, Names};
use taurusdb_tests::variants::{Original, Outcome};
use taurusdb_tests::{fixture, root, target};

use crate::extract::fixtures::TEAPOT;
use crate::extract::run::xtask;

const PRINTER: &str = "reportlab==5.1.0";

/// The program `python3` of an environment with the printer, if it can be had.
fn printer() -> Option<PathBuf> {
    let folder = target().join("conformance/pdf-printer");
    let (python, mark) = (folder.join("bin/python3"), folder.join("complete"));
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == PRINTER) {
        return Some(python);
    }
    let is_done = |command: &mut Command| command.output().is_ok_and(|o| o.status.success());
    let is_made = is_done(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        && is_done(
            Command::new(&python)
                .args(["-m", "pip", "--disable-pip-version-check", "install", "--quiet"])
                .args(["--retries", "1", PRINTER]),
        );
    if !is_made {
        eprintln!(
            "not run: Python with its venv module, or a network for the first run, is missing"
        );
        return None;
    }
    std::fs::write(mark, PRINTER).expect("the folder is ours");
    Some(python)
}

/// Prints a text form as a PDF.
fn print(python: &Path, text: &Path, pdf: &Path, look: &str) {
    let script = root().join("tests/pdf/print.py");
    let output = Command::new(python).arg(script).args([text, pdf]).arg(look).output();
    let output = output.expect("it is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// `cargo xtask convert`: its exit code and what it says.
fn convert(pdf: &Path, out: &Path) -> (Option<i32>, String) {
    let mut command = Command::new(xtask());
    command.current_dir(root()).env("CARGO_TARGET_DIR", target());
    let output = command.arg("convert").arg(pdf).arg("--out").arg(out).output();
    let output = output.expect("the program can be run");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn what_was_printed_states_the_same() {
    let Some(python) = printer() else { return };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (pdf, text) = (folder.path().join("teapot.pdf"), folder.path().join("teapot.txt"));
    let names = Names::load(&TEAPOT.names_folder()).expect("the names are sound");
    let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
    let original = Original::new(TEAPOT.text(), names, fixes).expect("the document is understood");
    for look in ["other", "usual"] {
        print(&python, &TEAPOT.path(), &pdf, look);
        let (code, said) = convert(&pdf, &text);
        if said.contains("connect to the network") {
            eprintln!("not run: {said}");
            return;
        }
        assert_eq!(code, Some(0), "{look}: {said}");
        let converted = std::fs::read(&text).expect("it was written");
        let outcome = original.judge(&converted);
        assert_eq!(outcome, Outcome::Identical, "{look}: {outcome}");
    }

    // What is no PDF, and a PDF that lacks its end.
    let bytes = std::fs::read(&pdf).expect("it was printed");
    for (name, bytes) in [("text.pdf", &b"Tea.\n"[..]), ("half.pdf", &bytes[..bytes.len() / 2])] {
        let broken = folder.path().join(name);
        std::fs::write(&broken, bytes).expect("the folder is ours");
        let out = folder.path().join("broken.txt");
        let (code, said) = convert(&broken, &out);
        assert_eq!(code, Some(2), "{said}");
        let place = format!("error: {}: ", broken.display());
        assert!(said.starts_with(&place) && said.contains("nothing was written"), "{said}");
        assert!(!out.exists(), "{name}");
    }
}

#[test]
fn a_pdf_that_is_missing_is_named() {
    let (code, said) = convert(Path::new("no-such-file.pdf"), Path::new("out.txt"));
    assert_eq!(code, Some(2));
    assert!(said.contains("no-such-file.pdf: cannot be read"), "{said}");
}
