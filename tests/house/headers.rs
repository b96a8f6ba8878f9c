//! Every hand-written module begins with a line of `//!` that says what the module is for.

use std::path::{Path, PathBuf};

/// The folders with hand-written code.
const ROOMS: [&str; 3] = ["codegen", "spec", "tests"];

#[test]
fn every_module_says_what_it_is_for() {
    let root = taurusdb_tests::root();
    let mut files = Vec::new();
    for room in ROOMS {
        collect(&root.join(room), &mut files);
    }
    let silent: Vec<&Path> = files
        .iter()
        .filter(|file| !has_header(&std::fs::read_to_string(file).expect("sources are text")))
        .map(|file| file.strip_prefix(root).expect("the file is in the repository"))
        .collect();

    let wrong: Vec<String> = silent
        .iter()
        .map(|file| {
            format!("{}: begin with a line '//! …' that says what it is for", file.display())
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sources below a folder, without what a build has left there.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn has_header(text: &str) -> bool {
    text.strip_prefix("//! ")
        .and_then(|text| text.lines().next())
        .is_some_and(|line| line.chars().filter(|letter| letter.is_alphabetic()).count() > 5)
}

#[test]
fn a_header_is_the_first_line_and_has_words() {
    assert!(has_header("//! Reads files.\n\nuse std::fs;\n"));
    for text in ["", "use std::fs;\n\n//! Reads files.\n", "//!\n//! Reads files.\n", "//! …\n"] {
        assert!(!has_header(text), "{text}");
    }
}
