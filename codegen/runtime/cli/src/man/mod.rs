//! Man pages: one for the program, one for each group and for each command, all from one template.

mod page;
mod roff;

use clap::Command;

use crate::exit::{Exit, Failure};
use crate::manual::Manual;
use crate::topics;
use page::Page;

/// The template of all pages. It is compiled in, so the pages are always those of this program.
const TEMPLATE: &str = include_str!("../../../../../templates/cli/page.1.j2");
/// Columns of what is laid out already, such as examples.
pub(crate) const WIDTH: usize = 76;

/// A page, ready to be written.
pub(crate) struct Rendered {
    /// Its name, which is that of the file too: `demo-pots-list.1`.
    pub(crate) file: String,
    pub(crate) text: String,
}

/// The pages of a command and of all below it; `path` is what is typed to get there.
pub(crate) fn pages(
    manual: Manual,
    tree: &mut Command,
    path: &[&str],
) -> Result<Vec<Rendered>, Failure> {
    let mut engine = minijinja::Environment::new();
    engine.add_filter("roff", roff::escaped);
    let wrong = |error: minijinja::Error| {
        Failure::new(Exit::Output, format!("the template of man pages is wrong: {error:#}"))
    };
    engine.add_template("page", TEMPLATE).map_err(wrong)?;
    let template = engine.get_template("page").map_err(wrong)?;
    tree.build();
    let mut found = Vec::new();
    collect(manual, tree, None, &mut Vec::new(), &mut found);
    let topics = topics::all(manual);
    found.extend(topics.map(|topic| Page::of_topic(manual, topic, WIDTH)));
    let start = path.join(" ");
    let is_wanted = |page: &Page| {
        let below = page.path.strip_prefix(&start);
        below.is_some_and(|rest| start.is_empty() || rest.is_empty() || rest.starts_with(' '))
    };
    let wanted = found.into_iter().filter(is_wanted);
    wanted
        .map(|page| {
            let text = template.render(page.context(manual)).map_err(wrong)?;
            Ok(Rendered { file: format!("{}.1", page.name), text })
        })
        .collect()
}

/// Collects the pages of a command and of those below it.
fn collect(
    manual: Manual,
    command: &mut Command,
    above: Option<&str>,
    path: &mut Vec<String>,
    found: &mut Vec<Page>,
) {
    let page = Page::of(manual, command, path, above);
    let name = page.name.clone();
    found.push(page);
    for below in command.get_subcommands_mut() {
        if below.is_hide_set() || below.get_name() == "help" {
            continue;
        }
        path.push(below.get_name().to_owned());
        collect(manual, below, Some(&name), path, found);
        path.pop();
    }
}
