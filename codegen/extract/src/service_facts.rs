//! Facts about the service as a whole: regions, status codes, error codes, IAM actions and metrics.
//! Tables are recognised by their columns, not by their place.

use taurusdb_spec::{Action, Endpoint, ErrorCode, Method, Metric, Service, StatusCode};

use crate::fault::{Fault, OTHER, quote};
use crate::left_out::LeftOuts;
use crate::read::{Block, Class, Document, Row, Section, Span, Table};
use crate::text::{is_digits, squeezed};

/// Reads the sections that are not operations; returns the class of their lines.
pub(crate) fn read_service(
    document: &Document,
    operations: &[&Section],
    left_out: &mut LeftOuts,
) -> Result<(Service, Vec<(Span, Class)>), Fault> {
    let mut service = Service {
        product: document.front.product.clone(),
        issue: document.front.issue.clone(),
        date: document.front.date.clone(),
        ..Service::default()
    };
    let mut claims = Vec::new();
    for section in &document.sections {
        if operations.iter().any(|operation| operation.number == section.number) {
            continue;
        }
        for block in &section.blocks {
            let class = match block {
                Block::Heading(_) | Block::Note(_) => Class::Furniture,
                Block::Paragraph(..) | Block::Item(..) | Block::Figure(_) => Class::Prose,
                Block::Code(_) => Class::Example,
                // Where an operation leads to them, its section states them.
                Block::Table(table) if document.of_pages && is_of_fields(table) => Class::Prose,
                Block::Table(table) => {
                    let found = table_facts(table, left_out.any_service, &mut service);
                    let (class, faults) = match found {
                        Ok(found) => found,
                        Err(fault) => (Class::LeftOut, vec![(table.span.first, fault)]),
                    };
                    if !left_out.keep_going
                        && let Some((_, fault)) = faults.first()
                    {
                        return Err(fault.clone().in_section(&section.number));
                    }
                    match class {
                        Class::LeftOut => left_out.table(section, table, faults),
                        _ => left_out.rows(section, table, faults),
                    }
                    class
                }
            };
            claims.push((block.span(), class));
        }
    }
    Ok((service, claims))
}

/// Whether a table describes the fields of an object.
fn is_of_fields(table: &Table) -> bool {
    let is_known = |column: &String| {
        matches!(column.as_str(), "Parameter" | "Name" | "Mandatory" | "Type" | "Description")
    };
    table.columns.iter().all(is_known) && table.columns.iter().any(|column| column == "Type")
}

/// The places of the columns that a table of error codes needs: the status and the code.
fn error_columns(columns: &[&str]) -> Option<(usize, usize)> {
    let place = |name: &str| columns.iter().position(|column| *column == name);
    Some((place("Status Code")?, place("Error Code")?))
}

/// Adds what a table states to the service; returns the class of its lines, and a fault for each row
/// that is not understood.
fn table_facts(
    table: &Table,
    any_service: bool,
    service: &mut Service,
) -> Result<(Class, Vec<(u32, Fault)>), Fault> {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    let mut faults = Vec::new();
    let mut each = |read: &mut dyn FnMut(&Row) -> Result<(), Fault>| {
        for row in &table.rows {
            if let Err(fault) = read(row) {
                faults.push((row.line, fault));
            }
        }
    };
    match columns[..] {
        ["Product", "Region Name", "Region", "Endpoint", ..] => each(&mut |row| {
            let endpoint = endpoint(row)?;
            let known = service.endpoints.iter().find(|e| e.region == endpoint.region);
            once(row, "region", &endpoint.region, known.map(|endpoint| endpoint.line))?;
            service.endpoints.push(endpoint);
            Ok(())
        }),
        ["Status Code", "Message", "Description"] => each(&mut |row| {
            let (status, name, line) =
                (status(&row.cells[0], row)?, cell(row, 1, "message")?, row.line);
            let known = service.status_codes.iter().find(|code| code.status == status);
            once(row, "status", &row.cells[0], known.map(|code| code.line))?;
            service.status_codes.push(StatusCode { status, name, line });
            Ok(())
        }),
        ["Status Code" | "HTTP Status Code", "Error Code" | "Error Codes", "Error Message", ..] => {
            each(&mut |row| error(row, 0, 1, any_service, service));
        }
        ["Permissions", "APIs", "Actions", "IAM Project", "Enterprise Project"] => {
            each(&mut |row| {
                service.actions.push(action(row)?);
                Ok(())
            });
        }
        ["Metric", "Name", "Description", "Value Range", "Remarks"] => each(&mut |row| {
            let metric = metric(row)?;
            let known = service.metrics.iter().find(|known| known.id == metric.id);
            once(row, "metric", &metric.id, known.map(|known| known.line))?;
            service.metrics.push(metric);
            Ok(())
        }),
        // Tables for people: the API overview, the parts of a URI, HTTP methods, dimensions,
        // changes, and the shape of errors, which every operation repeats.
        ["Category" | "Type" | "Parameter" | "Method" | "Key" | "Date" | "Released On", _]
        | ["Name", "Description", "Mandatory", "Example"]
        | ["Name", "Type", "Description"] => return Ok((Class::Prose, Vec::new())),
        _ if any_service => match error_columns(&columns) {
            Some((status, code)) => each(&mut |row| error(row, status, code, true, service)),
            None => return Ok((Class::Prose, Vec::new())),
        },
        _ => {
            return Err(Fault::new(
                table.header_line,
                format!("a table with the columns {}", columns.join(", ")),
                "a table of service facts, or a table that is known to be for people",
            ));
        }
    }
    Ok((Class::Fact, faults))
}

/// A row of error codes: a fact for each status that its code comes with. A code may have several rows, for
/// several statuses.
fn error(
    row: &Row,
    status_column: usize,
    code_column: usize,
    any_service: bool,
    service: &mut Service,
) -> Result<(), Fault> {
    let statuses = statuses(&row.cells[status_column], row)?;
    let code = error_code(row, code_column, any_service)?;
    for status in statuses {
        let is_it = |known: &&ErrorCode| known.code == code && known.status == status;
        let known = service.error_codes.iter().find(is_it).map(|known| known.line);
        if known.is_some() && any_service {
            // Other services list a code once for each of its messages, which are not read.
            continue;
        }
        once(row, "error code", &format!("{code} with the status {status}"), known)?;
        service.error_codes.push(ErrorCode { code: code.clone(), status, line: row.line });
    }
    Ok(())
}

fn endpoint(row: &Row) -> Result<Endpoint, Fault> {
    let region =
        shaped(row, 2, "region", "letters, digits and '-', as in 'ap-southeast-3'", |text| {
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })?;
    let host = shaped(row, 3, "endpoint", "a host name without a scheme", |text| {
        text.contains('.')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    })?;
    Ok(Endpoint { region, name: cell(row, 1, "region name")?, host, line: row.line })
}

fn status(cell: &str, row: &Row) -> Result<u16, Fault> {
    let status = cell.parse().ok().filter(|status| (100..600).contains(status));
    status.ok_or_else(|| {
        let found = format!("the status {}", quote(cell));
        Fault::new(row.line, found, "three digits, 100 to 599")
    })
}

/// The statuses of a cell: `400`, `400/404`, `400 or 404`, each perhaps with its name behind.
fn statuses(cell: &str, row: &Row) -> Result<Vec<u16>, Fault> {
    let pieces = cell.split(['/', ',', ';']).flat_map(|piece| piece.split(" or "));
    let pieces = pieces.flat_map(|piece| piece.split(" and ")).map(str::trim);
    let number = |piece: &str| {
        let (number, name) = piece.split_at_checked(3)?;
        let is_name = name.chars().all(|c| c.is_alphabetic() || " '-()".contains(c));
        let is_parted = !name.starts_with(char::is_alphabetic);
        status(number, row).ok().filter(|_| is_name && is_parted)
    };
    let found: Option<Vec<u16>> = pieces.map(number).collect();
    found.map_or_else(|| status(cell, row).map(|status| vec![status]), Ok)
}

fn error_code(row: &Row, column: usize, any_service: bool) -> Result<String, Fault> {
    if any_service {
        return shaped(row, column, "error code", "one word with a number", |text| {
            text.bytes().any(|byte| byte.is_ascii_digit())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        });
    }
    shaped(row, column, "error code", "a prefix, a dot and a number, as in 'DBS.200019'", |text| {
        text.split_once('.').is_some_and(|(prefix, number)| {
            !prefix.is_empty()
                && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && is_digits(number)
        })
    })
}

/// `GET /mysql/v3/ {project_id}/ jobs` | `gaussdb:instance:list` | √ | √; the converter wrapped
/// the path with spaces.
fn action(row: &Row) -> Result<Action, Fault> {
    let api = &row.cells[1];
    let text = squeezed(api);
    let text = text.split_once('?').map_or(text.as_str(), |(text, _)| text);
    let method = Method::ALL.into_iter().find(|method| text.starts_with(method.as_str()));
    let path = method.map_or("", |method| &text[method.as_str().len()..]);
    let is_other = |method: Method| path.contains(method.as_str());
    let Some(method) =
        method.filter(|_| path.starts_with('/') && !Method::ALL.into_iter().any(is_other))
    else {
        return Err(Fault::new(row.line, format!("the API {}", quote(api)), "one METHOD /path"));
    };
    let action = shaped(row, 2, "action", "service:resource:verb", |text| {
        text.split(':').count() == 3 && !text.contains(char::is_whitespace)
    })?;
    Ok(Action {
        action,
        method,
        path: path.to_owned(),
        operation: None,
        iam_project: mark(row, 3)?,
        enterprise_project: mark(row, 4)?,
        line: row.line,
    })
}

/// Whether a cell has a tick.
fn mark(row: &Row, column: usize) -> Result<bool, Fault> {
    match row.cells[column].as_str() {
        "√" | "✓" | "✔" | "☑" | "Yes" | "yes" | "Y" | "Supported" => Ok(true),
        "" | "×" | "✗" | "✘" | "☐" | "x" | "X" | "-" | "No" | "no" | "N" | "Not supported" => {
            Ok(false)
        }
        other => Err(Fault::new(row.line, format!("the mark {}", quote(other)), "√ or ×")),
    }
}

fn metric(row: &Row) -> Result<Metric, Fault> {
    // A name that was broken for a narrow column.
    let mut row = row.clone();
    row.cells[0] = row.cells[0].replace("_ ", "_").replace(" _", "_");
    let row = &row;
    let id = shaped(row, 0, "metric", "letters, digits, '_', '-' and '.'", |text| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    })?;
    let (name, range) = (cell(row, 1, "name")?, cell(row, 3, "range")?);
    Ok(Metric { id, name, range, line: row.line })
}

/// The text of a cell, which must not be empty.
fn cell(row: &Row, column: usize, what: &str) -> Result<String, Fault> {
    shaped(row, column, what, "some text", |_| true)
}

/// The text of a cell, which must have a certain form.
fn shaped(
    row: &Row,
    column: usize,
    what: &str,
    form: &str,
    is_of_form: impl Fn(&str) -> bool,
) -> Result<String, Fault> {
    let text = &row.cells[column];
    if text.is_empty() || !is_of_form(text) {
        return Err(Fault::new(row.line, format!("the {what} {}", quote(text)), form));
    }
    Ok(text.clone())
}

/// Refuses a value that is listed twice; `first` is the line of the earlier row.
fn once(row: &Row, what: &str, text: &str, first: Option<u32>) -> Result<(), Fault> {
    match first {
        None => Ok(()),
        Some(line) => Err(Fault::new(
            row.line,
            format!("the {what} {} again", quote(text)),
            format!("each only once; {OTHER} already has it"),
        )
        .beside(line)),
    }
}
