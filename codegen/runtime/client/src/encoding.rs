//! The text of bytes, whatever encoding they came in.
//!
//! Bodies and files state their encoding rarely and wrongly, so it is seen from the bytes: a byte order mark, or
//! where the zeros stand in the first characters, which are in ASCII in everything that is read here.

use std::borrow::Cow;
use std::io;
use std::path::Path;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A body in UTF-8, without byte order marks, white space and control characters around it. Bytes that are not
/// UTF-8 stay as they are.
pub(crate) fn text(body: &[u8]) -> Cow<'_, [u8]> {
    match decoded(body) {
        Some(decoded) => trimmed(decoded.as_bytes()).to_owned().into(),
        // Nothing but zeros is no empty text: something has been lost.
        None => match trimmed(body) {
            [] if body.contains(&0) => body.into(),
            text => text.into(),
        },
    }
}

/// A file as text. Bytes that are not UTF-8, such as those of a comment in another encoding, become U+FFFD.
///
/// # Errors
/// Those of reading the file.
pub(crate) fn of_file(path: &Path) -> io::Result<String> {
    let bytes = std::fs::read(path)?;
    Ok(String::from_utf8_lossy(&text(&bytes)).into_owned())
}

/// Text that is not in an encoding of single bytes; `None` if it is.
fn decoded(body: &[u8]) -> Option<String> {
    let (size, is_little) = match body {
        [0xff, 0xfe, 0, 0, ..] => (4, true),
        [0, 0, 0xfe, 0xff, ..] => (4, false),
        [0xff, 0xfe, ..] => (2, true),
        [0xfe, 0xff, ..] => (2, false),
        // Without a mark: units of four bytes, seen twice, so that zeros before the text are no sign of them.
        [0, 0, 0, (1..), 0, 0, 0, (1..), ..] => (4, false),
        [(1..), 0, 0, 0, (1..), 0, 0, 0, ..] => (4, true),
        [0, (1..), 0, (1..), ..] => (2, false),
        [(1..), 0, (1..), 0, ..] => (2, true),
        _ => return None,
    };
    let units = body.chunks_exact(size).map(|bytes| {
        let place = |(at, byte): (usize, &u8)| {
            let shift = if is_little { at } else { size - 1 - at };
            u32::from(*byte) << (8 * shift)
        };
        bytes.iter().enumerate().map(place).sum::<u32>()
    });
    Some(match size {
        4 => {
            units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => {
            let units: Vec<u16> = units.filter_map(|unit| u16::try_from(unit).ok()).collect();
            String::from_utf16_lossy(&units)
        }
    })
}

fn trimmed(mut body: &[u8]) -> &[u8] {
    loop {
        let rest = body.trim_ascii();
        let rest = rest.strip_prefix(BYTE_ORDER_MARK).unwrap_or(rest);
        let rest = match rest {
            [0..0x20, rest @ ..] | [rest @ .., 0..0x20] => rest,
            rest => rest,
        };
        if rest.len() == body.len() {
            return rest;
        }
        body = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    const JSON: &str = "{\"a\":\"é😀\"}";

    fn wide(text: &str, is_little: bool) -> Vec<u8> {
        let bytes = |c: char| match is_little {
            true => u32::from(c).to_le_bytes(),
            false => u32::from(c).to_be_bytes(),
        };
        text.chars().flat_map(bytes).collect()
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn takes_the_text_out_of_a_body() {
        let marked = format!("\u{feff} {JSON}\r\n");
        for body in [
            JSON.as_bytes().to_vec(),
            format!("\u{feff}{JSON}\n").into_bytes(),
            format!("\n\u{feff} \u{feff}{JSON}").into_bytes(),
            format!("\0\0\0{JSON}\0\0").into_bytes(),
            format!("\u{1e}{JSON}\n").into_bytes(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(JSON, u16::to_le_bytes),
            utf16(JSON, u16::to_be_bytes),
            wide(&marked, true),
            wide(&marked, false),
            wide(JSON, true),
            wide(JSON, false),
        ] {
            assert_eq!(String::from_utf8_lossy(&text(&body)), JSON, "{body:?}");
        }
        for empty in
            [&b""[..], b"\xff\xfe", b"\xfe\xff", b" \r\n", b"\xff\xfe\0\0", "\u{feff}".as_bytes()]
        {
            assert_eq!(&*text(empty), b"", "{empty:?}");
        }
    }

    #[test]
    fn leaves_bytes_of_other_encodings() {
        assert_eq!(&*text(b" {\"a\":\"\xe9\"} "), b"{\"a\":\"\xe9\"}");
    }
}
