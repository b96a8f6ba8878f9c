//! Simple regular expressions: classes of characters one after the other, as most descriptions have them.
//!
//! They are matched in one pass over the text. What is not simple is left to the library of regular expressions.

/// An anchored sequence of classes, each with how often it comes.
#[derive(Debug)]
pub(crate) struct Sequence(Vec<Item>);

#[derive(Clone, Copy, Debug)]
struct Item {
    set: Set,
    /// Once; without it, any number of times.
    once: bool,
}

/// A set of characters.
#[derive(Clone, Copy, Debug)]
struct Set {
    /// A bit for each ASCII character.
    ascii: u128,
    /// Whether all other characters are in it.
    others: bool,
}

impl Set {
    fn has(self, c: char) -> bool {
        match u32::from(c) {
            code @ 0..128 => self.ascii >> code & 1 == 1,
            _ => self.others,
        }
    }

    fn meets(self, other: Self) -> bool {
        self.ascii & other.ascii != 0 || self.others && other.others
    }
}

impl Sequence {
    /// The pattern as a sequence; `None` if it is anything else, or if a text could be divided in several ways.
    pub(crate) fn of(pattern: &str) -> Option<Self> {
        let mut rest = pattern.strip_prefix('^')?.strip_suffix('$')?;
        let mut items: Vec<Item> = Vec::new();
        while let Some(start) = rest.chars().next() {
            let set;
            (set, rest) = match start {
                '[' => class(&rest[1..])?,
                c if c.is_ascii_alphanumeric() => {
                    (Set { ascii: 1 << u32::from(c), others: false }, &rest[1..])
                }
                _ => return None,
            };
            let many = rest.strip_prefix('*');
            rest = many.unwrap_or(rest);
            if items.last().is_some_and(|before| !before.once && before.set.meets(set)) {
                return None;
            }
            items.push(Item { set, once: many.is_none() });
        }
        Some(Self(items))
    }

    /// Whether a text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let mut rest = text.chars();
        for item in &self.0 {
            if item.once {
                if !rest.next().is_some_and(|c| item.set.has(c)) {
                    return false;
                }
            } else {
                let length =
                    rest.as_str().find(|c| !item.set.has(c)).unwrap_or(rest.as_str().len());
                rest = rest.as_str()[length..].chars();
            }
        }
        rest.as_str().is_empty()
    }
}

/// The class whose bracket has been opened, and what follows it.
fn class(text: &str) -> Option<(Set, &str)> {
    let (is_negated, mut rest) = match text.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut ascii = 0_u128;
    // An empty class is read in several ways.
    if rest.starts_with(']') {
        return None;
    }
    loop {
        if let Some(rest) = rest.strip_prefix(']') {
            let ascii = if is_negated { !ascii } else { ascii };
            return Some((Set { ascii, others: is_negated }, rest));
        }
        let (first, after) = character(rest)?;
        let last;
        (last, rest) = match after.strip_prefix('-').filter(|after| !after.starts_with(']')) {
            Some(after) => character(after)?,
            None => (first, after),
        };
        if first > last {
            return None;
        }
        ascii |= (first..=last).fold(0, |set, code| set | 1 << code);
    }
}

/// One character of a class, by its code, and what follows it.
fn character(text: &str) -> Option<(u32, &str)> {
    let mut rest = text.chars();
    let c = match rest.next()? {
        '\\' => match rest.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            c if c.is_ascii_punctuation() => c,
            _ => return None,
        },
        // They may begin a class in the class, or combine two.
        '[' | '&' | '~' | '-' => return None,
        c => c,
    };
    c.is_ascii().then(|| (u32::from(c), rest.as_str()))
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::Sequence;

    #[test]
    fn agrees_with_the_library() {
        const TEXTS: [&str; 16] = [
            "",
            "a",
            "orders",
            "Orders-1_x",
            "1a",
            "a b",
            "a\n",
            "\n",
            "ain07",
            "in07",
            "xin07x",
            "é",
            "aé",
            "<",
            "a]",
            "a-",
        ];
        for pattern in [
            r"^[A-Za-z][A-Za-z0-9\-_]*$",
            r"^[A-Z][a-z]*[0-9]*$",
            r#"^[^\r!<"='>]*$"#,
            "^[^<>]*$",
            "^a[0-9]*b$",
            "^$",
        ] {
            let sequence = Sequence::of(pattern).unwrap_or_else(|| panic!("{pattern} is simple"));
            let regex = Regex::new(pattern).unwrap();
            let mut random = fastrand::Rng::with_seed(5);
            let made = (0..3000).map(|_| {
                let count = random.usize(0..7);
                (0..count)
                    .map(|_| {
                        *random
                            .choice(&['a', 'Z', '0', '-', '_', ' ', '\n', 'é', '<', ']', 'b', '\r'])
                            .unwrap()
                    })
                    .collect()
            });
            for text in
                TEXTS.iter().map(|text| (*text).to_owned()).chain(made.collect::<Vec<String>>())
            {
                assert_eq!(sequence.matches(&text), regex.is_match(&text), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn leaves_the_rest_to_the_library() {
        for pattern in [
            "",
            "a",
            "^a",
            "a$",
            "^[A-Za-z0-9]*in07$",
            "^a+$",
            "^a?$",
            "^a{2}$",
            "^(a)$",
            "^a|b$",
            "^.$",
            r"^\d$",
            r"^[\d]$",
            "^[[:alpha:]]$",
            "^[a&&b]$",
            "^[é]$",
            "^[z-a]$",
            "^[a-]*$",
            "^[]a]$",
            "^[a",
            "^**$",
            "^a**$",
            "^[^]*$",
            r"^a\$",
        ] {
            assert!(Sequence::of(pattern).is_none(), "{pattern}");
        }
    }
}
