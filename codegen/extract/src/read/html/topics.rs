//! The sections of a page: usually one, but a whole document can be one page.

use std::collections::BTreeMap;

use super::flow::Found;
use super::links::file;
use super::text::{all_text, is_blank};
use super::tree::{Id, Tree};
use crate::read::document::Line;
use crate::read::heading::split_number;
use crate::text::single_spaced;

/// A section of a page.
#[derive(Debug)]
pub(super) struct Topic {
    /// The number, if its heading has one.
    pub(super) number: Option<String>,
    pub(super) title: String,
    /// The line of its heading, or the first line of a page without a heading.
    pub(super) line: u32,
    /// The topic above it on the same page, by its index there.
    pub(super) above: Option<usize>,
    pub(super) content: Vec<Found>,
}

/// Splits the content of a page. What stands before the first heading belongs to no section.
pub(super) struct Split {
    pub(super) topics: Vec<Topic>,
    pub(super) before: Vec<Found>,
}

/// Splits a page into its sections. `name` is the title of a page that says none.
pub(super) fn split(tree: &Tree, found: Vec<Found>, first_line: u32, name: &str) -> Split {
    let headings: Vec<(u8, Id, &Line)> = found
        .iter()
        .filter_map(|found| match found {
            Found::Heading(level, id, line) => Some((*level, *id, line)),
            _ => None,
        })
        .collect();
    let starts: BTreeMap<Id, u8> = starts(tree, &headings);
    let has_title = !starts.is_empty();
    let mut topics: Vec<Topic> = Vec::new();
    let mut levels: Vec<u8> = Vec::new();
    let mut before = Vec::new();
    if !has_title {
        let title = title_of(tree, name);
        topics.push(Topic {
            number: None,
            title,
            line: first_line,
            above: None,
            content: Vec::new(),
        });
        levels.push(0);
    }
    for found in found {
        if let Found::Heading(_, id, line) = &found
            && let Some(level) = starts.get(id)
        {
            let above = levels.iter().rposition(|known| known < level);
            let (number, title) = match split_number(&line.text) {
                Some((number, title)) if !title.is_empty() => {
                    (Some(number.to_owned()), title.to_owned())
                }
                _ => (None, line.text.clone()),
            };
            topics.push(Topic { number, title, line: line.number, above, content: Vec::new() });
            levels.push(*level);
            continue;
        }
        match topics.last_mut() {
            Some(topic) => topic.content.push(found),
            None => before.push(found),
        }
    }
    Split { topics, before }
}

/// The headings that begin sections, with their levels.
fn starts(tree: &Tree, headings: &[(u8, Id, &Line)]) -> BTreeMap<Id, u8> {
    let numbered: Vec<(Id, u8)> = headings
        .iter()
        .filter_map(|(_, id, line)| {
            let (number, title) = split_number(&line.text)?;
            let depth = number.split('.').count().min(usize::from(u8::MAX));
            (!title.is_empty()).then(|| (*id, u8::try_from(depth).unwrap_or(u8::MAX)))
        })
        .collect();
    if numbered.iter().filter(|(_, depth)| *depth > 1).count() > 1 {
        let mut starts: BTreeMap<Id, u8> = numbered.into_iter().collect();
        // The title of the whole.
        if let Some((_, first, _)) = headings.first() {
            starts.entry(*first).or_insert(0);
        }
        return starts;
    }
    if let Some(level) = level_of_parts(headings) {
        let above = headings.iter().filter(|(own, ..)| *own < level);
        return above.map(|(own, id, _)| (*id, *own)).collect();
    }
    let tops: Vec<&(u8, Id, &Line)> = headings.iter().filter(|(level, ..)| *level == 1).collect();
    if tops.len() > 1 {
        return tops.iter().map(|(level, id, _)| (*id, *level)).collect();
    }
    let is_title = |id: &Id| {
        let classes = tree.attribute(*id, "class").unwrap_or_default();
        classes.to_ascii_lowercase().contains("title1") || tree.name(*id) == "h1"
    };
    let titled = headings.iter().find(|(_, id, _)| is_title(id));
    let found = titled.or_else(|| {
        let first = headings.first()?;
        let is_only = headings.iter().filter(|(level, ..)| *level <= first.0).count() == 1;
        is_only.then_some(first)
    });
    found.map(|(level, id, _)| (*id, *level)).into_iter().collect()
}

/// The level of the headings that come again in each section, in a page of many sections: most of
/// the sections have such headings, and there are several of them.
fn level_of_parts(headings: &[(u8, Id, &Line)]) -> Option<u8> {
    const FEWEST: usize = 3;
    for level in 2..=6 {
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, _, line) in headings.iter().filter(|(own, ..)| *own == level) {
            *texts.entry(line.text.to_ascii_lowercase()).or_default() += 1;
        }
        let repeated = texts.values().filter(|count| **count > 1).count();
        // Headings directly above that have some of these below them, and those that have nothing.
        let (mut with, mut without) = (0, 0);
        for (index, (own, ..)) in headings.iter().enumerate() {
            let below = headings.get(index + 1).map(|(level, ..)| *level);
            if *own < level {
                match below {
                    Some(below) if below == level => with += 1,
                    Some(below) if below > *own => {}
                    _ => without += 1,
                }
            }
        }
        if repeated >= FEWEST && with > 1 && with >= without {
            return Some(level);
        }
    }
    None
}

/// The parts of the title in the head of a page: `Listing Pots | Teapot Service`.
pub(super) fn titles_of(tree: &Tree) -> Vec<String> {
    let title = tree.first(0, "title").map(|id| all_text(tree, id).text).unwrap_or_default();
    let mut parts = vec![title.as_str()];
    for mark in [" | ", " - ", " – ", " — ", "_"] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The title of a page without a heading of its own.
fn title_of(tree: &Tree, name: &str) -> String {
    titles_of(tree).into_iter().next().unwrap_or_else(|| {
        let stem = file(name);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        single_spaced(&stem.replace(['_', '-'], " "))
    })
}

/// The lines of a page that have text which is not around the content.
pub(super) fn visible_lines(tree: &Tree, id: Id, lines: &mut Vec<u32>) {
    for &child in tree.children(id) {
        match tree.text(child) {
            Some(text) if !is_blank(text) => lines.push(tree.line(child)),
            Some(_) => {}
            None if super::chrome::is_chrome(tree, child) => {}
            None => visible_lines(tree, child, lines),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::flow::blocks;
    use super::super::parse::parse;
    use super::split;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let tree = parse(html.lines(), 1).expect("a page");
        let split = split(&tree, blocks(&tree, 0), 1, "tea/old_pots.html");
        let titles: Vec<String> = split
            .topics
            .iter()
            .map(|topic| {
                let above = topic.above.map_or(String::new(), |above| format!("{above}> "));
                let number = topic.number.as_ref().map_or(String::new(), |n| format!("{n} "));
                format!("{above}{number}{}", topic.title)
            })
            .collect();
        assert_eq!(titles, expected, "{html}");
    }

    #[test]
    fn a_page_is_one_section() {
        check("<h1>Pots</h1><h4>Function</h4><h4>URI</h4>", &["Pots"]);
        check("<h1>Pots</h1><h2>Function</h2><h2>URI</h2>", &["Pots"]);
        check("<h2>Pots</h2><h3>Function</h3><h3>URI</h3>", &["Pots"]);
        check("<h2 class=topicTitle1>Pots</h2><h2>Function</h2>", &["Pots"]);
        check("<title>Pots - Tea</title><h2>Function</h2><h2>URI</h2>", &["Pots"]);
        check("<p>Text", &["old pots"]);
        let parts = "<h1>Pots</h1><h2>Response</h2><h3>Status code: 200</h3><h3>Status code: 400</h3>\
            <h3>Body</h3><h2>Example Response</h2><h3>Status code: 200</h3><h3>Status code: 400</h3>\
            <h3>Body</h3><h2>Codes</h2><h2>Errors</h2><h2>URI</h2>";
        check(parts, &["Pots"]);
    }

    #[test]
    fn a_document_can_be_one_page() {
        let section = |level: u8, title: &str| {
            let below = level + 1;
            let parts = ["Function", "URI", "Request", "Response"];
            let parts = parts.map(|part| format!("<h{below}>{part}</h{below}><p>x</p>")).concat();
            format!("<h{level}>{title}</h{level}>{parts}")
        };
        let page = format!(
            "<h1>Tea</h1><h2>Start</h2><p>x</p><h2>APIs</h2>{}{}",
            section(3, "Listing Pots"),
            section(3, "Filling a Pot")
        );
        check(&page, &["Tea", "0> Start", "0> APIs", "2> Listing Pots", "2> Filling a Pot"]);
        let numbered = "<h1>Tea</h1><h2>1 APIs</h2><h3>1.1 Pots</h3><h4>URI</h4><h3>1.2 Lids</h3>";
        check(numbered, &["Tea", "0> 1 APIs", "1> 1.1 Pots", "1> 1.2 Lids"]);
        check("<h1>Pots</h1><h2>URI</h2><h1>Lids</h1><h2>URI</h2>", &["Pots", "Lids"]);
    }
}
