//! From the bytes of a file to text: encodings and line ends that converters and editors write.

use std::borrow::Cow;
use std::fmt;

/// Why bytes are not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The first line that is not text.
    pub line: usize,
    /// What was found there, and what it may come from.
    pub found: String,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: found {}; expected text in UTF-8 or UTF-16", self.line, self.found)
    }
}

/// Reads UTF-8 and UTF-16, with or without a byte order mark. Lines that end otherwise than usual get an
/// end that every reader knows.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest)?,
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        _ => match zeros(bytes) {
            Some(Zeros::Odd) => Cow::Owned(utf16(bytes, u16::from_le_bytes)?),
            Some(Zeros::Even) => Cow::Owned(utf16(bytes, u16::from_be_bytes)?),
            None => utf8(bytes)?,
        },
    };
    Ok(with_line_ends(text))
}

/// Without the usual end of a line, others are one; a carriage return always is.
fn with_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\n') {
        return match text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            true => Cow::Owned(text.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")),
            false => text,
        };
    }
    let is_alone = |(at, _): (usize, &str)| !text[at + 1..].starts_with('\n');
    match text.match_indices('\r').any(is_alone) {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => text,
    }
}

/// Where most zero bytes stand.
enum Zeros {
    Odd,
    Even,
}

/// Latin letters in UTF-16 have a zero byte each, always on the same side. A text in UTF-8 has none.
fn zeros(bytes: &[u8]) -> Option<Zeros> {
    const LOOKED_AT: usize = 4096;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let count = |side: usize| start.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (count(0), count(1));
    match () {
        () if odd > start.len() / 4 && even * 10 < odd => Some(Zeros::Odd),
        () if even > start.len() / 4 && odd * 10 < even => Some(Zeros::Even),
        () => None,
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let at = error.valid_up_to();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let byte = bytes[at];
        let found = match bytes {
            [b'P', b'K', 3, 4, ..] => "a ZIP archive, such as a DOCX or an EPUB file".to_owned(),
            [b'%', b'P', b'D', b'F', ..] => "a PDF file".to_owned(),
            _ if byte == 0xff || byte == 0xfe || byte == 0xc0 || byte == 0xc1 => {
                format!("the byte 0x{byte:02X}, which no text in UTF-8 has")
            }
            _ => format!(
                "the byte 0x{byte:02X}, which is not UTF-8; it may be a letter of Windows-1252 or \
                 another older encoding"
            ),
        };
        NotText { line, found }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    for letter in char::decode_utf16(units) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => {
                let line = text.matches('\n').count() + 1;
                return Err(NotText { line, found: "half a letter of UTF-16".to_owned() });
            }
        }
    }
    if bytes.len() % 2 == 1 {
        let line = text.matches('\n').count() + 1;
        return Err(NotText { line, found: "UTF-16 that ends within a letter".to_owned() });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    const TEXT: &str = "Tea\n√ of it\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked = format!("\u{feff}{TEXT}");
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(TEXT, u16::to_le_bytes),
            utf16(TEXT, u16::to_be_bytes),
            TEXT.replace('\n', "\r").into_bytes(),
            TEXT.replace('\n', "\u{2028}").into_bytes(),
            TEXT.replace('\n', "\u{85}").into_bytes(),
            TEXT.replacen('\n', "\r", 1).into_bytes(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{bytes:?}");
        }
    }

    #[test]
    fn other_bytes_are_refused_with_their_line() {
        let said = |bytes: &[u8]| decode(bytes).map_err(|e| (e.line, e.found)).expect_err("bytes");
        assert_eq!(said(b"Tea\n\xe9").0, 2);
        assert!(said(b"Tea\n\xe9").1.contains("Windows-1252"));
        assert!(said(b"%PDF-1.7\n\xff\xfe").1.contains("a PDF file"));
        assert!(said(b"PK\x03\x04\xff").1.contains("a ZIP archive"));
        let mut odd = utf16("\u{feff}a\nb", u16::to_le_bytes);
        odd.pop();
        assert_eq!(said(&odd), (2, "UTF-16 that ends within a letter".to_owned()));
        assert!(decode(b"").is_ok());
    }
}
