//! Tables of an operation: the role of each table, and the rows.

use taurusdb_spec::Mandatory;

use super::draft::{FieldDraft, TableDraft};
use crate::fault::{Fault, quote};
use crate::read::{Cell, Row, Table, lost_of_list};
use crate::text::markup::unknown_tag;
use crate::text::without_s;

/// The role of a table in an operation, by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Path,
    Query,
    Header,
    RequestBody,
    ResponseBody,
    /// `Parameter description`: the heading above says what it describes.
    ByPlace,
    /// An object with that name.
    Object(String),
}

/// Reads the role from the title.
pub(super) fn role(title: &str) -> Role {
    let lower = title.to_ascii_lowercase();
    let known = match without_s(&lower) {
        "uri parameter" | "path parameter" => Some(Role::Path),
        "query parameter" => Some(Role::Query),
        "request header parameter" => Some(Role::Header),
        "request body parameter" => Some(Role::RequestBody),
        "response body parameter" => Some(Role::ResponseBody),
        "parameter description" => Some(Role::ByPlace),
        _ => None,
    };
    known.unwrap_or_else(|| Role::Object(object_name(title).to_owned()))
}

/// `tags field data structure description` → `tags`; a plain name stays.
fn object_name(title: &str) -> &str {
    const SUFFIXES: [&str; 3] =
        ["field data structure description", "data structure description", "parameter description"];
    let name = SUFFIXES
        .iter()
        .find_map(|suffix| title.find(suffix).map(|at| &title[..at]))
        .unwrap_or(title);
    // A remark in parentheses may follow.
    name.split_once(" (").map_or(name, |(name, _)| name).trim()
}

/// Reads the rows of a table of fields or parameters.
pub(super) fn fields(table: &Table) -> Result<Vec<FieldDraft>, Fault> {
    let columns = Columns::of(table)?;
    let mut fields: Vec<FieldDraft> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let field = columns.field(row)?;
        if let Some(first) = fields.iter().find(|known| known.name == field.name) {
            return Err(Fault::new(
                field.line,
                format!("a second row for {}", field.name),
                format!("one; the first is line {}", first.line),
            ));
        }
        fields.push(field);
    }
    Ok(fields)
}

/// Reads a table of fields.
pub(super) fn draft(table: &Table, number: &str, name: &str) -> Result<TableDraft, Fault> {
    Ok(TableDraft {
        number: number.to_owned(),
        name: name.to_owned(),
        line: table.span.first,
        fields: fields(table)?,
    })
}

/// The statuses of an untitled `Status Code` table.
pub(super) fn statuses(table: &Table) -> Result<Option<Vec<(u16, u32)>>, Fault> {
    if table.columns != ["Status Code", "Description"] {
        return Ok(None);
    }
    let status = |row: &Row| {
        row.cells[0].parse().map(|status| (status, row.line)).map_err(|_| {
            Fault::new(row.line, format!("the status {}", quote(&row.cells[0])), "three digits")
        })
    };
    table.rows.iter().map(status).collect::<Result<_, _>>().map(Some)
}

struct Columns {
    name: usize,
    mandatory: Option<usize>,
    kind: Option<usize>,
    description: usize,
}

impl Columns {
    fn of(table: &Table) -> Result<Self, Fault> {
        let (mut name, mut mandatory, mut kind, mut description) = (None, None, None, None);
        for (index, column) in table.columns.iter().enumerate() {
            let slot = match column.as_str() {
                "Parameter" | "Name" => &mut name,
                "Mandatory" => &mut mandatory,
                "Type" => &mut kind,
                "Description" => &mut description,
                other => {
                    return Err(Fault::new(
                        table.header_line,
                        format!("the column {}", quote(other)),
                        "Parameter or Name, Mandatory, Type, Description",
                    ));
                }
            };
            *slot = Some(index);
        }
        let need = |index: Option<usize>, column: &str| {
            index.ok_or_else(|| {
                Fault::new(
                    table.header_line,
                    format!("the columns {}", table.columns.join(", ")),
                    format!("a column {column}"),
                )
            })
        };
        Ok(Self {
            name: need(name, "Parameter or Name")?,
            mandatory,
            kind,
            description: need(description, "Description")?,
        })
    }

    fn field(&self, row: &Row) -> Result<FieldDraft, Fault> {
        let cell = |index: usize| row.cells[index].as_str();
        let name = cell(self.name);
        let is_name = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !is_name {
            return Err(Fault::new(
                row.line,
                format!("the parameter {}", quote(name)),
                "a name of letters, digits, '_', '-' and '.'",
            ));
        }
        let description = cell(self.description);
        if let Some(tag) = unknown_tag(description) {
            return Err(Fault::new(
                row.line,
                format!("the tag {} in the description of {name}", quote(tag)),
                "p, br, ul, ol, li or a tag for single words; a placeholder has capitals or marks",
            ));
        }
        if let Some(lost) = lost_of_list(description) {
            return Err(Fault::new(
                row.line,
                format!("a description of {name} without {lost}"),
                "a bullet before each item of a list",
            )
            .advise("restore what was lost"));
        }
        let (mandatory, condition) = match self.mandatory.map(cell) {
            None => (None, None),
            Some("Yes") => (Some(Mandatory::Yes), None),
            Some("No") => (Some(Mandatory::No), None),
            Some(condition) => (Some(Mandatory::No), Some(condition)),
        };
        let description = match condition {
            None => Cell::parse(description),
            Some(condition) => Cell::parse(&format!("{description} <p>{condition}</p>")),
        };
        Ok(FieldDraft {
            name: name.to_owned(),
            declared: self.kind.map(|index| cell(index).to_owned()),
            mandatory,
            condition: condition.map(Cell::parse),
            description,
            line: row.line,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn roles_are_read_from_titles() {
        let object = |name: &str| Role::Object(name.to_owned());
        assert_eq!(role("URI parameter"), Role::Path);
        assert_eq!(role("URI Parameters"), Role::Path);
        assert_eq!(role("Request body parameters"), Role::RequestBody);
        assert_eq!(role("Parameter description"), Role::ByPlace);
        assert_eq!(role("MysqlTags"), object("MysqlTags"));
        assert_eq!(role("tags field data structure description"), object("tags"));
        assert_eq!(
            role("entities field data structure description (binding an EIP)"),
            object("entities")
        );
        assert_eq!(role("error_log_list parameter description"), object("error_log_list"));
    }
}
