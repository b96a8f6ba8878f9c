//! Marks of names: numbers that tell most names apart without looking at their texts.

/// What a name looks like from afar: its length, and its first, middle and last byte. Names with different marks are
/// different; names with the same mark mostly are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(u32);

impl Mark {
    pub(crate) const fn of(name: &[u8]) -> Self {
        let Some(last) = name.len().checked_sub(1) else { return Self(0) };
        let [first, middle, last] = [name[0], name[name.len() / 2], name[last]];
        Self(u32::from_le_bytes([first, middle, last, name.len().to_le_bytes()[0]]))
    }

    /// It spread over a number of bits, as a place in a table.
    pub(crate) const fn spread(self, bits: u32) -> usize {
        (self.0.wrapping_mul(0x9e37_79b1) >> (u32::BITS - bits)) as usize
    }

    /// Which of 64 kinds it is of.
    pub(crate) const fn kind(self) -> u64 {
        1 << self.spread(6)
    }
}
