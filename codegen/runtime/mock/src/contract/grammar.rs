//! Whether a text follows the grammar of JSON (RFC 8259), whatever can be done with it.

/// Whether a text follows the grammar of JSON. It asks for no more memory than a byte for each level.
pub(super) fn is_json(text: &[u8]) -> bool {
    Scan { rest: text }.document().is_some()
}

/// What is left of a text. Each method takes one thing off, or gives `None`.
struct Scan<'t> {
    rest: &'t [u8],
}

impl Scan<'_> {
    fn document(&mut self) -> Option<()> {
        let mut open = Vec::new();
        self.value(&mut open)?;
        while let Some(bracket) = open.last().copied() {
            self.space();
            match (self.byte()?, bracket) {
                (b',', b'{') => {
                    self.key()?;
                    self.value(&mut open)?;
                }
                (b',', _) => self.value(&mut open)?,
                (b'}', b'{') | (b']', b'[') => {
                    open.pop();
                }
                _ => return None,
            }
        }
        self.space();
        self.rest.is_empty().then_some(())
    }

    /// A value, or the opening of one that is not empty, up to the end of what stands in it first.
    fn value(&mut self, open: &mut Vec<u8>) -> Option<()> {
        loop {
            self.space();
            match self.byte()? {
                b'{' => {
                    if self.takes(b'}') {
                        return Some(());
                    }
                    open.push(b'{');
                    self.key()?;
                }
                b'[' => {
                    if self.takes(b']') {
                        return Some(());
                    }
                    open.push(b'[');
                }
                b'"' => return self.string(),
                b't' => return self.word(b"rue"),
                b'f' => return self.word(b"alse"),
                b'n' => return self.word(b"ull"),
                b'-' => {
                    let first = self.byte()?;
                    return self.number(first);
                }
                first => return self.number(first),
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        self.space();
        self.word(b"\"")?;
        self.string()?;
        self.space();
        self.word(b":")
    }

    fn string(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                b'"' => return Some(()),
                b'\\' => match self.byte()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        for _ in 0..4 {
                            self.byte().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    _ => return None,
                },
                0..b' ' => return None,
                _ => {}
            }
        }
    }

    /// The rest of a number behind its first digit.
    fn number(&mut self, first: u8) -> Option<()> {
        match first {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.takes_now(b".") {
            self.byte().filter(u8::is_ascii_digit)?;
            self.digits();
        }
        if self.takes_now(b"eE") {
            self.takes_now(b"+-");
            self.byte().filter(u8::is_ascii_digit)?;
            self.digits();
        }
        Some(())
    }

    fn digits(&mut self) {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.rest = &self.rest[count..];
    }

    fn space(&mut self) {
        let count = self.rest.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
        self.rest = &self.rest[count..];
    }

    /// Takes a byte behind space, if it comes next.
    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        self.takes_now(&[byte])
    }

    /// Takes one of these bytes, if one comes next.
    fn takes_now(&mut self, bytes: &[u8]) -> bool {
        let comes = self.rest.first().is_some_and(|next| bytes.contains(next));
        if comes {
            self.rest = &self.rest[1..];
        }
        comes
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
}

#[cfg(test)]
mod tests {
    use super::is_json;

    /// Whatever serde_json reads is grammatical, and what it does not read for its grammar is not.
    #[test]
    fn agrees_with_a_reader() {
        let pieces = [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\\n\"",
            "\"\\u00e9\"",
            "1",
            "-0",
            "0.5",
            "1e5",
            "1E-2",
            "true",
            "false",
            "null",
            " ",
            "\n",
            "01",
            "-",
            ".",
            "e",
            "\"",
            "\\",
            "é",
            "nul",
            "\t",
        ];
        let mut random = 7_u64;
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) as usize % below
        };
        let mut grammatical = 0;
        for _ in 0..50_000 {
            let count = 1 + next(7);
            let text: String = (0..count).map(|_| pieces[next(pieces.len())]).collect();
            let reads = match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(_) => true,
                // It stops at `1e501`, whatever follows.
                Err(error) if error.to_string().starts_with("number out of range") => continue,
                Err(_) => false,
            };
            assert_eq!(is_json(text.as_bytes()), reads, "{text}");
            grammatical += usize::from(reads);
        }
        assert!(grammatical > 300, "{grammatical}");
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert!(is_json(deep.as_bytes()));
        assert!(!is_json(&deep.as_bytes()[1..]));
    }
}
