use super::cell::{Cell, Part};

/// Texts that introduce a list of values, by their ends.
const INTRODUCTIONS: [&str; 6] = [
    "values:",
    "value range:",
    "value:",
    "any of the following:",
    "any of the following",
    "are as follows:",
];

/// The values that a description lists with bullets, as the wire carries them; empty where it
/// lists none.
///
/// A list counts where a known text introduces it, or where every item explains its value after a
/// colon. Each item must begin with one word: `Method 1: …` lists ways to find a value out, and is
/// none.
pub fn values(cell: &Cell) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, part) in cell.parts.iter().enumerate() {
        let Part::List(items) = part else { continue };
        let before = match index.checked_sub(1).map(|i| &cell.parts[i]) {
            Some(Part::Text(text)) => text.to_ascii_lowercase(),
            _ => String::new(),
        };
        let introduced = INTRODUCTIONS.iter().any(|end| before.ends_with(end));
        let heads: Option<Vec<(String, bool)>> = items.iter().map(|item| head(item)).collect();
        let Some(heads) = heads else { continue };
        let explained = heads.len() > 1 && heads.iter().all(|(_, explained)| *explained);
        if introduced || explained {
            for (value, _) in heads {
                if !found.contains(&value) {
                    found.push(value);
                }
            }
        }
    }
    found
}

/// The value that an item begins with, and whether an explanation follows it.
fn head(item: &str) -> Option<(String, bool)> {
    let (head, explained) = match item.split_once(':') {
        Some((head, rest)) if !rest.is_empty() => (head, true),
        Some((head, _)) => (head, false),
        None => (item, false),
    };
    let value = head.trim().trim_end_matches(['.', ',', ';']).trim_matches(['"', '\'']).trim();
    let is_value = !value.is_empty()
        && value.len() <= 64
        && value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+'));
    is_value.then(|| (value.to_owned(), explained))
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::values;

    #[track_caller]
    fn check(description: &str, expected: &[&str]) {
        assert_eq!(values(&Cell::parse(description)), expected);
    }

    #[test]
    fn bulleted_values_are_taken() {
        check("Language. Values: <ul> • en-us • zh-cn", &["en-us", "zh-cn"]);
        check("Switch. <ul> • true: on • false: off", &["true", "false"]);
        check(
            "Kind. Values: <ul> • a: x • b: y <p>Enumerated values:</p> <ul> • a • b",
            &["a", "b"],
        );
    }

    #[test]
    fn other_lists_are_left_alone() {
        check("Find it: <ul> • Method 1: Look there. • Method 2: Look here.", &[]);
        check("Notes: <ul> • Short. • Longer words here.", &[]);
        check("No list at all.", &[]);
    }
}
