//! A cell with a description: its HTML becomes running text and lists, and the converter's damage
//! is repaired.

use super::label::{label_alone, label_before, with_colons};
use super::running_list::running_list;
use crate::text::markup::{self, Token, tokens};
use crate::text::{closed_up, single_spaced, typed, without_layout};

/// A description, without its HTML: running text and lists, in order.
///
/// A label always has a colon after it: `**Range** 1-9` becomes `Range: 1-9`. A label that fills a
/// paragraph becomes a text of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Running text.
    Text(String),
    /// The items of a list.
    List(Vec<String>),
}

impl Cell {
    /// Reads a description. The converter opens lists and never closes them: a list ends where a
    /// paragraph or a label begins, or with the cell.
    pub fn parse(html: &str) -> Self {
        let mut builder = Builder::default();
        let html = without_layout(html);
        let html = typed(&html);
        let html = with_colons(&html);
        let tokens = tokens(&html, &is_label);
        for (index, token) in tokens.iter().enumerate() {
            builder.take(*token, &tokens[index + 1..]);
        }
        Self { parts: builder.finish() }
    }

    /// The texts and the items of the lists, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .flat_map(|part| match part {
                Part::Text(text) => std::slice::from_ref(text),
                Part::List(items) => items,
            })
            .map(String::as_str)
    }
}

/// What is missing in a list of the cell, if anything.
pub(crate) fn lost_of_list(html: &str) -> Option<&'static str> {
    markup::lost_of_list(&tokens(html, &is_label))
}

fn is_label(text: &str) -> bool {
    label_alone(text).is_some()
}

#[derive(Default)]
struct Builder {
    parts: Vec<Part>,
    /// Text belongs to the last item.
    in_list: bool,
    /// A label was read and its colon is already written; a colon that follows is skipped.
    labelled: bool,
    /// An item is open that only its tag ends: paragraphs in it belong to it.
    in_item: bool,
    /// The number of lists that are open inside of that item.
    nested: usize,
}

impl Builder {
    fn take(&mut self, token: Token<'_>, ahead: &[Token<'_>]) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Label(label) => {
                // A label at the start of an item belongs to the item.
                if !self.in_list || !self.is_item_empty() {
                    self.end();
                }
                self.text(label);
                self.text(": ");
                self.labelled = true;
            }
            Token::Item if self.nested > 0 => self.text("; "),
            Token::Item => {
                self.item();
                self.in_item = true;
            }
            Token::ItemEnd => self.in_item = self.in_item && self.nested > 0,
            Token::ListStart if self.in_item => self.nested += 1,
            Token::ListEnd if self.nested > 0 => self.nested -= 1,
            Token::Bullet if self.in_item => self.text(" "),
            Token::Paragraph | Token::Break if self.in_item => self.text(" "),
            // A list that continues after a page break is opened again.
            Token::ListStart if matches!(self.parts.last(), Some(Part::List(_))) => {}
            Token::ListStart => {
                self.in_list = false;
                // Two lists with nothing between them are one.
                let is_blank =
                    |part: &Part| matches!(part, Part::Text(text) if text.trim().is_empty());
                while self.parts.len() > 1 && self.parts.last().is_some_and(is_blank) {
                    self.parts.pop();
                }
                if matches!(self.parts.last(), Some(Part::List(_))) {
                    return;
                }
                self.parts.push(Part::List(Vec::new()));
            }
            Token::Break if self.in_list && goes_on(ahead) => self.text(" "),
            Token::ListEnd | Token::Paragraph | Token::Break => {
                self.in_item = false;
                self.end();
            }
            Token::Bullet => self.item(),
        }
    }

    /// Ends the text or list.
    fn end(&mut self) {
        self.in_list = false;
        self.parts.push(Part::Text(String::new()));
    }

    fn item(&mut self) {
        self.in_list = true;
        if !matches!(self.parts.last(), Some(Part::List(_))) {
            self.parts.push(Part::List(Vec::new()));
        }
        if let Some(Part::List(items)) = self.parts.last_mut() {
            items.push(String::new());
        }
    }

    fn is_item_empty(&self) -> bool {
        match self.parts.last() {
            Some(Part::List(items)) => items.last().is_none_or(|item| item.trim().is_empty()),
            _ => true,
        }
    }

    fn text(&mut self, text: &str) {
        let text = match std::mem::take(&mut self.labelled) {
            true => text.trim_start().trim_start_matches([':', '：']),
            false => text,
        };
        match self.parts.last_mut() {
            Some(Part::List(items)) if self.in_list && !items.is_empty() => {
                items.last_mut().expect("just checked").push_str(text);
            }
            Some(Part::Text(before)) => before.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    fn finish(self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for mut part in self.parts {
            part.tidy();
            if let Some(list) = part.split_off_list() {
                parts.push(std::mem::replace(&mut part, list));
            }
            let behind = part.split_off_label();
            parts.extend([Some(part), behind].into_iter().flatten());
        }
        parts.retain(|part| !part.is_empty());
        // A description of nothing but such words is no label: `Default value` is what the field is.
        if parts.len() > 1 {
            parts.iter_mut().for_each(Part::mark_label);
        }
        parts
    }
}

/// Whether the list has another item.
fn goes_on(ahead: &[Token<'_>]) -> bool {
    let is_end =
        |token: &&Token<'_>| matches!(token, Token::ListStart | Token::ListEnd | Token::Paragraph);
    ahead.iter().take_while(|token| !is_end(token)).any(|token| *token == Token::Bullet)
}

impl Part {
    fn tidy(&mut self) {
        match self {
            Self::Text(text) => *text = tidy(text),
            Self::List(items) => {
                items.iter_mut().for_each(|item| *item = tidy(item));
                items.retain(|item| !item.is_empty());
            }
        }
    }

    /// Gives a label that is a text of its own its colon.
    fn mark_label(&mut self) {
        if let Self::Text(text) = self
            && label_alone(text).is_some()
            && !text.ends_with(':')
        {
            text.push(':');
        }
    }

    /// Splits the items in a text from what stands before them.
    fn split_off_list(&mut self) -> Option<Self> {
        let Self::Text(text) = self else { return None };
        let (before, items) = running_list(text)?;
        let items = items.into_iter().map(str::to_owned).collect();
        let length = before.len();
        text.truncate(length);
        Some(Self::List(items))
    }

    /// Splits a label and the text after it from the last item of a list: `b Default value: a`.
    fn split_off_label(&mut self) -> Option<Self> {
        let Self::List(items) = self else { return None };
        let last = items.last_mut()?;
        let begin = last.match_indices(':').find_map(|(colon, _)| {
            label_before(&last[..colon]).map(|(begin, _)| begin).filter(|begin| *begin > 0)
        })?;
        let behind = last.split_off(begin);
        last.truncate(last.trim_end().len());
        Some(Self::Text(behind))
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }
}

fn tidy(text: &str) -> String {
    closed_up(&single_spaced(&markup::spoken(text)))
}

#[cfg(test)]
mod tests {
    use super::{Cell, Part};

    fn text(text: &str) -> Part {
        Part::Text(text.to_owned())
    }

    fn list(items: &[&str]) -> Part {
        Part::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[track_caller]
    fn check(html: &str, expected: &[Part]) {
        assert_eq!(Cell::parse(html).parts, expected, "{html}");
    }

    #[test]
    fn lists_end_at_paragraphs() {
        check(
            "Kind. Values: <ul style=\"list-style-type: none\"> • a: one • b <p>More:</p> <ul> ● c",
            &[text("Kind. Values:"), list(&["a: one", "b"]), text("More:"), list(&["c"])],
        );
    }

    #[test]
    fn a_list_goes_on_behind_a_page_break() {
        check(
            "Values: <ul> ● a: one ● b: two <ul> ● c: three",
            &[text("Values:"), list(&["a: one", "b: two", "c: three"])],
        );
    }

    #[test]
    fn lists_end_at_labels() {
        let parts = [text("Range:"), list(&["a", "b"]), text("Constraints: N/A")];
        for html in [
            "**Range** • a • b **Constraints** N/A",
            "**Range**: • a • b **Constraints**: N/A",
            "<p>Range</p> <ul> • a • b </ul> <p>Constraints: N/A</p>",
            "Range: <ul> • a • b Constraints: N/A",
        ] {
            check(html, &parts);
        }
        check(
            "<ul> • **Minimum value** 1 • Maximum value: 2",
            &[list(&["Minimum value: 1", "Maximum value: 2"])],
        );
        check("<ul> • a: one. Example: x • b", &[list(&["a: one. Example: x", "b"])]);
    }

    #[test]
    fn items_end_with_their_tags() {
        check(
            "Values:<ul><li><p>a: one</p></li><li>b: two<br>more</li></ul>End",
            &[text("Values:"), list(&["a: one", "b: two more"]), text("End")],
        );
        check(
            "<ul><li>• a: one<ul><li>x</li><li>y</li></ul></li><li>b</li></ul>",
            &[list(&["a: one; x; y", "b"])],
        );
        check("<ul><li>a</li></ul> <p></p> <ul><li>b</li></ul>", &[list(&["a", "b"])]);
        check("<ul><li>a<li>b</ul>End", &[list(&["a", "b"]), text("End")]);
    }

    #[test]
    fn dashes_and_stars_at_the_start_of_a_line_are_bullets() {
        let parts = [text("Values:"), list(&["a: one", "b"])];
        for mark in ["-", "–", "*", "o", "·"] {
            check(&format!("Values:<br>{mark} a: one<br>{mark} b"), &parts);
            check(&format!("Values: <ul> {mark} a: one {mark} b"), &parts);
        }
    }

    #[test]
    fn marks_of_a_page_layout_vanish() {
        check("“of\u{ad}ﬁce” is ‘on’", &[text("\"office\" is 'on'")]);
    }

    #[test]
    fn line_breaks_part_texts_but_not_items() {
        check("One<br/>two<br>", &[text("One"), text("two")]);
        check("• a: one<br>more<br>• b<br>End", &[list(&["a: one more", "b"]), text("End")]);
    }

    #[test]
    fn labels_of_their_own_get_their_colon() {
        check("<p>Range</p> <p>1</p>", &[text("Range:"), text("1")]);
        check("<p>Range 1</p>", &[text("Range 1")]);
        check("Default value", &[text("Default value")]);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        let same = "Map<String,String> of N entries, n < 10";
        check("Map<String,String> of <i>N</i> entries, n < 10", &[text(same)]);
    }
}
