//! The examples of one section, as the document shows them.

use taurusdb_spec::Side;

use super::draft::ExampleDraft;
use super::example_head::{Parted, alternatives, part, skip_blank};
use crate::read::{Code, Line, method_of};

/// Collects the examples of one part of a section: a request line in the text above belongs to the
/// body that follows it.
#[derive(Default)]
pub(super) struct Examples {
    pub(super) found: Vec<ExampleDraft>,
    pending: Option<(String, u32)>,
    /// The first status that an answer shows, and its line.
    pub(super) shown: Option<(u16, u32)>,
}

impl Examples {
    /// Takes a request line from running text; returns whether there was one.
    pub(super) fn text(&mut self, lines: &[Line]) -> bool {
        let mut any = false;
        for line in lines.iter().filter(|line| method_of(&line.text).is_some()) {
            self.finish();
            self.pending = Some((line.text.trim().to_owned(), line.number));
            any = true;
        }
        any
    }

    /// Takes an example from fenced text.
    pub(super) fn code(&mut self, code: &Code, side: Side, status: Option<u16>) {
        let mut fragments: Vec<&[Line]> = code.fragments.iter().map(|f| skip_blank(f)).collect();
        let Parted { requests, status: shown, body } = part(fragments[0]);
        fragments[0] = body;
        for (mut target, line) in requests {
            self.finish();
            // A URL that a page break split continues in the next fence.
            if body.is_empty()
                && let Some(next) = fragments.get_mut(1)
                && let Some(rest) = next.first().map(|line| line.text.trim())
                && !rest.contains(' ')
                && !rest.starts_with(['{', '['])
            {
                target.push_str(rest);
                *next = skip_blank(&next[1..]);
            }
            self.pending = Some((target, line));
        }
        let status = if side == Side::Response { status.or(shown) } else { None };
        if let Some(shown) = shown.filter(|_| side == Side::Response) {
            self.shown.get_or_insert((shown, code.span.first));
        }
        for body in alternatives(&fragments) {
            self.body(&body, code, side, status);
        }
    }

    fn body(&mut self, fragments: &[&[Line]], code: &Code, side: Side, status: Option<u16>) {
        let texts: Vec<String> = fragments
            .iter()
            .map(|lines| lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
            .filter(|text| !text.trim().is_empty())
            .collect();
        if texts.is_empty() {
            return;
        }
        let line = fragments
            .iter()
            .find_map(|lines| lines.first())
            .map_or(code.span.first, |line| line.number);
        let request_line = if side == Side::Request { self.pending.take() } else { None };
        self.found.push(ExampleDraft { side, status, request_line, fragments: texts, line });
    }

    /// Stores a request line without a body after it as an example without a body.
    pub(super) fn finish(&mut self) {
        if let Some((text, line)) = self.pending.take() {
            self.found.push(ExampleDraft {
                side: Side::Request,
                status: None,
                request_line: Some((text, line)),
                fragments: Vec::new(),
                line,
            });
        }
    }
}
