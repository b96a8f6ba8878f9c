//! How ids look.

/// How an id looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdShape {
    /// A UUID with hyphens.
    Uuid36,
    /// The 32 digits of a UUID, perhaps with a suffix such as `in07`.
    Uuid32(Option<&'static str>),
    /// A value that somebody chose.
    Name,
}

/// The lengths of the groups of a UUID.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// How many characters the suffix behind the digits may have: two letters for what it is, and a number.
const SUFFIX: usize = 4;

impl IdShape {
    /// Whether a text looks like an id of this shape.
    ///
    /// Any suffix of the usual length counts, because what it says about the cloud differs from one to
    /// the next.
    ///
    /// ```
    /// use taurusdb_descriptor_types::resources::IdShape;
    ///
    /// let shape = IdShape::Uuid32(Some("in07"));
    /// assert!(shape.fits("054e292c9880d4992f02c0196d3ea468in07"));
    /// assert!(!shape.fits("configurations"));
    /// ```
    pub fn fits(self, text: &str) -> bool {
        let is_hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match self {
            Self::Uuid36 => {
                let groups =
                    text.split('-').map(|group| is_hexadecimal(group).then_some(group.len()));
                groups.eq(GROUPS.map(Some))
            }
            Self::Uuid32(_) => text.split_at_checked(32).is_some_and(|(digits, suffix)| {
                let is_plain = suffix.bytes().all(|byte| byte.is_ascii_alphanumeric());
                is_hexadecimal(digits) && is_plain && [0, SUFFIX].contains(&suffix.len())
            }),
            Self::Name => !text.trim().is_empty() && !text.contains(char::is_control),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IdShape;

    #[test]
    fn ids_are_told_from_other_texts() {
        let digits = "054e292c9880d4992f02c0196d3ea468";
        let long = format!("{digits}{digits}");
        let suffixed = IdShape::Uuid32(Some("in07"));
        for good in [digits, "054E292C9880D4992F02C0196D3EA468in07", &format!("{digits}no07")] {
            assert!(suffixed.fits(good), "{good}");
            assert!(IdShape::Uuid32(None).fits(good), "{good}");
        }
        for bad in ["", "7", "x54e292c9880d4992f02c0196d3ea468", &digits[1..], &long] {
            assert!(!suffixed.fits(bad), "{bad}");
        }
        for bad in [&format!("{digits}in0"), &format!("{digits}in 7"), &format!("{digits}é07")] {
            assert!(!suffixed.fits(bad), "{bad}");
        }
        let plain = "61a4ea66-210d-4a2d-8b3f-7c1d0a9e2f11";
        assert!(IdShape::Uuid36.fits(plain));
        for bad in [digits, "", "----", &plain[1..], &plain.replace('-', "_"), &format!("{plain}-")]
        {
            assert!(!IdShape::Uuid36.fits(bad), "{bad}");
        }
        assert!(IdShape::Name.fits("gauss db"));
        for bad in ["", "  ", "a\nb", "a\0"] {
            assert!(!IdShape::Name.fits(bad), "{bad:?}");
        }
    }
}
