//! Help pages in HTML.
//!
//! A library reads the pages as browsers do (`tree`); what stands around the content is set aside
//! (`chrome`), the rest becomes blocks (`flow`, `table`, `cell`). Pages have neither a list of
//! contents nor numbers: both come from the way in which pages belong together (`tree_of_pages`).

mod cell;
mod chrome;
mod flow;
mod links;
mod notes;
mod table;
mod text;
mod topics;
mod tree;
mod tree_of_pages;

use std::collections::BTreeMap;

use super::document::{Block, Class, Document, Entry, Section, Span, Title};
use super::pages::{Place, UNDATED, chapters, front, stated, table_number};
use super::source::{Page, Source};
use crate::fault::Fault;
use flow::Found;
use links::{Anchors, Links, own_number};
use topics::{Split, Topic, split, visible_lines};
use tree::{Id, Tree};

/// A page that was read.
struct Reading<'a> {
    page: &'a Page,
    tree: Tree,
    split: Split,
    /// The number of its first topic among those of all pages.
    first_topic: usize,
}

/// Reads a folder of pages, or a document that is one page.
pub(super) fn read(source: &Source) -> Result<Document, Fault> {
    let mut readings: Vec<Reading<'_>> = Vec::new();
    let mut classes: Vec<Option<Class>> = Vec::new();
    let mut first_topic = 0;
    for page in source.pages() {
        classes.extend(page.lines().map(|line| line.trim().is_empty().then_some(Class::Blank)));
        let tree = Tree::parse(page.lines(), page.first_line)?;
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
    for reading in &mut readings {
        for (topic, section) in read_topics(reading, &numbers, &repeated)? {
            sections.insert(topic, section);
        }
    }
    for place in &places {
        let section = place.page.and_then(|topic| sections.remove(&topic));
        let (title, line) = match &section {
            Some(section) => (section.title.clone(), section.span.first),
            None => (place.folder.clone(), 1),
        };
        document.contents.push(Entry { number: place.number.clone(), title, line });
        document.sections.extend(section);
    }
    let title = document.contents.iter().find(|entry| entry.number == "0");
    document.front = front(title.map(|entry| entry.title.as_str()), None, &document.sections);
    if let Some(title_page) = document.sections.first() {
        let (issue, date) = stated(title_page);
        if let Some(date) = date {
            document.front.issue.clone_from(&date);
            document.front.date = date;
        }
        if let Some(issue) = issue {
            document.front.issue = issue;
        }
    }
    Ok(document)
}

/// Lines without text are layout, and so are titles and what stands around the content.
fn classify(reading: &Reading<'_>, document: &mut Document) {
    let mut visible = Vec::new();
    visible_lines(&reading.tree, 0, &mut visible);
    visible.sort_unstable();
    let first = reading.page.first_line;
    let last = first + u32::try_from(reading.page.lines().count()).unwrap_or(u32::MAX) - 1;
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

/// The sections of a page, each with the number of its topic.
fn read_topics(
    reading: &mut Reading<'_>,
    numbers: &BTreeMap<usize, &str>,
    repeated: &[String],
) -> Result<Vec<(usize, Section)>, Fault> {
    let first_line = reading.page.first_line;
    let page_end = first_line + u32::try_from(reading.page.lines().count()).unwrap_or(u32::MAX) - 1;
    let starts: Vec<u32> = reading.split.topics.iter().map(|topic| topic.line).collect();
    let topics = std::mem::take(&mut reading.split.topics);
    let tree = &reading.tree;
    let titles = titles(tree, &topics, |index| {
        numbers.get(&(reading.first_topic + index)).copied().unwrap_or_default()
    });
    let tables = titles.iter().map(|(id, t)| (*id, (t.topic, t.title.number.as_str())));
    let anchors = Anchors::of(tree, &tables.collect());
    let mut sections = Vec::with_capacity(topics.len());
    for (index, topic) in topics.into_iter().enumerate() {
        let number = numbers.get(&(reading.first_topic + index)).copied().unwrap_or_default();
        let has_heading = has_heading(&topic);
        let mut below_heading = !has_heading;
        let captions = topic.content.iter().filter_map(|found| match found {
            Found::Table(id, _) => titles.get(id),
            _ => None,
        });
        let captions = captions.filter_map(|t| Some((t.own?, t.title.number.as_str())));
        let links = Links::new(&reading.page.name, &anchors, index, captions);
        let mut blocks = Vec::new();
        for found in topic.content {
            below_heading |= is_heading(&found);
            match found {
                Found::Heading(_, _, line) => blocks.push(Block::Heading(line)),
                Found::Block(block) if !below_heading && repeated.contains(&shape(&block)) => {}
                Found::Block(block) => blocks.push(block),
                Found::Table(id, _) => {
                    let title = titles.get(&id).map(|table| table.title.clone());
                    let read = flow::finish(tree, id, title, &links);
                    blocks.extend(read.map_err(|fault| fault.in_section(number))?);
                }
            }
        }
        let next = starts.get(index + 1).map(|next| next.saturating_sub(1).max(topic.line));
        let span = Span::new(topic.line, next.unwrap_or(page_end).max(topic.line));
        let section = Section { number: number.to_owned(), title: topic.title, span, blocks };
        sections.push((reading.first_topic + index, section));
    }
    Ok(sections)
}

/// A table with a caption.
struct Titled {
    /// The index of its topic on the page.
    topic: usize,
    title: Title,
    /// The number that its caption has.
    own: Option<u32>,
}

/// The titles of the tables with captions, counted in each topic.
fn titles<'n>(
    tree: &Tree,
    topics: &[Topic],
    number: impl Fn(usize) -> &'n str,
) -> BTreeMap<Id, Titled> {
    let mut titles = BTreeMap::new();
    for (index, topic) in topics.iter().enumerate() {
        let mut count = 0;
        for found in &topic.content {
            let Found::Table(id, above) = found else { continue };
            let Some(caption) = table::caption(tree, *id).or_else(|| above.clone()) else {
                continue;
            };
            count += 1;
            let own = own_number(&caption.text);
            let title = Title {
                number: table_number(number(index), count),
                text: without_number(&caption.text).to_owned(),
                line: caption.number,
            };
            titles.insert(*id, Titled { topic: index, title, own });
        }
    }
    titles
}

/// `Table 3 Parameters` → `Parameters`; `Table 4-1: Parameters` → `Parameters`.
fn without_number(caption: &str) -> &str {
    let Some(rest) = caption.trim_start().strip_prefix("Table") else { return caption.trim() };
    let end =
        rest.trim_start().find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
    let rest = rest.trim_start();
    let (number, title) = rest.split_at(end.unwrap_or(rest.len()));
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return caption.trim();
    }
    title.trim_start_matches([':', '.', '-', '–', ' ']).trim()
}
