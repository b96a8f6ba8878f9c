//! Finds cycles among the modules of a crate.

use std::collections::BTreeMap;
use std::fmt;

use super::crate_source::{Crate, ModulePath};

/// Modules inside one module that need each other.
pub(crate) struct Cycle {
    /// The module that contains them; empty for the crate.
    pub(crate) module: String,
    /// For each link, the module that needs the next one, and the path that shows it.
    links: Vec<(String, String)>,
}

/// For each child of a module, the other children that it needs, each with the path that shows it.
type Needs = BTreeMap<String, BTreeMap<String, String>>;

/// Finds, for each module, one cycle among its children. A child counts with everything inside it.
pub(crate) fn cycles(found: &Crate) -> Vec<Cycle> {
    let mut needs: BTreeMap<ModulePath, Needs> = BTreeMap::new();
    for from in found.modules.keys() {
        for (to, path) in found.uses(from) {
            let file = found.file(from);
            let shared = file.iter().zip(&to).take_while(|(a, b)| a == b).count();
            let node = |path: &ModulePath| path.get(shared).cloned().unwrap_or_default();
            let said = format!("{}: {path}", from.join("::"));
            let parent = needs.entry(file[..shared].to_vec()).or_default();
            parent.entry(node(&file)).or_default().entry(node(&to)).or_insert(said);
        }
    }
    needs.into_iter().filter_map(|(module, needs)| cycle(&module, &needs)).collect()
}

fn cycle(module: &ModulePath, needs: &Needs) -> Option<Cycle> {
    let mut done = Vec::new();
    let mut way = Vec::new();
    needs.keys().find_map(|start| search(start, needs, &mut way, &mut done)).map(|nodes| {
        let links = nodes.iter().zip(nodes.iter().cycle().skip(1));
        let links = links.map(|(from, to)| {
            let name =
                if from.is_empty() { format!("{} itself", name(module)) } else { from.clone() };
            (name, needs[from][to].clone())
        });
        Cycle { module: module.join("::"), links: links.collect() }
    })
}

/// Searches from a node; returns the nodes of the first cycle that it finds.
fn search(
    node: &str,
    needs: &Needs,
    way: &mut Vec<String>,
    done: &mut Vec<String>,
) -> Option<Vec<String>> {
    if done.iter().any(|other| other == node) {
        return None;
    }
    if let Some(at) = way.iter().position(|other| other == node) {
        return Some(way[at..].to_vec());
    }
    way.push(node.to_owned());
    let next = needs.get(node).into_iter().flat_map(BTreeMap::keys);
    let found = next.into_iter().find_map(|next| search(next, needs, way, done));
    way.pop();
    done.push(node.to_owned());
    found
}

fn name(module: &[String]) -> String {
    if module.is_empty() { "the crate".to_owned() } else { module.join("::") }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let module = if self.module.is_empty() { "the crate" } else { &self.module };
        write!(f, "{module}: ")?;
        for (node, _) in &self.links {
            write!(f, "{node} → ")?;
        }
        write!(f, "{}", self.links[0].0)?;
        self.links.iter().try_for_each(|(_, said)| write!(f, "\n  {said}"))
    }
}
