//! The order of pages, and a section number for each.

use std::collections::{BTreeMap, BTreeSet};

/// A page, or a folder that has no page of its own, in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// `4.3.7`; the page from which all others are reached has `0`.
    pub(crate) number: String,
    /// The index of the page; `None` for a folder without one.
    pub(crate) page: Option<usize>,
    /// The name of the folder, for people; empty for a page, which has a title.
    pub(crate) folder: String,
}

/// Orders pages by the links of each to the pages below it, and numbers them like the sections of a
/// book. `names` are their paths, in order; `links[i]` are the pages below page `i`.
///
/// A page that no other links to belongs to the first page of its folder that has links or is called
/// `index`; in a folder without such a page, to the folder itself. Each page has one place: the first
/// link to it counts, and a circle of links is cut where it closes.
pub(crate) fn outline(names: &[&str], links: &[Vec<usize>]) -> Vec<Place> {
    let names: Vec<&str> = names.iter().map(|name| &name[shared_folder(names)..]).collect();
    let names = &names[..];
    let mut nodes = Nodes::of(names, links);
    nodes.attach_the_rest(names, |page| is_index(names[page]) || !links[page].is_empty());
    nodes.walk()
}

/// Orders pages as [`outline`] does, but of the pages that no other links to, only one that is
/// called `index` has the others of its folder below it: the rest are chapters side by side.
pub(crate) fn chapters(names: &[&str], links: &[Vec<usize>]) -> Vec<Place> {
    let names: Vec<&str> = names.iter().map(|name| &name[shared_folder(names)..]).collect();
    let names = &names[..];
    let mut nodes = Nodes::of(names, links);
    nodes.attach_the_rest(names, |page| is_index(names[page]));
    nodes.walk()
}

/// A page, or a folder, by its index behind the pages.
struct Nodes {
    pages: usize,
    folders: Vec<String>,
    children: Vec<Vec<usize>>,
    has_parent: Vec<bool>,
}

impl Nodes {
    fn of(names: &[&str], links: &[Vec<usize>]) -> Self {
        let mut nodes = Self {
            pages: names.len(),
            folders: Vec::new(),
            children: vec![Vec::new(); names.len()],
            has_parent: vec![false; names.len()],
        };
        // The pages nearest to the top first: their links decide where a page stands.
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|&page| (depth(names[page]), !is_index(names[page])));
        for page in order {
            for &child in &links[page] {
                if child < names.len() && !nodes.has_parent[child] && !nodes.is_below(page, child) {
                    nodes.add(page, child);
                }
            }
        }
        nodes
    }

    fn add(&mut self, parent: usize, child: usize) {
        self.children[parent].push(child);
        self.has_parent[child] = true;
    }

    /// Whether `page` is `above` itself or one of the pages below it.
    fn is_below(&self, page: usize, above: usize) -> bool {
        let mut open = vec![above];
        while let Some(next) = open.pop() {
            if next == page {
                return true;
            }
            open.extend(&self.children[next]);
        }
        false
    }

    /// Puts pages without a link below the head of their folder; `may_be_head` tells which can be one.
    fn attach_the_rest(&mut self, names: &[&str], may_be_head: impl Fn(usize) -> bool) {
        let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
        for (page, name) in names.iter().enumerate() {
            let head = heads.entry(folder(name)).or_insert(page);
            let rank = |page: usize| (!is_index(names[page]), !may_be_head(page));
            if rank(page) < rank(*head) {
                *head = page;
            }
        }
        heads.retain(|_, page| may_be_head(*page));
        let mut own: BTreeMap<&str, usize> = BTreeMap::new();
        for (page, name) in names.iter().enumerate() {
            if self.has_parent[page] {
                continue;
            }
            let head = heads.get(folder(name)).copied();
            match head.filter(|&head| head != page) {
                Some(head) if !self.is_below(head, page) => self.add(head, page),
                Some(_) => {}
                None => {
                    let above =
                        if head.is_some() { parent(folder(name)) } else { Some(folder(name)) };
                    if let Some(above) = above.and_then(|above| self.node(above, &heads, &mut own))
                        && !self.is_below(above, page)
                    {
                        self.add(above, page);
                    }
                }
            }
        }
    }

    /// The node of a folder: its head, or a node of its own; none for the top.
    fn node<'a>(
        &mut self,
        path: &'a str,
        heads: &BTreeMap<&'a str, usize>,
        own: &mut BTreeMap<&'a str, usize>,
    ) -> Option<usize> {
        if let Some(node) = heads.get(path).or_else(|| own.get(path)) {
            return Some(*node);
        }
        let up = parent(path)?;
        let above = self.node(up, heads, own);
        let node = self.children.len();
        self.folders.push(words(path));
        self.children.push(Vec::new());
        self.has_parent.push(false);
        own.insert(path, node);
        if let Some(above) = above {
            self.add(above, node);
        }
        Some(node)
    }

    fn walk(&self) -> Vec<Place> {
        let mut tops: Vec<usize> =
            (0..self.children.len()).filter(|&node| !self.has_parent[node]).collect();
        let mut places = Vec::new();
        // One page above all others is the title page: the pages below it are the chapters.
        if let [top] = tops[..]
            && !self.children[top].is_empty()
        {
            places.push(self.place(top, "0".to_owned()));
            tops.clone_from(&self.children[top]);
        }
        let mut open: Vec<(usize, String)> = numbered(&tops, "");
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        while let Some((node, number)) = open.pop() {
            if seen.insert(node) {
                open.extend(numbered(&self.children[node], &number));
                places.push(self.place(node, number));
            }
        }
        places
    }

    fn place(&self, node: usize, number: String) -> Place {
        let folder = node.checked_sub(self.pages).map(|index| self.folders[index].clone());
        Place {
            number,
            page: (node < self.pages).then_some(node),
            folder: folder.unwrap_or_default(),
        }
    }
}

/// The nodes with their numbers, the last one first.
fn numbered(nodes: &[usize], above: &str) -> Vec<(usize, String)> {
    let dot = if above.is_empty() { "" } else { "." };
    let numbered = nodes.iter().enumerate();
    numbered.map(|(index, &node)| (node, format!("{above}{dot}{}", index + 1))).rev().collect()
}

/// The length of the path, with its last `/`, that all names begin with: folders that hold nothing
/// but the one below them are no chapters.
fn shared_folder(names: &[&str]) -> usize {
    let Some(first) = names.first() else { return 0 };
    let ends = first.match_indices('/').map(|(at, _)| at + 1).rev();
    ends.into_iter()
        .find(|&end| names.iter().all(|name| name.starts_with(&first[..end])))
        .unwrap_or(0)
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder above; none above the top.
fn parent(folder: &str) -> Option<&str> {
    match folder.rsplit_once('/') {
        Some((above, _)) => Some(above),
        None if folder.is_empty() => None,
        None => Some(""),
    }
}

fn depth(name: &str) -> usize {
    name.matches('/').count()
}

fn is_index(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("index"))
}

/// `tea/apis_for_pots` → `Apis for pots`.
pub(crate) fn words(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.split('.').next().unwrap_or(name).replace(['_', '-'], " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[track_caller]
    fn check(names: &[&str], links: &[&[usize]], expected: &[(&str, &str)]) {
        let links: Vec<Vec<usize>> = links.iter().map(|links| links.to_vec()).collect();
        let places = outline(names, &links);
        let found: Vec<(&str, &str)> = places
            .iter()
            .map(|place| (&*place.number, place.page.map_or(&*place.folder, |page| names[page])))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pages_stand_in_the_order_of_links() {
        check(
            &["index", "pots/a", "pots/b", "pots/index", "start"],
            &[&[4, 3], &[], &[], &[2, 1], &[]],
            &[
                ("0", "index"),
                ("1", "start"),
                ("2", "pots/index"),
                ("2.1", "pots/b"),
                ("2.2", "pots/a"),
            ],
        );
    }

    #[test]
    fn pages_without_a_link_stand_in_their_folder() {
        check(
            &["api/index", "api/lids/a", "api/pots", "cups/old_cups/b", "index"],
            &[&[], &[], &[], &[], &[0]],
            &[
                ("0", "index"),
                ("1", "api/index"),
                ("1.1", "Lids"),
                ("1.1.1", "api/lids/a"),
                ("1.2", "api/pots"),
                ("2", "Cups"),
                ("2.1", "Old cups"),
                ("2.1.1", "cups/old_cups/b"),
            ],
        );
        check(&["a", "b"], &[&[], &[]], &[("1", "a"), ("2", "b")]);
        check(&["x/y/a", "x/y/b"], &[&[], &[]], &[("1", "x/y/a"), ("2", "x/y/b")]);
    }

    #[test]
    fn circles_and_double_links_are_cut() {
        check(&["a", "b"], &[&[1, 1, 0], &[0]], &[("0", "a"), ("1", "b")]);
        check(&["a", "b", "c"], &[&[1], &[2], &[1]], &[("0", "a"), ("1", "b"), ("1.1", "c")]);
        check(&[], &[], &[]);
    }
}
