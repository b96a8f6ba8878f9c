//! What the document says of the service as a whole: regions, status codes, error codes, IAM
//! actions and metrics. Tables are known by their columns, not by where they stand.

use taurusdb_spec::{Action, Endpoint, ErrorCode, Metric, Service, StatusCode};

use crate::fault::{Fault, quote};
use crate::read::{Block, Class, Document, Row, Section, Span, Table};

/// Reads the sections that are not operations; returns what their lines are for.
pub(crate) fn read_service(
    document: &Document,
    operations: &[&Section],
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
                Block::Table(table) => {
                    table_facts(table, &mut service).map_err(|f| f.in_section(&section.number))?
                }
            };
            claims.push((block.span(), class));
        }
    }
    if service.endpoints.is_empty() {
        return Err(Fault::new(
            1,
            "no table of endpoints in the document",
            "a table with the columns Region Name, Region and Endpoint",
        ));
    }
    Ok((service, claims))
}

fn table_facts(table: &Table, service: &mut Service) -> Result<Class, Fault> {
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    match columns[..] {
        ["Product", "Region Name", "Region", "Endpoint", ..] => {
            service.endpoints.extend(table.rows.iter().map(endpoint));
        }
        ["Status Code", "Message", "Description"] => {
            for row in &table.rows {
                let (status, line) = (status(row)?, row.line);
                service.status_codes.push(StatusCode { status, name: row.cells[1].clone(), line });
            }
        }
        ["Status Code", "Error Code", "Error Message", ..] => {
            for row in &table.rows {
                let (status, line) = (status(row)?, row.line);
                service.error_codes.push(ErrorCode { code: row.cells[1].clone(), status, line });
            }
        }
        ["Permissions", "APIs", "Actions", "IAM Project", "Enterprise Project"] => {
            for row in &table.rows {
                service.actions.push(action(row)?);
            }
        }
        ["Metric", "Name", "Description", "Value Range", "Remarks"] => {
            service.metrics.extend(table.rows.iter().map(metric));
        }
        // Tables for people: the API overview, the parts of a URI, HTTP methods, dimensions, and
        // the shape of errors, which every operation repeats.
        ["Category" | "Parameter" | "Method" | "Key", _]
        | ["Name", "Description", "Mandatory", "Example"]
        | ["Name", "Type", "Description"] => return Ok(Class::Prose),
        _ => {
            return Err(Fault::new(
                table.header_line,
                format!("a table with the columns {}", columns.join(", ")),
                "one of the tables of service facts, or a table that is known to be for people",
            ));
        }
    }
    Ok(Class::Fact)
}

fn endpoint(row: &Row) -> Endpoint {
    Endpoint {
        region: row.cells[2].clone(),
        name: row.cells[1].clone(),
        host: row.cells[3].clone(),
        line: row.line,
    }
}

fn status(row: &Row) -> Result<u16, Fault> {
    row.cells[0].parse().map_err(|_| {
        Fault::new(row.line, format!("the status {}", quote(&row.cells[0])), "three digits")
    })
}

/// `GET /mysql/v3/ {project_id}/ jobs` | `gaussdb:instance:list` | √ | √; the converter wrapped
/// the path with spaces.
fn action(row: &Row) -> Result<Action, Fault> {
    let api: String = row.cells[1].clone();
    let (method, path) = api.split_once(' ').unwrap_or((&api, ""));
    let method = method
        .parse()
        .map_err(|()| Fault::new(row.line, format!("the API {}", quote(&api)), "METHOD /path"))?;
    let path: String = path.chars().filter(|c| !c.is_whitespace()).collect();
    let path = path.split_once('?').map_or(path.as_str(), |(path, _)| path).to_owned();
    Ok(Action {
        action: row.cells[2].clone(),
        method,
        path,
        operation: None,
        iam_project: row.cells[3] == "√",
        enterprise_project: row.cells[4] == "√",
        line: row.line,
    })
}

fn metric(row: &Row) -> Metric {
    Metric {
        id: row.cells[0].clone(),
        name: row.cells[1].clone(),
        range: row.cells[3].clone(),
        line: row.line,
    }
}
