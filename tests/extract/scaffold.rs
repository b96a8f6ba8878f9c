//! `cargo xtask scaffold` prints every entry that an unknown operation needs: pasted and filled in,
//! they are all that `extract` asks for.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use taurusdb_spec::Api;
use taurusdb_tests::{fixture, reference};

use super::fixtures::{TEAPOT, copy};
use super::run::{Run, xtask};

/// The real document with two more operations at the end of its chapter 4, if there is one.
fn document_with_more() -> Option<String> {
    let text = std::fs::read_to_string(reference()?).expect("the reference is a text file");
    let more = std::fs::read_to_string(fixture("one-more-operation.txt")).expect("the fixture");
    let titles: Vec<&str> = more.lines().filter(|line| line.starts_with("4.17.")).collect();
    let contents: String = titles
        .iter()
        .map(|title| format!("{}.....\t716\n", title.replacen(' ', "\t", 1)))
        .collect();
    let next = "5\tAPIs";
    let text = text.replacen(&format!("\n{next}"), &format!("\n{contents}{next}"), 1);
    let (before, after) = text.rsplit_once("\n5 APIs").expect("chapter 5 is there");
    Some(format!("{before}\n{more}5 APIs{after}"))
}

/// A folder with a copy of the overlay of this repository.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let overlay = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/overlay");
    copy(&overlay, &folder.path().join("spec/overlay"));
    folder
}

fn run(root: &Path, arguments: &[&str], document: &Path) -> Output {
    let mut command = Command::new(xtask());
    command.current_dir(root).args(arguments).arg("--document").arg(document);
    command.output().expect("the program can be run")
}

#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("the program prints text")
}

/// The printed entries: the file, the place in it, and the lines.
fn entries(page: &str) -> Vec<(PathBuf, String, String)> {
    let blocks = page.split("\n# --- spec/overlay/").skip(1);
    blocks
        .map(|block| {
            let block = block.split("\n\n#").next().unwrap_or_default();
            let (head, lines) = block.split_once('\n').expect("a head and lines");
            let (file, place) = head.split_once(": ").expect("a file and a place");
            (file.into(), place.to_owned(), lines.trim_end().to_owned())
        })
        .collect()
}

/// Pastes all entries of a page where they belong, and fills each marked place.
fn paste(overlay: &Path, page: &str, fill: &str) {
    for (file, place, lines) in entries(page) {
        let path = overlay.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let lines = filled(&lines, fill);
        let text = match place.strip_prefix("in the table ") {
            None => format!("{text}\n{lines}\n"),
            Some(place) => {
                let table = &place[..=place.find(']').expect("the name of a table")];
                let with_break = format!("\n{text}");
                let (before, after) = with_break
                    .split_once(&format!("\n{table}\n"))
                    .unwrap_or_else(|| panic!("{} has no {table}", path.display()));
                let mut after = after.to_owned();
                if let Some((_, word)) = place.split_once("replacing its line '") {
                    let word = &word[..word.find('\'').expect("a closing mark")];
                    let table_ends = after.find("\n[").unwrap_or(after.len());
                    if let Some(start) = after[..table_ends].find(&format!("{word} = [")) {
                        let end = start + after[start..].find(']').expect("a list ends") + 1;
                        after.replace_range(start..end, "");
                    }
                }
                format!("{before}\n{table}\n{lines}\n{after}")
            }
        };
        std::fs::write(path, text).expect("it can be written");
    }
}

fn filled(lines: &str, fill: &str) -> String {
    let mut parts = lines.split("<<");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (_, rest) = part.split_once(">>").expect("a marked place ends");
        format!("{text}{fill}{rest}")
    })
}

#[test]
fn what_is_printed_is_all_that_is_missing() {
    let Some(text) = document_with_more() else { return };
    let root = repository();
    let document = root.path().join("document.txt");
    std::fs::write(&document, text).expect("it can be written");
    let refused = run(root.path(), &["extract"], &document);
    let error = String::from_utf8_lossy(&refused.stderr);
    assert!(error.contains("multi_tenancy.list_frosts: no entry"), "{error}");

    let page = said(&run(root.path(), &["scaffold", "4.17"], &document));
    for line in [
        "\"PUT /v3/{project_id}/instances/{instance_id}/freeze\" = \"freeze\"",
        "resource = \"instance\" # a guess: the path ends with its 'instance_id'",
        "effect = \"idempotent\"",
        "# \"body:fridge_id\": in refs, if it is the id of a resource",
        "copies = [\"alias\"]",
        "effect = \"read\"",
        "at = \"frosts[]\"",
    ] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    for start in [
        "task = { job = \"job_id\", delayed_by = \"body:delay\" }",
        "paging = { style = \"offset-limit-query\", items = \"frosts\", total = \"total_count\"",
    ] {
        assert!(page.lines().any(|line| line.starts_with(start)), "{start} is not in\n{page}");
    }
    // For the known operations of the section, this is the whole text.
    assert_eq!(page.matches("nothing is missing.\n").count(), 2, "{page}");
    // Both operations have the field, but TOML allows only one line for a key.
    assert_eq!(page.matches("\nfrost_depth = ").count(), 1);

    let overlay = root.path().join("spec/overlay");
    paste(&overlay, &page, "A text of our own");
    said(&run(root.path(), &["extract"], &document));
    let api = Api::load(&root.path().join("spec")).expect("what was written can be loaded");
    assert_eq!(api.docs.problems(&api), []);
    let known = said(&run(root.path(), &["scaffold", "multi_tenancy.freeze"], &document));
    assert!(known.contains("nothing is missing. The existing entries:"), "{known}");
    assert!(known.contains("\n[[instance.on.\"multi_tenancy.freeze\"]]\ndoes = \"change\"\n"));
}

/// `check` reports the texts that nobody filled in.
#[test]
fn a_marked_place_is_not_a_text() {
    let Some(text) = document_with_more() else { return };
    let root = repository();
    let document = root.path().join("document.txt");
    std::fs::write(&document, text).expect("it can be written");
    let page = said(&run(root.path(), &["scaffold", "4.17"], &document));
    paste(&root.path().join("spec/overlay"), &page, "<<a text>>");
    said(&run(root.path(), &["extract"], &document));
    let api = Api::load(&root.path().join("spec")).expect("what was written can be loaded");
    let problems = api.docs.problems(&api);
    let marked = problems.iter().filter(|p| p.message.contains("still to be written: <<a text>>"));
    // Two summaries, three names, two values.
    assert_eq!(marked.count(), 7, "{problems:#?}");
    assert_eq!(problems.len(), 7, "{problems:#?}");
}

/// `extract` refuses this document: two tables have one name, and a decided name has no operation.
#[test]
fn scaffold_also_reads_a_document_that_extract_refuses() {
    let teapots = Run::new();
    let text = TEAPOT.text();
    let text = text.replacen("Pot Warmer object", "PotLidInput object", 1).replacen(
        "PotWarmer\n",
        "PotLidInput\n",
        1,
    );
    let document = teapots.path("document.txt");
    std::fs::write(&document, text).expect("the file can be written");
    let names = teapots.path("spec/overlay/names/operations.toml");
    let decided = std::fs::read_to_string(&names).expect("the names are text");
    std::fs::write(&names, format!("{decided}\n[samovars]\n\"PUT /v3/samovars\" = \"heat\"\n"))
        .expect("the file can be written");
    assert_eq!(teapots.extract(&document).output.status.code(), Some(2));

    let root = teapots.path("");
    let page = said(&run(&root, &["scaffold", "teapots.create"], &document));
    assert!(page.contains("# --- spec/overlay/names/schemas.toml: anywhere"), "{page}");
    assert!(page.contains("= \"<<a name other than PotLidInput>>\""), "{page}");
    let lines: Vec<String> = entries(&page)
        .into_iter()
        .filter(|(file, ..)| file.ends_with("schemas.toml"))
        .map(|(.., lines)| filled(&lines, "Cosy"))
        .collect();
    let schemas = teapots.path("spec/overlay/names/schemas.toml");
    let known = std::fs::read_to_string(&schemas).expect("the names are text");
    std::fs::write(&schemas, format!("{known}\n{}\n", lines.join("\n")))
        .expect("it can be written");
    std::fs::write(&names, decided).expect("the file can be written");
    teapots.extract(&document).accepts();
}

#[test]
fn an_operation_that_does_not_exist() {
    let teapots = Run::new();
    let output = run(&teapots.path(""), &["scaffold", "teapots.creat"], &TEAPOT.path());
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(error.starts_with("error: nothing has the name or number 'teapots.creat'"), "{error}");
    assert!(error.contains("\n  teapots.create (section 4.2.1)\n"), "{error}");
}
