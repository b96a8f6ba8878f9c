//! `cargo xtask extract --overlay`: a document is read with other decisions of people, or with none.

use super::fixtures::TEAPOT;
use super::run::{Run, files_below};

#[test]
fn another_overlay_counts_instead_of_the_own_one() {
    let run = Run::new();
    let other = run.path("other");
    TEAPOT.copy_overlay(&other);
    std::fs::remove_dir_all(run.path("spec/overlay")).expect("the folder can be removed");
    let mut command = run.command(&TEAPOT.path(), &run.out());
    run.ended(command.arg("--overlay").arg(&other)).accepts();
    let written = files_below(&run.out().join("api"));
    let written: Vec<&str> = written.iter().map(|(_, text)| text.as_str()).collect();
    let files = TEAPOT.api().files();
    assert_eq!(written, files.values().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn without_an_overlay_rules_name_everything() {
    let run = Run::new();
    std::fs::remove_dir_all(run.path("spec/overlay")).expect("the folder can be removed");
    let mut command = run.command(&TEAPOT.path(), &run.out());
    run.ended(command.args(["--overlay", "none"])).accepts();
    let api = taurusdb_spec::Api::load_facts(&run.out()).expect("a specification");
    assert_eq!(api.validate(), []);
    assert_eq!(api.operations().count(), TEAPOT.api().operations().count());
}

/// What has no names that people decided, or lacks something, must not replace what has them.
#[test]
fn only_another_folder_takes_such_a_specification() {
    for option in [&["--overlay", "none"][..], &["--keep-going"]] {
        let run = Run::new();
        let mut command = run.program("extract");
        command.arg("--document").arg(TEAPOT.path()).args(option);
        let (_, message) = run.ended(&mut command).ends_with(2);
        assert!(message.contains("--out <DIR>"), "{message}");
        assert!(!run.path("spec/api").exists(), "something was written");
    }
}

#[test]
fn an_overlay_that_is_not_there_is_refused() {
    let run = Run::new();
    let mut command = run.command(&TEAPOT.path(), &run.out());
    let (_, message) = run.ended(command.arg("--overlay").arg(run.path("no"))).ends_with(2);
    assert!(message.contains("/no: cannot be read: "), "{message}");
    assert!(!run.out().exists(), "something was written");
}
