//! Tables that give words other words.

use std::cmp::Reverse;
use std::sync::Mutex;

use smol_str::SmolStr;

use super::datum::Datum;
use crate::pattern::Pattern;

/// A table of words, some of them with stars that stand for any text, and what is said in their place.
#[derive(Debug)]
pub(crate) struct Translation {
    exact: Box<[(&'static str, Datum)]>,
    /// Those with stars, the ones that say the most first.
    alike: Box<[(Pattern, Datum)]>,
    /// The last word that was held against the stars, and what was found: the same few words come again and again.
    last: Mutex<(SmolStr, Option<Datum>)>,
}

impl Translation {
    pub(crate) fn new(map: &'static [(&'static str, &'static str)]) -> Self {
        let (mut alike, exact): (Vec<_>, Vec<_>) =
            map.iter().copied().partition(|(from, _)| from.contains('*'));
        // Of two that say as much, the later one counts.
        alike.reverse();
        alike.sort_by_key(|(from, _)| Reverse(from.len()));
        let alike = alike.into_iter().map(|(from, to)| (Pattern::new(from), Datum::fixed(to)));
        let exact = exact.into_iter().map(|(from, to)| (from, Datum::fixed(to)));
        Self { exact: exact.collect(), alike: alike.collect(), last: Mutex::default() }
    }

    /// Whether nothing is ever said in place of a word.
    pub(crate) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.alike.is_empty()
    }

    /// What is said in place of a word; nothing where it stays as it is.
    pub(crate) fn of(&self, word: &str) -> Option<Datum> {
        let exact = self.exact.iter().find(|(from, _)| *from == word);
        match exact {
            Some((_, to)) => Some(to.clone()),
            None => self.alike(word),
        }
    }

    fn alike(&self, word: &str) -> Option<Datum> {
        if self.alike.is_empty() || word.is_empty() {
            return self.held_against_stars(word);
        }
        // Who would have to wait for it finds out again.
        if let Ok(last) = self.last.try_lock()
            && last.0 == word
        {
            return last.1.clone();
        }
        let found = self.held_against_stars(word);
        if let Ok(mut last) = self.last.try_lock() {
            *last = (word.into(), found.clone());
        }
        found
    }

    fn held_against_stars(&self, word: &str) -> Option<Datum> {
        let found = self.alike.iter().find(|(pattern, _)| pattern.matches(word));
        found.map(|(_, to)| to.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::datum::plain;
    use super::Translation;

    #[test]
    fn what_is_said_exactly_or_says_the_most_counts() {
        let map = &[
            ("*", "any"),
            ("a.*", "first"),
            ("*.b", "last"),
            ("a.b", "whole"),
            ("a.*.c", "longest"),
        ];
        let translation = Translation::new(map);
        let of = |word: &str| translation.of(word).map(|to| plain(&to).into_owned());
        for (word, expected) in [
            ("a.b", "whole"),
            ("a.x", "first"),
            ("x.b", "last"),
            ("a.x.b", "last"),
            ("a.x.c", "longest"),
            ("", "any"),
        ] {
            assert_eq!(of(word).as_deref(), Some(expected), "{word}");
            assert_eq!(of(word).as_deref(), Some(expected), "{word} again");
        }
        assert!(Translation::new(&[("a", "b")]).of("c").is_none());
        assert!(Translation::new(&[]).is_empty());
    }
}
