//! Lists whose items stand in one line, behind marks that are no bullets elsewhere:
//! `Range: - green - black`.

use crate::text::{WEAK_BULLETS, amount};

/// The text before the first item, and the items; nothing if there is no such list.
///
/// A dash between words is a dash. It is a bullet where a list is announced by a colon, or where each of
/// several dashes behind a sentence has a word with its explanation.
pub(super) fn running_list(text: &str) -> Option<(&str, Vec<&str>)> {
    WEAK_BULLETS.iter().find_map(|mark| list(text, &format!(" {mark} ")))
}

fn list<'a>(text: &'a str, mark: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let (start, announced) = text.match_indices(mark).find_map(|(at, _)| {
        let before = text[..at].trim_end();
        let is_start = before.ends_with([':', '.']);
        is_start.then(|| (at, before.ends_with(':')))
    })?;
    let items: Vec<&str> = text[start + mark.len()..].split(mark).map(str::trim).collect();
    let begins =
        |item: &&str| item.starts_with(|c: char| c.is_alphanumeric() || "_\"'`".contains(c));
    let is_explained = |item: &&str| {
        item.split_once(": ").is_some_and(|(head, _)| !head.contains(' ') || head.contains(" ("))
    };
    // `- 5 - 10` has a negative number.
    let is_number = |item: &&str| amount(item).is_some_and(|(_, rest)| !rest.contains(':'));
    let is_list = items.len() > 1
        && items.iter().all(|item| begins(item) && (announced || is_explained(item)))
        && !items.iter().all(is_number);
    is_list.then(|| (text[..start].trim_end(), items))
}

#[cfg(test)]
mod tests {
    use super::running_list;

    #[track_caller]
    fn check(text: &str, before: &str, items: &[&str]) {
        assert_eq!(running_list(text), Some((before, items.to_vec())), "{text}");
    }

    #[test]
    fn items_in_a_line_come_apart() {
        check("Range: - green - black", "Range:", &["green", "black"]);
        check("Any of these: * green: mild * black", "Any of these:", &["green: mild", "black"]);
        check("Kind. - on: hot. - off: cold.", "Kind.", &["on: hot.", "off: cold."]);
        check("Grade: – 0: mild – 1: strong", "Grade:", &["0: mild", "1: strong"]);
    }

    #[test]
    fn dashes_in_sentences_are_none() {
        for text in [
            "Range: 1 - 9",
            "Range: - 5 - 9",
            "Range: -",
            "Range: - green",
            "Kind of tea - green - of the pot.",
            "It is - as always - green.",
            "It is hot. - green - black",
        ] {
            assert_eq!(running_list(text), None, "{text}");
        }
    }
}
