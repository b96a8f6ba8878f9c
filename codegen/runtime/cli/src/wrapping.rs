//! Text in lines of a width.

/// Text with a line break wherever a line would be longer than `width` columns: the first line begins
/// with `first`, the others with `rest`. A word that is longer than a line has one to itself.
pub(crate) fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    filled(text.split_whitespace(), [first, rest, rest], "", width)
}

/// Words of a command in lines of at most `width` columns, every line but the last ending in ` \`, so
/// that they are one command line when they are pasted.
pub(crate) fn continued(words: &[String], indent: &str, width: usize) -> String {
    // Deeper than the first line: it goes on.
    let rest = format!("{indent}  ");
    filled(words.iter().map(String::as_str), [indent, &rest, indent], " \\", width)
}

/// Words in lines that begin with `first` or `rest` and end with `end`, except for the last. One that has
/// no room behind `rest` stands behind `tight`.
fn filled<'a>(
    words: impl Iterator<Item = &'a str>,
    [first, rest, tight]: [&str; 3],
    end: &str,
    width: usize,
) -> String {
    let mut out = first.to_owned();
    let mut column = first.chars().count();
    let mut begins = true;
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let length = word.chars().count();
        let mark = words.peek().map_or(0, |_| end.chars().count());
        if !begins && column + 1 + length + mark > width {
            out.push_str(end);
            out.push('\n');
            let is_tight = rest.chars().count() + length + mark > width;
            let begin = if is_tight { tight } else { rest };
            out.push_str(begin);
            column = begin.chars().count();
            begins = true;
        }
        if !begins {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        begins = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{continued, wrapped};

    #[test]
    fn lines_end_before_the_width_and_hang() {
        assert_eq!(wrapped("one two three", "- ", "  ", 9), "- one two\n  three");
        assert_eq!(wrapped("one two three", "- ", "  ", 8), "- one\n  two\n  three");
        assert_eq!(wrapped("longer-than-a-line", "- ", "  ", 8), "- longer-than-a-line");
        assert_eq!(wrapped("", "- ", "  ", 8), "- ");
    }

    #[track_caller]
    fn command(words: &str, width: usize, expected: &str) {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        assert_eq!(continued(&words, "  ", width), expected);
    }

    #[test]
    fn a_command_goes_on_after_a_mark_that_fits_too() {
        command("aa bb cc", 10, "  aa bb cc");
        command("aa bb cc", 9, "  aa bb \\\n    cc");
        command("aa bb cc dd ee", 9, "  aa bb \\\n    cc \\\n    dd ee");
    }
}
