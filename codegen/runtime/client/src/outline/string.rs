//! Where a string ends.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHEST_BITS: u64 = 0x8080_8080_8080_8080;

/// The place of the first byte from `at` on that ends a string, begins an escape sequence, or must not be in a
/// string; `None` if there is none.
pub(super) fn next_special(bytes: &[u8], mut at: usize) -> Option<usize> {
    // Eight bytes at a time.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        let below = |limit: u8, word: u64| {
            word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHEST_BITS
        };
        // With this bit turned, the quote comes right after the control characters, and nothing between.
        let quote_or_control = below(0x21, word ^ (ONES * 0x02));
        // Of several bits that are set, the lowest is certain.
        let special = quote_or_control | below(1, word ^ (ONES * u64::from(b'\\')));
        if special != 0 {
            return Some(at + special.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?.iter();
    rest.clone().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).map(|offset| at + offset)
}

/// Whether a text can stand between quotes as it is.
pub(crate) fn is_plain(text: &str) -> bool {
    next_special(text.as_bytes(), 0).is_none()
}

/// The place of the quote that ends a string, after an escape sequence at `at`.
pub(super) fn end_of_escaped(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = next_special(bytes, at)?;
        match bytes[at] {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => return None,
        }
    }
}
