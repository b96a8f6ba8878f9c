//! Makes the parameters of the URI those that the URI names.

use taurusdb_spec::{LedgerEntry, Location, Mandatory, Rule};

use super::draft::{FieldDraft, ParameterDraft, Route};
use crate::read::Cell;

/// Gives each parameter of the path a row, and each row of a path parameter a place in the path.
/// Returns what the document gets wrong.
///
/// A row in another spelling is meant for the parameter of that name. If one row and one parameter are
/// left, they belong together. What no row describes is a text; a row that no path has is left out,
/// unless one of the `others`, the further routes of the section, has it.
pub(super) fn settle(
    route: &Route,
    others: &[Route],
    stated: &[ParameterDraft],
) -> (Vec<ParameterDraft>, Vec<LedgerEntry>) {
    let mut parameters = stated.to_vec();
    let mut findings = Vec::new();
    let mut finding = |line, field: String, declared: &str, observed: &str, decision: &str| {
        findings.push(LedgerEntry {
            field: field.to_owned(),
            declared: declared.to_owned(),
            observed: observed.to_owned(),
            decision: decision.to_owned(),
            ..LedgerEntry::new(Rule::UriParameter, line)
        });
    };
    let path_of = |name: &str| format!("path.{name}");
    let names: Vec<&str> = names(&route.path).collect();
    let in_others =
        |name: &str| others.iter().any(|other| self::names(&other.path).any(|n| n == name));
    let is_path = |parameter: &ParameterDraft| parameter.location == Location::Path;
    let is_stray = |parameter: &ParameterDraft| {
        is_path(parameter) && !names.contains(&parameter.field.name.as_str())
    };
    let open = |parameters: &[ParameterDraft]| -> Vec<String> {
        let has_row = |name: &str| parameters.iter().any(|p| is_path(p) && p.field.name == name);
        names.iter().filter(|name| !has_row(name)).map(|name| (*name).to_owned()).collect()
    };

    for name in open(&parameters) {
        let same = |parameter: &&mut ParameterDraft| {
            is_stray(parameter) && letters(&parameter.field.name) == letters(&name)
        };
        if let Some(parameter) = parameters.iter_mut().find(same) {
            let declared = std::mem::replace(&mut parameter.field.name, name.clone());
            finding(
                parameter.field.line,
                path_of(&name),
                &declared,
                &name,
                "the spelling of the path counts",
            );
        }
    }
    if let [name] = &open(&parameters)[..] {
        let mut strays = parameters.iter_mut().filter(|p| is_stray(p) && !in_others(&p.field.name));
        if let (Some(parameter), None) = (strays.next(), strays.next()) {
            let declared = std::mem::replace(&mut parameter.field.name, name.clone());
            finding(
                parameter.field.line,
                path_of(name),
                &declared,
                name,
                "the name in the path counts",
            );
        }
    }
    for name in open(&parameters) {
        finding(route.line, path_of(&name), "", &name, "a text that no row describes");
        parameters.push(undescribed(Location::Path, name, route.line));
    }
    for name in &route.flags {
        if !parameters.iter().any(|parameter| parameter.field.name == *name) {
            let flag = undescribed(Location::Query, name.clone(), route.line);
            let field = FieldDraft { mandatory: Some(Mandatory::Yes), ..flag.field };
            parameters.push(ParameterDraft { field, ..flag });
        }
    }
    for name in &route.query {
        if !parameters.iter().any(|parameter| parameter.field.name == *name) {
            finding(route.line, format!("query.{name}"), "", name, "a text that no row describes");
            parameters.push(undescribed(Location::Query, name.clone(), route.line));
        }
    }
    parameters.retain(|parameter| {
        let is_stray = is_stray(parameter);
        if is_stray && !in_others(&parameter.field.name) {
            let FieldDraft { name, line, .. } = &parameter.field;
            finding(*line, path_of(name), name, &route.path, "left out: the path does not have it");
        }
        !is_stray
    });
    for parameter in parameters.iter_mut().filter(|parameter| is_path(parameter)) {
        // Without the parameter, the path would be another one.
        parameter.field.mandatory = Some(Mandatory::Yes);
    }
    (parameters, findings)
}

fn undescribed(location: Location, name: String, line: u32) -> ParameterDraft {
    let mandatory = if location == Location::Path { Mandatory::Yes } else { Mandatory::No };
    let field = FieldDraft {
        name,
        declared: None,
        mandatory: Some(mandatory),
        condition: None,
        description: Cell::parse(""),
        is_key: false,
        line,
    };
    ParameterDraft { location, table: String::new(), field }
}

/// The names of the parameters of a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}

/// A name without what spellings differ in.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{Location, Method};

    use super::{FieldDraft, ParameterDraft, Route, settle};
    use crate::read::Cell;

    /// The names of the path parameters afterwards, and the decisions.
    #[track_caller]
    fn settled(path: &str, rows: &[&str], names: &[&str], decisions: &[&str]) {
        let route = |path: &str| Route {
            method: Method::Get,
            path: path.to_owned(),
            query: Vec::new(),
            flags: Vec::new(),
            line: 3,
        };
        let row = |name: &&str| ParameterDraft {
            location: Location::Path,
            table: "1-1".to_owned(),
            field: FieldDraft {
                name: (*name).to_owned(),
                declared: None,
                mandatory: None,
                condition: None,
                description: Cell::parse("A name."),
                is_key: false,
                line: 5,
            },
        };
        let stated: Vec<ParameterDraft> = rows.iter().map(row).collect();
        let (parameters, findings) = settle(&route(path), &[route("/v2/{tenant}/pots")], &stated);
        let found: Vec<&str> = parameters.iter().map(|p| p.field.name.as_str()).collect();
        assert_eq!(found, names, "{path}");
        let found: Vec<&str> = findings.iter().map(|finding| finding.decision.as_str()).collect();
        assert_eq!(found, decisions, "{path}");
    }

    #[test]
    fn path_and_rows_are_brought_together() {
        let path = "/v1/{project_id}/kettles/{kettle_id}";
        settled(path, &["project_id", "kettle_id"], &["project_id", "kettle_id"], &[]);
        settled(
            path,
            &["project_id", "kettleId"],
            &["project_id", "kettle_id"],
            &["the spelling of the path counts"],
        );
        settled(
            path,
            &["project_id", "id"],
            &["project_id", "kettle_id"],
            &["the name in the path counts"],
        );
        settled(
            path,
            &["kettle_id"],
            &["kettle_id", "project_id"],
            &["a text that no row describes"],
        );
        settled(
            path,
            &["project_id", "kettle_id", "lid"],
            &["project_id", "kettle_id"],
            &["left out: the path does not have it"],
        );
        // The other route of the section has it.
        settled(path, &["project_id", "kettle_id", "tenant"], &["project_id", "kettle_id"], &[]);
    }
}
