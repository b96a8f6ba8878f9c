//! The text of a file, whatever encoding its editor chose.

use super::Misread;

/// The text of bytes in UTF-8, UTF-16 or UTF-32, with or without a byte order mark: PowerShell writes
/// UTF-16, other editors of the same system a mark before UTF-8.
///
/// Without a mark, zeros in the first characters tell what it is: they are in ASCII in everything that
/// is read here.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, Misread> {
    let (name, mark, size, is_little) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => ("UTF-32", 4, 4, true),
        [0, 0, 0xfe, 0xff, ..] => ("UTF-32", 4, 4, false),
        [0xff, 0xfe, ..] => ("UTF-16", 2, 2, true),
        [0xfe, 0xff, ..] => ("UTF-16", 2, 2, false),
        [0, 0, 0, (1..), ..] => ("UTF-32", 0, 4, false),
        [(1..), 0, 0, 0, ..] => ("UTF-32", 0, 4, true),
        [0, (1..), ..] => ("UTF-16", 0, 2, false),
        [(1..), 0, ..] => ("UTF-16", 0, 2, true),
        _ => return utf8(bytes),
    };
    let units = bytes[mark..].chunks(size);
    let unit = |bytes: &[u8]| {
        let shift = |at: usize| 8 * if is_little { at } else { size - 1 - at };
        bytes.iter().enumerate().map(|(at, byte)| u32::from(*byte) << shift(at)).sum::<u32>()
    };
    let is_whole = bytes.len().is_multiple_of(size);
    let mut text = String::with_capacity(bytes.len() / size);
    let wrong = |text: &str, what: &str| {
        let problem = format!("not {name}, as its first bytes say: {what}; save it as UTF-8");
        Misread::at(text, text.len(), problem)
    };
    if size == 4 {
        for bytes in units.filter(|bytes| bytes.len() == size) {
            let found = char::from_u32(unit(bytes));
            text.push(found.ok_or_else(|| wrong(&text, "no character has this number"))?);
        }
    } else {
        let halves = units.filter(|bytes| bytes.len() == size).map(|bytes| unit(bytes) as u16);
        for found in char::decode_utf16(halves) {
            text.push(found.map_err(|_| wrong(&text, "half a character"))?);
        }
    }
    match is_whole {
        true => Ok(text),
        false => Err(wrong(&text, "it ends within a character")),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Misread> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..good]);
        let problem = format!("the byte {:#04x} is not UTF-8; save it as UTF-8", bytes[good]);
        Misread::at(&before, good, problem)
    })?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    const TEXT: &str = "{\"a\": \"é😀\"}\r\n";

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked = format!("\u{feff}{TEXT}");
        for text in [TEXT, &marked] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            for bytes in [text.as_bytes().to_vec(), little, big, wide] {
                assert_eq!(decoded(&bytes).as_deref(), Ok(TEXT), "{bytes:?}");
            }
        }
        assert_eq!(decoded(b"").as_deref(), Ok(""));
        assert_eq!(decoded(b"\xff\xfe").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        let said = |bytes: &[u8]| decoded(bytes).expect_err("it is no text").to_string();
        assert_eq!(
            said(b"a: 1\nb: \xe9\n"),
            "line 2, column 4: the byte 0xe9 is not UTF-8; save it as UTF-8"
        );
        assert!(said(b"\xff\xfea\0b").starts_with("line 1, column 2: not UTF-16"));
        assert!(said(b"\xff\xfea\0\0\xd8").contains("half a character"));
    }
}
