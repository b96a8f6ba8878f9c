//! White space: the converter adds spaces, removes them and breaks words with them.

/// The text without any white space. Two texts that the converter broke in different places are
/// equal without it.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text without white space, in lower case.
pub(crate) fn squeezed_lower(text: &str) -> String {
    squeezed(text).to_ascii_lowercase()
}

/// The words of the text with one space between them and none around them.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// The text without the spaces that the converter puts before marks and within parentheses. Colons,
/// semicolons and parentheses are closed up to words only: elsewhere, they may be characters that a value
/// can have.
pub(crate) fn closed_up(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let is_behind_word = |closed: &str| {
        closed.strip_suffix(' ').is_some_and(|word| word.ends_with(|c: char| c.is_alphanumeric()))
    };
    while let Some(c) = letters.next() {
        let is_before_space = letters.peek().is_none_or(|next| matches!(next, ' ' | ',' | '.'));
        let closes = match c {
            '.' | ',' => closed.ends_with(' '),
            ':' | ';' | ')' => is_before_space && is_behind_word(&closed),
            c => c.is_alphanumeric() && closed.ends_with(" ( "),
        };
        if closes {
            closed.pop();
        }
        closed.push(c);
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::{closed_up, single_spaced, squeezed, squeezed_lower};

    #[test]
    fn spaces_are_removed_as_asked() {
        assert_eq!(squeezed(" Mysql\u{a0}Tags "), "MysqlTags");
        assert_eq!(squeezed_lower("Mysql Tags"), "mysqltags");
        assert_eq!(single_spaced("  a \n b  "), "a b");
        assert_eq!(closed_up("a , b . c.d"), "a, b. c.d");
        assert_eq!(closed_up("Size ( GB ) of it : a ; b"), "Size (GB) of it: a; b");
        assert_eq!(closed_up("Any of ( ) _ : ;"), "Any of ( ) _ : ;");
    }
}
