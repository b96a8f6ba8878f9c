//! The table of IAM actions in the section of one operation.

use taurusdb_spec::Permission;

use crate::fault::{Fault, quote};
use crate::read::{Row, Table};
use crate::text::squeezed;

/// Reads the actions; a table without a column for them is for people.
pub(super) fn read(table: &Table) -> Result<Vec<Permission>, Fault> {
    let column = |name: &str| table.columns.iter().position(|column| column == name);
    let Some(action) = column("Actions") else { return Ok(Vec::new()) };
    let others = ["Access Level", "Resource Type", "Condition Key", "Alias", "Dependencies"];
    let others = others.map(column);
    table.rows.iter().map(|row| permission(row, action, others)).collect()
}

fn permission(row: &Row, action: usize, others: [Option<usize>; 5]) -> Result<Permission, Fault> {
    let name = squeezed(&row.cells[action]);
    if !is_action(&name) {
        return Err(Fault::new(
            row.line,
            format!("the action {}", quote(&row.cells[action])),
            "service:resource:verb",
        ));
    }
    let list = |index: usize| -> Vec<String> {
        let cell = others[index].map_or("", |column| row.cells[column].as_str());
        listed(cell)
    };
    let level = others[0].map(|column| row.cells[column].trim().to_lowercase());
    Ok(Permission {
        action: name,
        access_level: level.filter(|level| !level.is_empty() && level != "-"),
        resource_types: list(1),
        condition_keys: list(2),
        aliases: list(3),
        dependencies: list(4),
        line: row.line,
    })
}

fn is_action(text: &str) -> bool {
    let is_word = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*' | '.'))
    };
    text.split(':').count() == 3 && text.split(':').all(is_word)
}

/// The items of a cell, one or a list; a dash says that there is none.
fn listed(cell: &str) -> Vec<String> {
    let bare = crate::read::Cell::parse(cell);
    let texts: Vec<String> = bare.texts().map(str::to_owned).collect();
    texts
        .iter()
        .flat_map(|text| text.split([' ', ',', ';']))
        .map(|item| item.trim_matches(['•', '●', '`', '*']))
        .filter(|item| !item.is_empty() && !matches!(*item, "-" | "–" | "—" | "N/A" | "None"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_action, listed};

    #[test]
    fn actions_and_lists_are_read() {
        assert!(
            is_action("teapot:pot:create") && !is_action("teapot:create") && !is_action("a:b c:d")
        );
        assert_eq!(listed("-"), Vec::<String>::new());
        assert_eq!(listed("<ul> <li>a:b:c</li> <li>a:b:d</li> </ul>"), ["a:b:c", "a:b:d"]);
        assert_eq!(listed("pot *"), ["pot"]);
    }
}
