//! What `extract` and `regenerate` print when they are done.

use std::fmt::Write as _;
use std::time::Duration;

use taurusdb_extract::{Counts, read::Class};
use taurusdb_spec::{Api, PageStart, Service};
use taurusdb_sync::{Change, Report};

use crate::output::Written;

/// What was found and what was written, in words.
pub(crate) struct Summary<'a> {
    pub(crate) api: &'a Api,
    /// The counts, if a document was read.
    pub(crate) counts: Option<&'a Counts>,
    /// What changes against the existing specification, if a document was read and there is one.
    pub(crate) changes: Option<&'a [Change]>,
    /// What the sections are read as, in words.
    pub(crate) sections: Option<String>,
    /// Whether each operation without a decided name is a line.
    pub(crate) lists_unnamed: bool,
    pub(crate) written: Written,
    pub(crate) time: Duration,
}

impl<'a> Summary<'a> {
    pub(crate) fn new(
        api: &'a Api,
        counts: Option<&'a Counts>,
        written: Written,
        time: Duration,
    ) -> Self {
        Self { api, counts, changes: None, sections: None, lists_unnamed: true, written, time }
    }

    pub(crate) fn text(&self) -> String {
        let mut page = Page(String::new());
        let service = &self.api.service;
        let Written { written, removed, unchanged } = self.written;
        let deprecated = self.api.operations().filter(|o| o.deprecated.is_some()).count();
        page.0 = format!(
            "{} API Reference, issue {}, {}\n",
            service.product, service.issue, service.date
        );
        if let Some(counts) = self.counts {
            page.document(counts, service, self.sections.as_deref());
        }
        let operations = self.api.operations().count();
        page.row("operations", format!("{operations} ({deprecated} deprecated)"));
        page.row("groups", self.api.groups.len());
        page.row("schemas", self.api.schemas.len());
        page.row("fields", self.api.field_count());
        page.row("files", format!("{written} written, {removed} removed, {unchanged} unchanged"));
        if let Some(changes) = self.changes {
            let report = Report {
                old: String::new(),
                new: String::new(),
                changes,
                pages: [&[], &self.api.service.pages],
            };
            page.paragraph("changes", &report.short());
        }
        let unnamed = self.counts.map_or(&[][..], |counts| &counts.unnamed);
        if !self.lists_unnamed && !unnamed.is_empty() {
            page.row("unnamed", format!("{} operations: rules named them", unnamed.len()));
        }
        for unnamed in unnamed.iter().filter(|_| self.lists_unnamed) {
            page.row(
                "unnamed",
                format!("{unnamed}: a rule named it; decide in spec/overlay/names"),
            );
        }
        page.row("time", format!("{:.2} s", self.time.as_secs_f64()));
        page.0
    }
}

/// Lines of the document, as people find them: by page, where it has pages.
fn places(service: &Service, lines: &[u32]) -> String {
    let mut pages: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for line in lines {
        let (page, line) = PageStart::locate(&service.pages, *line);
        match pages.last_mut() {
            Some((last, lines)) if *last == page => lines.push(line.to_string()),
            _ => pages.push((page, vec![line.to_string()])),
        }
    }
    let told = |(page, lines): &(Option<&str>, Vec<String>)| {
        let name = page.map_or_else(String::new, |page| format!("{page}, "));
        let s = if lines.len() == 1 { "" } else { "s" };
        format!("{name}line{s} {}", lines.join(", "))
    };
    pages.iter().map(told).collect::<Vec<_>>().join("; ")
}

struct Page(String);

impl Page {
    fn document(&mut self, counts: &Counts, service: &Service, sections: Option<&str>) {
        let lines = &counts.accounts.lines;
        let of = |class| lines.get(&class).copied().unwrap_or_default();
        self.row(
            "lines",
            format!(
                "{} accounted for: {} facts, {} examples, {} prose, {} furniture, {} blank",
                lines.values().sum::<u32>(),
                of(Class::Fact),
                of(Class::Example),
                of(Class::Prose),
                of(Class::Furniture),
                of(Class::Blank)
            ),
        );
        self.row("sections", sections.map_or_else(|| counts.sections.to_string(), str::to_owned));
        if !counts.absent.is_empty() {
            let one = |(heading, count): &(String, usize)| format!("{heading} ({count})");
            let all: Vec<String> = counts.absent.iter().map(one).collect();
            self.row("absent", format!("headings that sections do without: {}", all.join(", ")));
        }
        self.row("tables", format!("{} numbered, {} rows", counts.tables, counts.rows));
        let unread = &counts.unread;
        let lines = places(service, unread);
        self.row(
            "unread",
            format!(
                "{} descriptions seem to state a fact that no rule reads{}{lines}",
                unread.len(),
                if unread.is_empty() { "" } else { ": " }
            ),
        );
        let unread = &counts.unread_examples;
        let missing = if unread.is_empty() {
            String::new()
        } else {
            format!(", not those of {}", places(service, unread))
        };
        self.row(
            "examples",
            format!("{} of {} read{missing}", counts.examples - unread.len(), counts.examples),
        );
    }

    /// A row of several lines, of which the others stand below the first.
    fn paragraph(&mut self, name: &str, text: &str) {
        for (at, line) in text.lines().enumerate() {
            self.row(if at == 0 { name } else { "" }, line);
        }
    }

    fn row(&mut self, name: &str, value: impl std::fmt::Display) {
        writeln!(self.0, "  {name:<11}{value}").expect("a string takes all that is written");
    }
}
