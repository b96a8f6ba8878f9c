//! Classes of characters.

/// A class of characters that a text may consist of.
///
/// `S` is the text of the listed characters: owned in the specification, borrowed in constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum CharClass<S = String> {
    /// A to Z and a to z.
    Letters,
    /// A to Z.
    Uppercase,
    /// a to z.
    Lowercase,
    /// 0 to 9.
    Digits,
    /// Any character that is not ASCII.
    NonAscii,
    /// These characters.
    Chars(S),
}

impl<S: AsRef<str>> CharClass<S> {
    /// Whether the class contains a character.
    ///
    /// ```
    /// use taurusdb_vocabulary::CharClass;
    ///
    /// assert!(CharClass::Chars("-_").has('_'));
    /// assert!(!CharClass::<&str>::Digits.has('a'));
    /// ```
    pub fn has(&self, c: char) -> bool {
        match self {
            Self::Letters => c.is_ascii_alphabetic(),
            Self::Uppercase => c.is_ascii_uppercase(),
            Self::Lowercase => c.is_ascii_lowercase(),
            Self::Digits => c.is_ascii_digit(),
            Self::NonAscii => !c.is_ascii(),
            Self::Chars(chars) => chars.as_ref().contains(c),
        }
    }

    /// The same class with its characters borrowed.
    pub fn borrowed(&self) -> CharClass<&str> {
        match self {
            Self::Letters => CharClass::Letters,
            Self::Uppercase => CharClass::Uppercase,
            Self::Lowercase => CharClass::Lowercase,
            Self::Digits => CharClass::Digits,
            Self::NonAscii => CharClass::NonAscii,
            Self::Chars(chars) => CharClass::Chars(chars.as_ref()),
        }
    }
}
