//! Helpers that the tests share: where files and programs are, and snapshots.

pub mod nested;
pub mod variants;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a member of the workspace")
}

/// The text of the reference: the file that `TAURUSDB_REFERENCE` names. It belongs to the vendor and
/// is not part of the repository; without it, a test that needs it says so and passes.
pub fn reference() -> Option<PathBuf> {
    match std::env::var_os("TAURUSDB_REFERENCE") {
        Some(path) if !path.is_empty() => Some(path.into()),
        _ => {
            // Printed once for each program, and not through the test harness, which hides the output of
            // a test that passes.
            static SAID: Once = Once::new();
            SAID.call_once(|| {
                let line = "not run on the real document: TAURUSDB_REFERENCE is not set\n";
                let _ = std::io::stderr().write_all(line.as_bytes());
            });
            None
        }
    }
}

/// A file below `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The folder in which cargo builds.
pub fn target() -> PathBuf {
    // …/target/debug/deps/extract-0123456789abcdef
    let test = std::env::current_exe().expect("a test is a program");
    test.ancestors().nth(3).expect("cargo puts tests three folders deep").to_owned()
}

/// The command line under the name by which it is built here, in a folder that contains nothing else:
/// its help has that name in its examples.
pub fn command_line() -> PathBuf {
    let name = format!("tested-taurusdb{}", std::env::consts::EXE_SUFFIX);
    let built = target().join("debug").join(&name);
    let folder = target().join("tmp/command-line");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let program = folder.join(name);
    // A file that an earlier build may have left.
    let _ = std::fs::remove_file(&program);
    std::fs::hard_link(built, &program).expect("cargo has built it");
    program
}

/// Builds a program of the workspace and returns its path. Cargo does not build the programs of other
/// packages for a test; if the program is already built, this takes no time.
pub fn program(package: &str, name: &str) -> PathBuf {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", package, "--bin", name])
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Compares a text with `tests/snapshots/NAME.snap`.
pub fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
