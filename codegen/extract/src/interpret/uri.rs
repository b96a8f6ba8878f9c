//! The line that gives the method and the path of an operation.

use std::borrow::Cow;

use super::draft::Route;
use crate::fault::{Fault, quote};
use crate::read::{Line, method_of};
use crate::text::is_name;

/// Reads `GET https://{endpoint}/v3/{project_id}/jobs?id={id}`; `None` for any other line.
pub(super) fn parse(line: &Line) -> Result<Option<Route>, Fault> {
    let Some((method, target)) = method_of(&line.text) else { return Ok(None) };
    let target = &*with_braces(target);
    let method = method.parse().expect("method_of knows the methods of the model");
    let target = match target.rsplit_once(" HTTP/") {
        Some((target, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => target,
        _ => target,
    };
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => target,
    };
    // `/pots{?lid,cup}` has its query in a template.
    let (path, query) = match path.split_once("{?") {
        Some((path, names)) => {
            let names = names.trim_end_matches('}').replace("}{&", ",");
            let pairs = names.split(',').map(|name| format!("{}={{}}", name.trim_end_matches('*')));
            (path, pairs.collect::<Vec<_>>().join("&"))
        }
        None => path
            .split_once('?')
            .map_or((path, String::new()), |(path, query)| (path, query.to_owned())),
    };
    let path = if path == "/" { path } else { path.trim_end_matches('/') };
    let well_formed = path.starts_with('/')
        && path.split('/').skip(1).all(|segment| {
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let text = name.unwrap_or(segment);
            (!text.is_empty() || path == "/")
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        });
    if !well_formed {
        return Err(Fault::new(
            line.number,
            format!("the URI {}", quote(&line.text)),
            "METHOD /path with {name} for each parameter",
        ));
    }
    // The query template repeats the table of query parameters, or stands in its place.
    let name = |pair: &str| {
        let (name, value) = pair.trim().split_once('=')?;
        (value.starts_with('{') && is_name(name)).then(|| name.to_owned())
    };
    let flag = |pair: &str| (is_name(pair.trim())).then(|| pair.trim().to_owned());
    let flags = query.split('&').filter_map(flag).collect();
    let query = query.split('&').filter_map(name).collect();
    Ok(Some(Route { method, path: distinct_names(path), query, flags, line: line.number }))
}

/// The target with parameters as most references write them: `{id}` for `{{id}}`, `${id}`, `<id>`, `:id`,
/// `{ id }`.
fn with_braces(target: &str) -> Cow<'_, str> {
    const MARKS: [(&str, &str); 6] =
        [("{{", "}}"), ("${", "}"), ("{*", "*}"), ("<", ">"), (":", ""), ("{", "}")];
    let is_plain = |segment: &str| !segment.contains(['{', '<', '$']) && !segment.starts_with(':');
    if target.split('/').all(is_plain) {
        return Cow::Borrowed(target);
    }
    let (path, query) = match target.find('?') {
        Some(at) => target.split_at(at),
        None => (target, ""),
    };
    let segments = path.split('/').map(|segment| {
        let name = MARKS.iter().find_map(|(open, close)| {
            let name = segment.strip_prefix(open)?.strip_suffix(close)?.trim();
            is_name(name).then_some(name)
        });
        name.map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
    });
    Cow::Owned(segments.collect::<Vec<_>>().join("/") + query)
}

/// The path with a name of its own for each parameter: `/{id}/lids/{id}` has two.
fn distinct_names(path: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let segments = path.split('/').map(|segment| {
        let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return segment.to_owned();
        };
        seen.push(name);
        match seen.iter().filter(|known| **known == name).count() {
            1 => segment.to_owned(),
            count => format!("{{{name}_{count}}}"),
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The routes that are no example of another one and no repetition: `/v3/0483b6b1/teas` is an example
/// of `/v3/{project_id}/teas`.
pub(super) fn templates(found: &[Route]) -> Vec<Route> {
    let is_example = |route: &Route, other: &Route| {
        route.method == other.method
            && covers(&other.path, &route.path)
            && !covers(&route.path, &other.path)
    };
    let mut templates: Vec<Route> = Vec::new();
    for route in found {
        let is_known = templates.iter().any(|known| {
            known.method == route.method
                && covers(&known.path, &route.path)
                && covers(&route.path, &known.path)
        });
        if !is_known && !found.iter().any(|other| is_example(route, other)) {
            templates.push(route.clone());
        }
    }
    templates
}

/// Whether a path has the form of a template; names of parameters do not count.
fn covers(template: &str, path: &str) -> bool {
    let is_parameter = |segment: &str| segment.starts_with('{');
    let mut segments = path.split('/');
    let fits = template.split('/').all(|wanted| {
        segments
            .next()
            .is_some_and(|found| wanted == found || is_parameter(wanted) && !found.is_empty())
    });
    fits && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Method;

    use super::{Line, Route, parse, templates};

    #[track_caller]
    fn kept(paths: &[&str], expected: &[&str]) {
        let routes: Vec<Route> = paths
            .iter()
            .map(|path| Route {
                method: Method::Put,
                path: (*path).to_owned(),
                query: Vec::new(),
                flags: Vec::new(),
                line: 1,
            })
            .collect();
        let kept = templates(&routes);
        assert_eq!(kept.iter().map(|route| route.path.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn examples_and_repetitions_are_told_from_other_routes() {
        let (template, example) = ("/v1/{p}/kettles/{k}", "/v1/0483b6/kettles/7");
        kept(&[template, example], &[template]);
        kept(&[example, template], &[template]);
        kept(&[template, "/v1/{project}/kettles/{id}"], &[template]);
        kept(
            &[template, "/v2/{p}/kettles/{k}", "/v2/0483b6/kettles/7"],
            &[template, "/v2/{p}/kettles/{k}"],
        );
        kept(&[template, "/v1/{p}/kettles/{k}/lid"], &[template, "/v1/{p}/kettles/{k}/lid"]);
        kept(&[example], &[example]);
    }

    #[track_caller]
    fn path(text: &str) -> String {
        let line = Line { number: 1, text: text.to_owned() };
        parse(&line).expect("well formed").expect("a request").path
    }

    #[test]
    fn hosts_and_query_templates_are_left_out() {
        assert_eq!(path("GET /v3/{project_id}/jobs"), "/v3/{project_id}/jobs");
        assert_eq!(path("GET /"), "/");
        for id in ["{{id}}", "${id}", "<id>", ":id", "{ id }", "{*id*}", "{id}"] {
            assert_eq!(path(&format!("GET /v3/{id}/jobs?a={{a}}")), "/v3/{id}/jobs", "{id}");
        }
        assert_eq!(path("PUT /?lid HTTP/1.1"), "/");
        let line = Line { number: 1, text: "GET /v1/pots{?lid,cup*}".to_owned() };
        let route = parse(&line).expect("well formed").expect("a request");
        assert_eq!((&*route.path, route.query.join(" ")), ("/v1/pots", "lid cup".to_owned()));
        assert_eq!(path("POST https://{endpoint}/mysql/v3/{p}/a?x={x}&y={y}"), "/mysql/v3/{p}/a");
    }

    #[test]
    fn each_parameter_of_a_path_has_its_own_name() {
        assert_eq!(path("GET /v2/{p}/quotas/{p}/rest"), "/v2/{p}/quotas/{p_2}/rest");
        assert_eq!(path("GET /v2/{p}/quotas/{q}"), "/v2/{p}/quotas/{q}");
    }

    #[test]
    fn text_is_no_request_and_damage_is_a_fault() {
        let line = |text: &str| Line { number: 1, text: text.to_owned() };
        assert!(parse(&line("GET is a method")).expect("no fault").is_none());
        assert!(parse(&line("GET /v3/{project_id")).is_err());
    }
}
