//! The marks within a text: bold and literal words, links, substitutions and escapes.

/// No role and no footnote has a longer name.
const LONGEST_NAME: usize = 64;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Strong(String),
    Literal(String),
    /// A link: what it says, and the name that it leads to.
    Link {
        text: String,
        target: Option<String>,
    },
    /// A name between bars, which stands for other text.
    Bars(String),
}

/// Reads the marks of a text. What looks like a mark and is none is text. Line ends stay, so that
/// each piece keeps its line.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut reader =
        Reader { text, at: 0, plain: String::new(), pieces: Vec::new(), unclosed: Vec::new() };
    while reader.at < text.len() {
        reader.step();
    }
    reader.flush();
    reader.pieces
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    plain: String,
    pieces: Vec<Piece>,
    /// Marks that nothing closes in the rest of the text; they need not be looked for again.
    unclosed: Vec<&'static str>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(next) = rest.find(['\\', '*', '`', '|', ':', '[', '_']) else {
            self.plain.push_str(rest);
            self.at = self.text.len();
            return;
        };
        self.plain.push_str(&rest[..next]);
        self.at += next;
        if self.escape() || self.opens() && self.marked() {
            return;
        }
        let mark = self.rest().chars().next().expect("a mark was found");
        self.plain.push(mark);
        self.at += mark.len_utf8();
    }

    /// `\ ` is nothing; `\x` is the letter itself.
    fn escape(&mut self) -> bool {
        let Some(rest) = self.rest().strip_prefix('\\') else { return false };
        let letter = rest.chars().next();
        match letter {
            // A line end behind it stays for the count of lines.
            Some('\n') => self.at += 1,
            Some(letter) if letter.is_whitespace() => self.at += 1 + letter.len_utf8(),
            Some(letter) => {
                self.plain.push(letter);
                self.at += 1 + letter.len_utf8();
            }
            None => self.at += 1,
        }
        true
    }

    /// Whether a mark can open here: behind a space or an opening mark.
    fn opens(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| {
            c.is_whitespace() || "'\"([{<-/:".contains(c) || !c.is_ascii() && !c.is_alphanumeric()
        })
    }

    fn marked(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("**") {
            return self.span("**", |text| Piece::Strong(unescaped(text)));
        }
        if rest.starts_with('*') {
            return self.span("*", |text| Piece::Text(unescaped(text)));
        }
        if rest.starts_with("``") {
            return self.span("``", |text| Piece::Literal(text.to_owned()));
        }
        if let Some(role) = role(rest) {
            return self.interpreted(role.len() + 2, Some(role));
        }
        if rest.starts_with('`') {
            return self.interpreted(0, None);
        }
        if rest.starts_with("_`") {
            return self.interpreted(1, Some("target"));
        }
        if rest.starts_with('|') {
            return self.span("|", |text| Piece::Bars(text.to_owned()));
        }
        // The mark of a footnote: `[1]_`.
        if let Some(inner) = rest.strip_prefix('[')
            && let (name, behind) = inner.split_at(name_length(inner))
            && let Some(after) = behind.strip_prefix("]_")
            && !name.is_empty()
            && ends(after)
        {
            self.at = self.text.len() - after.len();
            return true;
        }
        false
    }

    /// Reads from one mark to the next one that closes it.
    fn span(&mut self, mark: &'static str, piece: impl Fn(&str) -> Piece) -> bool {
        let from = self.at + mark.len();
        let Some(end) = self.closing(mark, from) else { return false };
        self.flush();
        self.pieces.push(piece(&self.text[from..end]));
        self.at = end + mark.len();
        true
    }

    /// Where the mark that closes stands: not behind a space, and before a space or a closing mark.
    fn closing(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        if self.unclosed.contains(&mark)
            || self.text[from..].starts_with(|c: char| c.is_whitespace())
        {
            return None;
        }
        let literal = mark == "``";
        let mut at = from;
        while let Some(next) = self.text[at..].find(mark) {
            let end = at + next;
            let before = &self.text[from..end];
            let escaped =
                !literal && before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
            let closes = !before.is_empty()
                && !before.ends_with(|c: char| c.is_whitespace())
                && !escaped
                && (ends(&self.text[end + mark.len()..])
                    || mark == "|" && self.text[end + 1..].starts_with('_'));
            if closes {
                return Some(end);
            }
            at = end + 1;
        }
        self.unclosed.push(mark);
        None
    }

    /// Reads text between back-ticks; `skip` are the letters before the first one.
    fn interpreted(&mut self, skip: usize, role: Option<&str>) -> bool {
        let from = self.at + skip + 1;
        let mut at = from;
        let end = loop {
            let Some(next) = self.text[at..].find('`') else { return false };
            if !self.text[from..at + next].ends_with('\\') {
                break at + next;
            }
            at += next + 1;
        };
        let inner = &self.text[from..end];
        if inner.is_empty() || inner.starts_with(' ') {
            return false;
        }
        self.flush();
        let mut after = end + 1;
        // A role behind the text, or the mark of a link.
        let behind = self.text[after..].strip_prefix(':');
        let behind = behind.map(|rest| rest.split_at(name_length(rest)));
        if let Some((name, _)) =
            behind.filter(|(name, rest)| role.is_none() && rest.starts_with(':') && is_role(name))
        {
            after += name.len() + 2;
        }
        let is_link = self.text[after..].starts_with('_');
        after += self.text[after..].bytes().take(2).take_while(|byte| *byte == b'_').count();
        let lines = inner.matches('\n').count();
        let (text, target) = match inner.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'))
        {
            Some((text, target)) if text.is_empty() || text.ends_with(char::is_whitespace) => {
                let shown = if text.trim().is_empty() { target } else { text.trim_end() };
                (unescaped(shown), Some(target.trim().to_owned()))
            }
            _ => (unescaped(inner), None),
        };
        let lost = lines - text.matches('\n').count().min(lines);
        let name = role.map(|role| role.rsplit(':').next().unwrap_or(role));
        self.pieces.push(match name {
            Some("ref" | "numref" | "any" | "doc" | "std-ref") => {
                let target = target.or_else(|| Some(inner.to_owned()));
                Piece::Link { text, target }
            }
            Some("code" | "literal" | "samp") => Piece::Literal(text),
            Some("strong") => Piece::Strong(text),
            None if is_link || target.is_some() => Piece::Link { text, target: None },
            _ => Piece::Text(text),
        });
        self.plain.extend(std::iter::repeat_n('\n', lost));
        self.at = after;
        true
    }
}

/// `:ref:` before a back-tick: the name.
fn role(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(':')?;
    // The name may have a domain: `:std:ref:`.
    let mut length = name_length(rest);
    if rest[length..].starts_with(':') && !rest[length + 1..].starts_with('`') {
        length += 1 + name_length(&rest[length + 1..]);
    }
    let (name, behind) = rest.split_at(length);
    (behind.starts_with(":`") && is_role(name)).then_some(name)
}

/// The length of a name at the start of a text. A text can have a million marks: nothing may look
/// further than a name is long.
fn name_length(text: &str) -> usize {
    let is_in_name =
        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'.' | b'#' | b'*');
    text.bytes().take(LONGEST_NAME).take_while(is_in_name).count()
}

fn is_role(name: &str) -> bool {
    !name.is_empty()
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | ':' | '.'))
}

/// Whether a mark can close before this text.
fn ends(after: &str) -> bool {
    after.chars().next().is_none_or(|c| {
        c.is_whitespace()
            || "'\")]}>-/\\:.,;!?".contains(c)
            || !c.is_ascii() && !c.is_alphanumeric()
    })
}

/// The text without the marks of escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some(' ') | None => {}
                Some(letter) => plain.push(letter),
            },
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Piece::{Bars, Link, Literal, Strong, Text};
    use super::{Piece, pieces};

    fn text(text: &str) -> Piece {
        Text(text.to_owned())
    }

    fn link(text: &str, target: Option<&str>) -> Piece {
        Link { text: text.to_owned(), target: target.map(str::to_owned) }
    }

    #[track_caller]
    fn check(source: &str, expected: &[Piece]) {
        assert_eq!(pieces(source), expected, "{source}");
    }

    #[test]
    fn marks_are_read() {
        check(
            "a **b c**, ``d*`` *e*.",
            &[
                text("a "),
                Strong("b c".into()),
                text(", "),
                Literal("d*".into()),
                text(" "),
                text("e"),
                text("."),
            ],
        );
        check("**a**\\ b", &[Strong("a".into()), text("b")]);
        check("{*Endpoint*}/v3", &[text("{"), text("Endpoint"), text("}/v3")]);
        check(
            "see :ref:`Table 3 <a__b>`.",
            &[text("see "), link("Table 3", Some("a__b")), text(".")],
        );
        check(":ref:`a`", &[link("a", Some("a"))]);
        check("`A b <https://c>`__ d", &[link("A b", None), text(" d")]);
        check("|image1| a", &[Bars("image1".into()), text(" a")]);
        check("tea [1]_ pot", &[text("tea  pot")]);
        check("`a`:code: :std:ref:`b <c>`", &[text("a"), text(" "), link("b", Some("c"))]);
    }

    #[test]
    fn escapes_are_letters() {
        check("\\*<>\\\\= a\\_b", &[text("*<>\\= a_b")]);
        check("**a\\*b**", &[Strong("a*b".into())]);
        check("a\\", &[text("a")]);
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        for same in [
            "2 * 3 * 4",
            "a*b*c",
            "**",
            "** a **",
            "a | b | c",
            "`",
            "*a",
            "``a",
            "[1]",
            "a:b",
            ":ref:`a",
            "x_ y",
            "*",
        ] {
            check(same, &[text(same)]);
        }
    }

    #[test]
    fn line_ends_are_kept() {
        check("a :ref:`b\nc\n<d>` e\nf", &[text("a "), link("b\nc", Some("d")), text("\n e\nf")]);
    }
}
