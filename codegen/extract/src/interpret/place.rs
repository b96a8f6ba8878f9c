//! Where the rows of a table belong: to the parameters or to a body, by the title of the table and
//! the part of the section that it stands in.

use taurusdb_spec::{Location, Side};

use super::draft::{FieldDraft, ParameterDraft, Scope, TableDraft};
use super::operation::{Reading, unexpected};
use super::part::Part;
use super::tables::{self, Role};
use crate::fault::Fault;
use crate::read::{Class, Line, Table};

impl Reading<'_> {
    /// Takes a table.
    pub(super) fn table(&mut self, table: &Table) -> Result<(), Fault> {
        if self.part == Some(Part::Advice) {
            self.claim(table.span, Class::Prose);
            return Ok(());
        }
        self.claim(table.span, Class::Fact);
        let place = || Line {
            number: table.span.first,
            text: table
                .title
                .as_ref()
                .map_or_else(|| table.columns.join(" | "), |t| t.text.clone()),
        };
        let Some(title) = &table.title else {
            if self.part == Some(Part::StatusCode)
                && let Some(statuses) = tables::statuses(table)?
            {
                self.statuses.extend(statuses);
                return Ok(());
            }
            return Err(unexpected(&place(), "a title above the table"));
        };
        let role = tables::role(&title.text);
        match (self.part, role) {
            (Some(Part::Uri), Role::Path) => self.parameters(table, &title.number, Location::Path),
            (Some(Part::Uri), Role::Query) => {
                self.parameters(table, &title.number, Location::Query)
            }
            (Some(Part::Uri), Role::ByPlace) => self.uri_parameters(table, &title.number),
            (Some(Part::Request), Role::Header) => {
                self.parameters(table, &title.number, Location::Header)
            }
            (Some(Part::Request), Role::RequestBody | Role::ByPlace) => {
                self.root(Side::Request, table, &title.number)
            }
            (Some(Part::Response), Role::ResponseBody | Role::ByPlace) => {
                self.root(Side::Response, table, &title.number)
            }
            (Some(Part::Request), Role::Object(name)) => {
                self.object(Side::Request, table, &title.number, &name)
            }
            (Some(Part::Response), Role::Object(name)) => {
                self.object(Side::Response, table, &title.number, &name)
            }
            (part, _) => {
                let expected = part.map_or_else(
                    || "the heading 'Function' first".to_owned(),
                    |part| format!("a table of another kind below '{}'", part.headings()),
                );
                Err(unexpected(&place(), &expected))
            }
        }
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

    /// A table that lists path, query and, by mistake, body parameters: what is in the path is a
    /// path parameter; what has a table of its own is an object and travels in the body.
    fn uri_parameters(&mut self, table: &Table, number: &str) -> Result<(), Fault> {
        let path = self.uri.as_ref().map(|uri| uri.path.clone()).ok_or_else(|| {
            Fault::new(table.span.first, "parameters before the URI", "METHOD and path first")
        })?;
        let mut body = Vec::new();
        for field in tables::fields(table)? {
            if path.contains(&format!("{{{}}}", field.name)) {
                self.parameter(Location::Path, number, field)?;
            } else if field.declared.is_none() && field.description.contains("see Table ") {
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
            self.scope(Side::Request).root = Some(root);
        }
        Ok(())
    }

    fn root(&mut self, side: Side, table: &Table, number: &str) -> Result<(), Fault> {
        let draft = tables::draft(table, number, "")?;
        let scope = self.scope(side);
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

    fn object(&mut self, side: Side, table: &Table, number: &str, name: &str) -> Result<(), Fault> {
        let draft = tables::draft(table, number, name)?;
        self.scope(side).tables.push(draft);
        Ok(())
    }

    /// The scope of the body that the text now speaks of.
    pub(super) fn scope(&mut self, side: Side) -> &mut Scope {
        let status = if side == Side::Response { self.status } else { None };
        let at = self.scopes.iter().position(|s| s.side == side && s.status == status);
        let at = at.unwrap_or_else(|| {
            self.scopes.push(Scope { side, status, root: None, tables: Vec::new() });
            self.scopes.len() - 1
        });
        &mut self.scopes[at]
    }
}
