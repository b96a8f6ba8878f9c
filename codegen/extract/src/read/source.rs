//! What is read: one file, or a folder of pages.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use taurusdb_spec::is_date;

use super::decode::decode;
use crate::fault::{Fault, told};

/// A form in which a vendor publishes its reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// One text, converted from a PDF file.
    Text,
    /// Help pages.
    Html,
    /// reStructuredText pages.
    Rst,
}

/// A document that is not read yet: its pages, in the order of their names.
///
/// The lines of all pages are counted through, so that every place of the document has one number;
/// [`Source::place`] turns such a number into a page and a line of it.
#[derive(Clone, Debug)]
pub struct Source {
    form: Form,
    pages: Vec<Page>,
    folder_date: Option<String>,
    folder_name: Option<String>,
    edition: Edition,
}

/// The issue and its date, as a caller gives them for a document that does not say them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Number of the issue.
    pub issue: Option<String>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// One file of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path below the folder, with `/` between its parts; empty if the document is one file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The number of its first line in the document.
    pub first_line: u32,
}

/// Why a file or folder cannot be used as a document.
#[derive(Debug)]
pub struct OpenError {
    /// The file or folder.
    pub path: PathBuf,
    /// What was found there.
    pub found: String,
    /// What to do.
    pub advice: &'static str,
}

/// The name of a folder that says what its pages are about.
fn name_of(path: &Path) -> Option<String> {
    const KEPT: [&str; 8] =
        ["source", "api-ref", "api-reference", "html", "rst", "pages", "docs", "doc"];
    let path = std::path::absolute(path).ok()?;
    let mut names = path.iter().rev().map(|name| name.to_string_lossy().into_owned());
    names.find(|name| {
        !KEPT.contains(&name.to_ascii_lowercase().as_str()) && !is_date(name) && name != "/"
    })
}

/// The form of a date, for its length.
const DATE: &str = "YYYY-MM-DD";

const FORMS: &str =
    "give the text form of an API Reference, or a folder of its .html or .rst pages";

impl Source {
    /// A document in the text form.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of_pages(Form::Text, [(String::new(), text.into())])
    }

    /// A document of pages, each with its name and text.
    pub fn of_pages(form: Form, pages: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut pages: Vec<(String, String)> = pages.into_iter().collect();
        pages.sort();
        let mut first_line = 1;
        let pages = pages.into_iter().map(|(name, text)| {
            let page = Page { name, text, first_line };
            first_line += page.line_count();
            page
        });
        Self {
            form,
            pages: pages.collect(),
            folder_date: None,
            folder_name: None,
            edition: Edition::default(),
        }
    }

    /// Opens a file, or all pages below a folder.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let refuse =
            |path: &Path, found: String, advice| OpenError { path: path.to_owned(), found, advice };
        if !path.is_dir() {
            let form = form_of(path).unwrap_or(Form::Text);
            let name = match form {
                Form::Text => String::new(),
                _ => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            };
            return Ok(Self::of_pages(form, [(name, read_text(path)?)]));
        }
        let mut files = Vec::new();
        collect(path, &mut files)?;
        files.sort();
        let forms: Vec<Form> = files.iter().filter_map(|file| form_of(file)).collect();
        let Some(&form) = forms.first() else {
            return Err(refuse(
                path,
                "the folder has neither .html nor .rst pages".to_owned(),
                FORMS,
            ));
        };
        if let Some(other) = forms.iter().find(|other| **other != form) {
            let found = format!("the folder has both {form} and {other}");
            return Err(refuse(path, found, "give a folder with pages of one form"));
        }
        let mut pages = Vec::new();
        for file in files.iter().filter(|file| form_of(file).is_some()) {
            let name = file.strip_prefix(path).expect("the file is below the folder");
            let parts: Vec<Cow<'_, str>> =
                name.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            pages.push((parts.join("/"), read_text(file)?));
        }
        Ok(Self {
            folder_date: date_of(path),
            folder_name: name_of(path),
            ..Self::of_pages(form, pages)
        })
    }

    /// The form of its pages.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Its pages, in order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The date in the name of the folder, or of one above it, as a vendor dates an issue:
    /// `teapots/2026-01-31/source`.
    pub fn folder_date(&self) -> Option<&str> {
        self.folder_date.as_deref()
    }

    /// The name of the folder, or of the first one above it that says more than how pages are kept.
    pub fn folder_name(&self) -> Option<&str> {
        self.folder_name.as_deref()
    }

    /// The document with an issue and a date that count more than what it says itself.
    #[must_use]
    pub fn of_edition(self, edition: Edition) -> Self {
        Self { edition, ..self }
    }

    /// The issue and the date that were given for it.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// All lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().flat_map(Page::lines)
    }

    /// The page that has a line of the document, and the number of the line in it.
    pub fn place(&self, line: u32) -> Option<(&Page, u32)> {
        let after = self.pages.partition_point(|page| page.first_line <= line);
        let page = self.pages.get(after.checked_sub(1)?)?;
        Some((page, line - page.first_line + 1))
    }

    /// The fault with the name of its page, and the number of its line there.
    #[must_use]
    pub fn locate(&self, fault: Fault) -> Fault {
        fault.located(|line| self.named_place(line))
    }

    /// A line as people find it: `line 12`, or `instances/create.rst, line 12`.
    pub fn told(&self, line: u32) -> String {
        told(&self.named_place(line))
    }

    /// The name of the page that has a line, if it has one, and the number of the line there.
    fn named_place(&self, line: u32) -> (Option<Box<str>>, u32) {
        match self.place(line) {
            Some((page, line)) if !page.name.is_empty() => (Some(page.name.as_str().into()), line),
            _ => (None, line),
        }
    }
}

impl Page {
    /// Its lines. A page has at least one, so that a fault of the page as a whole has a place.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let empty = self.text.is_empty().then_some("");
        self.text.lines().chain(empty)
    }

    fn line_count(&self) -> u32 {
        u32::try_from(self.lines().count())
            .expect("a document has fewer than four thousand million lines")
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Html => "HTML pages",
            Self::Rst => "reStructuredText pages",
        })
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  {}", self.path.display(), self.found, self.advice)
    }
}

impl std::error::Error for OpenError {}

/// The date in the nearest name of a path that has one.
fn date_of(path: &Path) -> Option<String> {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let names = whole.components().rev().filter_map(|part| part.as_os_str().to_str());
    names
        .filter_map(|name| {
            let starts = 0..=name.len().checked_sub(DATE.len())?;
            starts
                .filter_map(|at| name.get(at..at + DATE.len()))
                .find(|text| is_date(text))
                .map(str::to_owned)
        })
        .next()
}

fn form_of(path: &Path) -> Option<Form> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Some(Form::Html),
        "rst" => Some(Form::Rst),
        _ => None,
    }
}

/// All files below a folder; hidden ones belong to tools, not to the document.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), OpenError> {
    let refuse = |error: std::io::Error| OpenError {
        path: folder.to_owned(),
        found: format!("cannot be read: {error}"),
        advice: FORMS,
    };
    for entry in std::fs::read_dir(folder).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // A link to a folder is not followed: it could lead back up.
        if entry.file_type().map_err(refuse)?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<String, OpenError> {
    let refuse = |found: String, advice| OpenError { path: path.to_owned(), found, advice };
    let bytes =
        std::fs::read(path).map_err(|error| refuse(format!("cannot be read: {error}"), FORMS))?;
    decode(&bytes).map(Cow::into_owned).map_err(|not_text| {
        refuse(
            not_text.to_string(),
            "convert the file to UTF-8 (for example with iconv), or take the text form of the reference",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Source};
    use crate::fault::Fault;

    #[test]
    fn lines_are_counted_through_all_pages() {
        let page = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let source = Source::of_pages(
            Form::Rst,
            [page("b/c.rst", "three\nfour\n"), page("a.rst", "one"), page("b/a.rst", "")],
        );
        let lines: Vec<&str> = source.lines().collect();
        assert_eq!(lines, ["one", "", "three", "four"]);
        let places: Vec<(&str, u32)> = (1..=4)
            .filter_map(|line| source.place(line).map(|(page, line)| (page.name.as_str(), line)))
            .collect();
        assert_eq!(places, [("a.rst", 1), ("b/a.rst", 1), ("b/c.rst", 1), ("b/c.rst", 2)]);
        assert!(source.place(0).is_none());
    }

    #[test]
    fn a_fault_names_its_page() {
        let page = |name: &str| (name.to_owned(), "one\ntwo".to_owned());
        let source = Source::of_pages(Form::Html, [page("a.html"), page("b.html")]);
        let fault = source.locate(Fault::new(4, "a kettle", "a teapot"));
        assert!(fault.to_string().starts_with("b.html, line 2: found a kettle"), "{fault}");
        let fault = Source::text("one").locate(Fault::new(1, "a kettle", "a teapot"));
        assert!(fault.to_string().starts_with("line 1: found a kettle"), "{fault}");
    }
}
