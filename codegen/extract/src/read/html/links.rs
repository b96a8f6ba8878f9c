//! Links to tables: pages count their tables one by one, the document by section and table.

use std::collections::BTreeMap;

use super::text::{all_text, is_blank};
use super::tree::{Id, Tree};

/// The tables of a page, each with its section and number, by the anchors that lead to it. Where a
/// page uses an anchor twice, the table of the same section is meant.
#[derive(Default)]
pub(super) struct Anchors {
    tables: BTreeMap<String, Vec<(usize, String)>>,
}

impl Anchors {
    /// Finds the anchors of tables, each given with the index of its section and its number.
    pub(super) fn of(tree: &Tree, tables: &BTreeMap<Id, (usize, &str)>) -> Self {
        let mut found = Self::default();
        // An anchor leads to the table below it, if there is no text between them.
        let mut anchors: Vec<&str> = Vec::new();
        for id in tree.below(0) {
            if tree.text(id).is_some_and(|text| !is_blank(text)) {
                anchors.clear();
                continue;
            }
            let names = ["id", "name"].into_iter().filter_map(|key| tree.attribute(id, key));
            anchors.extend(names);
            if let Some((section, number)) = tables.get(&id) {
                for anchor in anchors.drain(..) {
                    let known = found.tables.entry(anchor.to_owned()).or_default();
                    if !known.iter().any(|(_, known)| known == number) {
                        known.push((*section, (*number).to_owned()));
                    }
                }
            } else if tree.name(id) == "table" {
                anchors.clear();
            }
        }
        found
    }

    fn table(&self, anchor: &str, section: usize) -> Option<&str> {
        let known = self.tables.get(anchor)?;
        let same = known.iter().find(|(own, _)| *own == section);
        same.or_else(|| known.first()).map(|(_, number)| number.as_str())
    }
}

/// The anchors of all pages.
pub(super) struct Library<'a> {
    /// The anchors of each page.
    pages: Vec<Anchors>,
    /// The pages by the last parts of their names; `None` if several have it.
    files: BTreeMap<&'a str, Option<usize>>,
}

impl<'a> Library<'a> {
    /// All pages, each with its name.
    pub(super) fn of(pages: impl IntoIterator<Item = (&'a str, Anchors)>) -> Self {
        let mut library = Self { pages: Vec::new(), files: BTreeMap::new() };
        for (index, (name, anchors)) in pages.into_iter().enumerate() {
            let known = library.files.entry(file(name));
            known.and_modify(|known| *known = None).or_insert(Some(index));
            library.pages.push(anchors);
        }
        library
    }
}

/// What leads from a section to the tables of its page and of others.
pub(super) struct Links<'a> {
    library: &'a Library<'a>,
    /// The index of the page, and that of the section on it.
    page: usize,
    section: usize,
    /// The number of each table of the section by the number that its caption has there; `None` if
    /// several captions have it.
    captions: BTreeMap<u32, Option<String>>,
}

impl<'a> Links<'a> {
    /// The links of a section; `captions` are the numbers of its tables, each with the one that its
    /// caption has.
    pub(super) fn new(
        library: &'a Library<'a>,
        page: usize,
        section: usize,
        captions: impl IntoIterator<Item = (u32, &'a str)>,
    ) -> Self {
        let mut links = Self { library, page, section, captions: BTreeMap::new() };
        for (own, number) in captions {
            let known = links.captions.entry(own);
            known.and_modify(|known| *known = None).or_insert_with(|| Some(number.to_owned()));
        }
        links
    }

    /// What a link says, if it leads to a table: `Table 4.3.7-2`.
    pub(super) fn table(&self, tree: &Tree, link: Id) -> Option<String> {
        let target = tree.attribute(link, "href")?;
        let (page, anchor) = target.split_once('#')?;
        let number = own_number(&all_text(tree, link).text)?;
        let page = match page {
            "" => self.page,
            other => self.library.files.get(file(other)).copied().flatten()?,
        };
        let by_anchor = self.library.pages[page].table(anchor, self.section);
        let by_caption = || self.captions.get(&number)?.as_deref();
        let found = by_anchor.or_else(|| if page == self.page { by_caption() } else { None })?;
        Some(format!("Table {found}"))
    }

    /// A text with the numbers of the tables of this section, where it names them without a link.
    pub(super) fn renamed(&self, text: &str) -> String {
        const WORD: &str = "Table ";
        let mut renamed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(WORD) {
            let (before, after) = rest.split_at(at + WORD.len());
            renamed.push_str(before);
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let (number, behind) = after.split_at(digits);
            // `Table 2 in …` is one of another page; `Table 2-1` is not counted by page.
            let is_elsewhere = behind.starts_with(['-', '.', '_'])
                && behind[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
                || [" in ", " of "].iter().any(|word| behind.starts_with(word));
            let found = number.parse().ok().and_then(|number: u32| self.captions.get(&number));
            match found {
                Some(Some(found)) if !is_elsewhere => renamed.push_str(found),
                _ => renamed.push_str(number),
            }
            rest = behind;
        }
        renamed.push_str(rest);
        renamed
    }
}

/// The number in `Table 3` or `Table 3 Parameters`.
pub(super) fn own_number(text: &str) -> Option<u32> {
    let rest = text.trim_start().strip_prefix("Table")?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at(digits);
    let is_whole = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    number.parse().ok().filter(|_| is_whole)
}

/// The last part of a path.
pub(super) fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::own_number;

    #[test]
    fn tables_are_counted_by_page() {
        assert_eq!(own_number("Table 3 "), Some(3));
        assert_eq!(own_number("Table 12 Parameters of a pot"), Some(12));
        assert_eq!(own_number("Table 2: Lids"), Some(2));
        for other in ["Table 2-1", "Table", "Tables 2", "Table of pots", "Table 2a"] {
            assert_eq!(own_number(other), None, "{other}");
        }
    }
}
