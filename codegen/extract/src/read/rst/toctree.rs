//! The links from page to page.

use std::collections::BTreeMap;

use super::element::Ln;

/// The pages by the names that links use: their paths without the ending.
pub(super) struct Pages<'s> {
    by_name: BTreeMap<&'s str, usize>,
}

/// What an entry of a list of pages leads to.
pub(super) enum Entry {
    Pages(Vec<usize>),
    /// Another document, or the page itself.
    Elsewhere,
    Missing(String),
}

impl<'s> Pages<'s> {
    pub(super) fn of(names: &[&'s str]) -> Self {
        Self {
            by_name: names.iter().enumerate().map(|(index, name)| (stem(name), index)).collect(),
        }
    }

    /// The pages of an entry in the page called `from`.
    pub(super) fn entry(&self, from: &str, entry: &Ln<'_>, glob: bool) -> Entry {
        // `Title <name>` or the name alone.
        let text = entry.text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
        let target = text.map_or(entry.text, |(_, target)| target).trim();
        if target == "self" || target.contains("://") {
            return Entry::Elsewhere;
        }
        let path = joined(from, target);
        let path = stem(&path);
        if glob && path.contains('*') {
            let pages =
                self.by_name.iter().filter(|(name, _)| fits(path.as_bytes(), name.as_bytes()));
            return Entry::Pages(pages.map(|(_, page)| *page).collect());
        }
        match self.by_name.get(path) {
            Some(page) => Entry::Pages(vec![*page]),
            None => Entry::Missing(path.to_owned()),
        }
    }
}

fn stem(name: &str) -> &str {
    let end = name.len().saturating_sub(".rst".len());
    match name.get(end..) {
        Some(ending) if ending.eq_ignore_ascii_case(".rst") => &name[..end],
        _ => name,
    }
}

/// The path of a target, seen from a page.
fn joined(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a name fits a pattern with `*` for any letters within one part of a path.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < name.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at, seen));
            at += 1;
        } else if pattern.get(at) == Some(&name[seen]) {
            at += 1;
            seen += 1;
        } else if let Some((back, from)) = star.filter(|(_, from)| name[*from] != b'/') {
            star = Some((back, from + 1));
            (at, seen) = (back + 1, from + 1);
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|mark| *mark == b'*')
}

#[cfg(test)]
mod tests {
    use super::{fits, joined, stem};

    #[test]
    fn targets_are_seen_from_their_page() {
        assert_eq!(joined("a/index.rst", "b/index"), "a/b/index");
        assert_eq!(joined("a/index.rst", "/b"), "b");
        assert_eq!(joined("a/b/c.rst", "../d"), "a/d");
        assert_eq!((stem("a.RST"), stem("a")), ("a", "a"));
    }

    #[test]
    fn stars_stay_within_one_part() {
        assert!(fits(b"pots/*", b"pots/a") && fits(b"*_pot", b"a_pot") && fits(b"a", b"a"));
        assert!(!fits(b"pots/*", b"pots/a/b") && !fits(b"a*", b"b"));
    }
}
