//! Four issues in a row: what goes back and forth is seen, and every issue can still be told.

use super::repository::{Edit, Repository, dated};

const SHORTER: Edit<'_> =
    ("can consist of 4 to 64 characters", "can consist of 4 to 60 characters");
const LONGER: Edit<'_> = ("can consist of 4 to 64 characters", "can consist of 4 to 90 characters");
const AROMA: Edit<'_> = (
    "caffeine\tBoolean\tWhether it keeps people awake.",
    "caffeine\tBoolean\tWhether it keeps people awake.\naroma\tString\tWhat it smells of.",
);

#[test]
fn what_goes_back_and_forth_is_said() {
    let repository = Repository::new();
    // Issue 04 shortens a name and adds a field.
    let fourth = dated("Issue 04\nDate 2025-01-31");
    let ended = repository.sync("04.txt", &[fourth, SHORTER, AROMA], &[]);
    assert_eq!(ended.code, Some(4), "{}", ended.error);
    assert!(!ended.page.contains("Back and forth"), "{}", ended.page);
    // Issue 05 makes it longer than ever, and drops the field.
    let fifth = dated("Issue 05\nDate 2025-02-28");
    let ended = repository.sync("05.txt", &[fifth, LONGER], &["--accept"]);
    assert_eq!(ended.code, Some(4), "{}", ended.error);
    let field = "`teas.list · 200.teas[].aroma`: gone, back to what issue 03 of 2024-11-30 said";
    assert!(ended.page.contains(field), "{}", ended.page);
    assert!(!ended.page.contains("greatest length 90, back"), "{}", ended.page);
    // Issue 06 says what 04 said, and issue 07 what 03 said.
    let sixth = dated("Issue 06\nDate 2025-03-31");
    let ended = repository.sync("06.txt", &[sixth, SHORTER, AROMA], &[]);
    for line in [
        "`teapots.create · request.name`: greatest length 60, back to what issue 04 of 2025-01-31 said \
         (it has changed 3 times)",
        "`teas.list · 200.teas[].aroma`: aroma, back to what issue 04 of 2025-01-31 said",
    ] {
        assert!(ended.page.contains(line), "no '{line}' in\n{}", ended.page);
    }
    // A comparison says so too, whichever form it has; between issues that nobody took in it cannot.
    let line =
        "greatest length 60, back to what issue 04 of 2025-01-31 said (it has changed 3 times)";
    for form in ["text", "markdown", "json"] {
        let page = repository.run(&["diff", "05.txt", "06.txt", "--format", form]).page;
        assert!(page.contains(line), "{form}: {page}");
    }
    repository.issue("strange.txt", &[dated("Issue 05\nDate 2025-02-27"), LONGER]);
    let page = repository.run(&["diff", "strange.txt", "06.txt"]).page;
    assert!(page.contains("64") || page.contains("60"), "{page}");
    assert!(!page.contains("back to what"), "{page}");
    let seventh = dated("Issue 07\nDate 2025-04-30");
    let ended = repository.sync("07.txt", &[seventh], &["--accept"]);
    let line =
        "greatest length 64, back to what issue 03 of 2024-11-30 said (it has changed 4 times)";
    assert!(ended.page.contains(line), "{}", ended.page);

    let names: Vec<String> =
        ["03", "04", "05", "06", "07"].map(|issue| format!("issue-{issue}-")).into();
    let files = std::fs::read_dir(repository.path("spec/history")).expect("the history");
    let mut files: Vec<String> =
        files.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    assert!(files.iter().zip(&names).all(|(file, name)| file.contains(name)), "{files:?}");
    assert_eq!(files.len(), names.len());
    // Records are small: a changed statement has a line or less.
    let record = repository.text(&format!("spec/history/{}", files[2]));
    assert!(record.lines().count() < 20, "{record}");
    let changelog = repository.text("CHANGELOG.md");
    let order: Vec<&str> = changelog.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(
        order,
        ["07] - 2025-04-30", "06] - 2025-03-31", "05] - 2025-02-28", "04] - 2025-01-31"]
            .map(|issue| format!("## [Issue {issue}"))
    );
}

/// What people decide after an issue was taken in belongs to that issue: its entry is written again,
/// with the step from the issue before.
#[test]
fn a_document_taken_in_again_is_told_again() {
    let repository = Repository::new();
    let fourth = dated("Issue 04\nDate 2025-01-31");
    assert_eq!(repository.sync("04.txt", &[fourth, SHORTER, AROMA], &[]).code, Some(4));
    let first = repository.text("CHANGELOG.md");
    // Somebody finds out that the old length still holds.
    let fixes = repository.path("spec/overlay/fixes/fields.toml");
    let known = std::fs::read_to_string(&fixes).expect("the fixes are text");
    let fix = "\n[[fix]]\nkind = \"set-facts\"\nschema = \"TeapotsCreateRequest\"\nfield = \"name\"\n\
               from = { length = { min = 4, max = 60 }, pattern = \"^[A-Za-z].*$\" }\n\
               to = { length = { min = 4, max = 64 }, pattern = \"^[A-Za-z].*$\" }\n\
               reason = \"the pot takes more\"\nevidence = \"tried\"\n";
    std::fs::write(&fixes, format!("{known}{fix}")).expect("it can be written");
    let again = repository.run(&["sync", "04.txt"]);
    assert_eq!(again.code, Some(3), "{}{}", again.page, again.error);
    assert!(again.page.contains("is written again"), "{}", again.page);
    assert!(again.page.contains("| `taurusdb` | 0.1.0 → **0.1.1** | minor |"), "{}", again.page);
    let second = repository.text("CHANGELOG.md");
    assert!(first.contains("64 → 60") && !second.contains("64 → 60"), "{second}");
    assert_eq!(second.matches("## [Issue").count(), 1, "{second}");
    assert!(repository.text("spec/versions.toml").contains("taurusdb = \"0.1.1\"\n"));
    // `regenerate` finds the same, for it is the same document.
    let tree = repository.tree();
    let regenerated = repository.run(&["regenerate", "--document", "04.txt"]);
    assert_eq!(regenerated.code, Some(0), "{}", regenerated.error);
    assert!(repository.tree() == tree, "regenerate and sync differ");
}
