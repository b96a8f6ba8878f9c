//! The error for a place in the document that cannot be understood.

use std::fmt;
use std::panic::Location;

/// A place in the document that cannot be understood.
///
/// A fault says where it is, what was found there, what was expected instead and what to do. It is
/// always an error: nothing is skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The page, where the document is a folder of pages.
    pub page: Option<Box<str>>,
    /// Line of the page, or of the document if it is one file, counted from 1.
    pub line: u32,
    /// Number of the section, where one is known.
    pub section: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// The lines that a mark stands for in both texts, in their order; empty once the fault is located.
    pub others: Vec<u32>,
    /// What to do about it; empty for a form that the reader could be taught.
    pub advice: &'static str,
    /// The place of the reader that found it: what to change if the document is right. Faults of one
    /// place have one cause.
    pub teacher: &'static Location<'static>,
}

/// Stands in a text for the place of another line: which page has it is known only when the whole document
/// is.
pub(crate) const OTHER: &str = "\u{fffc}";

/// A text with the place of each other line in it.
pub(crate) fn with_places(text: &str, others: &[u32], place: impl Fn(u32) -> String) -> String {
    others.iter().fold(text.to_owned(), |text, line| text.replacen(OTHER, &place(*line), 1))
}

/// The test that lists the forms in which a document may state the same facts.
pub const TEST_OF_FORMS: &str = "tests/extract/forms.rs";

impl Fault {
    /// A fault at a line.
    #[track_caller]
    pub fn new(line: u32, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            page: None,
            line,
            section: None,
            found: found.into(),
            expected: expected.into(),
            others: Vec::new(),
            advice: "",
            teacher: Location::caller(),
        }
    }

    /// A fault for an unexpected line of text.
    #[track_caller]
    pub(crate) fn unexpected(line: u32, text: &str, expected: &str) -> Self {
        Self::new(line, quote(text), expected)
    }

    /// The same fault, placed in a section.
    #[must_use]
    pub fn in_section(mut self, number: &str) -> Self {
        self.section.get_or_insert_with(|| number.to_owned());
        self
    }

    /// The same fault with the line of another place, which [`OTHER`] stands for in one of its texts.
    #[must_use]
    pub(crate) fn beside(mut self, line: u32) -> Self {
        self.others.push(line);
        self
    }

    /// The same fault with the page of each place.
    #[must_use]
    pub(crate) fn located(mut self, place: impl Fn(u32) -> (Option<Box<str>>, u32)) -> Self {
        let (found, expected) = self.texts(|line| told(&place(line)));
        (self.found, self.expected) = (found, expected);
        self.others.clear();
        (self.page, self.line) = place(self.line);
        self
    }

    /// Both texts, with the place of each other line.
    fn texts(&self, place: impl Fn(u32) -> String) -> (String, String) {
        let in_found = self.found.matches(OTHER).count().min(self.others.len());
        let (found, expected) = self.others.split_at(in_found);
        (with_places(&self.found, found, &place), with_places(&self.expected, expected, &place))
    }

    /// Where it is, what was found and what was expected, without advice.
    pub fn short(&self) -> String {
        let place = told(&(self.page.clone(), self.line));
        let section = self.section.as_ref().map_or_else(String::new, |n| format!(", section {n}"));
        let (found, expected) = self.texts(|line| told(&(None, line)));
        format!("{place}{section}: found {found}; expected {expected}")
    }

    /// The same fault with other advice.
    #[must_use]
    pub fn advise(mut self, advice: &'static str) -> Self {
        self.advice = advice;
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.short())?;
        match self.advice {
            "" => write!(
                f,
                "\n  if the document is right, teach the reader this form in {} and list it in \
                 {TEST_OF_FORMS}; if it is one mistake, mend a copy of the document",
                teacher(self.teacher)
            ),
            advice => write!(f, "\n  {advice}"),
        }
    }
}

/// A place, as people find it: `line 12`, or `instances/create.rst, line 12`.
pub(crate) fn told((page, line): &(Option<Box<str>>, u32)) -> String {
    match page {
        Some(page) => format!("{page}, line {line}"),
        None => format!("line {line}"),
    }
}

/// The file of a place, with the path from the root of the repository.
fn teacher(place: &'static Location<'static>) -> &'static str {
    let path = place.file();
    &path[path.find("codegen").unwrap_or(0)..]
}

impl std::error::Error for Fault {}

/// Faults for people: the first of each kind, with the places of those like it. What has one cause is
/// told once, and the first place of the document comes first.
pub(crate) struct Listed<'a>(pub(crate) &'a [Fault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST_KINDS: usize = 8;
        const MOST_PLACES: usize = 6;
        let mut kinds: Vec<Vec<&Fault>> = Vec::new();
        for fault in self.0 {
            let is_same = |kind: &&mut Vec<&Fault>| {
                kind[0].teacher == fault.teacher && kind[0].expected == fault.expected
            };
            match kinds.iter_mut().find(is_same) {
                Some(kind) => kind.push(fault),
                None => kinds.push(vec![fault]),
            }
        }
        for (i, kind) in kinds.iter().take(MOST_KINDS).enumerate() {
            write!(f, "{}{}", if i > 0 { "\n" } else { "" }, kind[0])?;
            if kind.len() > 1 {
                let place = |fault: &&Fault| told(&(fault.page.clone(), fault.line));
                let mut places: Vec<String> =
                    kind[1..].iter().take(MOST_PLACES).map(place).collect();
                if kind.len() - 1 > MOST_PLACES {
                    places.push("…".to_owned());
                }
                let s = if kind.len() == 2 { "place" } else { "places" };
                write!(f, "\n  the same in {} more {s}: {}", kind.len() - 1, places.join("; "))?;
            }
        }
        let rest: usize = kinds.iter().skip(MOST_KINDS).map(Vec::len).sum();
        if rest > 0 {
            write!(f, "\n… and {rest} more of other kinds")?;
        }
        Ok(())
    }
}

/// Advice for documents that end before they are complete.
pub(crate) const CUT_OFF: &str = "the document seems to be cut off; take the complete file";

/// Advice for documents that lack a section.
pub(crate) const LOST_SECTION: &str =
    "take the complete file; if it is complete, look for that heading in another form";

/// Advice for parts of a section whose heading is not there.
pub(crate) const LOST_HEADING: &str =
    "restore the heading that the converter lost, on a line of its own with blank lines around it";

/// Advice for text where only tables are expected.
/// What cannot be described, however it is written.
pub(crate) const OTHER_BODY: &str =
    "leave the section out with --keep-going: bodies in XML have no place in the specification";
pub(crate) const LOST_PART: &str = "if a heading such as 'Example Request' is lost above it, restore the heading; if it was a row of a table, restore its tabs; if it is a remark, put NOTE on a line above it";

/// Advice for a table that is missing in the count.
pub(crate) const LOST_TABLE: &str = "restore the table that is missing before it, or the number of this one; if the vendor left the number out, renumber a copy of the document";

/// Advice for the heading of a section that is not in the list of contents.
pub(crate) const UNLISTED: &str = "if it is a section, add it to the list of contents in a copy of the document; if it is a line of a text, join it to the text";

/// Advice for a section that ends too early.
pub(crate) const SHORT_SECTION: &str = "the section seems to be cut off: take the complete file; if it is complete, restore the heading that the converter lost";

/// Advice for tables whose cells nothing separates any more.
pub(crate) const LOST_TABS: &str = "the converter turned the tabs between cells into spaces, and where a cell ends is lost: convert the document again and keep tabs (or make tables with pipes)";

/// Advice for descriptions whose list has no bullets.
pub(crate) const LOST_BULLETS: &str = "the converter dropped the bullets of lists, so that one item cannot be told from the next: convert the document again and keep them (any mark will do: •, -, *)";

/// A text for a message: quoted, and shortened if it is long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        format!("'{text}'")
    } else {
        format!("'{}…'", text.chars().take(LONGEST).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Listed, OTHER};

    #[test]
    fn what_has_one_cause_is_told_once() {
        let fault = |line| Fault::new(line, format!("a kettle {line}"), "a teapot");
        let mut faults: Vec<Fault> = (1..10).map(fault).collect();
        faults.push(Fault::new(40, "a lid", "a spout").advise("look"));
        let said = Listed(&faults).to_string();
        assert!(said.starts_with("line 1: found a kettle 1; expected a teapot\n"), "{said}");
        assert!(said.contains("the same in 8 more places: line 2; line 3;"), "{said}");
        assert!(said.ends_with("…\nline 40: found a lid; expected a spout\n  look"), "{said}");
    }

    #[test]
    fn each_line_of_a_message_is_told_with_its_page() {
        let fault =
            Fault::new(12, format!("a lid, as in {OTHER}"), format!("one; the first is {OTHER}"));
        let fault = fault.beside(3).beside(11);
        let said = fault.short();
        assert_eq!(said, "line 12: found a lid, as in line 3; expected one; the first is line 11");
        let place = |line| match line {
            ..10 => (Some("a.html".into()), line),
            _ => (Some("b.html".into()), line - 9),
        };
        let said = fault.located(place).short();
        let told = "b.html, line 3: found a lid, as in a.html, line 3; expected one; the first is b.html, line 2";
        assert_eq!(said, told);
    }

    #[test]
    fn advice_names_the_file_that_can_be_taught() {
        let said = Fault::new(1, "a kettle", "a teapot").to_string();
        assert!(
            said.contains("in codegen/extract/src/fault.rs and list it in tests/extract/"),
            "{said}"
        );
    }
}
