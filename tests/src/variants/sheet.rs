//! A document as lines that know what they are. This is a second reading, made for changing a document:
//! it shares nothing with the reader that it tries, and leaves alone what it is not sure of.

use std::collections::BTreeMap;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Title page.
    Front,
    /// The list of contents.
    Contents,
    /// Nothing.
    Blank,
    /// A numbered heading.
    Section,
    /// A heading without a number.
    Heading,
    /// The title of a table.
    Caption,
    /// The header row of a table, the first one or a repeated one.
    Header,
    /// A row of a table.
    Row,
    /// The mark that opens a fence.
    FenceStart,
    /// The mark that closes it.
    FenceEnd,
    /// A line of code, in a fence or not.
    Code,
    /// A request line outside of code, or a line with which it goes on.
    Uri,
    /// The first line of an item of a list.
    Item,
    /// The mark above a note.
    Note,
    /// Running text.
    Text,
}

/// A line. Variants change its text; a line feed in it makes several lines of one.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// What it says.
    pub text: String,
}

/// A document to be changed.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Sheet {
    /// Reads the text form of a reference.
    pub fn new(text: &str) -> Self {
        let lines = text.lines().map(|text| Line { role: Role::Front, text: text.to_owned() });
        let mut sheet = Self { lines: lines.collect() };
        let body = sheet.mark_contents();
        let titles = sheet.titles();
        let mut at = body;
        while at < sheet.lines.len() {
            at = sheet.mark(at, &titles);
        }
        sheet
    }

    /// The text of the changed document.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The lines of these roles.
    pub fn all(&self, roles: &[Role]) -> Vec<usize> {
        (0..self.lines.len()).filter(|&at| roles.contains(&self.lines[at].role)).collect()
    }

    /// The text of a line.
    pub fn get(&self, at: usize) -> &str {
        &self.lines[at].text
    }

    /// The role of a line; that of lines outside of the document is `Blank`.
    pub fn role(&self, at: usize) -> Role {
        self.lines.get(at).map_or(Role::Blank, |line| line.role)
    }

    /// Replaces the text of a line.
    pub fn set(&mut self, at: usize, text: impl Into<String>) {
        self.lines[at].text = text.into();
    }

    /// Replaces the text of lines.
    pub fn change(&mut self, places: &[usize], mut change: impl FnMut(&str) -> String) {
        for &at in places {
            let changed = change(&self.lines[at].text);
            self.lines[at].text = changed;
        }
    }

    /// The cells of a row.
    pub fn cells(&self, at: usize) -> Vec<&str> {
        self.lines[at].text.split('\t').collect()
    }

    /// The header of the table that a row belongs to.
    pub fn header_of(&self, row: usize) -> usize {
        let above = (0..=row).rev().find(|&at| self.lines[at].role == Role::Header);
        above.expect("a row stands below a header")
    }

    /// The cell of a row that stands in the column `name`.
    pub fn column_of(&self, row: usize, name: &str) -> Option<usize> {
        let header = self.cells(self.header_of(row));
        let column = header.iter().position(|cell| squeezed(cell) == squeezed(name))?;
        (column < self.cells(row).len()).then_some(column)
    }

    /// The rows with a description, and the number of that cell.
    pub fn descriptions(&self) -> Vec<(usize, usize)> {
        let rows = self.all(&[Role::Row]);
        let described = rows.into_iter().filter_map(|row| {
            let column = self.column_of(row, "Description")?;
            (!self.cells(row)[column].trim().is_empty()).then_some((row, column))
        });
        described.collect()
    }

    /// Replaces the text of a cell.
    pub fn change_cell(
        &mut self,
        (row, column): (usize, usize),
        change: impl FnOnce(&str) -> String,
    ) {
        let mut cells: Vec<String> = self.cells(row).into_iter().map(str::to_owned).collect();
        cells[column] = change(&cells[column]);
        self.lines[row].text = cells.join("\t");
    }

    /// Marks title page and contents; returns the first line behind them.
    fn mark_contents(&mut self) -> usize {
        let start = self.lines.iter().position(|line| line.text.trim() == "Contents");
        let start = start.expect("a reference has a list of contents");
        let is_entry = |text: &str| {
            let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
            head.len() < text.len() && head.trim_end().ends_with("...")
        };
        let last = self.lines.iter().rposition(|line| is_entry(&line.text)).expect("has entries");
        for line in &mut self.lines[start + 1..=last] {
            line.role = if line.text.trim().is_empty() { Role::Blank } else { Role::Contents };
        }
        last + 1
    }

    /// The titles of the contents, without white space, by number.
    fn titles(&self) -> BTreeMap<String, String> {
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        let mut open: Option<String> = None;
        for line in self.lines.iter().filter(|line| line.role == Role::Contents) {
            let text = line.text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
            let is_whole = text.ends_with("...");
            let text = text.trim_end_matches('.');
            match open.take() {
                Some(number) => {
                    titles.entry(number.clone()).or_default().push_str(&squeezed(text));
                    open = (!is_whole).then_some(number);
                }
                None => {
                    let (number, title) = text.split_once([' ', '\t']).expect("number and title");
                    titles.insert(number.to_owned(), squeezed(title));
                    open = (!is_whole).then(|| number.to_owned());
                }
            }
        }
        titles
    }

    /// Marks the line `at` and those that belong to it; returns the next one.
    fn mark(&mut self, at: usize, titles: &BTreeMap<String, String>) -> usize {
        let text = self.lines[at].text.clone();
        let trimmed = text.trim();
        if trimmed.chars().all(|c| c.is_whitespace() || is_icon(c)) {
            return self.set_role(at, Role::Blank);
        }
        if trimmed.starts_with("```") {
            return self.mark_fence(at);
        }
        if text.contains('\t') && !self.is_section(&text, titles) {
            let is_header = self.begins_table(at);
            return self.set_role(at, if is_header { Role::Header } else { Role::Row });
        }
        if self.is_section(&text, titles) {
            return self.mark_section(at, titles);
        }
        let bare = trimmed.trim_start_matches(is_icon).trim().trim_matches('*');
        if bare.strip_prefix("Table ").is_some_and(|rest| {
            let number = rest.split(['*', ' ']).next().unwrap_or_default();
            let is_number = number.split_once('-').is_some_and(|(chapter, count)| {
                chapter.len() < 3 && count.bytes().all(|b| b.is_ascii_digit())
            });
            is_number && !rest.ends_with('.')
        }) {
            return self.set_role(at, Role::Caption);
        }
        if matches!(bare, "NOTE" | "NOTICE" | "CAUTION") {
            return self.set_role(at, Role::Note);
        }
        if is_request(trimmed) {
            let mut end = self.set_role(at, Role::Uri);
            while self.lines.get(end).is_some_and(|line| {
                let next = line.text.trim();
                !next.is_empty()
                    && !next.contains([' ', '\t', '`'])
                    && !next.starts_with(['{', '#'])
                    || next.starts_with("{") && next.contains("}/")
            }) {
                end = self.set_role(end, Role::Uri);
            }
            return end;
        }
        if matches!(trimmed, "{" | "[") || trimmed.starts_with("{ \"") || trimmed.starts_with("{\"")
        {
            return self.mark_json(at);
        }
        if is_item(trimmed) {
            return self.set_role(at, Role::Item);
        }
        let is_alone = |near: Option<&Line>| near.is_none_or(|line| line.text.trim().is_empty());
        let stands_alone = is_alone(self.lines.get(at - 1)) && is_alone(self.lines.get(at + 1));
        let is_short = trimmed.split(' ').count() <= 4 && !trimmed.ends_with(['.', ':', ',']);
        let is_heading = stands_alone && is_short && HEADINGS.contains(&trimmed)
            || trimmed.starts_with("Status code: ") && trimmed.len() == 16;
        self.set_role(at, if is_heading { Role::Heading } else { Role::Text })
    }

    fn set_role(&mut self, at: usize, role: Role) -> usize {
        self.lines[at].role = role;
        at + 1
    }

    /// Marks the fence that opens at a line.
    fn mark_fence(&mut self, at: usize) -> usize {
        self.lines[at].role = Role::FenceStart;
        let mut end = at + 1;
        while self.lines.get(end).is_some_and(|line| !line.text.trim().starts_with("```")) {
            let is_blank = self.lines[end].text.trim().is_empty();
            end = self.set_role(end, if is_blank { Role::Blank } else { Role::Code });
        }
        self.set_role(end, Role::FenceEnd)
    }

    /// Marks unfenced JSON.
    fn mark_json(&mut self, at: usize) -> usize {
        let (mut depth, mut end) = (0_i32, at);
        while let Some(line) = self.lines.get(end).filter(|line| !line.text.contains('\t')) {
            for c in line.text.chars() {
                depth += i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'));
            }
            let is_blank = line.text.trim().is_empty();
            end = self.set_role(end, if is_blank { Role::Blank } else { Role::Code });
            if depth <= 0 {
                break;
            }
        }
        end
    }

    fn is_section(&self, text: &str, titles: &BTreeMap<String, String>) -> bool {
        let Some((number, title)) = text.split_once([' ', '\t']) else { return false };
        let title = squeezed(title);
        titles.get(number).is_some_and(|known| title.len() > 3 && known.starts_with(&title))
    }

    /// Marks a numbered heading, which may take two lines.
    fn mark_section(&mut self, at: usize, titles: &BTreeMap<String, String>) -> usize {
        let (number, title) = self.lines[at].text.split_once([' ', '\t']).expect("just checked");
        let is_whole = titles[number] == squeezed(title);
        let end = self.set_role(at, Role::Section);
        if is_whole { end } else { self.set_role(end, Role::Section) }
    }

    /// Whether a row is the header of a table: the first one below another text, or the same again.
    fn begins_table(&self, at: usize) -> bool {
        let Some(above) = (0..at).rev().find(|&at| self.lines[at].role != Role::Blank) else {
            return true;
        };
        if !matches!(self.lines[above].role, Role::Row | Role::Header) {
            return true;
        }
        let header = self.header_of(above);
        above + 1 < at && squeezed(&self.lines[at].text) == squeezed(&self.lines[header].text)
    }
}

/// Headings that the reference repeats in every section.
const HEADINGS: [&str; 10] = [
    "Function",
    "URI",
    "Request",
    "Request Parameters",
    "Response",
    "Response Parameters",
    "Example Request",
    "Example Response",
    "Status Code",
    "Error Code",
];

/// The text without white space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A private-use character, which stands for a picture.
fn is_icon(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{200b}' | '\u{feff}')
}

fn is_item(text: &str) -> bool {
    ["- ", "– ", "• ", "● "].iter().any(|bullet| text.starts_with(bullet))
}

/// Whether a text is a method and a path.
pub(super) fn is_request(text: &str) -> bool {
    ["GET ", "POST ", "PUT ", "DELETE ", "PATCH "].iter().any(|method| {
        text.strip_prefix(method).is_some_and(|rest| {
            rest.starts_with('/') || rest.trim_start_matches(['`', '<']).starts_with("http")
        })
    })
}
