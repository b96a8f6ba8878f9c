//! Whether a text has the form that a pattern describes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use regex_lite::Regex;

/// Compiled patterns, by their text; `None` for what is none. To compile one takes much longer than to match it,
/// and the same few are asked for with every request.
static COMPILED: RwLock<Option<HashMap<Box<str>, Option<Arc<Regex>>>>> = RwLock::new(None);

/// No more patterns are kept, so that a program that makes up patterns does not fill the memory.
const KEPT: usize = 4096;

/// Whether a text matches a pattern. Nothing matches what is no pattern.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let known = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    let found = known.as_ref().and_then(|known| known.get(pattern).cloned());
    drop(known);
    let regex = found.unwrap_or_else(|| {
        let regex = Regex::new(pattern).ok().map(Arc::new);
        let mut known = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_or_insert_default();
        if known.len() < KEPT {
            known.insert(pattern.into(), regex.clone());
        }
        regex
    });
    regex.is_some_and(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn the_second_time_is_as_the_first() {
        for _ in 0..2 {
            assert!(matches("^a+$", "aa") && !matches("^a+$", "ab") && !matches("(", "("));
        }
    }
}
