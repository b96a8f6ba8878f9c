//! One section of the document, read block by block as one operation.

use taurusdb_spec::Side;

use super::draft::{DeprecationDraft, Draft};
use super::notices;
use super::object_name;
use super::place::Place;
use super::section_part::{LABELS, PARTS, SectionPart, is_label};
use super::section_state::{Reading, unexpected};
use super::status_line::status_of;
use super::table_role::{Role, role};
use super::tables;
use super::uri;
use super::uri_halves::Whole;
use super::words;
use crate::fault::{Fault, LOST_HEADING, LOST_PART, OTHER, OTHER_BODY};
use crate::read::{Block, Class, Code, Document, Line, Section, Span, method_of};

/// Reads one section as one operation.
pub fn interpret(document: &Document, section: &Section) -> Result<Draft, Fault> {
    let mut reading = Reading { of_pages: document.of_pages, ..Reading::new(section) };
    for block in &section.blocks {
        reading.block(block).map_err(|fault| fault.in_section(&section.number))?;
    }
    let ancestors: Vec<String> =
        document.ancestors(&section.number).iter().map(|e| e.title.clone()).collect();
    // Pages announce the end of their operations in the title of the chapter alone. A text whose chapter
    // says no day has lost its notice.
    let above = if document.of_pages { ancestors.as_slice() } else { &[] };
    if notices::is_outdated(&section.title, above) {
        let line = section.span.first;
        let ends = DeprecationDraft { until: String::new(), successor: None, line };
        reading.deprecated.get_or_insert(ends);
    }
    reading.finish(ancestors).map_err(|fault| fault.in_section(&section.number))
}

/// Words of the headings above what a call returns: a body, or statuses.
const RETURNED: [&str; 2] = ["returned value", "return value"];

impl Reading<'_> {
    fn block(&mut self, block: &Block) -> Result<(), Fault> {
        if matches!(block, Block::Heading(_) | Block::Table(_) | Block::Code(_)) {
            self.in_note = false;
        }
        match block {
            Block::Heading(line) => self.heading(line)?,
            Block::Note(_) => {
                self.in_note = true;
                self.claim(block.span(), Class::Furniture);
            }
            Block::Figure(_) => self.claim(block.span(), Class::Prose),
            Block::Paragraph(span, lines) => self.paragraph(*span, lines)?,
            Block::Item(span, lines) => self.item(*span, lines)?,
            Block::Table(table) => {
                let path = self.uris.first().map(|uri| uri.path.as_str());
                let place = Place {
                    part: self.part,
                    path,
                    status: self.status,
                    section: &self.section.number,
                    heading: &self.heading,
                    heading_line: self.heading_line,
                    of_page: self.of_pages,
                };
                // The markup of pages tells all tables, those for people among them.
                let is_for_people = self.of_pages
                    && match self.part {
                        Some(SectionPart::Examples) => true,
                        None | Some(SectionPart::Function | SectionPart::Constraints) => true,
                        Some(SectionPart::Uri | SectionPart::Request | SectionPart::Response) => {
                            !tables::may_have_fields(table)
                        }
                        _ => false,
                    };
                let class = match is_for_people {
                    true => Class::Prose,
                    false => self.placed.table(table, place)?,
                };
                self.claim(table.span, class);
            }
            Block::Code(code) => self.code(code)?,
        }
        Ok(())
    }

    fn heading(&mut self, line: &Line) -> Result<(), Fault> {
        let span = Span::new(line.number, line.number);
        if let Some(status) = line.text.strip_prefix("Status code: ").and_then(|s| s.parse().ok()) {
            if !matches!(
                self.part,
                Some(SectionPart::Response | SectionPart::ExampleResponse | SectionPart::Examples)
            ) {
                return Err(unexpected(
                    line,
                    &format!(
                        "the heading '{}' or '{}' before a status; {}",
                        SectionPart::Response.headings(),
                        SectionPart::ExampleResponse.headings(),
                        self.above()
                    ),
                )
                .beside(self.heading_line)
                .advise(LOST_HEADING));
            }
            self.status = Some(status);
            self.placed.statuses.push((status, line.number));
            if self.part == Some(SectionPart::Response) {
                self.placed.scope_of(Side::Response, self.status, self.of_pages);
            }
            self.claim(span, Class::Fact);
            return Ok(());
        }
        if let Some(part) = SectionPart::of(&line.text) {
            let part = self.part_here(part, &line.text);
            self.heading.clone_from(&line.text);
            self.heading_line = line.number;
            self.examples.finish();
            self.part = Some(part);
            self.seen.push((part, line.number));
            self.label = None;
            self.status = None;
            self.claim(span, Class::Furniture);
            return Ok(());
        }
        if let Some(part) = SectionPart::resembling(&line.text) {
            self.alike.push((line.clone(), part));
        }
        let in_tables = matches!(
            self.part,
            Some(SectionPart::Uri | SectionPart::Request | SectionPart::Response)
        );
        // `Request Header` above a table without a title.
        if in_tables && !matches!(role(&line.text), Role::Object(_)) {
            self.heading.clone_from(&line.text);
            self.claim(span, Class::Furniture);
            return Ok(());
        }
        let is_caption = match self.part {
            // Captions introduce examples, and some of them look like headings.
            Some(
                SectionPart::ExampleRequest
                | SectionPart::ExampleResponse
                | SectionPart::Examples
                | SectionPart::Sdk,
            ) => true,
            // Only marks show that this is a heading: between texts, bold words are no loss.
            Some(
                SectionPart::Function
                | SectionPart::Constraints
                | SectionPart::Advice
                | SectionPart::Authorization,
            ) if has_small_words(&line.text) => true,
            _ => words::say_nothing(&line.text) || line.text == "Success",
        };
        if !is_caption {
            let known: Vec<&str> = PARTS.iter().map(|(heading, _)| *heading).collect();
            let expected = match SectionPart::resembling(&line.text) {
                Some(part) => format!("the heading '{}'", part.headings()),
                None => format!("one of the headings {}", known.join(", ")),
            };
            return Err(unexpected(line, &expected));
        }
        self.claim(span, Class::Prose);
        Ok(())
    }

    /// Which heading stands above, for messages.
    fn above(&self) -> String {
        match self.heading_line {
            0 => "no heading stands above".to_owned(),
            _ => format!("the last heading is '{}' ({OTHER})", self.heading),
        }
    }

    /// The part that a heading opens at this place: behind the body of the answer, what is returned
    /// are statuses.
    fn part_here(&self, part: SectionPart, heading: &str) -> SectionPart {
        let is_behind = self.seen.iter().any(|(seen, _)| *seen == SectionPart::Response);
        match part {
            SectionPart::Response
                if is_behind && RETURNED.contains(&&*words::of(heading).join(" ")) =>
            {
                SectionPart::StatusCode
            }
            part => part,
        }
    }

    fn item(&mut self, span: Span, lines: &[Line]) -> Result<(), Fault> {
        let label = lines.first().map(|line| line.text.as_str()).unwrap_or_default();
        if self.take_label(label) {
            self.claim(Span::new(span.first, span.first), Class::Furniture);
            if lines.len() > 1 {
                self.text(Span::new(span.first + 1, span.last), &lines[1..])?;
            }
            return Ok(());
        }
        self.text(span, lines)
    }

    /// Takes the label of an item, and on a page a line that is one; returns whether it is one.
    fn take_label(&mut self, label: &str) -> bool {
        match self.part {
            Some(SectionPart::Uri | SectionPart::Request | SectionPart::Response) => {
                if !is_label(label) {
                    return false;
                }
                // What belongs to an example: `Request URL`, `Request body`.
                if self.is_below_example() && !opens_more(label) {
                    return false;
                }
                self.label = Some(label.to_owned());
                self.in_note = false;
                if self.of_pages {
                    label.clone_into(&mut self.heading);
                }
                true
            }
            Some(
                SectionPart::Examples | SectionPart::ExampleRequest | SectionPart::ExampleResponse,
            ) => {
                // `Example request: a round pot`.
                let label = label.split([':', '：']).next().unwrap_or_default();
                let part @ Some(SectionPart::ExampleRequest | SectionPart::ExampleResponse) =
                    SectionPart::of(label)
                else {
                    return false;
                };
                self.examples.finish();
                self.part = part;
                self.status = None;
                true
            }
            _ => false,
        }
    }

    fn paragraph(&mut self, span: Span, lines: &[Line]) -> Result<(), Fault> {
        if self.of_pages
            && let [line] = lines
            && self.take_label(&line.text)
        {
            self.claim(span, Class::Furniture);
            return Ok(());
        }
        self.text(span, lines)
    }

    fn text(&mut self, span: Span, lines: &[Line]) -> Result<(), Fault> {
        // A heading that lost the look of one: in lower case, or without the blank line below.
        if let [first, rest @ ..] = lines
            && PARTS.iter().any(|(heading, _)| heading.eq_ignore_ascii_case(&first.text))
        {
            self.heading(first)?;
            return match rest {
                [] => Ok(()),
                rest => self.text(Span::new(span.first + 1, span.last), rest),
            };
        }
        if let [line] = lines
            && let Some(part) = SectionPart::resembling(&line.text)
        {
            self.alike.push((line.clone(), part));
        }
        if self.part.is_none() && self.untitled.is_none() {
            self.untitled = lines.first().cloned();
        }
        let class = match self.part {
            // Some references have no heading above the words for people.
            None | Some(SectionPart::Function | SectionPart::Constraints) => self.notices(lines)?,
            Some(SectionPart::Uri) if self.is_below_example() => Class::Example,
            Some(SectionPart::Uri) => self.uri_text(lines)?,
            Some(SectionPart::ExampleRequest | SectionPart::Examples) => self.example_text(lines),
            Some(SectionPart::StatusCode) => self.status_text(lines),
            Some(SectionPart::Request | SectionPart::Response) if self.is_below_example() => {
                self.example_text(lines)
            }
            // The text above a table names the object that the table describes.
            Some(SectionPart::Request | SectionPart::Response)
                if self.of_pages
                    && lines.len() == 1
                    && object_name::named(&lines[0].text).is_some() =>
            {
                self.heading.clone_from(&lines[0].text);
                self.label = None;
                Class::Furniture
            }
            // The title of a table without `Table` and a number.
            Some(SectionPart::Request | SectionPart::Response)
                if lines.len() == 1 && !matches!(role(&lines[0].text), Role::Object(_)) =>
            {
                self.heading.clone_from(&lines[0].text);
                Class::Furniture
            }
            Some(SectionPart::Request | SectionPart::Response) => {
                self.in_header |= self.part == Some(SectionPart::Response)
                    && lines.iter().any(|line| words::say_in_header(&line.text));
                self.no_text(lines)?
            }
            Some(
                SectionPart::Advice
                | SectionPart::Authorization
                | SectionPart::ExampleResponse
                | SectionPart::Sdk
                | SectionPart::ErrorCode,
            ) => Class::Prose,
        };
        self.claim(span, class);
        Ok(())
    }

    /// Whether a label introduces examples: older sections have one instead of the heading.
    fn is_below_example(&self) -> bool {
        self.label.as_deref().is_some_and(|label| label.to_lowercase().contains("example"))
    }

    fn example_text(&mut self, lines: &[Line]) -> Class {
        if self.examples.text(lines) { Class::Example } else { Class::Prose }
    }

    /// Reads the statuses that stand below a heading without a table: `Normal`, then `204`.
    fn status_text(&mut self, lines: &[Line]) -> Class {
        let mut class = Class::Prose;
        for line in lines {
            if let Some(status) = status_of(&line.text) {
                self.placed.statuses.push((status, line.number));
                class = Class::Fact;
            }
        }
        class
    }

    fn notices(&mut self, lines: &[Line]) -> Result<Class, Fault> {
        let mut class = Class::Prose;
        let undated = self.of_pages.then(|| notices::outdated(lines)).flatten();
        if let Some(found) = undated {
            self.deprecated.get_or_insert(found);
            class = Class::Fact;
        } else if let Some(found) = notices::deprecation(lines, self.in_note)? {
            self.deprecated = Some(found);
            class = Class::Fact;
        }
        // A page may end in the middle of a remark.
        let mut whole = std::mem::take(&mut self.before);
        whole.extend_from_slice(lines);
        if let Some(stage) = notices::stage(&whole) {
            self.stage = stage;
            class = Class::Fact;
        }
        self.before = lines.last().cloned().into_iter().collect();
        Ok(class)
    }

    /// Reads text between tables, which must be a note or say that there is no table. Anything else
    /// is a row, a heading or a label that was not recognised and would be lost.
    fn no_text(&self, lines: &[Line]) -> Result<Class, Fault> {
        let whole = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        // What is the same for many calls stands elsewhere.
        let points_elsewhere = ["See [", "For details, see [", "Refer to ["];
        let points_elsewhere = points_elsewhere.iter().any(|start| whole.starts_with(start));
        if points_elsewhere || words::lead_to_tables(&whole) || words::say_nothing(&whole) {
            return Ok(Class::Prose);
        }
        match lines.iter().find(|line| !words::say_nothing(&line.text)) {
            Some(line) if !self.in_note && !self.of_pages => Err(unexpected(
                line,
                &format!("a table, a note, 'None', or a label ({})", LABELS.join(", ")),
            )
            .advise(LOST_PART)),
            _ => Ok(Class::Prose),
        }
    }

    fn uri_text(&mut self, lines: &[Line]) -> Result<Class, Fault> {
        let mut class = Class::Prose;
        for line in lines {
            if line.text.trim_start().starts_with("<?xml") {
                return Err(unexpected(line, "a body in JSON: no other form can be described")
                    .advise(OTHER_BODY));
            }
            let whole = self.halves.whole(line);
            if matches!(whole, Whole::Half) {
                class = Class::Fact;
            } else if let Some(uri) = uri::parse(whole.line().unwrap_or(line))? {
                self.uris.push(uri);
                class = Class::Fact;
            } else {
                class = class.max(self.no_text(std::slice::from_ref(line))?);
            }
        }
        Ok(class)
    }

    fn code(&mut self, code: &Code) -> Result<(), Fault> {
        let first = code.lines().next();
        let class = match self.part {
            Some(SectionPart::Uri) if self.is_below_example() => Class::Example,
            Some(SectionPart::Uri) => {
                let lines: Vec<Line> = code.lines().cloned().collect();
                self.uri_text(&lines)?
            }
            Some(SectionPart::Sdk | SectionPart::Advice | SectionPart::Authorization) => {
                Class::Example
            }
            // What the markup of a page shows among words for people.
            None | Some(SectionPart::Function | SectionPart::Constraints) if self.of_pages => {
                Class::Example
            }
            Some(SectionPart::StatusCode | SectionPart::ErrorCode) if self.of_pages => {
                Class::Example
            }
            Some(SectionPart::Examples) => {
                let side = self.side_of(code);
                self.examples.code(code, side, self.status);
                Class::Example
            }
            Some(part @ (SectionPart::ExampleRequest | SectionPart::Request))
                if part == SectionPart::ExampleRequest || self.is_below_example() =>
            {
                self.examples.code(code, Side::Request, None);
                Class::Example
            }
            Some(part @ (SectionPart::ExampleResponse | SectionPart::Response))
                if part == SectionPart::ExampleResponse || self.is_below_example() =>
            {
                self.examples.code(code, Side::Response, self.status);
                Class::Example
            }
            Some(_) | None => {
                let line =
                    first.cloned().unwrap_or(Line { number: code.span.first, text: "```".into() });
                return Err(unexpected(&line, "examples below a heading of examples"));
            }
        };
        self.claim(code.span, class);
        Ok(())
    }

    /// Which side an example without a label shows: a call with a body shows it.
    fn side_of(&self, code: &Code) -> Side {
        let is_request_line = |line: &Line| method_of(&line.text).is_some();
        let has_body = self.placed.scopes.iter().any(|scope| scope.side == Side::Request);
        let is_first = self.examples.found.is_empty();
        match self.status.is_none()
            && (code.lines().next().is_some_and(is_request_line) || has_body && is_first)
        {
            true => Side::Request,
            false => Side::Response,
        }
    }
}

/// Whether a label below an example opens something else than a part of the example.
fn opens_more(label: &str) -> bool {
    let found = words::of(label);
    let others = ["parameter", "description", "response", "example", "sample", "normal"];
    found.iter().any(|word| others.contains(&&**word))
}

/// Whether a heading has words of meaning without a capital, as a sentence has.
fn has_small_words(text: &str) -> bool {
    text.split(' ').any(|word| word.len() > 3 && word.starts_with(|c: char| c.is_lowercase()))
}
