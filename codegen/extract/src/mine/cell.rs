/// A description, without its HTML: running text and lists, in order.
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
    /// paragraph begins, or with the cell.
    pub fn parse(html: &str) -> Self {
        let mut cell = Self { parts: Vec::new() };
        let mut rest = html;
        let mut in_list = false;
        while !rest.is_empty() {
            let next = rest.find(['<', '•', '●']).unwrap_or(rest.len());
            let (text, tail) = rest.split_at(next);
            cell.push_text(text, in_list);
            rest = tail;
            let Some(mark) = rest.chars().next() else { break };
            if mark == '<' {
                match tag(rest) {
                    Some((name, length)) => {
                        match name {
                            // A list that goes on behind a page break is opened once more.
                            "ul" | "ol" if matches!(cell.parts.last(), Some(Part::List(_))) => {}
                            "ul" | "ol" => {
                                in_list = false;
                                cell.parts.push(Part::List(Vec::new()));
                            }
                            "/ul" | "/ol" | "p" | "/p" => {
                                in_list = false;
                                cell.parts.push(Part::Text(String::new()));
                            }
                            _ => {}
                        }
                        rest = &rest[length..];
                    }
                    // `Map<String,String>`, `< 10`: text that only looks like a tag.
                    None => {
                        cell.push_text("<", in_list);
                        rest = &rest[1..];
                    }
                }
            } else {
                in_list = true;
                if !matches!(cell.parts.last(), Some(Part::List(_))) {
                    cell.parts.push(Part::List(Vec::new()));
                }
                if let Some(Part::List(items)) = cell.parts.last_mut() {
                    items.push(String::new());
                }
                rest = &rest[mark.len_utf8()..];
            }
        }
        cell.parts.iter_mut().for_each(Part::tidy);
        cell.parts.retain(|part| !part.is_empty());
        cell
    }

    fn push_text(&mut self, text: &str, in_list: bool) {
        match self.parts.last_mut() {
            Some(Part::List(items)) if in_list && !items.is_empty() => {
                items.last_mut().expect("just checked").push_str(text);
            }
            Some(Part::Text(before)) => before.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }
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

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("**", "")
}

/// The name of the HTML tag at the start, and its length.
fn tag(text: &str) -> Option<(&str, usize)> {
    const KNOWN: [&str; 14] =
        ["ul", "/ul", "ol", "/ol", "li", "/li", "p", "/p", "i", "/i", "code", "/code", "br", "b"];
    let end = text.find('>')?;
    let inner = &text[1..end];
    let name = inner.split([' ', '\t']).next().unwrap_or_default();
    KNOWN.contains(&name).then_some((name, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Cell, Part};

    #[test]
    fn lists_end_at_paragraphs() {
        let cell = Cell::parse(
            "Kind. Values: <ul style=\"list-style-type: none\"> • a: one • b <p>More:</p> <ul> ● c",
        );
        let list = |items: &[&str]| Part::List(items.iter().map(|i| (*i).to_owned()).collect());
        assert_eq!(
            cell.parts,
            [
                Part::Text("Kind. Values:".into()),
                list(&["a: one", "b"]),
                Part::Text("More:".into()),
                list(&["c"]),
            ]
        );
    }

    #[test]
    fn a_list_goes_on_behind_a_page_break() {
        let cell = Cell::parse("Values: <ul> ● a: one ● b: two <ul> ● c: three");
        let items = ["a: one", "b: two", "c: three"].map(str::to_owned).to_vec();
        assert_eq!(cell.parts, [Part::Text("Values:".into()), Part::List(items)]);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        let cell = Cell::parse("Map<String,String> of <i>N</i> entries, n < 10");
        assert_eq!(cell.parts, [Part::Text("Map<String,String> of N entries, n < 10".into())]);
    }
}
