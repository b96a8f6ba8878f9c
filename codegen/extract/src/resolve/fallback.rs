//! Makes a name for an operation without a decided name, by the rules of
//! `spec/overlay/names/README.md`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use taurusdb_spec::{Method, Variant};

use super::title_verb::{TitleVerb, Verb};
use crate::interpret::Draft;
use crate::text::singular;

/// The group of all deprecated operations.
pub(super) const LEGACY: &str = "legacy";

const VERBS: [&str; 26] = [
    "list", "show", "count", "create", "delete", "add", "remove", "update", "set", "rename",
    "resize", "restart", "upgrade", "promote", "bind", "unbind", "grant", "revoke", "apply",
    "copy", "compare", "restore", "check", "pause", "resume", "cancel",
];

/// What the named operations show about naming.
pub(super) struct Known<'a> {
    group_rank: &'a dyn Fn(&str) -> usize,
    /// For each part of the document, how many of its operations are in which group.
    groups: BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
    /// For each group, the paths of its operations.
    paths: BTreeMap<&'a str, Vec<Segments>>,
    /// The version that most paths have: it says nothing about an operation.
    usual_version: String,
}

impl<'a> Known<'a> {
    /// `named[i]` belongs to `drafts[i]`.
    pub(super) fn new(
        drafts: &'a [Draft],
        named: &'a [Option<String>],
        group_rank: &'a dyn Fn(&str) -> usize,
    ) -> Self {
        let mut versions: BTreeMap<String, usize> = BTreeMap::new();
        for draft in drafts {
            *versions.entry(Segments::of(&draft.path).version).or_default() += 1;
        }
        let usual = versions.into_iter().max_by_key(|(_, count)| *count);
        let mut known = Self {
            group_rank,
            groups: BTreeMap::new(),
            paths: BTreeMap::new(),
            usual_version: usual.map_or_else(String::new, |(version, _)| version),
        };
        for (draft, id) in drafts.iter().zip(named) {
            let Some((group, _)) = id.as_ref().and_then(|id| id.rsplit_once('.')) else { continue };
            let top = group.split('.').next().unwrap_or_default();
            let part = known.groups.entry(part(&draft.section)).or_default();
            *part.entry(top).or_default() += 1;
            known.paths.entry(group).or_default().push(Segments::of(&draft.path));
        }
        known
    }
}

/// `4.3` of `4.3.7`.
fn part(section: &str) -> &str {
    let mut dots = section.match_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or(section, |at| &section[..at])
}

/// The id for a draft without a name; `taken` are the ids that exist. If others have its route, the
/// path says nothing about it, and the title counts.
pub(super) fn name(
    draft: &Draft,
    variant: Option<&Variant>,
    known: &Known<'_>,
    taken: &BTreeSet<String>,
) -> String {
    let segments = Segments::of(&draft.path);
    let group = group(draft, &segments, known, taken);
    let title = TitleVerb::of(&draft.title);
    let own = own_words(&group, known);
    let field = variant.and_then(|variant| variant.field.as_ref()).map(|field| snake(field));
    let (verb, nouns) = match (variant, &title, field) {
        (Some(_), Some(title), _) => by_title(draft, title, &segments, &own),
        // `{ "whistle": … }`: the field that only this body has is what it is about.
        (Some(_), None, Some(field)) if !field.is_empty() => (field, Vec::new()),
        _ => verb_and_nouns(draft, title.as_ref(), &segments, &group, &own),
    };
    let version = segments.version.replace('.', "_");
    let begins_with_version = draft.path.trim_start_matches('/').starts_with(&segments.version);
    let marks_version = group == LEGACY && begins_with_version;

    let is_taken = |command: &str| {
        let id = format!("{group}.{command}");
        let as_group = format!("{id}.");
        taken.contains(&id)
            || taken.range(as_group.clone()..).next().is_some_and(|id| id.starts_with(&as_group))
    };
    let build = |count: usize, version: Option<&str>| {
        let words = std::iter::once(verb.as_str())
            .chain(nouns[nouns.len().saturating_sub(count)..].iter().map(String::as_str))
            .chain(version);
        words.collect::<Vec<_>>().join("_")
    };
    let suffix = marks_version.then_some(version.as_str());
    let mut candidates: Vec<String> =
        (2..=nouns.len().max(2)).map(|count| build(count, suffix)).collect();
    if version != known.usual_version && !version.is_empty() && !marks_version {
        candidates.push(build(nouns.len(), Some(&version)));
    }
    for candidate in candidates.iter_mut().filter(|name| RESERVED.contains(&name.as_str())) {
        *candidate = format!("{candidate}_{}", singular(group.rsplit('.').next().unwrap_or("one")));
    }
    let longest = candidates.last().cloned().unwrap_or_default();
    let numbered = (2..).map(|n| format!("{longest}_{n}"));
    let command = candidates.into_iter().chain(numbered).find(|command| !is_taken(command));
    format!("{group}.{}", command.expect("there are endless numbers"))
}

/// A name in lower case, with `_` between its words, as far as an id can have it.
fn snake(name: &str) -> String {
    let plain = name.to_snake_case();
    let allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_';
    plain.chars().filter(allowed).skip_while(|c| !c.is_ascii_lowercase()).collect()
}

/// A path without braces, version and product.
struct Segments {
    version: String,
    words: Vec<String>,
    /// For each word, whether a parameter follows it.
    followed: Vec<bool>,
    ends_in_parameter: bool,
}

impl Segments {
    fn of(path: &str) -> Self {
        let mut segments = Self {
            version: String::new(),
            words: Vec::new(),
            followed: Vec::new(),
            ends_in_parameter: false,
        };
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            segments.ends_in_parameter = segment.starts_with('{');
            if segments.ends_in_parameter {
                if let Some(last) = segments.followed.last_mut() {
                    *last = true;
                }
            } else if segments.version.is_empty() && is_version(segment) {
                segments.version = segment.to_ascii_lowercase();
                // Words before the version are no part of the name.
                segments.words.clear();
                segments.followed.clear();
            } else {
                segments.words.push(segment.to_ascii_lowercase().replace('-', "_"));
                segments.followed.push(false);
            }
        }
        segments
    }
}

/// `v3`, `v2.1`.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn group(
    draft: &Draft,
    segments: &Segments,
    known: &Known<'_>,
    taken: &BTreeSet<String>,
) -> String {
    if draft.deprecated.is_some() {
        return LEGACY.to_owned();
    }
    let none = BTreeMap::new();
    let candidates = known.groups.get(part(&draft.section)).unwrap_or(&none);
    let by_segment =
        segments.words.iter().rev().find(|word| candidates.contains_key(word.as_str()));
    let most = candidates
        .iter()
        .min_by_key(|(id, count)| (std::cmp::Reverse(**count), (known.group_rank)(id)))
        .map(|(id, _)| (*id).to_owned());
    let group = by_segment.cloned().or(most).unwrap_or_else(|| group_of_title(draft, segments));

    let inside = format!("{group}.");
    let sub_groups: BTreeSet<&str> = taken
        .range(inside.clone()..)
        .map_while(|id| id.strip_prefix(&inside))
        .filter_map(|id| id.split_once('.'))
        .map(|(sub_group, _)| sub_group)
        .collect();
    let sub_group = segments.words.iter().rev().find_map(|word| {
        let plural = format!("{word}s");
        sub_groups.iter().find(|name| **name == word || **name == plural)
    });
    sub_group.map_or_else(|| group.clone(), |sub_group| format!("{group}.{sub_group}"))
}

/// `Tag Management` → `tag`. A heading without a word that is about the things of the service counts as
/// none; if there is no other, the first word of the path is the group.
fn group_of_title(draft: &Draft, segments: &Segments) -> String {
    let of_title = |title: &String| {
        let plain = title.split(['(', '[']).next().unwrap_or_default().to_ascii_lowercase();
        let words: Vec<&str> = plain
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let about = words.iter().any(|word| !is_general(word));
        let name = words.join("_");
        let ending = GENERAL_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        about.then(|| ending.unwrap_or(&name).to_owned())
    };
    let of_path = || segments.words.first().cloned();
    let name = draft.ancestors.iter().rev().find_map(of_title).or_else(of_path);
    let name = name.unwrap_or_else(|| "other".to_owned());
    let begins_with_letter = name.starts_with(|c: char| c.is_ascii_lowercase());
    let name = if begins_with_letter { name } else { format!("n{name}") };
    if RESERVED_GROUPS.contains(&name.as_str()) { format!("{name}_calls") } else { name }
}

/// Words at the end of a heading that all chapters have.
const GENERAL_ENDINGS: [&str; 6] =
    ["_management", "_queries", "_query", "_operations", "_apis", "_api"];

/// Whether a word of a heading could stand above any operation of any service.
fn is_general(word: &str) -> bool {
    const WORDS: [&str; 19] = [
        "api",
        "apis",
        "management",
        "queries",
        "query",
        "operation",
        "operations",
        "interface",
        "interfaces",
        "description",
        "descriptions",
        "reference",
        "native",
        "the",
        "of",
        "and",
        "related",
        "unavailable",
        "recommended",
    ];
    let version = word.strip_prefix('v').unwrap_or(word);
    WORDS.contains(&word) || version.bytes().all(|byte| byte.is_ascii_digit())
}

/// What `client` and command line use themselves.
const RESERVED: [&str; 4] = ["client", "help", "new", "wait"];
const RESERVED_GROUPS: [&str; 7] =
    ["auth", "completions", "explain", "help", "man", "mock", "operations"];

/// Verb and nouns of the title.
fn by_title(
    draft: &Draft,
    title: &TitleVerb,
    segments: &Segments,
    own: &BTreeSet<String>,
) -> (String, Vec<String>) {
    /// More words make a sentence of a name.
    const MOST: usize = 4;
    let object = title.object.iter().filter(|word| !own.contains(*word));
    let nouns: Vec<String> = object.take(MOST).cloned().collect();
    let is_many = nouns.last().is_some_and(|word| is_plural(word));
    let verb = match &title.verb {
        Verb::Own(verb) => verb.clone(),
        Verb::Ask if is_many => "list".to_owned(),
        Verb::Ask => "show".to_owned(),
        Verb::Change => "update".to_owned(),
    };
    if nouns.is_empty() && segments.ends_in_parameter && draft.method == Method::Post {
        return (verb, segments.words.last().cloned().into_iter().collect());
    }
    // One word for both, so that a longer name never leaves half of the object out.
    let noun = nouns.join("_");
    (verb, if noun.is_empty() { Vec::new() } else { vec![noun] })
}

fn verb_and_nouns(
    draft: &Draft,
    title: Option<&TitleVerb>,
    segments: &Segments,
    group: &str,
    own: &BTreeSet<String>,
) -> (String, Vec<String>) {
    let mut nouns: Vec<String> = segments
        .words
        .iter()
        .zip(&segments.followed)
        .filter(|(word, _)| !own.contains(*word))
        .map(|(word, followed)| if *followed { singular(word).into_owned() } else { word.clone() })
        .collect();

    let mut verb = None;
    if !matches!(draft.method, Method::Get | Method::Head)
        && let Some(last) = nouns.last().cloned()
    {
        let parts: Vec<&str> = last.split('_').collect();
        let at = if VERBS.contains(&parts[0]) { Some(0) } else { parts.len().checked_sub(1) };
        if let Some(at) = at.filter(|&at| VERBS.contains(&parts[at])) {
            verb = Some(parts[at].to_owned());
            let rest: Vec<&str> =
                parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| *part).collect();
            nouns.pop();
            if !rest.is_empty() {
                nouns.push(rest.join("_"));
            }
        }
    }
    let last_is_many =
        segments.words.last().is_some_and(|word| is_plural(word) || own.contains(word));
    // Where the path names no verb and the method could mean anything, the title says what is done.
    let by_title = match (draft.method, title.map(|title| &title.verb)) {
        (Method::Get, _) => None,
        (_, Some(Verb::Own(verb))) => Some(verb.clone()),
        (Method::Post, Some(Verb::Ask))
            if last_is_many
                || title.and_then(|t| t.object.last()).is_some_and(|o| is_plural(o)) =>
        {
            Some("list".to_owned())
        }
        (Method::Post, Some(Verb::Ask)) => Some("show".to_owned()),
        (Method::Post, Some(Verb::Change)) => Some("update".to_owned()),
        _ => None,
    };
    let verb = verb.or(by_title).unwrap_or_else(|| {
        let by_method = match draft.method {
            Method::Get if segments.ends_in_parameter || !last_is_many => "show",
            Method::Get => "list",
            Method::Post => "create",
            Method::Delete => "delete",
            Method::Put if segments.ends_in_parameter || nouns.is_empty() => "update",
            Method::Put => "set",
            Method::Patch => "update",
            Method::Head => "check",
        };
        by_method.to_owned()
    });
    // `PUT …/freeze`: the segment repeats the verb.
    nouns.pop_if(|noun| *noun == verb);
    if group == LEGACY && nouns.is_empty() {
        let one = draft.method == Method::Post || segments.ends_in_parameter;
        nouns.push(if one { "instance" } else { "instances" }.to_owned());
    }
    (verb, nouns)
}

/// Removes words that the name of the group already contains.
fn own_words(group: &str, known: &Known<'_>) -> BTreeSet<String> {
    let mut own: BTreeSet<String> =
        ["instance", "instances"].into_iter().chain(group.split('.')).map(str::to_owned).collect();
    if group != LEGACY {
        // A group is called after a heading, which may have the word in the singular.
        own.extend(group.split('.').map(|part| format!("{part}s")));
    }
    if group == LEGACY {
        return own;
    }
    let paths = known.paths.get(group).map_or(&[][..], Vec::as_slice);
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for path in paths {
        for word in path.words.iter().collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let common = counts.iter().filter(|(_, count)| **count * 2 >= paths.len());
    own.extend(common.map(|(word, _)| (*word).clone()));
    own
}

fn is_plural(word: &str) -> bool {
    singular(word) != word
}
