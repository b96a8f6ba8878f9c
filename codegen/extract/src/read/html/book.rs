//! All pages together: their sections, with the tables of other pages to which they lead.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{Block, Section, Span, Table, Title, Unread};
use super::super::pages::{named, table_number};
use super::super::source::Page;
use super::flow::{self, Found};
use super::links::{Anchors, Library, Links, own_number};
use super::table;
use super::text::{all_text, last_line};
use super::topics::{Split, Topic};
use super::tree::{Id, Tree};
use crate::fault::Fault;

/// A page that was read.
pub(super) struct Reading<'a> {
    pub(super) page: &'a Page,
    pub(super) tree: Tree,
    pub(super) split: Split,
    /// The number of its first topic among those of all pages.
    pub(super) first_topic: usize,
}

/// All pages that were read, with the numbers of their sections and tables.
pub(super) struct Book<'a> {
    readings: &'a [Reading<'a>],
    numbers: &'a BTreeMap<usize, &'a str>,
    /// The tables with captions of each page.
    titles: Vec<BTreeMap<Id, Titled>>,
    library: Library<'a>,
    /// Where each table is: its page and its element.
    tables: BTreeMap<String, (usize, Id)>,
}

/// A table with a caption.
struct Titled {
    /// The index of its topic on the page.
    topic: usize,
    title: Title,
    /// The number that its caption has.
    own: Option<u32>,
}

/// The sections of a page, each with the index of its topic, and the lines that are layout.
type Sections = (Vec<(usize, Result<Section, Unread>)>, Vec<Span>);

impl<'a> Book<'a> {
    /// Numbers the tables of all pages; `numbers` are those of the topics.
    pub(super) fn new(readings: &'a [Reading<'a>], numbers: &'a BTreeMap<usize, &'a str>) -> Self {
        let number = |topic: usize| numbers.get(&topic).copied().unwrap_or_default();
        let titles: Vec<BTreeMap<Id, Titled>> = readings
            .iter()
            .map(|reading| titles(reading, |index| number(reading.first_topic + index)))
            .collect();
        let anchors = readings.iter().zip(&titles).map(|(reading, titles)| {
            let tables = titles.iter().map(|(id, t)| (*id, (t.topic, t.title.number.as_str())));
            (reading.page.name.as_str(), Anchors::of(&reading.tree, &tables.collect()))
        });
        let library = Library::of(anchors);
        let mut tables = BTreeMap::new();
        for (page, titles) in titles.iter().enumerate() {
            for (id, table) in titles {
                tables.insert(table.title.number.clone(), (page, *id));
            }
        }
        Self { readings, numbers, titles, library, tables }
    }

    /// The sections of a page.
    pub(super) fn sections(&self, page: usize) -> Sections {
        let reading = &self.readings[page];
        let page_end = lines_of(reading.page).last;
        let topics = &reading.split.topics;
        let mut furniture = Vec::new();
        let mut sections = Vec::with_capacity(topics.len());
        for (index, topic) in topics.iter().enumerate() {
            let number = self.numbers.get(&(reading.first_topic + index)).copied();
            let number = number.unwrap_or_default();
            let links = self.links(page, index);
            let mut blocks = Vec::new();
            let mut fault: Option<Fault> = None;
            let mut taken = BTreeSet::new();
            for found in &topic.content {
                match found {
                    Found::Heading(_, _, line) => blocks.push(Block::Heading(line.clone())),
                    Found::Block(block) => blocks.push(block.clone()),
                    Found::Table(id, _) => match self.table(page, *id, &links) {
                        Ok(read) => {
                            if read.is_empty() {
                                furniture.push(table_span(&reading.tree, *id));
                            }
                            let tables = read.iter().filter_map(|block| match block {
                                Block::Table(table) => Some(table.clone()),
                                _ => None,
                            });
                            let tables: Vec<Table> = tables.collect();
                            blocks.extend(read);
                            for table in &tables {
                                blocks.extend(self.elsewhere(table, number, &mut taken));
                            }
                        }
                        Err(found) => {
                            fault.get_or_insert(found.in_section(number));
                        }
                    },
                }
            }
            let next =
                topics.get(index + 1).map(|next| next.line.saturating_sub(1).max(topic.line));
            let span = Span::new(topic.line, next.unwrap_or(page_end).max(topic.line));
            let (number, title) = (number.to_owned(), topic.title.clone());
            let section = match fault {
                None => Ok(Section { number, title, span, blocks }),
                Some(fault) => Err(Unread { number, title, span, fault }),
            };
            sections.push((index, section));
        }
        (sections, furniture)
    }

    fn table(&self, page: usize, id: Id, links: &Links<'_>) -> Result<Vec<Block>, Fault> {
        let title = self.titles[page].get(&id).map(|table| table.title.clone());
        flow::finish(&self.readings[page].tree, id, title, links)
    }

    /// The links of a section.
    fn links(&self, page: usize, topic: usize) -> Links<'_> {
        let content = self.readings[page].split.topics[topic].content.iter();
        let titles = content.filter_map(|found| match found {
            Found::Table(id, _) => self.titles[page].get(id),
            _ => None,
        });
        let captions = titles.filter_map(|table| Some((table.own?, table.title.number.as_str())));
        Links::new(&self.library, page, topic, captions)
    }

    /// The tables of other sections to which a table leads, and those to which they lead. A section
    /// that needs them states them too.
    fn elsewhere(&self, table: &Table, number: &str, taken: &mut BTreeSet<String>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Vec<String> = named(table);
        open.reverse();
        while let Some(name) = open.pop() {
            let is_own = name.rsplit_once('-').is_some_and(|(section, _)| section == number);
            let Some((page, id)) = self.tables.get(&name).copied().filter(|_| !is_own) else {
                continue;
            };
            if !taken.insert(name) {
                continue;
            }
            let topic = self.titles[page][&id].topic;
            // A fault is that of the section to which the table belongs.
            let Ok(read) = self.table(page, id, &self.links(page, topic)) else { continue };
            for block in read {
                if let Block::Table(table) = &block {
                    open.extend(named(table).into_iter().rev());
                    blocks.push(block);
                }
            }
        }
        blocks
    }
}

/// All lines of a page.
pub(super) fn lines_of(page: &Page) -> Span {
    let lines = u32::try_from(page.lines().count()).unwrap_or(u32::MAX);
    Span::new(page.first_line, page.first_line + lines - 1)
}

/// The lines of a table with text.
pub(super) fn table_span(tree: &Tree, id: Id) -> Span {
    Span::new(all_text(tree, id).number, last_line(tree, id))
}

/// The titles of the tables with captions, counted in each topic.
fn titles<'n>(reading: &Reading<'_>, number: impl Fn(usize) -> &'n str) -> BTreeMap<Id, Titled> {
    let mut titles = BTreeMap::new();
    for (index, topic) in reading.split.topics.iter().enumerate() {
        let mut count = 0;
        for (id, caption) in captions(&reading.tree, topic) {
            count += 1;
            let title = Title {
                number: table_number(number(index), count),
                text: without_number(&caption.text).to_owned(),
                line: caption.number,
            };
            titles.insert(id, Titled { topic: index, own: own_number(&caption.text), title });
        }
    }
    titles
}

fn captions<'t>(
    tree: &'t Tree,
    topic: &'t Topic,
) -> impl Iterator<Item = (Id, super::super::document::Line)> + 't {
    topic.content.iter().filter_map(|found| match found {
        Found::Table(id, above) => {
            Some((*id, table::caption(tree, *id).or_else(|| above.clone())?))
        }
        _ => None,
    })
}

/// `Table 3 Parameters` → `Parameters`; `Table 4-1: Parameters` → `Parameters`.
fn without_number(caption: &str) -> &str {
    let caption = caption.trim();
    let Some(rest) = caption.strip_prefix("Table").map(str::trim_start) else { return caption };
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
    let (number, title) = rest.split_at(end.unwrap_or(rest.len()));
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return caption;
    }
    title.trim_start_matches([':', '.', '-', '–', ' ']).trim()
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn titles_are_captions_without_their_numbers() {
        for caption in
            ["Table 3 Parameters", "Table 4-1: Parameters", "Table 2 - Parameters", "Parameters"]
        {
            assert_eq!(without_number(caption), "Parameters", "{caption}");
        }
        assert_eq!(without_number("Table of pots"), "Table of pots");
    }
}
