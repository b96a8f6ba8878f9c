//! Help pages in HTML.
//!
//! A library reads the pages as browsers do (`tree`); what stands around the content is set aside
//! (`chrome`), the rest becomes blocks (`flow`, `table`, `cell`). Pages have neither a list of
//! contents nor numbers: both come from the way in which pages belong together (`tree_of_pages`).

mod book;
mod cell;
mod chrome;
mod flow;
mod links;
mod notes;
mod parse;
mod table;
mod tag_filter;
mod text;
mod topics;
mod tree;
mod tree_builder;
mod tree_of_pages;

use std::collections::BTreeMap;

use super::document::{Block, Class, Document, Entry, Section, Span, Unread};
use super::pages::{Place, UNDATED, chapters, front};
use super::source::Source;
use crate::fault::Fault;
use book::{Book, Reading, lines_of};
use flow::Found;
use topics::{Topic, split, titles_of, visible_lines};
use tree::Tree;

/// Reads a folder of pages, or a document that is one page.
pub(super) fn read(source: &Source) -> Result<Document, Fault> {
    let mut readings: Vec<Reading<'_>> = Vec::new();
    let mut classes: Vec<Option<Class>> = Vec::new();
    let mut unread = Vec::new();
    let mut first_topic = 0;
    for page in source.pages() {
        classes.extend(page.lines().map(|line| line.trim().is_empty().then_some(Class::Blank)));
        let tree = match parse::parse(page.lines(), page.first_line) {
            Ok(tree) => tree,
            Err(fault) => {
                unread.push(Unread::page(page, fault));
                continue;
            }
        };
        let split = split(&tree, flow::blocks(&tree, 0), page.first_line, &page.name);
        let topics = split.topics.len();
        readings.push(Reading { page, tree, split, first_topic });
        first_topic += topics;
    }
    let mut document = Document {
        front: super::document::Front {
            product: String::new(),
            issue: UNDATED.to_owned(),
            date: UNDATED.to_owned(),
        },
        contents: Vec::new(),
        sections: Vec::new(),
        unread,
        of_pages: true,
        classes,
    };
    for reading in &readings {
        classify(reading, &mut document);
    }
    let places = places(&readings);
    let repeated = repeated(&readings);
    let mut numbers: BTreeMap<usize, &str> = BTreeMap::new();
    for place in &places {
        if let Some(topic) = place.page {
            numbers.insert(topic, &place.number);
        }
    }
    let mut sections: BTreeMap<usize, Section> = BTreeMap::new();
    let book = Book::new(&readings, &numbers);
    for (index, reading) in readings.iter().enumerate() {
        let (mut found, furniture) = book.sections(index);
        for span in furniture {
            document.classify(span, Class::Furniture);
        }
        let is_repeated = |block: &Block| repeated.contains(&shape(block));
        for section in found.iter_mut().filter_map(|(_, section)| section.as_mut().ok()) {
            let heading =
                section.blocks.iter().position(|block| matches!(block, Block::Heading(_)));
            let mut at = 0;
            section.blocks.retain(|block| {
                at += 1;
                let is_furniture =
                    heading.is_some_and(|heading| at <= heading) && is_repeated(block);
                if is_furniture {
                    document.classify(block.span(), Class::Furniture);
                }
                !is_furniture
            });
        }
        for (topic, section) in found {
            match section {
                Ok(section) => {
                    sections.insert(reading.first_topic + topic, section);
                }
                Err(unread) => document.unread.push(unread),
            }
        }
    }
    for place in &places {
        let section = place.page.and_then(|topic| sections.remove(&topic));
        let unread = document.unread.iter().find(|unread| unread.number == place.number);
        let (title, line) = match (&section, unread) {
            (Some(section), _) => (section.title.clone(), section.span.first),
            (None, Some(unread)) => (unread.title.clone(), unread.span.first),
            (None, None) => (place.folder.clone(), 1),
        };
        document.contents.push(Entry { number: place.number.clone(), title, line });
        document.sections.extend(section);
    }
    let title_page = document.contents.iter().find(|entry| entry.number == "0");
    let title = site_title(&readings).or_else(|| title_page.map(|entry| entry.title.clone()));
    document.front = front(title.as_deref(), source.folder_date(), &document.sections);
    Ok(document)
}

/// The name of the whole document in the titles of its pages: `Listing Pots - Teapot Service API
/// Reference`. The name of the site may stand behind it.
fn site_title(readings: &[Reading<'_>]) -> Option<String> {
    let titles: Vec<Vec<String>> = readings.iter().map(|r| titles_of(&r.tree)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for part in titles.iter().flat_map(|parts| parts.iter().skip(1)) {
        *counts.entry(part).or_default() += 1;
    }
    let is_shared = |part: &&String| {
        counts.get(part.as_str()).is_some_and(|count| *count > 1 && 2 * count >= readings.len())
    };
    let shared: Vec<&String> =
        titles.iter().max_by_key(|parts| parts.len())?.iter().skip(1).filter(is_shared).collect();
    let kind = shared.iter().position(|part| part.to_ascii_lowercase().ends_with("api reference"));
    match kind {
        // `Teapot Service - API Reference`
        Some(at) if shared[at].eq_ignore_ascii_case("api reference") => {
            shared.get(at.checked_sub(1)?).map(|title| (*title).clone())
        }
        Some(at) => Some(shared[at].clone()),
        None => None,
    }
}

/// Lines without text are layout, and so are titles and what stands around the content.
fn classify(reading: &Reading<'_>, document: &mut Document) {
    let mut visible = Vec::new();
    visible_lines(&reading.tree, 0, &mut visible);
    visible.sort_unstable();
    let Span { first, last } = lines_of(reading.page);
    for line in (first..=last).filter(|line| visible.binary_search(line).is_err()) {
        document.classify(Span::new(line, line), Class::Furniture);
    }
    for found in &reading.split.before {
        if let Some(span) = span(&reading.tree, found) {
            document.classify(span, Class::Furniture);
        }
    }
}

fn span(tree: &Tree, found: &Found) -> Option<Span> {
    match found {
        Found::Heading(_, _, line) => Some(Span::new(line.number, line.number)),
        Found::Table(id, _) => {
            Some(Span::new(text::all_text(tree, *id).number, text::last_line(tree, *id)))
        }
        Found::Block(block) => Some(block.span()),
    }
}

/// The sections of all pages in the order of reading, with their numbers.
fn places(readings: &[Reading<'_>]) -> Vec<Place> {
    let pages: Vec<(&str, &Tree)> =
        readings.iter().map(|reading| (reading.page.name.as_str(), &reading.tree)).collect();
    let topics = readings.iter().map(|reading| reading.split.topics.len()).sum();
    let mut names: Vec<String> = Vec::with_capacity(topics);
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); topics];
    for reading in readings {
        for (index, topic) in reading.split.topics.iter().enumerate() {
            let name = &reading.page.name;
            let folder =
                name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            names.push(if index == 0 { name.clone() } else { format!("{folder}#{index}") });
            if let Some(above) = topic.above {
                links[reading.first_topic + above].push(reading.first_topic + index);
            }
        }
    }
    if let Some(own) = own_numbers(readings) {
        return own;
    }
    for (page, below) in tree_of_pages::links(&pages).into_iter().enumerate() {
        let below = below.into_iter().map(|page| readings[page].first_topic);
        links[readings[page].first_topic].extend(below);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    chapters(&names, &links)
}

/// The numbers that the headings of a document of one page have.
fn own_numbers(readings: &[Reading<'_>]) -> Option<Vec<Place>> {
    let [reading] = readings else { return None };
    let mut places: Vec<Place> = Vec::new();
    for (index, topic) in reading.split.topics.iter().enumerate() {
        let number = match (&topic.number, index) {
            (Some(number), _) => number.clone(),
            (None, 0) => "0".to_owned(),
            (None, _) => return None,
        };
        if places.iter().any(|place| place.number == number) {
            return None;
        }
        places.push(Place { number, page: Some(index), folder: String::new() });
    }
    (places.len() > 1).then_some(places)
}

/// Texts that stand below the title of most pages, such as the day of the last change.
fn repeated(readings: &[Reading<'_>]) -> Vec<String> {
    const FEWEST: usize = 3;
    let topics: Vec<&Topic> = readings
        .iter()
        .flat_map(|reading| &reading.split.topics)
        .filter(|t| has_heading(t))
        .collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for topic in &topics {
        for block in leading(topic) {
            *counts.entry(shape(block)).or_default() += 1;
        }
    }
    let most =
        counts.into_iter().filter(|(_, count)| *count >= FEWEST && 2 * count >= topics.len());
    most.map(|(text, _)| text).collect()
}

fn has_heading(topic: &Topic) -> bool {
    topic.content.iter().any(is_heading)
}

fn is_heading(found: &Found) -> bool {
    matches!(found, Found::Heading(..) | Found::Block(Block::Heading(_)))
}

/// The texts before the first heading.
fn leading(topic: &Topic) -> impl Iterator<Item = &Block> {
    topic.content.iter().take_while(|found| !is_heading(found)).filter_map(|found| match found {
        Found::Block(block @ (Block::Paragraph(..) | Block::Item(..))) => Some(block),
        _ => None,
    })
}

/// The text of a block, without its numbers.
fn shape(block: &Block) -> String {
    let (Block::Paragraph(_, lines) | Block::Item(_, lines)) = block else { return String::new() };
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    text.join(" ").chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}
