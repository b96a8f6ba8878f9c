//! The rows of the tables of an operation.

use taurusdb_spec::{Location, Mandatory};

use super::draft::{ErrorDraft, FieldDraft, TableDraft};
use super::flag::{self, Flag};
use super::words;
use crate::fault::{Fault, LOST_BULLETS, OTHER, quote};
use crate::read::{Cell, Row, Table, lost_of_list};
use crate::text::markup::unknown_tag;
use crate::text::{single_spaced, squeezed};

/// A row, and where a request carries the value if the table has a column for that.
pub(super) struct Placed {
    pub(super) field: FieldDraft,
    pub(super) place: Option<RowPlace>,
}

/// Where a request carries a value, according to its own row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPlace {
    Outside(Location),
    Body,
}

/// Whether a table can be one of fields: it has a column that only such tables have.
pub(super) fn may_have_fields(table: &Table) -> bool {
    let is_one = |column: &String| {
        matches!(column.as_str(), "Parameter" | "Name" | "Mandatory" | "Type" | "In")
    };
    table.columns.iter().any(is_one)
}

/// Reads the rows of a table of fields or parameters.
pub(super) fn fields(table: &Table) -> Result<Vec<FieldDraft>, Fault> {
    Ok(placed_fields(table, false)?.into_iter().map(|placed| placed.field).collect())
}

/// Reads the rows of a table that may say where each value is carried. The table of a body may have
/// several rows of one name: those of nested objects.
pub(super) fn placed_fields(table: &Table, may_repeat: bool) -> Result<Vec<Placed>, Fault> {
    let columns = Columns { may_have_keys: may_repeat, ..Columns::of(table, may_repeat)? };
    let mut fields: Vec<Placed> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let placed = Placed { field: columns.field(row)?, place: columns.place(row)? };
        let is_same =
            |known: &&Placed| known.field.name == placed.field.name && known.place == placed.place;
        if let Some(first) = fields.iter().find(is_same).filter(|_| !may_repeat) {
            return Err(Fault::new(
                placed.field.line,
                format!("a second row for {}", placed.field.name),
                format!("one; the first is {OTHER}"),
            )
            .beside(first.field.line));
        }
        fields.push(placed);
    }
    Ok(fields)
}

/// Reads a table of fields.
pub(super) fn draft(
    table: &Table,
    number: &str,
    name: &str,
    of_page: bool,
) -> Result<TableDraft, Fault> {
    let rows = placed_fields(table, of_page)?;
    Ok(TableDraft {
        number: number.to_owned(),
        name: name.to_owned(),
        line: table.span.first,
        fields: rows.into_iter().map(|row| row.field).collect(),
    })
}

/// The statuses of a table of them: each with the line of its row.
pub(super) fn statuses(table: &Table) -> Result<Option<Vec<(u16, u32)>>, Fault> {
    let at = table.columns.iter().position(|column| column == "Status Code");
    let Some(at) = at.filter(|_| !table.columns.iter().any(|column| column == "Error Code")) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    for row in &table.rows {
        let statuses = statuses_of(&row.cells[at]).ok_or_else(|| {
            Fault::new(row.line, format!("the status {}", quote(&row.cells[at])), "three digits")
        })?;
        found.extend(statuses.into_iter().map(|status| (status, row.line)));
    }
    Ok(Some(found))
}

/// The statuses of a cell: `400 Bad Request`, `200, 202`; none in `4xx` and `Others`.
fn statuses_of(cell: &str) -> Option<Vec<u16>> {
    let is_status = |word: &str| word.len() == 3 && word.starts_with(['1', '2', '3', '4', '5']);
    let words = || cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let found: Vec<u16> =
        words().filter(|word| is_status(word)).filter_map(|word| word.parse().ok()).collect();
    let is_class = words().any(|word| is_status(word) && word[1..].eq_ignore_ascii_case("xx"))
        || words().next().is_some_and(|word| word.to_lowercase().starts_with("other"));
    (!found.is_empty() || is_class).then_some(found)
}

/// The error codes of a table of them, each with its status if there is a column for it.
pub(super) fn errors(table: &Table) -> Result<Option<Vec<ErrorDraft>>, Fault> {
    let column = |name: &str| table.columns.iter().position(|column| column == name);
    let Some(code) = column("Error Code") else { return Ok(None) };
    let status = column("Status Code");
    let error = |row: &Row| {
        let text = squeezed(&row.cells[code]);
        let is_code = text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        if !is_code {
            let found = format!("the error code {}", quote(&row.cells[code]));
            return Err(Fault::new(row.line, found, "a code with a number, as in 'DBS.200019'"));
        }
        let status = match status {
            None => None,
            Some(at) => Some(row.cells[at].trim().parse().map_err(|_| {
                let found = format!("the status {}", quote(&row.cells[at]));
                Fault::new(row.line, found, "three digits")
            })?),
        };
        Ok(ErrorDraft { code: text, status, line: row.line })
    };
    table.rows.iter().map(error).collect::<Result<_, _>>().map(Some)
}

/// Whether the columns are those of fields or parameters.
pub(super) fn has_fields(table: &Table) -> bool {
    Columns::of(table, false).is_ok()
}

/// The label that gives a column beside the description its meaning there; `None` for a column that
/// has no such label.
fn label_of(column: &str) -> Option<&'static str> {
    Some(match column {
        "Default Value" => "Default value",
        "Value Range" => "Value range",
        "Example Value" | "Example" => "Example",
        "Constraints" => "Constraints",
        "Unit" => "Unit",
        "Remarks" => "",
        _ => return None,
    })
}

struct Columns {
    /// Whether a row may describe all members whose names the data give.
    may_have_keys: bool,
    name: usize,
    mandatory: Option<usize>,
    kind: Option<usize>,
    place: Option<usize>,
    description: usize,
    /// Columns whose text belongs to the description, each with the label that it gets there.
    more: Vec<(usize, &'static str)>,
}

impl Columns {
    /// The columns of a table; `may_have_more` says that others may stand beside them.
    fn of(table: &Table, may_have_more: bool) -> Result<Self, Fault> {
        let (mut name, mut mandatory, mut kind, mut description) = (None, None, None, None);
        let (mut place, mut more) = (None, Vec::new());
        for (index, column) in table.columns.iter().enumerate() {
            let slot = match column.as_str() {
                "Parameter" | "Name" => &mut name,
                "Mandatory" => &mut mandatory,
                "Type" if holds_places(table, index) => &mut place,
                "Type" => &mut kind,
                "In" => &mut place,
                "Description" => &mut description,
                other => match label_of(other) {
                    Some(label) => {
                        more.push((index, label));
                        continue;
                    }
                    // What a page says there is no fact that a field can have.
                    None if may_have_more => continue,
                    None => return Err(unknown_column(table, other)),
                },
            };
            match *slot {
                None => *slot = Some(index),
                // A second column for the meaning: `Description` and `Remarks`.
                Some(_) if column == "Description" => more.push((index, "")),
                Some(first) => {
                    return Err(Fault::new(
                        table.header_line,
                        format!("two columns for the same: {} and {column}", table.columns[first]),
                        "one column each for name, type, mandatory or not, place and description",
                    ));
                }
            }
        }
        // Without a column for the meaning, remarks are it.
        if description.is_none()
            && let Some(at) = more.iter().position(|(_, label)| label.is_empty())
        {
            description = Some(more.remove(at).0);
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
            may_have_keys: false,
            name: need(name, "Parameter or Name")?,
            mandatory,
            kind,
            place,
            description: need(description, "Description")?,
            more,
        })
    }

    fn field(&self, row: &Row) -> Result<FieldDraft, Fault> {
        let cell = |index: usize| row.cells[index].as_str();
        let (cell_of_name, ended) = without_end(cell(self.name));
        let (name, by_name) = name_of(&cell_of_name);
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
        let is_key = self.may_have_keys && is_phrase(name);
        if !is_name && !is_key {
            return Err(Fault::new(
                row.line,
                format!("the parameter {}", quote(name)),
                "a name of letters, digits, '_', '-', '.' and ':'",
            ));
        }
        let mut description = cell(self.description).to_owned();
        for (index, label) in &self.more {
            let text = cell(*index);
            if !words::say_nothing(text) && !text.is_empty() {
                let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
                description += &format!(" <p>{label}{text}</p>");
            }
        }
        if let Some(tag) = unknown_tag(&description) {
            return Err(Fault::new(
                row.line,
                format!("the tag {} in the description of {name}", quote(tag)),
                "p, br, ul, ol, li or a tag for single words; a placeholder has capitals or marks",
            ));
        }
        if let Some(lost) = lost_of_list(&description) {
            return Err(Fault::new(
                row.line,
                format!("a description of {name} without {lost}"),
                "a bullet before each item of a list",
            )
            .advise(LOST_BULLETS));
        }
        let (mandatory, condition) = match self.mandatory.map(|index| flag::read(cell(index))) {
            None => (by_name, None),
            Some(Flag::Plain(mandatory)) => (Some(mandatory), None),
            Some(Flag::Remark(mandatory, remark)) => {
                description += &format!(" <p>{remark}</p>");
                (Some(mandatory), None)
            }
            Some(Flag::When(condition)) => (Some(Mandatory::No), Some(condition)),
        };
        if let Some(condition) = &condition {
            description += &format!(" <p>{condition}</p>");
        }
        let kind = self.kind.map(|index| without_end(cell(index)));
        let ended = ended.or_else(|| kind.as_ref().and_then(|(_, ended)| ended.clone()));
        if let Some(ended) = ended {
            description += &format!(" <p>({ended})</p>");
        }
        Ok(FieldDraft {
            name: name.to_owned(),
            declared: kind.map(|(kind, _)| usual_case(&kind)),
            mandatory,
            condition: condition.as_deref().map(Cell::parse),
            description: Cell::parse(&description),
            is_key,
            line: row.line,
        })
    }

    fn place(&self, row: &Row) -> Result<Option<RowPlace>, Fault> {
        let Some(index) = self.place else { return Ok(None) };
        place_of(&row.cells[index]).map(Some).ok_or_else(|| {
            Fault::new(
                row.line,
                format!("the place {} of a parameter", quote(&row.cells[index])),
                "path, query, header or body",
            )
        })
    }
}

/// Whether a name says what the names of members are: `Name of the pot`, `<key>`.
fn is_phrase(name: &str) -> bool {
    let bare = name.trim_matches(['<', '>', '{', '}', '$', '*']);
    let is_word = |word: &str| {
        !word.is_empty()
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\''))
    };
    let words = bare.split(' ').count();
    (words > 1 || bare.len() < name.len()) && words <= 10 && bare.split(' ').all(is_word)
}

fn unknown_column(table: &Table, column: &str) -> Fault {
    const KNOWN: [&str; 5] = ["Parameter", "Name", "Mandatory", "Type", "Description"];
    if !table.columns.iter().any(|column| KNOWN.contains(&&**column)) {
        return Fault::new(
            table.header_line,
            format!("the row {} where the table begins", quote(&table.columns.join(" | "))),
            "the names of the columns in the first row",
        )
        .advise("restore the header row that the table lost");
    }
    Fault::new(
        table.header_line,
        format!("the column {}", quote(column)),
        "Parameter or Name, Mandatory, Type, Description",
    )
}

/// Whether a column says where values are carried, although it is called `Parameter Type`.
fn holds_places(table: &Table, column: usize) -> bool {
    table.rows.iter().all(|row| place_of(&row.cells[column]).is_some())
}

fn place_of(cell: &str) -> Option<RowPlace> {
    let found = words::of(cell);
    let place = found.iter().find(|word| !matches!(&***word, "request" | "parameter"))?;
    Some(match &**place {
        "path" | "uri" | "url" => RowPlace::Outside(Location::Path),
        "query" => RowPlace::Outside(Location::Query),
        "header" => RowPlace::Outside(Location::Header),
        "body" => RowPlace::Body,
        _ => return None,
    })
}

/// A type with its own words in the case that most rows have: `STRING`, `array of Tea Objects`. Names of
/// objects stay as they are written.
fn usual_case(kind: &str) -> String {
    const WORDS: [&str; 8] =
        ["String", "Integer", "Long", "Double", "Float", "Number", "Boolean", "Object"];
    if let Some(word) = WORDS.iter().find(|word| word.eq_ignore_ascii_case(kind)) {
        return (*word).to_owned();
    }
    let mut kind = kind.to_owned();
    for end in [" objects", " object"] {
        let start = kind.len().saturating_sub(end.len());
        if kind.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(end)) {
            kind.replace_range(start.., end);
        }
    }
    if kind.get(..9).is_some_and(|first| first.eq_ignore_ascii_case("Array of ")) {
        kind.replace_range(..9, "Array of ");
    }
    kind
}

/// The cell of a name or type without the remark that the value should be used no more, and that remark:
/// `kind (deprecated)`, `[Discarded] kind`. What it means is read with the description.
fn without_end(cell: &str) -> (String, Option<String>) {
    const ENDS: [&str; 4] = ["deprecated", "discarded", "obsolete", "abandoned"];
    let remark = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (before, rest) = cell.split_once(open)?;
        let (remark, behind) = rest.split_once(close)?;
        let is_end = ENDS.iter().any(|end| remark.trim().eq_ignore_ascii_case(end));
        // The remark stands at one end of the cell.
        let is_outside = before.trim().is_empty() != behind.trim().is_empty();
        (is_end && is_outside).then(|| (format!("{before}{behind}"), remark.trim().to_owned()))
    });
    match remark {
        Some((cell, remark)) => (cell.trim().to_owned(), Some(remark)),
        None => (cell.to_owned(), None),
    }
}

/// The name in its cell: without marks of code and bold text, and without a remark such as
/// `(optional)`, which says what the column for it would.
fn name_of(cell: &str) -> (&str, Option<Mandatory>) {
    let bare = cell.trim_matches(['*', '`', ' ', '"']);
    let bare = bare.strip_prefix("<p>").unwrap_or(bare);
    let bare = bare.strip_suffix("</p>").unwrap_or(bare).trim();
    if let Some((name, remark)) = bare.split_once('(')
        && let Some(remark) = remark.strip_suffix(')')
        && let Flag::Plain(mandatory) = flag::read(&single_spaced(remark))
    {
        return (name.trim_matches(['*', '`', ' ']), Some(mandatory));
    }
    // `name:` is a name with the mark of a list; in `os:name`, the mark is part of it.
    (bare.trim_end_matches([':', ' ']), None)
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Mandatory;

    use super::{name_of, usual_case, without_end};

    #[test]
    fn the_end_of_a_value_is_told_from_its_name() {
        for cell in
            ["kind (deprecated)", "(Deprecated) kind", "kind(deprecated)", "[deprecated] kind"]
        {
            let (kind, ended) = without_end(cell);
            let ended = ended.map(|ended| ended.to_lowercase());
            assert_eq!((&*kind, ended.as_deref()), ("kind", Some("deprecated")), "{cell}");
        }
        for cell in ["kind", "kind (optional)", "kind[]", "a (deprecated) b", "(deprecated)"] {
            assert_eq!(without_end(cell), (cell.to_owned(), None));
        }
    }

    #[test]
    fn types_have_no_case_of_their_own() {
        for (kind, expected) in [
            ("STRING", "String"),
            ("array of Tea OBJECTS", "Array of Tea objects"),
            ("TEA object", "TEA object"),
            ("Map<String,String>", "Map<String,String>"),
        ] {
            assert_eq!(usual_case(kind), expected);
        }
    }

    #[test]
    fn names_are_read_with_their_marks() {
        assert_eq!(name_of("`pot_id`"), ("pot_id", None));
        assert_eq!(name_of("**pot_id** (optional)"), ("pot_id", Some(Mandatory::No)));
        assert_eq!(name_of("pot_id(Mandatory)"), ("pot_id", Some(Mandatory::Yes)));
        assert_eq!(name_of("pot(s)"), ("pot(s)", None));
    }
}
