//! How far a text of JSON goes without anything special in it.

/// How many bytes come before the first that ends or interrupts a text: a quote, a backslash, or one that must be
/// escaped. Nothing if none of them comes.
#[inline(never)]
pub(super) fn plain(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        let found = special(*eight);
        if found != 0 {
            return Some(bytes.len() - rest.len() + found.trailing_zeros() as usize / 8);
        }
        rest = after;
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '))?;
    Some(bytes.len() - rest.len() + at)
}

/// A number whose lowest bit that is set is the top bit of the first special byte.
fn special(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let eight = u64::from_le_bytes(eight);
    // This swaps the quote with the space, so that it lies next to those that must be escaped.
    let low = eight ^ (ONES * 0x02);
    let backslash = eight ^ (ONES * 0x5c);
    // Bits above the lowest may come from borrowing.
    let found =
        (low.wrapping_sub(ONES * 0x21) & !low) | (backslash.wrapping_sub(ONES) & !backslash);
    found & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use super::{plain, special};

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut ended = 0;
        for _ in 0..40_000 {
            let mut byte = || match random.u8(..40) {
                0 => b'"',
                1 => b'\\',
                2 => random.u8(0..0x20),
                3 => random.u8(0x80..),
                _ => *random.choice(b" !#[]~az09").unwrap(),
            };
            let bytes: Vec<u8> = (0..45).map(|_| byte()).collect();
            let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
            for length in [45, 33, 24, 16, 15, 9, 8, 7, 1, 0] {
                let bytes = &bytes[..length];
                let first = bytes.iter().position(is_special);
                assert_eq!(plain(bytes), first, "{bytes:?}");
                ended += usize::from(first.is_some());
            }
            let (eight, _) = bytes.split_first_chunk().unwrap();
            let first = eight.iter().position(is_special);
            let found = special(*eight);
            let at = (found != 0).then(|| found.trailing_zeros() as usize / 8);
            assert_eq!(at, first, "{eight:?}");
        }
        assert!(ended > 10_000, "{ended}");
    }
}
