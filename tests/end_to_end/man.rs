//! The man pages of all commands, read by programs that show such pages.

use std::fs;
use std::process::Command;

use taurusdb_descriptors::SERVICE;

use super::command_line::PROGRAM;

#[test]
fn pages_are_well_formed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(&*PROGRAM)
        .args(["man", "--dir"])
        .arg(folder.path())
        .env_clear()
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files =
        fs::read_dir(folder.path()).expect("pages").map(|file| file.expect("a page").path());
    let files: Vec<_> = files.collect();
    for operation in SERVICE.operations() {
        let end = format!("-{}.1", operation.command.replace(' ', "-"));
        let has = files.iter().any(|file| file.to_string_lossy().ends_with(&end));
        assert!(has, "{}", operation.id);
    }
    let lint = Command::new("mandoc").args(["-T", "lint", "-W", "warning"]).args(&files).output();
    match lint {
        Ok(said) => assert!(said.stdout.is_empty(), "{}", String::from_utf8_lossy(&said.stdout)),
        Err(_) => eprintln!("man pages are not read by mandoc: it is not installed"),
    }
    let groff = Command::new("groff").args(["-man", "-ww", "-Tutf8", "-z"]).args(&files).output();
    match groff {
        Ok(said) => assert!(said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr)),
        Err(_) => eprintln!("man pages are not read by groff: it is not installed"),
    }
}
