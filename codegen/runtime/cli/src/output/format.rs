//! The formats of answers.

/// A format of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Json,
    Yaml,
    Table,
    Csv,
    Text,
}

impl Format {
    /// All of them, with the words for them.
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("json", Self::Json),
        ("yaml", Self::Yaml),
        ("table", Self::Table),
        ("csv", Self::Csv),
        ("text", Self::Text),
    ];

    /// The format that a word stands for, in whatever case.
    ///
    /// # Errors
    /// Names the formats that there are.
    pub(crate) fn named(word: &str) -> Result<Self, String> {
        let found = Self::WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim()));
        found.map(|(_, format)| *format).ok_or_else(|| {
            let known: Vec<&str> = Self::WORDS.iter().map(|(word, _)| *word).collect();
            format!("must be one of {}", known.join(", "))
        })
    }
}

/// Whether a word stands for a format.
///
/// # Errors
/// Names the formats that there are.
pub(crate) fn is_format(word: &str) -> Result<(), String> {
    Format::named(word).map(|_| ())
}
