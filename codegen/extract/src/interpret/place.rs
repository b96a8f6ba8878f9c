//! Decides whether the rows of a table are parameters or fields of a body, by the title of the
//! table and the part of the section that contains it.

use taurusdb_spec::{Location, Side};

use super::draft::{FieldDraft, ParameterDraft, Scope, TableDraft};
use super::section_part::SectionPart;
use super::tables::{self, Role};
use crate::fault::Fault;
use crate::read::{Class, Table};

/// The place of a table in its section.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) part: Option<SectionPart>,
    /// The path of the operation, if it was already read.
    pub(super) path: Option<&'a str>,
    /// The status that the text above belongs to.
    pub(super) status: Option<u16>,
}

/// What the tables of a section have stated so far.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) parameters: Vec<ParameterDraft>,
    pub(super) scopes: Vec<Scope>,
    pub(super) statuses: Vec<(u16, u32)>,
}

impl Placed {
    /// Reads a table; returns the class of its lines.
    pub(super) fn table(&mut self, table: &Table, place: Place<'_>) -> Result<Class, Fault> {
        if place.part == Some(SectionPart::Advice) {
            return Ok(Class::Prose);
        }
        let unexpected = |expected: &str| {
            let columns = || table.columns.join(" | ");
            let text = table.title.as_ref().map_or_else(columns, |title| title.text.clone());
            Fault::unexpected(table.span.first, &text, expected)
        };
        let Some(title) = &table.title else {
            if place.part == Some(SectionPart::StatusCode)
                && let Some(statuses) = tables::statuses(table)?
            {
                self.statuses.extend(statuses);
                return Ok(Class::Fact);
            }
            return Err(unexpected("a title above the table"));
        };
        let role = tables::role(&title.text);
        match (place.part, role) {
            (Some(SectionPart::Uri), Role::Path) => {
                self.parameters(table, &title.number, Location::Path)
            }
            (Some(SectionPart::Uri), Role::Query) => {
                self.parameters(table, &title.number, Location::Query)
            }
            (Some(SectionPart::Uri), Role::ByPlace) => {
                self.uri_parameters(table, &title.number, place)
            }
            (Some(SectionPart::Request), Role::Header) => {
                self.parameters(table, &title.number, Location::Header)
            }
            (Some(SectionPart::Request), Role::RequestBody | Role::ByPlace) => {
                self.root(Side::Request, table, &title.number, place)
            }
            (Some(SectionPart::Response), Role::ResponseBody | Role::ByPlace) => {
                self.root(Side::Response, table, &title.number, place)
            }
            (Some(SectionPart::Request), Role::Object(name)) => {
                self.object(Side::Request, table, &title.number, &name, place)
            }
            (Some(SectionPart::Response), Role::Object(name)) => {
                self.object(Side::Response, table, &title.number, &name, place)
            }
            (part, _) => {
                let expected = part.map_or_else(
                    || "the heading 'Function' first".to_owned(),
                    |part| format!("a table of another kind below '{}'", part.headings()),
                );
                Err(unexpected(&expected))
            }
        }?;
        Ok(Class::Fact)
    }

    fn parameters(&mut self, table: &Table, number: &str, location: Location) -> Result<(), Fault> {
        for field in tables::fields(table)? {
            self.parameter(location, number, field)?;
        }
        Ok(())
    }

    fn parameter(
        &mut self,
        location: Location,
        table: &str,
        field: FieldDraft,
    ) -> Result<(), Fault> {
        let same =
            |known: &&ParameterDraft| known.location == location && known.field.name == field.name;
        if let Some(first) = self.parameters.iter().find(same) {
            return Err(Fault::new(
                field.line,
                format!("a second row for the {} parameter {}", location.as_str(), field.name),
                format!("one; the first is line {}", first.field.line),
            ));
        }
        self.parameters.push(ParameterDraft { location, table: table.to_owned(), field });
        Ok(())
    }

    /// A table that lists path, query and, by mistake, body parameters. A name in the path is a
    /// path parameter; a name with a table of its own is an object in the body.
    fn uri_parameters(
        &mut self,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let path = place.path.ok_or_else(|| {
            Fault::new(table.span.first, "parameters before the URI", "METHOD and path first")
        })?;
        let mut body = Vec::new();
        for field in tables::fields(table)? {
            if path.contains(&format!("{{{}}}", field.name)) {
                self.parameter(Location::Path, number, field)?;
            } else if field.declared.is_none()
                && field.description.texts().any(|text| text.contains("see Table "))
            {
                body.push(field);
            } else {
                self.parameter(Location::Query, number, field)?;
            }
        }
        if !body.is_empty() {
            let root = TableDraft {
                number: number.to_owned(),
                name: String::new(),
                line: table.span.first,
                fields: body,
            };
            self.scope(Side::Request, place.status).root = Some(root);
        }
        Ok(())
    }

    fn root(
        &mut self,
        side: Side,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let draft = tables::draft(table, number, "")?;
        let scope = self.scope(side, place.status);
        if let Some(first) = &scope.root {
            return Err(Fault::new(
                table.span.first,
                format!("a second table of the body, {number}"),
                format!("one; the first is Table {}", first.number),
            ));
        }
        scope.root = Some(draft);
        Ok(())
    }

    fn object(
        &mut self,
        side: Side,
        table: &Table,
        number: &str,
        name: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let draft = tables::draft(table, number, name)?;
        self.scope(side, place.status).tables.push(draft);
        Ok(())
    }

    /// The scope of the body with that side and status; a request has no status.
    pub(super) fn scope(&mut self, side: Side, status: Option<u16>) -> &mut Scope {
        let status = if side == Side::Response { status } else { None };
        let at = self.scopes.iter().position(|s| s.side == side && s.status == status);
        let at = at.unwrap_or_else(|| {
            self.scopes.push(Scope { side, status, root: None, tables: Vec::new() });
            self.scopes.len() - 1
        });
        &mut self.scopes[at]
    }
}
