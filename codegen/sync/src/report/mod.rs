//! Changes as a page: text for a terminal, Markdown for a pull request, JSON for a program.

mod contents;
mod json;
mod markdown;
mod rows;
mod text;

pub use contents::{Format, Report};

impl Report<'_> {
    /// The report as a whole.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::render(self),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
        }
    }
}
