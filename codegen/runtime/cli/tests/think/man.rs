//! The man pages: of the program, of groups, of commands.

use std::fs;

use insta::assert_snapshot;

use crate::{line, shown, told};

#[test]
fn of_an_operation_and_of_a_group() {
    assert_snapshot!([shown("man pots set-lid"), shown("man guests")].join("\n"));
}

#[test]
fn all_of_them_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share").join("man1");
    let ended = line(&format!("man --dir {}", pages.display()));
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let mut names: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["tea.1", "tea-pots.1", "tea-pots-list.1", "tea-guests-cups-list.1", "tea-find.1"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    assert!(names.iter().all(|name| name.starts_with("tea") && name.ends_with(".1")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("help") || name.contains("__")), "{names:?}");
    let count = format!("{} pages are in ", names.len());
    assert!(ended.err.starts_with(&count), "{}", ended.err);
    // What a page refers to is there.
    for name in &names {
        let text = fs::read_to_string(pages.join(name)).unwrap();
        for other in text.lines().filter_map(|line| line.strip_prefix(".BR ")) {
            let other = other.split(' ').next().unwrap().replace(r"\-", "-");
            assert!(names.contains(&format!("{other}.1")), "{other} of {name}");
        }
    }
}

#[test]
fn some_of_them_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let ended = line(&format!("man guests --dir {}", folder.path().display()));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn what_cannot_be_done_is_said() {
    assert_eq!(
        told("man pots fly"),
        "error: there is no command 'pots fly'; `tea man --dir DIR` writes the pages of all\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let ended = line(&format!("man --dir {}", file.display()));
    assert_eq!((ended.code, ended.out.as_str()), (5, ""), "{}", ended.err);
    assert!(ended.err.starts_with("error: cannot write "), "{}", ended.err);
}
