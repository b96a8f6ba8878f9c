//! What our own commands print: words for people, unless a format is asked for.

use clap::ArgMatches;
use serde_json::Value;

use crate::exit::Failure;
use crate::manual::Manual;
use crate::output::{self, Node, Settings, Shape};
use crate::shell::Shell;

/// Prints the text, or the value where a flag asks for a format or for a part of it.
pub(crate) fn print(
    manual: Manual,
    value: &Value,
    text: &str,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let settings = Settings::read(manual.program, matches, shell)?;
    let is_asked = |name: &str| matches.get_one::<String>(name).is_some();
    match is_asked("output") || is_asked("query") {
        true => output::show(&Node::from(value), &Shape::default(), &settings, shell),
        false => shell.answer(text),
    }
}

/// Columns, each as wide as its widest value.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: [usize; N] = std::array::from_fn(|column| width(column).unwrap_or(0));
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text += cells.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [["a", "bé", ""], ["long", "", "c"]].map(|row| row.map(str::to_owned));
        assert_eq!(columns(&rows), "a     bé\nlong      c\n");
    }
}
