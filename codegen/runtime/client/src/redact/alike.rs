//! Finds a secret that a text holds in another notation: as in JSON, in an address, in a page, or in one inside of
//! another.

/// A value to look for.
pub(super) struct Alike(Vec<char>);

impl Alike {
    pub(super) fn new(value: &str) -> Self {
        let mut signs: Vec<char> = value.chars().collect();
        // However many there are, escaping doubles them any number of times.
        signs.dedup_by(|one, other| (*one, *other) == ('\\', '\\'));
        Self(signs)
    }

    /// The text without the value; `None` if it does not hold it.
    pub(super) fn hidden(&self, text: &str, mask: &str) -> Option<String> {
        let (mut shown, mut kept, mut at) = (String::new(), 0, 0);
        while at < text.len() {
            if let Some(length) = self.length(&text[at..]) {
                shown.push_str(&text[kept..at]);
                shown.push_str(mask);
                at += length;
                kept = at;
            } else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        (kept > 0).then(|| shown + &text[kept..])
    }

    /// How many bytes the value takes up at the beginning of a text that holds it there.
    fn length(&self, text: &str) -> Option<usize> {
        self.0.iter().try_fold(0, |at, sign| Some(at + length_of(*sign, &text[at..])?))
    }
}

/// How many bytes a sign takes up at the beginning of a text, in whatever notation.
fn length_of(sign: char, text: &str) -> Option<usize> {
    let noted = match text.as_bytes().first()? {
        b'%' => in_percents(sign, text),
        b'&' => in_page(sign, text),
        b'+' => (sign == ' ').then_some(1),
        b'\\' => after_backslashes(sign, text),
        _ => None,
    };
    noted.or_else(|| text.starts_with(sign).then_some(sign.len_utf8()))
}

/// `%2F`, and `%252f` where that was encoded once more.
fn in_percents(sign: char, text: &str) -> Option<usize> {
    let (mut bytes, mut at) = ([0; 4], 0);
    for byte in sign.encode_utf8(&mut bytes).bytes() {
        let mut rest = text[at..].strip_prefix('%')?;
        while let Some(further) = rest.strip_prefix("25").filter(|_| byte != b'%') {
            rest = further;
        }
        if u8::from_str_radix(rest.get(..2)?, 16).ok()? != byte {
            return None;
        }
        at = text.len() - rest.len() + 2;
    }
    Some(at)
}

/// `&lt;`, `&#60;` and `&#x3c;`, and `&amp;lt;` where that was written once more.
fn in_page(sign: char, text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('&')?;
    while let Some(further) = rest.strip_prefix("amp;") {
        rest = further;
    }
    if sign == '&' {
        return Some(text.len() - rest.len());
    }
    let (name, after) = rest.split_once(';')?;
    let is_meant = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            code == Ok(u32::from(sign))
        }
        None => [("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')].contains(&(name, sign)),
    };
    is_meant.then(|| text.len() - after.len())
}

/// A sign after any number of backslashes, itself or as `u003c` and `x3c`; or the backslashes, if that is the sign.
fn after_backslashes(sign: char, text: &str) -> Option<usize> {
    let rest = text.trim_start_matches('\\');
    let before = text.len() - rest.len();
    let coded = |mark: char, digits: usize| {
        let code = u32::from_str_radix(rest.strip_prefix(mark)?.get(..digits)?, 16).ok()?;
        (code == u32::from(sign)).then_some(before + 1 + digits)
    };
    if let Some(length) = coded('u', 4).or_else(|| coded('x', 2)) {
        return Some(length);
    }
    match sign {
        '\\' => Some(before),
        _ => rest.starts_with(sign).then(|| before + sign.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::Alike;

    #[test]
    fn finds_a_value_in_every_notation() {
        let alike = Alike::new(r#"Pa&s"w<o>r d'é/+%1\x"#);
        for text in [
            r#"Pa&s"w<o>r d'é/+%1\x"#,
            r#"Pa&s\"w<o>r d'é/+%1\\x"#,
            r#"Pa&s\\\"w<o>r d'é\/+%1\\\\x"#,
            r"Pa\u0026s\u0022w\u003Co\u003er\u0020d\u0027\u00e9\u002f\u002b\u00251\u005cx",
            r"Pa\\u0026s\\u0022w<o>r d\x27é/+%1\\x",
            "Pa%26s%22w%3Co%3Er%20d%27%C3%A9%2F%2B%251%5Cx",
            "Pa%26s%22w%3co%3er+d%27%c3%a9/%2b%251%5cx",
            "Pa%2526s%2522w%253Co%253Er%2520d%2527%25C3%25A9%252F%252B%251%255Cx",
            r"Pa&amp;s&quot;w&lt;o&gt;r d&#39;é/+%1\x",
            r"Pa&amp;amp;s&amp;quot;w&amp;lt;o&amp;gt;r d&#x27;&#233;/+%1\x",
            r#"Pa&s"w<o>r d\'é/+%1\\x"#,
        ] {
            let whole = format!("é: {text}, {text}!");
            assert_eq!(alike.hidden(&whole, "***").as_deref(), Some("é: ***, ***!"), "{text}");
        }
        for text in ["", "Pa&s", "Pa%", "%2", "&#x", "\\u00", "Pa&s\"w<o>r d'e/+%1\\x", "é"] {
            assert_eq!(alike.hidden(text, "***"), None, "{text}");
        }
    }
}
