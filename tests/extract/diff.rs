//! An edit of the document changes only the files that state the edited fact, and `provenance.json`,
//! which has the line and table numbers and changes with every edit.

use std::collections::BTreeMap;
use std::path::Path;

use fancy_regex::{Captures, Regex};
use serde_json::Value;
use taurusdb_emit::{Files, generate, openapi};
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Api, Docs, Fixes, Names, Provenance, Resources, to_text};
use taurusdb_tests::{fixture, reference, root};

use super::fixtures::TEAPOT;

const PROVENANCE: &str = "spec/provenance.json";

/// A document with its overlay, and one of its operations, which renames something.
struct Ground {
    text: String,
    names: Names,
    fixes: Fixes,
    docs: Docs,
    resources: Resources,
    /// The number of the operation's chapter with a period: `4.3.`.
    chapter: &'static str,
    /// The last part of the number of its section.
    section: u32,
    /// The last part of the number of the section in which the test changes the first length.
    length_in: u32,
}

impl Ground {
    fn teapot() -> Self {
        Self {
            text: TEAPOT.text(),
            names: TEAPOT.names(),
            fixes: Fixes::load(&fixture("fixes")).expect("the fixes are sound"),
            docs: Docs::default(),
            resources: Resources::default(),
            chapter: "4.2.",
            section: 4,
            length_in: 1,
        }
    }

    fn real(document: &Path) -> Self {
        let overlay = root().join("spec/overlay");
        Self {
            text: std::fs::read_to_string(document).expect("the document is text"),
            names: Names::load(&overlay.join("names")).expect("the names are sound"),
            fixes: Fixes::load(&overlay.join("fixes")).expect("the fixes are sound"),
            docs: Docs::load(&overlay.join("docs")).expect("the words are sound"),
            resources: Resources::load(&overlay.join("resources")).expect("the model is sound"),
            chapter: "4.3.",
            section: 7,
            length_in: 7,
        }
    }

    /// Both documents, or only our own one if the real one is missing.
    fn all() -> Vec<Self> {
        let real = reference().map(|document| Self::real(&document));
        [Self::teapot()].into_iter().chain(real).collect()
    }

    /// What the document states, and the records of how it was read: all other files are made from this.
    fn facts(&self, text: &str) -> (Extraction, Files) {
        let found = extract(text.as_bytes(), &self.names, &self.fixes);
        let found = found.expect("the edited document is understood");
        let mut files: Files = [
            ("spec/ledger.json", found.ledger.to_text()),
            (PROVENANCE, Provenance::of(&found.api, &found.ledger).to_text()),
        ]
        .map(|(name, text)| (name.to_owned(), text))
        .into();
        let api = found.api.files().into_iter();
        files.extend(api.map(|(name, text)| (format!("spec/api/{name}"), text)));
        (found, files)
    }

    fn read(&self, text: &str) -> (Api, Files) {
        let (Extraction { mut api, ledger, .. }, mut files) = self.facts(text);
        api.docs = self.docs.clone();
        api.resources = self.resources.clone();
        let export = openapi::generate(&api);
        let service = &api.service;
        let markdown = ledger.to_markdown(&service.product, &service.issue, &service.date);
        files.extend(
            [
                ("spec/openapi.json", to_text(&export)),
                ("spec/openapi-3.0.json", to_text(&openapi::to_30(export))),
                ("spec/LEDGER.md", markdown),
            ]
            .map(|(name, text)| (name.to_owned(), text)),
        );
        let made = generate(&api).expect("code can be generated").into_iter();
        files.extend(made.map(|(name, text)| (format!("generated/{name}"), text)));
        (api, files)
    }

    /// Where a section of the chapter begins, after the entry in the contents.
    fn start_of(&self, section: u32) -> usize {
        self.text.rfind(&format!("\n{}{section} ", self.chapter)).expect("the section") + 1
    }

    /// The number of a section after another one is inserted behind the operation's.
    fn renumbered(&self, text: &str) -> String {
        let chapter = self.chapter.replace('.', r"\.");
        shifted(text, &format!(r"(?<![\d.]){chapter}(\d+)(?![\d.]*\d)"), self.section, 1)
    }
}

/// Adds `more` to the numbers of a text that the group of the pattern finds, if greater than `last`.
fn shifted(text: &str, pattern: &str, last: u32, by: u32) -> String {
    let pattern = Regex::new(pattern).expect("a pattern");
    let shift = |found: &Captures<'_>| {
        let (whole, number) = (&found[0], &found[1]);
        let value: u32 = number.parse().expect("a number");
        let head = &whole[..whole.len() - number.len()];
        if value > last { format!("{head}{}", value + by) } else { whole.to_owned() }
    };
    // Line by line, because a look-behind through a long text exceeds the limit of the engine.
    text.split_inclusive('\n').map(|line| pattern.replace_all(line, shift)).collect()
}

/// The names of the files that differ, in order.
fn changed<'a>(before: &'a Files, after: &'a Files) -> Vec<&'a str> {
    let all = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    let mut names: Vec<&str> =
        all.filter(|name| before.get(*name) != after.get(*name)).map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// The text with forty blank lines below every line for which `is_here` is true.
fn with_blank_lines(text: &str, is_here: impl Fn(usize) -> bool) -> String {
    let mut edited = String::with_capacity(text.len() * 3);
    for (index, line) in text.lines().enumerate() {
        edited += line;
        edited += "\n";
        if is_here(index) {
            edited.extend(std::iter::repeat_n('\n', 40));
        }
    }
    edited
}

#[test]
fn blank_lines_at_the_top_change_only_provenance_json() {
    for ground in Ground::all() {
        let (_, before) = ground.read(&ground.text);
        let (_, after) = ground.read(&format!("{}{}", "\n".repeat(40), ground.text));
        assert_eq!(changed(&before, &after), [PROVENANCE]);
    }
}

/// Below any line: in running text, in a table, in a fence, in a URI. The lines below which blank ones
/// are inserted are a step apart; each pass begins one line further down, so that the passes together
/// reach every line of the document. The files that are made from the specification are not made in
/// each pass: that none has a line number is visible when all lines move, as above.
#[test]
fn blank_lines_below_any_line_change_only_provenance_json() {
    const STEP: usize = 37;
    for ground in Ground::all() {
        let (_, before) = ground.facts(&ground.text);
        for offset in 0..STEP {
            let is_here = |index| index % STEP == offset;
            let (_, after) = ground.facts(&with_blank_lines(&ground.text, is_here));
            assert_eq!(changed(&before, &after), [PROVENANCE], "from line {}", offset + 1);
        }
    }
}

#[test]
fn a_changed_range_changes_one_line_and_what_follows_from_it() {
    for ground in Ground::all() {
        let (head, tail) = ground.text.split_at(ground.start_of(ground.length_in));
        let edited = format!("{head}{}", tail.replacen("4 to 64", "4 to 63", 1));
        let (_, before) = ground.read(&ground.text);
        let (_, after) = ground.read(&edited);
        let names = changed(&before, &after);
        let is_made =
            |name: &&&str| name.starts_with("spec/openapi") || name.starts_with("generated/");
        // The sidecar has a fingerprint of the words of each section.
        let facts: Vec<&&str> =
            names.iter().filter(|name| !is_made(name) && **name != PROVENANCE).collect();
        assert!(matches!(facts[..], [name] if name.starts_with("spec/api/")), "{facts:?}");
        for name in &names {
            let lines = before[*name].lines().zip(after[*name].lines());
            let differ: Vec<(&str, &str)> = lines.filter(|(one, other)| one != other).collect();
            assert_eq!(before[*name].lines().count(), after[*name].lines().count(), "{name}");
            if name.starts_with("spec/api/") {
                assert_eq!(differ.len(), 1, "{differ:?}");
            }
            if *name == PROVENANCE {
                assert_eq!(differ.len(), 1, "{differ:?}");
                continue;
            }
            for (old, new) in differ {
                assert_eq!(old.replace("64", "63"), new, "{name}");
            }
        }
    }
}

#[test]
fn a_new_operation_changes_its_own_files_and_the_section_numbers_behind_it() {
    for ground in Ground::all() {
        let (api, before) = ground.read(&ground.text);
        let (new_api, after) = ground.read(&with_another_operation(&ground));
        let known = |id: &str| api.operation(id).is_some();
        let new: Vec<&str> =
            new_api.operations().map(|o| o.id.as_str()).filter(|id| !known(id)).collect();
        let [id] = new[..] else { panic!("one operation is new, not {new:?}") };
        let group = new_api.operation(id).expect("the new one").group();
        let own = [format!("spec/api/{group}.json"), "spec/api/shared.json".to_owned()];
        assert_eq!(new_api.operations().count(), api.operations().count() + 1);

        let names = changed(&before, &after);
        for name in &names {
            let (Some(old), new) = (before.get(*name), &after[*name]) else { continue };
            match *name {
                PROVENANCE => {}
                "spec/ledger.json" => {
                    assert_eq!(json(old), without_entries(json(new), id), "{name}");
                }
                "spec/LEDGER.md" => assert_is_kept(old, new, name),
                _ if name.starts_with("spec/openapi") => {
                    let (old, new) = (json(&ground.renumbered(old)), json(new));
                    assert_eq!(old, without_path(new, id, &api), "{name}");
                }
                _ if name.starts_with("spec/api") => {
                    assert!(own.iter().any(|own| own == name), "{name}");
                    let old = json(&ground.renumbered(old));
                    assert_eq!(old, without_operation(json(new), id), "{name}");
                }
                _ => assert_is_kept(old, new, name),
            }
        }
        assert!(names.contains(&own[0].as_str()), "{names:?}");
    }
}

/// The document with a copy of the operation's section behind it, under another path. The sections
/// and tables that follow in the chapter get other numbers.
fn with_another_operation(ground: &Ground) -> String {
    let Ground { text, chapter, section, .. } = ground;
    let end = ground.start_of(section + 1);
    let own = &text[ground.start_of(*section)..end];
    let numbers: Vec<u32> = Regex::new(r"(?m)^Table \d-(\d+)")
        .expect("a pattern")
        .captures_iter(own)
        .map(|found| found.expect("a short text")[1].parse().expect("a number"))
        .collect();
    let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
    let table = format!(r"Table {}-(\d+)", &chapter[..1]);
    let heading = format!("{chapter}{} Giving It a Nickname", section + 1);

    let (_, body) = own.split_once('\n').expect("a section has lines");
    let body = body.replace("/name", "/nickname");
    let copy = format!("{heading}\n{}", shifted(&body, &table, first - 1, last - first + 1));

    let move_on = |text: &str| {
        let text = shifted(text, &table, last, last - first + 1);
        // Only at the beginning of a line: in the contents, and as a heading.
        let chapter = chapter.replace('.', r"\.");
        shifted(&text, &format!(r"^{chapter}(\d+)(?=[ \t])"), *section, 1)
    };
    // The contents list the new section too.
    let entry = text.find(&format!("\n{chapter}{} ", section + 1)).expect("an entry") + 1;
    format!(
        "{}{heading}.....\t1\n{}{copy}{}",
        move_on(&text[..entry]),
        move_on(&text[entry..end]),
        move_on(&text[end..])
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the file is JSON")
}

/// A file of `spec/api` without an operation and the schemas that only this operation uses.
fn without_operation(mut file: Value, id: &str) -> Value {
    if let Some(operations) = file.get_mut("operations").and_then(Value::as_array_mut) {
        operations.retain(|operation| operation["id"] != id);
    }
    let schemas = file["schemas"].as_object_mut().expect("a group has schemas");
    for schema in schemas.values_mut() {
        let sources = schema["sources"].as_array_mut().expect("a list");
        sources.retain(|source| source["operation"] != id);
    }
    schemas.retain(|_, schema| schema["sources"] != Value::Array(Vec::new()));
    file
}

fn without_entries(mut ledger: Value, id: &str) -> Value {
    let entries = ledger["entries"].as_array_mut().expect("a list");
    entries.retain(|entry| entry["operation"] != id);
    ledger
}

/// An OpenAPI document without an operation and the schemas that are not in `known`.
fn without_path(mut export: Value, id: &str, known: &Api) -> Value {
    let paths = export["paths"].as_object_mut().expect("an object");
    paths.retain(|_, item| {
        let methods = item.as_object().expect("an object").values();
        !methods.into_iter().any(|method| method["operationId"] == id)
    });
    let schemas = export["components"]["schemas"].as_object_mut().expect("an object");
    schemas.retain(|name, _| known.schemas.contains_key(name));
    export
}

/// Checks that every line of a text is still there, in the same order; numbers may differ.
#[track_caller]
fn assert_is_kept(old: &str, new: &str, name: &str) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        let word = |word: &str| match word.starts_with(|c: char| c.is_ascii_digit()) {
            true => "0".to_owned(),
            false => word.to_owned(),
        };
        words.filter(|word| !word.is_empty()).map(word).collect()
    };
    let mut found = words(new).into_iter();
    for word in words(old) {
        assert!(found.any(|other| other == word), "{name} lacks {word}");
    }
}

/// Files that people write name no line or table of the document: those numbers change with every issue.
#[test]
fn no_number_of_a_line_or_table_is_written_by_hand() {
    // In a test, the number may also be the whole argument of a function.
    let number = r#"(?i)\b(?:lines? \d{2,}|tables? [\dA-Z]-\d+)|\("(?:\d-\d+|\d{4,})""#;
    let number = Regex::new(number).expect("a pattern");
    // These tests damage our own document, whose tables have the numbers that we gave them.
    const ABOUT_OUR_OWN: [&str; 4] = [
        "tests/extract/faults.rs",
        "tests/extract/lost.rs",
        "tests/extract/old_names.rs",
        "tests/extract/refuse.rs",
    ];
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for folder in [
        "spec/overlay",
        "tests/extract",
        "tests/labels",
        "tests/fixtures/fixes",
        "tests/fixtures/names",
    ] {
        for (path, text) in super::run::files_below(&root().join(folder)) {
            let is_ours = ABOUT_OUR_OWN.iter().any(|own| path.ends_with(own));
            if let Some(hit) = number.find(&text).expect("short texts").filter(|_| !is_ours) {
                found.insert(path.display().to_string(), hit.as_str().to_owned());
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
