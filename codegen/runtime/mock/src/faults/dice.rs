//! Chance that can be played again.

use fastrand::Rng;

/// The dice of one meeting of a rule with a request: the same seed, rule and count give the same
/// throws, whatever other rules do.
pub(super) fn dice(seed: u64, rule: &str, met: u64) -> Rng {
    // FNV-1a: unlike the hasher of the standard library, it stays the same for ever.
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let bytes = [seed.to_le_bytes().as_slice(), rule.as_bytes(), &met.to_le_bytes()].concat();
    Rng::with_seed(bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::dice;

    #[test]
    fn each_part_changes_the_throw_and_nothing_else_does() {
        let throw = |seed, rule, met| dice(seed, rule, met).u64(..);
        let first = throw(1, "slow", 1);
        assert_eq!(throw(1, "slow", 1), first);
        for other in [throw(2, "slow", 1), throw(1, "slo", 1), throw(1, "slow", 2)] {
            assert_ne!(other, first);
        }
    }
}
