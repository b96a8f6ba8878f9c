//! One section of the document, read block by block as one operation.

use taurusdb_spec::{Method, Side, Stage, is_success};

use super::again;
use super::draft::{DeprecationDraft, Draft, Lack, Route, Twin};
use super::example_drafts::Examples;
use super::notices;
use super::object_name;
use super::place::{Place, Placed};
use super::section_part::{LABELS, NEEDED, PARTS, SectionPart, is_label};
use super::tables::{self, Role};
use super::uri;
use super::uri_halves::{Halves, Whole};
use super::uri_parameters;
use super::words;
use crate::fault::{Fault, LOST_HEADING, LOST_PART, OTHER, OTHER_BODY, SHORT_SECTION};
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

/// A section that is being read.
struct Reading<'a> {
    section: &'a Section,
    /// Whether the markup tells tables and headings from text.
    of_pages: bool,
    part: Option<SectionPart>,
    /// The parts so far, each with the line of its heading.
    seen: Vec<(SectionPart, u32)>,
    /// Lines that resemble a heading of a part, each with that heading.
    alike: Vec<(Line, SectionPart)>,
    /// The last heading; it stands for the title of a table without one.
    heading: String,
    heading_line: u32,
    /// The first text above all headings.
    untitled: Option<Line>,
    /// The last label of a list item; the text below belongs to it.
    label: Option<String>,
    /// The status to which the text below belongs.
    status: Option<u16>,
    /// Whether the next text belongs to a note.
    in_note: bool,
    /// The routes below `URI`, examples of them included.
    uris: Vec<Route>,
    /// Half of a request line.
    halves: Halves,
    deprecated: Option<DeprecationDraft>,
    stage: Stage,
    /// The last line of the text for people that was read before.
    before: Vec<Line>,
    placed: Placed,
    /// Whether the text below a table of the answer says that its rows are headers.
    in_header: bool,
    examples: Examples,
    claims: Vec<(Span, Class)>,
}

impl<'a> Reading<'a> {
    fn new(section: &'a Section) -> Self {
        Self {
            section,
            of_pages: false,
            part: None,
            seen: Vec::new(),
            alike: Vec::new(),
            heading: String::new(),
            heading_line: 0,
            untitled: None,
            label: None,
            status: None,
            in_note: false,
            uris: Vec::new(),
            halves: Halves::default(),
            deprecated: None,
            stage: Stage::Stable,
            before: Vec::new(),
            placed: Placed::default(),
            in_header: false,
            examples: Examples::default(),
            claims: Vec::new(),
        }
    }

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
        if in_tables && !matches!(tables::role(&line.text), Role::Object(_)) {
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
                if lines.len() == 1 && !matches!(tables::role(&lines[0].text), Role::Object(_)) =>
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

    fn claim(&mut self, span: Span, class: Class) {
        self.claims.push((span, class));
    }

    /// The fault for a part whose heading is not there; `later` are the parts that should follow it.
    fn lost_heading(&self, part: &SectionPart, later: &[SectionPart]) -> Fault {
        let heading = part.headings();
        if let Some((line, _)) = self.alike.iter().find(|(_, alike)| alike == part) {
            return unexpected(line, &format!("the heading '{heading}'")).advise(LOST_HEADING);
        }
        if NEEDED.first() == Some(part)
            && let Some(line) = &self.untitled
        {
            return unexpected(line, &format!("the heading '{heading}' first"))
                .advise(LOST_HEADING);
        }
        // A part that should follow it stands where it was lost.
        let next = later.iter().find_map(|part| self.seen.iter().find(|seen| seen.0 == *part));
        if let Some((next, line)) = next {
            return Fault::new(
                *line,
                format!("the heading '{}' too early", next.headings()),
                format!("a heading '{heading}' above it"),
            )
            .advise(LOST_HEADING);
        }
        Fault::new(
            self.section.span.last,
            format!("the end of the section '{}'", self.section.title),
            format!("a heading '{heading}' in it"),
        )
        .advise(SHORT_SECTION)
    }

    fn finish(mut self, ancestors: Vec<String>) -> Result<Draft, Fault> {
        self.examples.finish();
        let last = self.section.span.last;
        // A page is whole: a part that it does not have is not lost.
        let may_lack = |part: &SectionPart| self.of_pages && *part != SectionPart::Uri;
        let is_seen = |part: &SectionPart| self.seen.iter().any(|(seen, _)| seen == part);
        let lacks: Vec<Lack> = NEEDED
            .iter()
            .enumerate()
            .filter(|(_, part)| !is_seen(part) && !may_lack(part))
            .map(|(at, part)| Lack {
                heading: part.headings(),
                fault: self.lost_heading(part, &NEEDED[at + 1..]),
            })
            .collect();
        if let (Some(title), None) = (notices::ending_part(&ancestors), &self.deprecated) {
            return Err(Fault::new(
                self.section.span.first,
                format!("no day on which the API ends, below '{title}'"),
                notices::FORM,
            ));
        }
        let mut routes = uri::templates(&self.uris);
        if routes.is_empty() {
            if let Some(line) = self.halves.lonely_path() {
                let methods = "the method before the path: GET, POST, PUT, PATCH, DELETE or HEAD";
                return Err(unexpected(line, methods));
            }
            // Without its heading, the URI was taken for something else.
            let lost = lacks.into_iter().map(|lack| lack.fault).next();
            let none = || Fault::new(last, "no URI in the section", "METHOD /path below 'URI'");
            return Err(lost.unwrap_or_else(none));
        }
        let uri = routes.remove(0);
        again::join_responses(&mut self.placed.scopes);
        if uri.method == Method::Head || self.in_header {
            self.placed.body_to_headers();
        }
        for scope in self.placed.scopes.iter().filter(|scope| scope.root.is_none()) {
            if let Some(table) = scope.tables.first() {
                return Err(Fault::new(
                    table.line,
                    format!("the object table {} without a body", table.number),
                    "a table of the body's own fields before it",
                ));
            }
        }
        // What an example shows counts where nothing else says it.
        let is_stated = self.placed.statuses.iter().any(|(status, _)| is_success(*status))
            || self.placed.scopes.iter().any(|scope| scope.status.is_some_and(is_success));
        if let Some(shown) = self.examples.shown.filter(|(status, _)| is_success(*status))
            && !is_stated
        {
            self.placed.statuses.push(shown);
        }
        let stated = self.placed.parameters;
        let (parameters, findings) = uri_parameters::settle(&uri, &routes, &stated);
        let others: Vec<Route> = std::iter::once(&uri).chain(&routes).cloned().collect();
        let also = routes.into_iter().map(|route| {
            let (parameters, findings) = uri_parameters::settle(&route, &others, &stated);
            Twin { route, parameters, findings }
        });
        Ok(Draft {
            section: self.section.number.clone(),
            title: self.section.title.clone(),
            ancestors,
            span: self.section.span,
            method: uri.method,
            path: uri.path,
            uri_line: uri.line,
            also: also.collect(),
            is_twin: false,
            deprecated: self.deprecated,
            stage: self.stage,
            parameters,
            scopes: self.placed.scopes,
            response_headers: self.placed.response_headers,
            permissions: self.placed.permissions,
            errors: self.placed.errors,
            statuses: self.placed.statuses,
            examples: self.examples.found,
            lacks,
            findings,
            claims: self.claims,
        })
    }
}

/// Whether a label below an example opens something else than a part of the example.
fn opens_more(label: &str) -> bool {
    let found = words::of(label);
    let others = ["parameter", "description", "response", "example", "sample", "normal"];
    found.iter().any(|word| others.contains(&&**word))
}

/// The status of a line that states one and nothing else: `204`, `Status code: 200.`, `202 Accepted`.
fn status_of(text: &str) -> Option<u16> {
    let text = text.trim().trim_matches(['*', '`']);
    let text = match text.rsplit_once([':', '：']) {
        None => text,
        Some((label, rest)) => {
            let known = [
                "status",
                "code",
                "normal",
                "response",
                "returned",
                "return",
                "value",
                "success",
                "successful",
                "http",
                "abnormal",
            ];
            let is_label = words::of(label).iter().all(|word| known.contains(&&**word));
            if is_label { rest.trim() } else { return None }
        }
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (status, reason) = text.split_at(digits);
    let status: u16 = status.parse().ok().filter(|status| (100..600).contains(status))?;
    let reason = reason.trim_end_matches(['.', ';']);
    let is_reason = reason.is_empty()
        || reason.starts_with(' ')
            && reason.split_whitespace().count() <= 4
            && reason.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    is_reason.then_some(status)
}

/// Whether a heading has words of meaning without a capital, as a sentence has.
fn has_small_words(text: &str) -> bool {
    text.split(' ').any(|word| word.len() > 3 && word.starts_with(|c: char| c.is_lowercase()))
}

fn unexpected(line: &Line, expected: &str) -> Fault {
    Fault::unexpected(line.number, &line.text, expected)
}

#[cfg(test)]
mod tests {
    use super::status_of;

    #[test]
    fn a_status_alone_is_told_from_a_sentence() {
        for (text, status) in [
            ("204", Some(204)),
            ("Status Code:200.", Some(200)),
            ("**Normal**: 202", Some(202)),
            ("202 Accepted", Some(202)),
            ("400 Bad Request", Some(400)),
            ("For details, see [Status Codes](#s).", None),
            ("200 pots are the most that a kitchen can hold", None),
            ("Pots: 204", None),
            ("999", None),
            ("2xx", None),
        ] {
            assert_eq!(status_of(text), status, "{text}");
        }
    }
}
