//! Which mandatory fields of a record have been given a value.

/// Which mandatory fields of a record have been given a value, by their places among the mandatory ones. The others
/// hold one only for want of it, and are not written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivenFields(u128);

impl GivenFields {
    /// None of them.
    pub(crate) const NONE: Self = Self(0);

    /// All of them.
    pub(crate) const ALL: Self = Self(u128::MAX);

    /// Adds the one at this place. Those behind the first 128 always count as given.
    pub(crate) fn add(&mut self, place: u32) {
        self.0 |= 1_u128.checked_shl(place).unwrap_or_default();
    }

    /// Whether the one at this place is among them.
    pub(crate) fn has(self, place: u32) -> bool {
        1_u128.checked_shl(place).is_none_or(|bit| self.0 & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::GivenFields;

    #[test]
    fn has_what_was_added() {
        let mut given = GivenFields::NONE;
        given.add(3);
        given.add(127);
        given.add(128);
        let has: Vec<u32> = (0..130).filter(|place| given.has(*place)).collect();
        assert_eq!(has, [3, 127, 128, 129]);
        assert!((0..130).all(|place| GivenFields::ALL.has(place)));
    }
}
