//! How pages belong together: the links to the page above, and lists of links to pages below.

use std::collections::{BTreeMap, BTreeSet};

use super::links::file;
use super::text::{all_text, is_blank};
use super::tree::{Id, Tree};

/// The pages below each page, in order. A page that names the page above it belongs there; other
/// pages stand where a list of links has them.
pub(super) fn links(pages: &[(&str, &Tree)]) -> Vec<Vec<usize>> {
    let names = Names::of(pages);
    let above: Vec<Option<usize>> =
        pages.iter().enumerate().map(|(page, (_, tree))| parent(page, tree, &names)).collect();
    let mut lists = contents(pages, &names);
    for (page, list) in lists.iter_mut().enumerate() {
        list.retain(|&child| above[child].is_none_or(|above| above == page));
    }
    for (child, above) in above.iter().enumerate() {
        if let Some(above) = above
            && !lists[*above].contains(&child)
        {
            lists[*above].push(child);
        }
    }
    lists
}

/// Finds pages by what links say.
struct Names<'a> {
    names: Vec<&'a str>,
    paths: BTreeMap<&'a str, usize>,
    /// Pages by the last part of their paths, where it is the only one.
    files: BTreeMap<&'a str, Option<usize>>,
}

impl<'a> Names<'a> {
    fn of(pages: &[(&'a str, &Tree)]) -> Self {
        let names: Vec<&str> = pages.iter().map(|(name, _)| *name).collect();
        let paths = names.iter().enumerate().map(|(page, name)| (*name, page)).collect();
        let mut files = BTreeMap::new();
        for (page, name) in names.iter().enumerate() {
            files.entry(file(name)).and_modify(|known| *known = None).or_insert(Some(page));
        }
        Self { names, paths, files }
    }

    /// The page to which a link on another page leads.
    fn target(&self, from: usize, tree: &Tree, link: Id) -> Option<usize> {
        let target = tree.attribute(link, "href")?;
        let target = target.split(['#', '?']).next().unwrap_or_default().trim();
        if target.is_empty() || target.contains(':') || target.starts_with("//") {
            return None;
        }
        let folder = self.names[from].rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = match target.starts_with('/') {
            true => Vec::new(),
            false => folder.split('/').filter(|part| !part.is_empty()).collect(),
        };
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        let found = self.paths.get(path.as_str()).copied();
        let found = found.or_else(|| self.files.get(file(&path)).copied().flatten());
        found.filter(|&page| page != from)
    }
}

/// The page above, if the page names it: as parent, or in the trail from the start page to it.
fn parent(page: usize, tree: &Tree, names: &Names<'_>) -> Option<usize> {
    let links = |id: Id| tree.below(id).filter(|&id| tree.name(id) == "x-link").collect::<Vec<_>>();
    let named = |classes: &[&str]| {
        tree.below(0)
            .filter(|&id| classes.iter().any(|class| tree.has_class(id, class)))
            .collect::<Vec<_>>()
    };
    let first = named(&["parentlink", "parent-topic", "parent"]).into_iter().flat_map(links);
    let parents = first.filter_map(|link| names.target(page, tree, link));
    if let Some(parent) = parents.into_iter().next() {
        return Some(parent);
    }
    let trails = named(&["breadcrumb", "breadcrumbs", "crumbs", "crumb", "breadcrumbnav"]);
    let trail = trails.into_iter().next()?;
    links(trail).into_iter().filter_map(|link| names.target(page, tree, link)).next_back()
}

/// What the lists of links say.
fn contents(pages: &[(&str, &Tree)], names: &Names<'_>) -> Vec<Vec<usize>> {
    let mut best: (usize, Vec<Vec<usize>>) = (0, Vec::new());
    let mut own = vec![Vec::new(); pages.len()];
    for (page, (_, tree)) in pages.iter().enumerate() {
        let is_contents = tree.below(0).all(|id| !matches!(tree.name(id), "table" | "pre"));
        for list in top_lists(tree) {
            let mut found: Vec<(usize, usize)> = Vec::new();
            if !links_only(tree, list, page, names, page, &mut found) {
                continue;
            }
            if is_contents || is_child_list(tree, list) {
                for (owner, child) in &found {
                    push(&mut own, *owner, *child);
                }
            }
            let reached: BTreeSet<usize> = found.iter().map(|(_, child)| *child).collect();
            if reached.len() > best.0 {
                let mut whole = vec![Vec::new(); pages.len()];
                found.iter().for_each(|(owner, child)| push(&mut whole, *owner, *child));
                best = (reached.len(), whole);
            }
        }
    }
    // One list of most pages, perhaps beside each page, is that of the whole document.
    if best.0 > 2 && 2 * best.0 >= pages.len() { best.1 } else { own }
}

fn push(lists: &mut [Vec<usize>], owner: usize, child: usize) {
    if !lists[owner].contains(&child) {
        lists[owner].push(child);
    }
}

fn top_lists(tree: &Tree) -> Vec<Id> {
    let is_list = |id: Id| matches!(tree.name(id), "ul" | "ol");
    let is_inside = |id: Id| {
        let mut up = tree.parent(id);
        while let Some(above) = up {
            if is_list(above) {
                return true;
            }
            up = tree.parent(above);
        }
        false
    };
    tree.below(0).filter(|&id| is_list(id) && !is_inside(id)).collect()
}

/// Whether a list is one of the pages below, by its class.
fn is_child_list(tree: &Tree, list: Id) -> bool {
    tree.has_class(list, "ullinks")
        || tree.has_class(list, "toctree")
        || tree
            .below(list)
            .any(|id| tree.has_class(id, "ulchildlink") || tree.has_class(id, "toctree-l1"))
}

/// Whether each item of a list, and of the lists in it, is one link; collects owners and pages.
fn links_only(
    tree: &Tree,
    list: Id,
    from: usize,
    names: &Names<'_>,
    owner: usize,
    found: &mut Vec<(usize, usize)>,
) -> bool {
    let mut any = false;
    for &item in tree.children(list) {
        if tree.name(item) != "li" {
            if tree.text(item).is_some_and(is_blank) {
                continue;
            }
            return false;
        }
        let Some((link, lists)) = item_of(tree, item) else { return false };
        let target = link.and_then(|link| names.target(from, tree, link));
        if let Some(target) = target {
            found.push((owner, target));
            any = true;
        }
        for inner in lists {
            any |= links_only(tree, inner, from, names, target.unwrap_or(owner), found);
        }
    }
    any
}

/// The link of an item and the lists in it, if the item has no text besides.
fn item_of(tree: &Tree, item: Id) -> Option<(Option<Id>, Vec<Id>)> {
    let mut link = None;
    let mut lists = Vec::new();
    let mut open: Vec<Id> = tree.children(item).iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        match tree.name(id) {
            "ul" | "ol" => lists.push(id),
            "x-link" if tree.attribute(id, "href").is_some() => {
                if link.is_none() {
                    link = Some(id);
                }
            }
            // The name of a chapter that has no page.
            "" if tree.text(id).is_some_and(|text| !is_blank(text)) && link.is_some() => {
                return None;
            }
            _ => open.extend(tree.children(id).iter().rev()),
        }
    }
    (link.is_some_and(|link| !all_text(tree, link).text.is_empty()) || !lists.is_empty())
        .then_some((link, lists))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::tree::Tree;
    use super::links;

    #[track_caller]
    fn check(pages: &[(&str, &str)], expected: &[&[usize]]) {
        let trees: Vec<(&str, Tree)> = pages
            .iter()
            .map(|(name, html)| (*name, parse(html.lines(), 1).expect("a page")))
            .collect();
        let pages: Vec<(&str, &Tree)> = trees.iter().map(|(name, tree)| (*name, tree)).collect();
        assert_eq!(links(&pages), expected);
    }

    #[test]
    fn pages_belong_to_the_page_that_they_name() {
        let up = "<div class=parentlink>Parent: <a href=\"b.html#x\">B</a></div>";
        let list = "<ul class=ullinks><li><strong><a href=c.html>C</a></strong><br></li></ul>";
        check(&[("a.html", up), ("b.html", list), ("c.html", up)], &[&[], &[2, 0], &[]]);
        let trail = "<div class=breadcrumb><a href=/>Home</a> &gt; <a href=\"../b.html\">B</a> &gt; A</div>";
        check(&[("b.html", ""), ("x/a.html", trail)], &[&[1], &[]]);
    }

    #[test]
    fn lists_of_links_are_contents() {
        let list = "<ul><li><a href=b.html>B</a><ul><li><a href=c.html>C</a></ul><li><a href=d.html>D</a></ul>";
        let pages = [("a.html", list), ("b.html", "<p>x"), ("c.html", ""), ("d.html", "")];
        check(&pages, &[&[1, 3], &[2], &[], &[]]);
        // Beside text, such a list is one of related pages.
        let related =
            "<pre>x</pre><ul><li>See <a href=a.html>A</a></ul><ul><li><a href=c.html>C</a></ul>";
        check(
            &[("a.html", ""), ("b.html", related), ("c.html", ""), ("d.html", "")],
            &[&[], &[], &[], &[]],
        );
    }
}
