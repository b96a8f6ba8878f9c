//! What people write in JSON because other languages have it, and what to write instead.

use super::misread::Misread;

/// What stands at a byte of a text that is not JSON, if it is something that JavaScript, Python or a configuration
/// language would take.
pub(super) fn said(text: &str, at: usize) -> Option<String> {
    let rest = text.get(at..)?;
    let word: String =
        rest.chars().take_while(|c| c.is_alphanumeric() || "_$+-.".contains(*c)).collect();
    let instead = match word.trim_start_matches(['+', '-']) {
        "NaN" | "Infinity" | "nan" | "inf" => {
            return Some(format!("{word} is no number of JSON; the service takes finite ones"));
        }
        "True" | "False" => word.to_lowercase(),
        "None" | "nil" | "undefined" | "Null" => "null".to_owned(),
        _ => String::new(),
    };
    if !instead.is_empty() {
        return Some(format!("JSON writes {instead} for {word}"));
    }
    let first = rest.chars().next()?;
    Some(match first {
        '/' if rest.starts_with("//") || rest.starts_with("/*") => COMMENT.to_owned(),
        '#' => COMMENT.to_owned(),
        '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' => {
            format!("{first} begins no text of JSON: texts and keys stand between \"")
        }
        '+' | '.' => format!("JSON has no number that begins with {first}"),
        '0' if word.starts_with("0x") || word.starts_with("0X") => {
            format!("{word}: JSON has decimal numbers only")
        }
        '0' if word.len() > 1 && word.chars().all(|c| c.is_ascii_digit()) => {
            format!("{word}: numbers of JSON begin with no 0 too many; a text stands between \"")
        }
        first if first.is_alphabetic() || first == '_' || first == '$' => {
            format!("'{word}' has to stand between \"")
        }
        _ => return None,
    })
}

const COMMENT: &str =
    "JSON has no comments: take them out, or name the file .yaml and begin them with #";

/// A text that begins with a comment of JavaScript: JSON was meant.
pub(crate) fn begins_with_comment(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("//") || text.starts_with("/*")
}

/// A mistake of a reader of JSON at a byte of a text, in the words for what stands there.
pub(super) fn misread(text: &str, at: usize, reason: &str) -> Misread {
    // A text that is broken off, or has a line break in it, is no habit.
    let is_inside =
        ["control character", "escape", "surrogate"].iter().any(|one| reason.contains(one));
    let is_word = |c: char| c.is_alphanumeric() || "_$+-.".contains(c);
    let before = text.get(..at).unwrap_or_default();
    let word = before.trim_end_matches(is_word).len();
    let last = before.char_indices().next_back().map(|(at, _)| at);
    // The reader may stop within what it does not know, or behind its first character.
    let starts = [Some(word), Some(at), last].into_iter().flatten();
    let found = starts.filter(|_| !is_inside).find_map(|at| Some((at, said(text, at)?)));
    match (found, reason.strip_prefix("EOF while parsing ")) {
        (_, Some(inside)) => {
            Misread::at(text, at, format!("not JSON: the text ends within {inside}"))
        }
        (Some((at, said)), None) => Misread::at(text, at, format!("not JSON: {said}")),
        (None, None) => Misread::at(text, at, format!("not JSON: {reason}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_json;

    #[test]
    fn habits_are_named_where_they_stand() {
        for (text, expected) in [
            ("{\"a\": NaN}", "line 1, column 7: not JSON: NaN is no number of JSON"),
            ("{\"a\": -Infinity}", "line 1, column 7: not JSON: -Infinity is no number"),
            ("{\"a\": True}", "line 1, column 7: not JSON: JSON writes true for True"),
            ("{\"a\": None}", "line 1, column 7: not JSON: JSON writes null for None"),
            ("{\"a\": 1 // one\n}", "line 1, column 9: not JSON: JSON has no comments"),
            ("{\n/* a */ \"a\": 1}", "line 2, column 1: not JSON: JSON has no comments"),
            ("{\"a\": 1 # one\n}", "line 1, column 9: not JSON: JSON has no comments"),
            ("{'a': 1}", "line 1, column 2: not JSON: ' begins no text of JSON"),
            ("{a: 1}", "line 1, column 2: not JSON: 'a' has to stand between \""),
            ("{\"a\": \u{201c}x\u{201d}}", "line 1, column 7: not JSON: \u{201c} begins no text"),
            ("{\"a\": 0x10}", "line 1, column 7: not JSON: 0x10: JSON has decimal numbers"),
            ("{\"a\": 010}", "line 1, column 7: not JSON: 010: numbers of JSON"),
            ("{\"a\": +1}", "line 1, column 7: not JSON: JSON has no number that begins with +"),
            ("{\"a\": \"x\ny\"}", "line 2, column 1: not JSON: control character"),
            ("{\"a\": \"x", "line 1, column 8: not JSON: the text ends within a string"),
            ("{\"a\" 1}", "line 1, column 6: not JSON: expected `:`"),
        ] {
            let said = read_json(text).expect_err("it is not JSON").to_string();
            assert!(said.starts_with(expected), "{text}: {said}");
        }
    }
}
