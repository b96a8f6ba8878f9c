//! How much words are like each other.

/// The likeness of words that are the same.
pub(super) const EQUAL: usize = 4;

/// How much a word is like a wanted one, from 0 to 4: the same, or longer by an ending, or with a slip.
pub(super) fn likeness(known: &str, wanted: &str) -> usize {
    if known == wanted {
        return EQUAL;
    }
    let length = wanted.chars().count();
    if length >= 3 && known.starts_with(wanted) {
        return 3;
    }
    let slips = if length > 8 { 2 } else { 1 };
    let apart = known.chars().count().abs_diff(length);
    // In three letters, only their order can be wrong.
    let is_close = length >= 4 && apart <= slips || length == 3 && has_same_letters(known, wanted);
    usize::from(is_close && strsim::osa_distance(known, wanted) <= slips)
}

fn has_same_letters(known: &str, wanted: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(known) == sorted(wanted)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn slips_count_where_there_are_letters_enough() {
        assert_eq!(likeness("instanc", "instanc"), 4);
        assert_eq!(likeness("instanc", "inst"), 3);
        assert_eq!(likeness("instanc", "isntanc"), 1);
        assert_eq!(likeness("list", "lsit"), 1);
        assert_eq!(likeness("pot", "pto"), 1);
        assert_eq!(likeness("set", "sat"), 0);
        assert_eq!(likeness("signature", "singapore"), 0);
    }
}
