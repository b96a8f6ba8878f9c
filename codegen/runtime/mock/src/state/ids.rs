//! Ids: of the documented shape, the same ones for the same seed.

use smol_str::SmolStr;
use taurusdb_descriptor_types::resources::IdShape;

/// A number that looks random and depends on its inputs alone (two rounds of splitmix64).
pub(crate) fn mix(seed: u64, number: u64) -> u64 {
    splitmix(splitmix(seed) ^ number)
}

/// A number out of a text (FNV-1a), to be mixed with others.
pub(crate) fn hash(text: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The id with a number: another one for each seed and number.
pub(crate) fn id(seed: u64, number: u64, shape: IdShape) -> SmolStr {
    let high = mix(seed, number.wrapping_mul(2));
    let low = mix(seed, number.wrapping_mul(2).wrapping_add(1));
    // Version 4 and its variant, as those who check UUIDs expect.
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0xc << 60)) | (0x8 << 60);
    let number = u128::from(high) << 64 | u128::from(low);
    let digits = hexadecimal(number);
    let mut id = [b'-'; 36];
    match shape {
        IdShape::Uuid36 | IdShape::Name => {
            for (at, part) in [(0, 0..8), (9, 8..12), (14, 12..16), (19, 16..20), (24, 20..32)] {
                id[at..at + part.len()].copy_from_slice(&digits[part]);
            }
            std::str::from_utf8(&id).unwrap_or_default().into()
        }
        IdShape::Uuid32(suffix) => {
            let suffix = suffix.unwrap_or_default();
            let length = digits.len() + suffix.len();
            let Some(whole) = id.get_mut(..length) else {
                let digits = String::from_utf8_lossy(&digits);
                return SmolStr::new(digits + suffix);
            };
            whole[..digits.len()].copy_from_slice(&digits);
            whole[digits.len()..].copy_from_slice(suffix.as_bytes());
            std::str::from_utf8(whole).unwrap_or_default().into()
        }
    }
}

/// All digits of a number, also those in front.
pub(crate) fn hexadecimal(number: u128) -> [u8; 32] {
    let mut digits = [0; 32];
    for (byte, two) in number.to_be_bytes().iter().zip(digits.as_chunks_mut::<2>().0) {
        *two = DIGITS[usize::from(*byte)];
    }
    digits
}

/// The two digits of each byte.
const DIGITS: [[u8; 2]; 256] = {
    let mut all = [[0; 2]; 256];
    let mut byte = 0;
    while byte < all.len() {
        let digits = b"0123456789abcdef";
        all[byte] = [digits[byte / 16], digits[byte % 16]];
        byte += 1;
    }
    all
};

fn splitmix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::resources::IdShape;

    use super::id;

    #[test]
    fn ids_have_their_shape_and_differ() {
        let plain = id(1, 1, IdShape::Uuid36);
        let lengths: Vec<_> = plain.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(plain.chars().nth(14) == Some('4'), "{plain}");
        let suffixed = id(1, 1, IdShape::Uuid32(Some("in07")));
        assert_eq!((suffixed.len(), &suffixed[32..]), (36, "in07"));
        assert_eq!(suffixed[..32], plain.replace('-', ""));
        let long = id(1, 1, IdShape::Uuid32(Some("database")));
        assert_eq!((&long[..32], &long[32..]), (&suffixed[..32], "database"));
        assert_eq!(id(1, 1, IdShape::Uuid32(None)), suffixed[..32]);
        assert_ne!(id(1, 2, IdShape::Uuid36), plain);
        assert_ne!(id(2, 1, IdShape::Uuid36), plain);
    }
}
