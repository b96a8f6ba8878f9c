//! Changes as a page: text for a terminal, Markdown for a pull request, JSON for a program.

mod contents;
mod json;
mod markdown;
mod quotes;
mod rows;
mod short;
mod text;

pub use contents::{Format, Report};
pub use quotes::Quotes;
pub(crate) use rows::{Row, rows};

impl Report<'_> {
    /// The short form: the number of changes of each class, and the breaking ones.
    pub fn short(&self) -> String {
        short::render(self)
    }

    /// The report as a whole for a terminal, with short quotations of the documents that are at hand.
    pub fn quoting(&self, quotes: &Quotes<'_>) -> String {
        text::render(self, quotes)
    }

    /// The report as a whole.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::render(self, &Quotes::default()),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
        }
    }
}
