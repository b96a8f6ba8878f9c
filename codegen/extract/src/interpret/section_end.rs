//! The end of a section: what it lacks, and the draft that it makes.

use taurusdb_spec::{Method, is_success};

use super::draft::{Draft, Lack, Route, Twin};
use super::section_part::{NEEDED, SectionPart};
use super::section_state::{Reading, unexpected};
use super::{again, notices, uri, uri_parameters};
use crate::fault::{Fault, LOST_HEADING, SHORT_SECTION};

impl Reading<'_> {
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

    pub(super) fn finish(mut self, ancestors: Vec<String>) -> Result<Draft, Fault> {
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
