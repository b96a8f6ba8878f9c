//! Changes as a page: text for a terminal, Markdown for a pull request, JSON for a program.

mod contents;
mod json;
mod markdown;
mod rows;
mod short;
mod text;

pub use contents::{Format, Report};
pub(crate) use rows::{Row, rows};

impl Report<'_> {
    /// The short form: the number of changes of each class, and the breaking ones.
    pub fn short(&self) -> String {
        short::render(self)
    }

    /// The report as a whole.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::render(self),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
        }
    }
}
