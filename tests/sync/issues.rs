//! The next issues of `tests/fixtures/issues/sync`, each with the report that was expected of it.

use std::path::Path;

use serde::Deserialize;
use taurusdb_spec::parse_overlay;
use taurusdb_tests::fixture;

use super::repository::Repository;
use crate::extract::fixtures::TEAPOT;

/// One next issue: `issue.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    flags: Vec<String>,
    exit: i32,
    edit: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    from: String,
    upto: Option<String>,
    to: String,
}

impl Issue {
    fn read(folder: &Path) -> Self {
        let path = folder.join("issue.toml");
        let text = std::fs::read_to_string(&path).expect("the issue can be read");
        parse_overlay(&path, &text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn text(&self) -> String {
        let mut text = TEAPOT.text();
        for Edit { from, upto, to } in &self.edit {
            let at = text.find(from).unwrap_or_else(|| panic!("the document does not have {from}"));
            let end = match upto {
                None => at + from.len(),
                Some(upto) => at + text[at..].find(upto).expect("the end of the edit is there"),
            };
            text.replace_range(at..end, to);
        }
        text
    }
}

#[test]
fn each_issue_is_reported_as_expected() {
    let mut count = 0;
    for entry in std::fs::read_dir(fixture("issues/sync")).expect("the issues").flatten() {
        let folder = entry.path();
        if !folder.is_dir() {
            continue;
        }
        count += 1;
        let name = entry.file_name().to_string_lossy().into_owned();
        let issue = Issue::read(&folder);
        let repository = Repository::new();
        std::fs::write(repository.path("next.txt"), issue.text()).expect("it can be written");
        let before = repository.tree();
        let flags: Vec<&str> = issue.flags.iter().map(String::as_str).collect();

        let trial = repository.run(&[&["sync", "next.txt", "--dry-run"][..], &flags].concat());
        assert!(repository.tree() == before, "{name}: a trial changed something");
        let ended = repository.run(&[&["sync", "next.txt"][..], &flags].concat());
        assert_eq!(ended.code, Some(issue.exit), "{name}: {}\n{}", ended.page, ended.error);
        if issue.exit == 2 {
            assert!(repository.tree() == before, "{name}: a run that failed wrote something");
        } else {
            assert_eq!(trial.code, ended.code, "{name}: {}", trial.page);
            let again = repository.run(&[&["sync", "next.txt"][..], &flags].concat());
            assert_eq!(again.code, Some(0), "{name}: {}{}", again.page, again.error);
            assert!(again.page.starts_with("Nothing to do"), "{name}: {}", again.page);
        }
        let expected = std::fs::read_to_string(folder.join("expected.md")).expect("a report");
        assert_has(&format!("{}{}", ended.page, ended.error), &expected, &name);
    }
    assert!(count >= 8, "only {count} issues were found");
}

/// Checks that the page has the expected lines, in order, and none of those that it must not have.
#[track_caller]
fn assert_has(page: &str, expected: &str, name: &str) {
    let mut rest = page;
    for line in expected.lines().filter(|line| !line.is_empty()) {
        if let Some(not) = line.strip_prefix("! ") {
            assert!(!page.contains(not), "{name}: '{not}' is in\n{page}");
            continue;
        }
        let Some(at) = rest.find(line) else {
            panic!("{name}: '{line}' is not in, or not in its place in\n{page}");
        };
        rest = &rest[at + line.len()..];
    }
}
