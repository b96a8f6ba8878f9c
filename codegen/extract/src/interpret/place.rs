//! Decides whether the rows of a table are parameters or fields of a body, by the title of the
//! table and the part of the section that contains it.

use taurusdb_spec::{Location, Permission, Side};

use super::draft::{ErrorDraft, FieldDraft, HeaderDraft, ParameterDraft, Scope, TableDraft};
use super::object_name::named;
use super::permissions;
use super::section_part::SectionPart;
use super::table_reference::{has_number, table_reference};
use super::table_role::{self, Role};
use super::tables::{self, RowPlace};
use super::words;
use crate::fault::{Fault, LOST_HEADING, OTHER};
use crate::read::{Class, Table, Title};

/// The place of a table in its section.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) part: Option<SectionPart>,
    /// The path of the operation, if it was already read.
    pub(super) path: Option<&'a str>,
    /// The status that the text above belongs to.
    pub(super) status: Option<u16>,
    /// The section, for the number of a table that has none.
    pub(super) section: &'a str,
    /// The last heading, which stands for the title of a table that has none.
    pub(super) heading: &'a str,
    pub(super) heading_line: u32,
    /// Whether the section is a page.
    pub(super) of_page: bool,
}

/// What the tables of a section have stated so far.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) parameters: Vec<ParameterDraft>,
    pub(super) scopes: Vec<Scope>,
    pub(super) statuses: Vec<(u16, u32)>,
    pub(super) response_headers: Vec<HeaderDraft>,
    pub(super) permissions: Vec<Permission>,
    pub(super) errors: Vec<ErrorDraft>,
}

impl Placed {
    /// Reads a table; returns the class of its lines.
    pub(super) fn table(&mut self, table: &Table, place: Place<'_>) -> Result<Class, Fault> {
        match place.part {
            Some(SectionPart::Advice) => return Ok(Class::Prose),
            Some(SectionPart::Authorization) => return self.permissions(table),
            Some(SectionPart::StatusCode) => {
                if let Some(statuses) = tables::statuses(table)? {
                    self.statuses.extend(statuses);
                    return Ok(Class::Fact);
                }
            }
            _ => {}
        }
        if matches!(place.part, Some(SectionPart::ErrorCode | SectionPart::StatusCode))
            && let Some(errors) = tables::errors(table)?
        {
            self.errors.extend(errors);
            return Ok(Class::Fact);
        }
        let unexpected = |expected: &str| {
            let columns = || table.columns.join(" | ");
            let text = table.title.as_ref().map_or_else(columns, |title| title.text.clone());
            Fault::unexpected(table.span.first, &text, expected)
        };
        let title = match &table.title {
            Some(title) => title.clone(),
            None => {
                self.untitled(table, place).ok_or_else(|| unexpected("a title above the table"))?
            }
        };
        let number = &title.number;
        let role = self.role(&title, place);
        match (place.part, role) {
            (Some(SectionPart::Uri | SectionPart::Request), Role::Path) => {
                self.parameters(table, number, Location::Path)
            }
            (Some(SectionPart::Uri | SectionPart::Request), Role::Query) => {
                self.parameters(table, number, Location::Query)
            }
            (Some(SectionPart::Uri), Role::ByPlace) => self.uri_parameters(table, number, place),
            (Some(SectionPart::Uri | SectionPart::Request), Role::Header) => {
                self.parameters(table, number, Location::Header)
            }
            (Some(SectionPart::Request), Role::ByPlace) => {
                self.request_parameters(table, number, place)
            }
            (Some(SectionPart::Uri | SectionPart::Request), Role::RequestBody) => {
                self.root(Side::Request, table, number, place)
            }
            (Some(SectionPart::Response), Role::ResponseHeader | Role::Header) => {
                self.response_header(table, number, place)
            }
            (Some(SectionPart::Response), Role::ResponseBody | Role::ByPlace) => {
                self.root(Side::Response, table, number, place)
            }
            (Some(SectionPart::Request), Role::Object(name)) => {
                self.object(Side::Request, table, number, &name, place)
            }
            (Some(SectionPart::Response), Role::Object(name)) => {
                self.object(Side::Response, table, number, &name, place)
            }
            (None, _) => Err(unexpected("the heading 'Function' first").advise(LOST_HEADING)),
            (Some(_), role) => {
                let expected = format!(
                    "the heading '{}' above such a table; the last heading is '{}' ({OTHER})",
                    needed(&role).headings(),
                    place.heading
                );
                Err(unexpected(&expected).beside(place.heading_line).advise(LOST_HEADING))
            }
        }?;
        Ok(Class::Fact)
    }

    /// A title for a table without one: the heading above it, if that says what the table describes.
    fn untitled(&self, table: &Table, place: Place<'_>) -> Option<Title> {
        let is_part = matches!(
            place.part,
            Some(SectionPart::Uri | SectionPart::Request | SectionPart::Response)
        );
        let is_plain = !matches!(table_role::role(place.heading), Role::Object(_));
        let names_object = place.of_page && named(place.heading).is_some();
        let known = tables::has_fields(table);
        // The first table directly below `Response` is the one of the body.
        let side = match place.part {
            Some(SectionPart::Request) => Some(Side::Request),
            Some(SectionPart::Response) => Some(Side::Response),
            _ => None,
        };
        let is_stated = self.scopes.iter().any(|scope| {
            Some(scope.side) == side
                && (scope.root.is_some() || !scope.tables.is_empty())
                && (scope.side == Side::Request || scope.status == place.status)
        });
        let is_body = side.is_some() && !is_stated && SectionPart::of(place.heading) == place.part;
        let says = is_plain || names_object;
        (is_part && known && (says || is_body)).then(|| Title {
            number: format!("{}-{}", place.section, table.header_line),
            text: if says { place.heading.to_owned() } else { String::new() },
            line: table.header_line,
        })
    }

    /// The role of a table. On a page, one whose title says no more than that it has parameters is
    /// that of an object if the text above it names one, or if a field refers to the table.
    fn role(&self, title: &Title, place: Place<'_>) -> Role {
        let role = table_role::role(&title.text);
        if !place.of_page {
            return role;
        }
        // `Table 2 Request` says no more than the heading above.
        const PLAIN: [&str; 5] = ["parameter", "field", "element", "description", "attribute"];
        let is_plain = PLAIN.contains(&&*words::of(&title.text).join(" ")) && {
            let tables =
                self.scopes.iter().flat_map(|scope| scope.root.iter().chain(&scope.tables));
            let mut fields = tables.flat_map(|table| &table.fields);
            !fields.any(|field| field.name.eq_ignore_ascii_case(&title.text))
        };
        let is_heading = place.part.is_some() && SectionPart::of(&title.text) == place.part;
        let role = match is_plain || is_heading {
            true if matches!(role, Role::Object(_)) => Role::ByPlace,
            _ => role,
        };
        if role != Role::ByPlace {
            return role;
        }
        if table_role::role(place.heading) != Role::ByPlace
            && let Some(name) = named(place.heading)
        {
            return Role::Object(name.to_owned());
        }
        let side = match place.part {
            Some(SectionPart::Request) => Side::Request,
            Some(SectionPart::Response) => Side::Response,
            _ => return role,
        };
        let of_place = |scope: &&Scope| {
            scope.side == side && (side == Side::Request || scope.status == place.status)
        };
        let fields = self.scopes.iter().filter(of_place).flat_map(|scope| {
            scope.root.iter().chain(&scope.tables).flat_map(|table| &table.fields)
        });
        let wanted = TableDraft {
            number: title.number.clone(),
            name: String::new(),
            line: title.line,
            fields: Vec::new(),
        };
        let refers = |field: &&FieldDraft| {
            table_reference(&field.description)
                .is_some_and(|number| has_number(&wanted, &number, place.of_page))
        };
        match fields.into_iter().find(refers) {
            Some(field) => Role::Object(field.name.clone()),
            None => role,
        }
    }

    /// Makes headers of what was taken for the fields of the answer's body.
    pub(super) fn body_to_headers(&mut self) {
        let of_answer =
            |scope: &&mut Scope| scope.side == Side::Response && scope.tables.is_empty();
        for scope in self.scopes.iter_mut().filter(of_answer) {
            let Some(root) = scope.root.take() else { continue };
            let header = |field: FieldDraft| HeaderDraft {
                status: scope.status,
                table: root.number.clone(),
                // A header is a text, whatever its meaning.
                field: FieldDraft { declared: field.declared.filter(|d| d != "Object"), ..field },
            };
            self.response_headers.extend(root.fields.into_iter().map(header));
        }
    }

    /// The IAM actions that the call needs.
    fn permissions(&mut self, table: &Table) -> Result<Class, Fault> {
        let found = permissions::read(table)?;
        let class = if found.is_empty() { Class::Prose } else { Class::Fact };
        self.permissions.extend(found);
        Ok(class)
    }

    fn response_header(
        &mut self,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        for field in tables::fields(table)? {
            let header = HeaderDraft { status: place.status, table: number.to_owned(), field };
            self.response_headers.push(header);
        }
        Ok(())
    }

    /// A table of a request whose title says no more. Its rows say where each value is carried, or they
    /// are headers by their names, or they are the body.
    fn request_parameters(
        &mut self,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let rows = tables::placed_fields(table, place.of_page)?;
        let are_headers = rows.iter().all(|row| is_header(&row.field.name));
        if rows.iter().any(|row| row.place.is_some()) {
            return self.placed_rows(rows, table, number, place);
        }
        if are_headers {
            return self.parameters(table, number, Location::Header);
        }
        self.root(Side::Request, table, number, place)
    }

    /// Rows that say themselves where the value is carried.
    fn placed_rows(
        &mut self,
        rows: Vec<tables::Placed>,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let mut body = Vec::new();
        for row in rows {
            match row.place {
                Some(RowPlace::Outside(location)) => self.parameter(location, number, row.field)?,
                Some(RowPlace::Body) | None => body.push(row.field),
            }
        }
        if !body.is_empty() {
            self.body(Side::Request, body, table, number, place)?;
        }
        Ok(())
    }

    fn parameters(&mut self, table: &Table, number: &str, location: Location) -> Result<(), Fault> {
        for row in tables::placed_fields(table, false)? {
            match row.place {
                None => self.parameter(location, number, row.field)?,
                Some(RowPlace::Outside(location)) => self.parameter(location, number, row.field)?,
                Some(RowPlace::Body) => {
                    return Err(Fault::new(
                        row.field.line,
                        format!(
                            "{} of the body in a table of {} parameters",
                            row.field.name,
                            location.as_str()
                        ),
                        "a table of the body for it",
                    ));
                }
            }
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
                format!("one; the first is {OTHER}"),
            )
            .beside(first.field.line));
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
        let rows = tables::placed_fields(table, false)?;
        if rows.iter().any(|row| row.place.is_some()) {
            return self.placed_rows(rows, table, number, place);
        }
        let mut body = Vec::new();
        for field in rows.into_iter().map(|row| row.field) {
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
            self.body(Side::Request, body, table, number, place)?;
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
        let rows = tables::placed_fields(table, place.of_page)?;
        let fields = rows.into_iter().map(|row| row.field).collect();
        self.body(side, fields, table, number, place)
    }

    /// The fields of a body.
    fn body(
        &mut self,
        side: Side,
        fields: Vec<FieldDraft>,
        table: &Table,
        number: &str,
        place: Place<'_>,
    ) -> Result<(), Fault> {
        let (name, line) = (String::new(), table.span.first);
        let draft = TableDraft { number: number.to_owned(), name, line, fields };
        let scope = self.scope_of(side, place.status, place.of_page);
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
        let draft = tables::draft(table, number, name, place.of_page)?;
        self.scope_of(side, place.status, place.of_page).tables.push(draft);
        Ok(())
    }

    /// The scope of the body with that side and status; a request has no status.
    pub(super) fn scope_of(
        &mut self,
        side: Side,
        status: Option<u16>,
        of_page: bool,
    ) -> &mut Scope {
        let status = if side == Side::Response { status } else { None };
        let at = self.scopes.iter().position(|s| s.side == side && s.status == status);
        let at = at.unwrap_or_else(|| {
            self.scopes.push(Scope { side, status, root: None, tables: Vec::new(), of_page });
            self.scopes.len() - 1
        });
        &mut self.scopes[at]
    }
}

/// The part that a table belongs to, by its title.
fn needed(role: &Role) -> SectionPart {
    match role {
        Role::Path | Role::Query => SectionPart::Uri,
        Role::ResponseHeader | Role::ResponseBody => SectionPart::Response,
        Role::Header | Role::RequestBody | Role::ByPlace | Role::Object(_) => SectionPart::Request,
    }
}

/// Whether a name is that of a header: HTTP defines a few, and others begin with `X-`.
fn is_header(name: &str) -> bool {
    const STANDARD: [&str; 8] = [
        "Content-Type",
        "Content-Length",
        "Authorization",
        "Accept",
        "Host",
        "User-Agent",
        "If-Match",
        "If-None-Match",
    ];
    name.len() > 2 && name[..2].eq_ignore_ascii_case("x-")
        || STANDARD.iter().any(|header| header.eq_ignore_ascii_case(name))
}
