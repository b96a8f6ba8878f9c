//! The rooms of this crate follow the order of calls that `lib.rs` states, and no modules call each
//! other in a circle.
//!
//! A module depends on what its paths name, in `use` lines and elsewhere. Unit tests below
//! `#[cfg(test)]` may use anything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms, from the bottom up. A room may use rooms of earlier lines only, and none of its own
/// line: `interpret` uses neither `mine` nor `resolve`, and `mine` knows no drafts.
const ORDER: [&[&str]; 7] = [
    &["fault", "text"],
    &["read"],
    &["account", "example", "interpret", "mine", "service_facts"],
    &["resolve"],
    &["weigh"],
    &["pipeline"],
    &["draft"],
];

#[test]
fn rooms_follow_the_order_of_calls() {
    let rooms: BTreeSet<&str> = ORDER.iter().copied().flatten().copied().collect();
    let layer = |room: &str| ORDER.iter().position(|rooms| rooms.contains(&room));
    let mut wrong = Vec::new();
    for module in modules() {
        let own = module.room();
        if own == "lib" {
            continue;
        }
        assert!(rooms.contains(own), "the room {own} has no place in ORDER");
        for used in module.paths.iter().filter_map(|path| path.strip_prefix("crate::")) {
            let used = used.split("::").next().unwrap_or_default();
            if used != own && (layer(used).is_none() || layer(used) >= layer(own)) {
                wrong.push(format!("{} uses crate::{used}", module.file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these go against the order of calls:\n{}", wrong.join("\n"));
}

#[test]
fn no_room_has_a_circle_of_modules() {
    let mut rooms: BTreeMap<String, Vec<Module>> = BTreeMap::new();
    for module in modules() {
        rooms.entry(module.room().to_owned()).or_default().push(module);
    }
    for (room, modules) in rooms {
        let names: BTreeSet<&str> = modules.iter().map(Module::name).collect();
        let edges: BTreeMap<&str, BTreeSet<String>> =
            modules.iter().map(|module| (module.name(), module.siblings(&names))).collect();
        if let Some(circle) = circle(&edges) {
            panic!("modules of {room} use each other in a circle: {}", circle.join(" → "));
        }
    }
}

/// What a `mod.rs` declares stands in files of their own; otherwise children would import from
/// their parent what the parent imports from them.
#[test]
fn parents_declare_and_hold_at_most_their_entry() {
    for module in modules().iter().filter(|module| module.name() == "mod") {
        let starts = |words: &[&str]| {
            module
                .code
                .lines()
                .filter(|line| words.iter().any(|word| line.starts_with(word)))
                .count()
        };
        let file = module.file.display();
        let functions = starts(&["fn ", "pub fn ", "pub(crate) fn "]);
        assert!(functions <= 1, "{file} has {functions} functions; leave the entry only");
        let types = ["struct ", "enum ", "impl ", "pub struct ", "pub enum ", "const ", "static "];
        assert_eq!(starts(&types), 0, "{file} defines types; give them a file of their own");
    }
}

/// A file of the crate without its comments and unit tests.
struct Module {
    /// The file below `src`.
    file: PathBuf,
    code: String,
    /// The paths that its code names and that begin with `crate`, `super` or `self`.
    paths: BTreeSet<String>,
}

impl Module {
    /// The folder or file directly below `src`.
    fn room(&self) -> &str {
        let first = self.file.iter().next().and_then(|first| first.to_str()).unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    fn name(&self) -> &str {
        self.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// The modules of the same room that this one uses. What is imported from `super` and is no
    /// sibling comes from `mod.rs`.
    fn siblings(&self, names: &BTreeSet<&str>) -> BTreeSet<String> {
        let is_parent = self.name() == "mod";
        let room = format!("crate::{}::", self.room());
        let mut used = BTreeSet::new();
        for path in &self.paths {
            let inside = path.strip_prefix(&room).or_else(|| match is_parent {
                true => path.strip_prefix("self::"),
                false => path.strip_prefix("super::"),
            });
            let Some(first) = inside.and_then(|path| path.split("::").next()) else { continue };
            used.insert(if names.contains(first) { first } else { "mod" }.to_owned());
        }
        if is_parent {
            let uses = |name: &&&str| self.code.contains(&format!("{name}::"));
            used.extend(names.iter().filter(uses).map(|name| (*name).to_owned()));
        }
        used.remove(self.name());
        used
    }
}

fn modules() -> Vec<Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut modules = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources can be listed") {
            let path = entry.expect("the sources can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source file is text");
            let code = without_comments_and_tests(&text);
            let file = path.strip_prefix(&root).expect("it stands below src").to_owned();
            modules.push(Module { file, paths: paths(&code), code });
        }
    }
    assert!(modules.len() > 50, "the crate has more files than {}", modules.len());
    modules
}

fn without_comments_and_tests(text: &str) -> String {
    let code = text.split_once("#[cfg(test)]").map_or(text, |(code, _)| code);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Every path that begins with `crate::`, `super::` or `self::`; groups in braces are written out.
fn paths(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let begins_word =
                !code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "_:".contains(c));
            if begins_word {
                write_out(&code[at + start.len()..], start, &mut found);
            }
        }
    }
    found
}

/// Adds the paths that go on with `rest` behind `prefix`; returns what follows them.
fn write_out<'a>(rest: &'a str, prefix: &str, found: &mut BTreeSet<String>) -> &'a str {
    if let Some(mut rest) = rest.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            match rest.strip_prefix('}') {
                Some(after) => return after,
                None if rest.is_empty() => return rest,
                None => {}
            }
            let before = rest.len();
            rest = write_out(rest, prefix, found);
            assert!(rest.len() < before, "a group of imports that this test cannot read");
        }
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let path = format!("{prefix}{}", &rest[..end]);
    match rest[end..].strip_prefix("::") {
        Some(more) if more.starts_with(|c: char| c.is_ascii_alphabetic() || "_{".contains(c)) => {
            write_out(more, &format!("{path}::"), found)
        }
        _ => {
            found.insert(path);
            &rest[end..]
        }
    }
}

/// Modules that use each other in a circle, if there are any.
fn circle(edges: &BTreeMap<&str, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut left = edges.clone();
    // What uses nothing that is left is in no circle.
    loop {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, used)| used.iter().all(|name| !left.contains_key(name.as_str())))
            .map(|(name, _)| *name)
            .collect();
        if free.is_empty() {
            break;
        }
        left.retain(|name, _| !free.contains(name));
    }
    let mut circle = vec![(*left.keys().next()?).to_owned()];
    loop {
        let last = circle.last()?.clone();
        let next = left[last.as_str()].iter().find(|name| left.contains_key(name.as_str()))?;
        if let Some(start) = circle.iter().position(|name| name == next) {
            circle.push(next.clone());
            return Some(circle.split_off(start));
        }
        circle.push(next.clone());
    }
}

#[test]
fn circles_and_groups_of_imports_are_seen() {
    let edges = |list: &[(&'static str, &str)]| -> BTreeMap<&str, BTreeSet<String>> {
        let used = |names: &str| names.split_whitespace().map(str::to_owned).collect();
        list.iter().map(|(name, names)| (*name, used(names))).collect()
    };
    assert_eq!(circle(&edges(&[("a", "b c"), ("b", "c"), ("c", "")])), None);
    let found = circle(&edges(&[("a", "b"), ("b", "c"), ("c", "b")])).expect("a circle");
    assert_eq!(found, ["b", "c", "b"]);

    let found = paths("use super::{a, b::{C, d::E}}; let x = crate::f::G::new(); xsuper::no();");
    let expected = ["crate::f::G::new", "super::a", "super::b::C", "super::b::d::E"];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
