//! The lock of names: a new sentence in one description renames no type and no operation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fancy_regex::Regex;
use taurusdb_emit::{Files, generate_with_lock};
use taurusdb_extract::extract;
use taurusdb_spec::{Api, Fixes, Lock, Names};
use taurusdb_tests::{fixture, reference, root};

use super::fixtures::TEAPOT;

/// A document, its names without a lock, and its fixes.
struct Ground {
    text: String,
    names: Names,
    fixes: Fixes,
}

impl Ground {
    fn teapot() -> Self {
        let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
        Self { text: TEAPOT.text(), names: TEAPOT.names(), fixes }
    }

    fn real(document: &Path) -> Self {
        let overlay = root().join("spec/overlay");
        let mut names = Names::load(&overlay.join("names")).expect("the names are sound");
        names.keep(Lock::default());
        Self {
            text: std::fs::read_to_string(document).expect("the document is text"),
            names,
            fixes: Fixes::load(&overlay.join("fixes")).expect("the fixes are sound"),
        }
    }

    /// What is read and generated with the names of a lock.
    fn made(&self, text: &str, lock: &Lock) -> (Api, Files, Lock) {
        let mut names = self.names.clone();
        names.keep(lock.clone());
        let found = extract(text.as_bytes(), &names, &self.fixes);
        let api = found.expect("the document is understood").api;
        let (files, lock) = generate_with_lock(&api).expect("code can be generated");
        (api, files, lock)
    }
}

/// The names that users of the client write: types, and the methods that begin calls.
fn public(files: &Files) -> BTreeSet<String> {
    let name = Regex::new(r"(?m)^ *pub (?:struct|enum|type) (\w+)|^    pub fn (\w+)\(&self")
        .expect("a pattern");
    let sources = files.iter().filter(|(path, _)| path.starts_with("taurusdb/src/"));
    let found = sources.flat_map(|(path, text)| {
        name.captures_iter(text).map(move |found| format!("{path} {}", &found.expect("short")[0]))
    });
    found.collect()
}

/// The text with one more sentence, which states a fact, in a row of the table that begins at a line.
fn with_a_sentence(text: &str, row: u32) -> String {
    let at = |number: usize| number + 1 == row as usize;
    let line = |(number, line): (usize, &str)| match at(number) {
        true => format!("{line} It can contain 3 to 41 characters.\n"),
        false => format!("{line}\n"),
    };
    text.lines().enumerate().map(line).collect()
}

/// For a type that several operations share, the last row of a text with no facts in its last table.
fn rows(api: &Api) -> Vec<u32> {
    let shared = api.schemas.values().filter(|schema| schema.sources.len() > 2);
    let plain = |schema: &&taurusdb_spec::Schema| {
        schema
            .fields
            .iter()
            .find(|field| {
                field.kind == taurusdb_spec::Type::String
                    && field.facts.is_empty()
                    && field.lines.len() == schema.sources.len()
                    && schema.sources.iter().all(|source| source.name.is_some())
            })
            .and_then(|field| field.lines.last().copied())
    };
    shared.filter_map(|schema| plain(&schema)).collect()
}

#[test]
fn a_new_sentence_renames_nothing() {
    let Some(ground) = reference().map(|document| Ground::real(&document)) else { return };
    let (api, files, lock) = ground.made(&ground.text, &Lock::default());
    let before = public(&files);
    assert!(before.len() > 1_000, "only {} names are public", before.len());
    // The same document with the lock has the same names.
    let rows = rows(&api);
    assert!(rows.len() > 3, "no type is shared");
    let mut renamed_without = 0;
    for row in [rows[0], rows[rows.len() - 1]] {
        let text = with_a_sentence(&ground.text, row);
        let (edited, files, _) = ground.made(&text, &lock);
        assert_ne!(edited.files(), api.files(), "the sentence at line {row} states no fact");
        let after = public(&files);
        let gone: Vec<&String> = before.difference(&after).collect();
        assert!(gone.is_empty(), "line {row}: {gone:?}");
        // Without a lock, a type has another name, and a fix may not find its schema any more.
        let is_kept = extract(text.as_bytes(), &ground.names, &ground.fixes)
            .is_ok_and(|found| api.schemas.keys().all(|name| found.api.schemas.contains_key(name)));
        renamed_without += usize::from(!is_kept);
    }
    assert!(renamed_without > 0, "the sentences rename nothing without a lock either");
}

#[test]
fn what_was_split_leaves_its_name_to_the_part_that_is_used_most() {
    let ground = Ground::teapot();
    let (api, _, mut lock) = ground.made(&ground.text, &Lock::default());
    assert!(api.schemas.contains_key("PotLid"), "{:?}", api.schemas.keys());
    // The names of the lock win over those of the rules, wherever they come from.
    let places = lock.schemas.get_mut("teapots.create").expect("places");
    assert_eq!(places["answer teapot.lid"], "PotLid");
    for places in lock.schemas.values_mut() {
        for name in places.values_mut().filter(|name| *name == "PotLid") {
            "Cover".clone_into(name);
        }
    }
    let (locked, _, _) = ground.made(&ground.text, &lock);
    assert!(locked.schemas.contains_key("Cover") && !locked.schemas.contains_key("PotLid"));

    let edited = ground.text.replacen("weight\tInteger\t", "weight\tLong\t", 1);
    let (split, _, _) = ground.made(&edited, &lock);
    let names: BTreeMap<&str, usize> =
        split.schemas.iter().map(|(name, schema)| (&**name, schema.sources.len())).collect();
    assert!(names.contains_key("Cover"), "{names:?}");
    assert!(names.contains_key("PotLid"), "a part that is new has a new name: {names:?}");
}

#[test]
fn old_names_are_kept_for_one_version() {
    let ground = Ground::teapot();
    let (_, _, mut lock) = ground.made(&ground.text, &Lock::default());
    // What the issue before called otherwise.
    let id = lock.operations.get_mut("POST /v3/{project_id}/teapots").expect("the operation");
    assert_eq!(id, "teapots.create");
    "teapots.throw".clone_into(id);
    let places = lock.schemas.remove("teapots.create").expect("places");
    let places = places.into_iter().map(|(place, name)| match &*name {
        "PotBilling" => (place, "PotPayment".to_owned()),
        _ => (place, name),
    });
    lock.schemas.insert("teapots.throw".to_owned(), places.collect());
    // A decided name wins over the lock; the schema is decided here by the rule.
    let mut api = ground.made(&ground.text, &Lock::default()).0;
    api.lock = Lock { read: std::mem::take(&mut api.lock.read), ..lock };
    let (files, next) = generate_with_lock(&api).expect("code can be generated");
    let module = &files["taurusdb/src/teapots/mod.rs"];
    for part in [
        "#[deprecated(note = \"is called PotBilling now\")]\npub type PotPayment = PotBilling;",
        "#[deprecated(note = \"is called client.teapots().create() now\")]",
        "pub fn throw(&self) -> Create",
    ] {
        assert!(module.contains(part), "no {part:?} in:\n{module}");
    }

    // Where a program has the old name from is where it stays.
    let before = Lock {
        homes: [("brews".to_owned(), ["PotPayment".to_owned()].into())].into(),
        ..api.lock.clone()
    };
    let mut moved = Api { lock: before, ..api.clone() };
    let (elsewhere, mut paths) = generate_with_lock(&moved).expect("code can be generated");
    let alias = "#[cfg(feature = \"teapots\")]\n\
        /// The old name of [`teapots::PotBilling`](crate::teapots::PotBilling).\n\
        #[deprecated(note = \"is called teapots::PotBilling now\")]\n\
        pub type PotPayment = crate::teapots::PotBilling;";
    let has = |files: &Files| {
        let has =
            |module: &str, part| files[&format!("taurusdb/src/{module}/mod.rs")].contains(part);
        (has("brews", alias), has("teapots", "PotPayment"))
    };
    assert_eq!(has(&elsewhere), (true, false), "{}", elsewhere["taurusdb/src/brews/mod.rs"]);
    // It is there again after the next step of the same versions, also when the type has a third name.
    moved.lock = Lock { read: api.lock.read.clone(), ..paths.clone() };
    assert_eq!(has(&generate_with_lock(&moved).expect("code can be generated").0), (true, false));
    for places in paths.schemas.values_mut() {
        for name in places.values_mut().filter(|name| *name == "PotBilling") {
            "PotAccount".clone_into(name);
        }
    }
    for names in paths.renamed.paths.values_mut().chain([&mut paths.renamed.types]) {
        for name in names.values_mut().filter(|name| *name == "PotBilling") {
            "PotAccount".clone_into(name);
        }
    }
    paths.homes.get_mut("teapots").expect("types").insert("PotAccount".to_owned());
    moved.lock = Lock { read: api.lock.read.clone(), ..paths };
    assert_eq!(has(&generate_with_lock(&moved).expect("code can be generated").0), (true, false));

    // Generated again, they are still there, and in each version that a program can take without a change; with
    // the next breaking one they go.
    api.lock = Lock { read: std::mem::take(&mut api.lock.read), ..next.clone() };
    let (again, same) = generate_with_lock(&api).expect("code can be generated");
    assert_eq!((&again, &same), (&files, &next));
    api.service.issue = "04".to_owned();
    api.versions.set("taurusdb", "0.1.7".to_owned());
    assert_eq!(generate_with_lock(&api).expect("code can be generated").1, next);
    api.versions.set("taurusdb", "0.2.0".to_owned());
    let (later, last) = generate_with_lock(&api).expect("code can be generated");
    assert!(!later["taurusdb/src/teapots/mod.rs"].contains("PotPayment"));
    assert!(last.renamed.is_empty());
}
