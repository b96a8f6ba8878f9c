//! The routes of the control.

use std::net::IpAddr;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{ACCEPT, CONTENT_TYPE};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::asked::Asked;
use super::reach::{self, Control};
use super::reply::{self, Reply, Wrong};
use super::route::{PREFIX, Route, route};
use super::{checks, clock, faults, index, journal, state};
use crate::body;
use crate::mock::Mock;
use crate::router::plain;
use crate::text::{instead, shorten};

/// All routes, in the order in which they are listed.
pub(super) const ROUTES: &[Route] = &[
    route("GET", "/", "these routes; a page for browsers", |_, _| index::show(ROUTES)),
    route("GET", "/health", "whether the mock answers, and what it serves", index::health),
    route("GET", "/operations", "the operations that are served", index::operations),
    route(
        "POST",
        "/reset",
        "everything as at the start; faults and expectations count anew",
        index::reset,
    ),
    route("GET", "/clock", "the time of the service", clock::show),
    route("POST", "/clock/advance", "lets time pass: {\"by\": \"24h\"}", clock::advance),
    route("GET", "/state", "all that is kept, in the form that a seed has", state::show),
    route("PUT", "/state", "keeps this instead", state::seed),
    route(
        "POST",
        "/seed",
        "keeps what a file says: {\"file\": \"seed.json\"}",
        state::seed_from_file,
    ),
    route("GET", "/resources", "the resources, and how many records there are", state::resources),
    route("GET", "/state/*", "the records of a resource", state::records),
    route(
        "GET",
        "/journal",
        "requests and verdicts, the newest last; ?limit=, ?operation=, ?status=, ?after=",
        journal::show,
    ),
    route("DELETE", "/journal", "forgets them", journal::clear),
    route("GET", "/faults", "the faults in force", faults::show),
    route("POST", "/faults", "adds a fault, several as \"rule\", or a \"profile\"", faults::add),
    route("DELETE", "/faults", "removes all", faults::clear),
    route("DELETE", "/faults/*", "removes one by its name", faults::remove),
    route("GET", "/expectations", "the calls that are expected, and those seen", checks::show),
    route(
        "POST",
        "/expectations",
        "expects calls: {\"operation\": \"instances.create\", \"times\": 1}",
        checks::expect,
    ),
    route("DELETE", "/expectations", "expects nothing any more", checks::clear),
    route(
        "POST",
        "/verify",
        "204 if all expected calls came, else 409 and which did not",
        checks::verify,
    ),
    route("GET", "/coverage", "the operations and fields that were exercised", checks::coverage),
    route("DELETE", "/coverage", "forgets them", checks::forget),
];

/// Answers requests to the control.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    pub(crate) control: Control,
    /// The page for browsers; empty if there is none.
    pub(crate) console: &'static str,
}

impl Desk {
    /// Whether a path belongs to the control.
    pub(crate) fn is_asked(path: &str) -> bool {
        plain(path)
            .strip_prefix(PREFIX)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    pub(crate) async fn answer(
        self,
        mock: &Mock,
        peer: IpAddr,
        request: Request<Incoming>,
    ) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        // Read first: a body left unread costs the client its connection.
        let body = body::read(body).await;
        let path = plain(head.uri.path());
        let rest = path.strip_prefix(PREFIX).unwrap_or_default();
        let is_health = rest == "/health";
        if let Some(refused) = reach::refusal(self.control, peer, &head.headers)
            && !(is_health && self.control != Control::Off)
        {
            return reply::response(Err(Wrong::new(StatusCode::FORBIDDEN, refused)));
        }
        let Ok(body) = body else {
            let too_large = "the body is too large, or did not arrive";
            return reply::response(Err(Wrong::new(StatusCode::PAYLOAD_TOO_LARGE, too_large)));
        };
        let accepts = head.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        let is_browser = accepts.is_some_and(|accepts| accepts.contains("text/html"));
        let is_read = head.method == Method::GET || head.method == Method::HEAD;
        if is_browser && is_read && !self.console.is_empty() && matches!(rest, "" | "/") {
            return reply::page(self.console);
        }
        let media_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_toml = media_type.is_some_and(|media_type| media_type.contains("toml"));
        let query = head.uri.query().unwrap_or_default();
        let done = find(head.method.as_str(), rest).and_then(|found| match found {
            Ok((route, name)) => (route.answer)(mock, &Asked { rest: &name, query, body, is_toml }),
            Err(methods) => Ok(Reply::Methods(methods)),
        });
        reply::response(done)
    }
}

/// A route and the name that the path ends in, or else the methods that were asked for.
type Found = Result<(&'static Route, String), String>;

/// The route for a method and a path; for OPTIONS, which methods the path has.
fn find(method: &str, path: &str) -> Result<Found, Wrong> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let path = if path.is_empty() { "/" } else { path };
    let fits = |route: &Route| match route.path.strip_suffix('*') {
        Some(start) => path.strip_prefix(start).filter(|name| !name.is_empty()),
        None => (route.path == path).then_some(""),
    };
    let found: Vec<_> = ROUTES.iter().filter_map(|route| Some((route, fits(route)?))).collect();
    // HEAD is GET without a body, which the connection leaves out.
    let wanted = if method == "HEAD" { "GET" } else { method };
    if let Some((route, name)) = found.iter().find(|(route, _)| route.method == wanted) {
        let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
        return Ok(Ok((route, name)));
    }
    if found.is_empty() {
        let advice = instead(ROUTES.iter().map(|route| route.path), path);
        let error = format!("the control has no path {PREFIX}{}; {advice}", shorten(path));
        return Err(Wrong::new(StatusCode::NOT_FOUND, error));
    }
    let reads = found.iter().any(|(route, _)| route.method == "GET").then_some("HEAD");
    let methods = found.iter().map(|(route, _)| route.method);
    let allow = methods.chain(reads).chain(["OPTIONS"]).collect::<Vec<_>>().join(", ");
    if method == "OPTIONS" {
        return Ok(Err(allow));
    }
    let error = format!("{} is not for {PREFIX}{}; use {allow}", shorten(method), shorten(path));
    Err(Wrong { allow: Some(allow), ..Wrong::new(StatusCode::METHOD_NOT_ALLOWED, error) })
}
