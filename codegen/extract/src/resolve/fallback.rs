//! Makes a name for an operation without a decided name, by the rules of
//! `spec/overlay/names/README.md`.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Method;

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
}

impl<'a> Known<'a> {
    /// `named[i]` belongs to `drafts[i]`.
    pub(super) fn new(
        drafts: &'a [Draft],
        named: &'a [Option<String>],
        group_rank: &'a dyn Fn(&str) -> usize,
    ) -> Self {
        let mut known = Self { group_rank, groups: BTreeMap::new(), paths: BTreeMap::new() };
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

/// The id for a draft without a name; `taken` are the ids that exist.
pub(super) fn name(draft: &Draft, known: &Known<'_>, taken: &BTreeSet<String>) -> String {
    let segments = Segments::of(&draft.path);
    let group = group(draft, &segments, known, taken);
    let (verb, nouns) = verb_and_nouns(draft, &segments, &group, known);
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
    if version != "v3" && !marks_version {
        candidates.push(build(nouns.len(), Some(&version)));
    }
    let longest = candidates.last().cloned().unwrap_or_default();
    let numbered = (2..).map(|n| format!("{longest}_{n}"));
    let command = candidates.into_iter().chain(numbered).find(|command| !is_taken(command));
    format!("{group}.{}", command.expect("there are endless numbers"))
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
            } else if segments.version.is_empty() && segment.starts_with('v') {
                segments.version = segment.to_owned();
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
    let group = by_segment.cloned().or(most).unwrap_or_else(|| group_of_title(draft));

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

/// `Tag Management` → `tag`.
fn group_of_title(draft: &Draft) -> String {
    let title = draft.ancestors.last().map_or("other", String::as_str);
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name = words.join("_");
    ["_management", "_queries"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name)
        .to_owned()
}

fn verb_and_nouns(
    draft: &Draft,
    segments: &Segments,
    group: &str,
    known: &Known<'_>,
) -> (String, Vec<String>) {
    let own = own_words(group, known);
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
    let verb = verb.unwrap_or_else(|| {
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
