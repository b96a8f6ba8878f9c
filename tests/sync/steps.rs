//! One step after the other: the first issue, the next one, the same one again, an older one.

use super::repository::{Edit, Repository, dated};

const SHORTER: Edit<'_> =
    ("can consist of 4 to 64 characters", "can consist of 4 to 60 characters");
const NEXT: Edit<'_> = dated("Issue 04\nDate 2025-02-28");

#[test]
fn the_first_issue_begins_everything() {
    let repository = Repository::empty();
    let ended = repository.sync("03.txt", &[], &[]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""), "{}", ended.page);
    assert!(ended.page.contains("| `taurusdb` | 0.1.0 | none |"), "{}", ended.page);
    assert!(repository.text("spec/versions.toml").contains("taurusdb = \"0.1.0\"\n"));
    assert!(repository.path("spec/history/001-issue-03-2024-11-30.json").is_file());
    assert!(!repository.path("CHANGELOG.md").exists(), "nothing has changed yet");
    assert!(repository.path("generated/taurusdb/src/lib.rs").is_file());
    let again = repository.run(&["sync", "03.txt"]);
    assert_eq!(again.code, Some(0));
    assert!(again.page.starts_with("Nothing to do: issue 03 of 2024-11-30"), "{}", again.page);
}

#[test]
fn a_breaking_issue_raises_versions_and_is_told_once() {
    let repository = Repository::new();
    let before = repository.tree();
    let trial = repository.sync("04.txt", &[NEXT, SHORTER], &["--dry-run"]);
    assert_eq!((trial.code, trial.error.as_str()), (Some(4), ""), "{}", trial.page);
    assert!(repository.tree() == before, "a trial changed something");

    let ended = repository.run(&["sync", "04.txt"]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(4), ""), "{}", ended.page);
    for part in ["0.1.0 → **0.2.0** | major", "**limit narrowed**", "64 → 60"] {
        assert!(ended.page.contains(part), "no '{part}' in\n{}", ended.page);
    }
    let changelog = repository.text("CHANGELOG.md");
    assert_eq!(changelog.matches("\n## [Issue 04] - 2025-02-28\n").count(), 1, "{changelog}");
    assert!(changelog.contains("### taurusdb 0.2.0"), "{changelog}");
    let manifest = repository.text("generated/taurusdb/Cargo.toml");
    assert!(manifest.contains("version = \"0.2.0\""), "{manifest}");

    let after = repository.tree();
    let again = repository.run(&["sync", "04.txt"]);
    assert_eq!(again.code, Some(0), "{}", again.page);
    assert!(again.page.starts_with("Nothing to do"), "{}", again.page);
    assert!(repository.tree() == after);
}

#[test]
fn an_older_issue_is_refused_unless_forced() {
    let repository = Repository::new();
    assert_eq!(repository.sync("04.txt", &[NEXT, SHORTER], &[]).code, Some(4));
    let before = repository.tree();
    let refused = repository.run(&["sync", "03.txt"]);
    assert_eq!(refused.code, Some(2), "{}", refused.page);
    assert!(refused.error.contains("which is older than what is committed"), "{}", refused.error);
    assert!(refused.page.contains("--force to go back"), "{}", refused.page);
    assert!(repository.tree() == before);
    let forced = repository.run(&["sync", "03.txt", "--force"]);
    assert_eq!(forced.code, Some(3), "{}", forced.page);
}

#[test]
fn an_old_name_stays_until_the_next_breaking_version() {
    const RENAMED: Edit<'_> = ("limit\tNo\tInteger\t", "page_limit\tNo\tInteger\t");
    const LONGER: Edit<'_> =
        ("can consist of 4 to 64 characters", "can consist of 4 to 80 characters");
    let repository = Repository::new();
    let list = "generated/taurusdb/src/teapots/list.rs";
    let old =
        "#[deprecated(note = \"is called page_limit now\")]\n    #[inline]\n    pub fn limit(";
    let ended = repository.sync("04.txt", &[NEXT, RENAMED], &[]);
    assert_eq!(ended.code, Some(4), "{}{}", ended.page, ended.error);
    assert!(ended.page.contains("limit → page_limit"), "{}", ended.page);
    assert!(repository.text(list).contains(old), "{}", repository.text(list));
    // It is no memory of the program, but of the files.
    assert_eq!(repository.run(&["regenerate", "--document", "04.txt"]).code, Some(0));
    assert!(repository.text(list).contains(old));

    let next = dated("Issue 05\nDate 2025-03-31");
    let ended = repository.sync("05.txt", &[next, RENAMED, LONGER], &[]);
    assert_eq!(ended.code, Some(3), "{}{}", ended.page, ended.error);
    assert!(ended.page.contains("0.2.0 → **0.2.1** | minor"), "{}", ended.page);
    assert!(repository.text(list).contains(old), "a compatible version takes nothing away");

    let last = dated("Issue 06\nDate 2025-04-30");
    let ended = repository.sync("06.txt", &[last, RENAMED, SHORTER], &[]);
    assert_eq!(ended.code, Some(4), "{}{}", ended.page, ended.error);
    let told = "end with this version of `taurusdb`: `teapots.list.limit`.";
    assert!(ended.page.contains(told), "{}", ended.page);
    assert!(!repository.text(list).contains("pub fn limit("), "{}", repository.text(list));
}
