//! How names, values and characters are marked in a sentence.

use std::borrow::Cow;

/// Where a sentence is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A terminal or a log: nothing is marked.
    Plain,
    /// Rustdoc and other Markdown: names, values, characters and patterns are in back-ticks, and other
    /// text is escaped so that Markdown does not read it as markup.
    Markdown,
}

impl Style {
    /// A name, a value, a character or a pattern.
    ///
    /// ```
    /// use taurusdb_vocabulary::phrase::Style;
    ///
    /// assert_eq!(Style::Plain.code("prePaid"), "prePaid");
    /// assert_eq!(Style::Markdown.code("prePaid"), "`prePaid`");
    /// assert_eq!(Style::Markdown.code("!`?"), "`` !`? ``");
    /// ```
    pub fn code(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => text.into(),
            Self::Markdown if text.contains("``") => self.text(text),
            // A code span that holds a back-tick needs two around it.
            Self::Markdown if text.contains('`') => format!("`` {text} ``").into(),
            Self::Markdown => format!("`{text}`").into(),
        }
    }

    /// Text that Markdown must show as it is: without links, HTML and emphasis. Parts that are already
    /// in back-ticks do not change.
    ///
    /// ```
    /// use taurusdb_vocabulary::phrase::Style;
    ///
    /// assert_eq!(Style::Markdown.text("the <id> of `a_b` or c_d"), r"the \<id\> of `a_b` or c\_d");
    /// ```
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Plain {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        let mut in_code = false;
        for c in text.chars() {
            match c {
                '`' => in_code = !in_code,
                '[' | ']' | '<' | '>' | '*' | '_' if !in_code => out.push('\\'),
                _ => {}
            }
            out.push(c);
        }
        out.into()
    }
}
