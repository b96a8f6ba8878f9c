//! The calls of the identity service that clients need: tokens, and the project of a region.

use hyper::StatusCode;
use hyper::header::{HeaderName, HeaderValue};
use hyper::http::request::Parts;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::Method;
use taurusdb_runtime::sign::hex_sha256;

use super::guard::Guard;
use super::settings::{Auth, Gate};
use super::tokens::{LIFE, Scope};
use crate::answer::Answer;
use crate::refusal::Refusal;
use crate::router::plain;
use crate::unique;

const TOKENS: &str = "/v3/auth/tokens";
const PROJECTS: &str = "/v3/projects";

const SUBJECT_TOKEN: HeaderName = HeaderName::from_static("x-subject-token");

/// The times of the identity service, with microseconds.
const TIME: &str = "%Y-%m-%dT%H:%M:%S.%6fZ";

/// A refusal of the identity service, which has a shape of its own.
struct Refused(StatusCode, String);

impl Guard {
    /// The answer of the identity service; `None` for requests that are not for it. `content` is the body
    /// without the coding that it travelled in, which is what signatures are for.
    pub(crate) fn identity(
        &self,
        head: &Parts,
        body: &[u8],
        content: &[u8],
        now: &dyn Fn() -> Timestamp,
    ) -> Option<Result<Answer, Refusal>> {
        let (path, allowed) = route(head.uri.path())?;
        let answer = if path == TOKENS { Self::token as Ask } else { Self::projects as Ask };
        let is_head = head.method == hyper::Method::HEAD && allowed == Method::Get;
        if head.method.as_str() != allowed.as_str() && !is_head {
            let (method, allowed) = (head.method.to_string(), vec![allowed]);
            return Some(Err(Refusal::WrongMethod { method, allowed }));
        }
        Some(answer(self, &Asked { head, body, content }, now).map_or_else(
            |Refused(status, message)| {
                let title = status.canonical_reason().unwrap_or_default();
                let error = json!({ "code": status.as_u16(), "message": message, "title": title });
                Ok(json_answer(status, &json!({ "error": error })))
            },
            Ok,
        ))
    }

    /// Gives out a token.
    fn token(
        &self,
        Asked { head, body, content }: &Asked<'_>,
        now: &dyn Fn() -> Timestamp,
    ) -> Result<Answer, Refused> {
        let asked = unique::value(content).map_err(|error| match error.is_data() {
            true => bad(&format!("the body must have each name once, has {error}")),
            false => bad("the body must be a JSON object with `auth`"),
        })?;
        let auth = &asked["auth"];
        if !auth["identity"].is_object() {
            return Err(bad("auth.identity must be an object with `methods`"));
        }
        if self.gate.auth == Auth::Strict {
            if head.headers.contains_key(hyper::header::AUTHORIZATION) {
                self.proven(head, body, now).map_err(|unproven| unauthorized(&unproven.message))?;
            }
            self.identify(&auth["identity"], now)?;
        }
        let scope = self.scope(&auth["scope"])?;
        let gate = &self.gate;
        let token = self.tokens().give(scope.clone(), now());
        // The caller reckons by the date of the answer, not by a clock that he may not know of.
        let issued = Timestamp::now();
        let ends = issued.checked_add(LIFE).unwrap_or(Timestamp::MAX);
        let domain = json!({ "id": gate.domain_id, "name": gate.domain_name });
        let mut about = json!({
            "methods": auth["identity"]["methods"],
            "issued_at": issued.strftime(TIME).to_string(),
            "expires_at": ends.strftime(TIME).to_string(),
            "catalog": [],
            "roles": [{ "id": "0", "name": "te_admin" }],
            "user": { "id": gate.user_id, "name": gate.user_name, "domain": domain },
        });
        match scope {
            Scope::Domain => about["domain"] = domain,
            Scope::Project => {
                let name = auth["scope"]["project"]["name"].as_str();
                let name = name.unwrap_or_else(|| self.project_name());
                let id = &gate.project_id;
                about["project"] = json!({ "id": id, "name": name, "domain": domain });
            }
        }
        let mut answer = json_answer(StatusCode::CREATED, &json!({ "token": about }));
        let mut value = HeaderValue::try_from(token).expect("hexadecimal digits");
        value.set_sensitive(true);
        answer.headers.push((SUBJECT_TOKEN, value));
        Ok(answer)
    }

    /// Checks what the body of a request for a token proves with.
    fn identify(&self, identity: &Value, now: &dyn Fn() -> Timestamp) -> Result<(), Refused> {
        let methods: Vec<_> = identity["methods"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for method in &methods {
            let proof = &identity[*method];
            match *method {
                "password" => self.password(&proof["user"])?,
                "hw_ak_sk" => self.keys(proof)?,
                "token" => {
                    let token = proof["id"].as_str().unwrap_or_default();
                    self.tokens().scope(token, now()).map_err(|_| {
                        unauthorized("auth.identity.token.id is no token that holds")
                    })?;
                }
                other => {
                    return Err(unauthorized(&format!(
                        "auth.identity.methods: {other:?} is not known; known are password, \
                         hw_ak_sk and token"
                    )));
                }
            }
        }
        match methods.is_empty() {
            true => Err(bad("auth.identity.methods must name password, hw_ak_sk or token")),
            false => Ok(()),
        }
    }

    fn password(&self, user: &Value) -> Result<(), Refused> {
        let gate = &self.gate;
        let is_user = named(user, &gate.user_id, &gate.user_name);
        // An id says which account the user is of.
        let domain_fits = match &user["domain"] {
            Value::Null => user["id"].is_string(),
            domain => named(domain, &gate.domain_id, &gate.domain_name),
        };
        let password = user["password"].as_str().unwrap_or_default();
        match is_user && domain_fits && same(password, &gate.password) {
            true => Ok(()),
            false => Err(unauthorized("user, account (domain) or password is wrong")),
        }
    }

    fn keys(&self, proof: &Value) -> Result<(), Refused> {
        let text = |name: &str| proof[name]["key"].as_str();
        let access = text("access").unwrap_or_default();
        let key = self.gate.keys.iter().find(|key| key.ak == access);
        let fits = key.is_some_and(|key| {
            let token_fits = match (&key.security_token, text("security_token")) {
                (Some(own), Some(sent)) => same(own, sent),
                (own, sent) => own.is_none() && sent.is_none(),
            };
            same(text("secret").unwrap_or_default(), &key.sk) && token_fits
        });
        match fits {
            true => Ok(()),
            false => Err(unauthorized("access key, secret key or security token is wrong")),
        }
    }

    /// The projects of the account.
    fn projects(
        &self,
        Asked { head, body, .. }: &Asked<'_>,
        now: &dyn Fn() -> Timestamp,
    ) -> Result<Answer, Refused> {
        if self.gate.auth == Auth::Strict {
            self.proven(head, body, now).map_err(|unproven| unauthorized(&unproven.message))?;
        }
        let query = head.uri.query().unwrap_or_default();
        let mut name = None;
        let mut fits = true;
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "name" => name = Some(value.into_owned()),
                "domain_id" | "parent_id" => fits &= value == self.gate.domain_id,
                "enabled" => fits &= value == "true",
                "is_domain" => fits &= value == "false",
                _ => {}
            }
        }
        let name = match name {
            Some(name) => Some(name).filter(|name| self.is_called(name)),
            None => Some(self.project_name().to_owned()),
        };
        let projects: Vec<_> =
            name.filter(|_| fits).into_iter().map(|name| self.project(&name)).collect();
        let links = json!({ "self": PROJECTS, "next": null, "previous": null });
        Ok(json_answer(StatusCode::OK, &json!({ "projects": projects, "links": links })))
    }

    /// What a token shall be for: the project, unless the account is asked for.
    fn scope(&self, asked: &Value) -> Result<Scope, Refused> {
        let gate = &self.gate;
        let scope = match asked {
            Value::Null => return Ok(Scope::Project),
            Value::Object(scope) => scope,
            _ => return Err(bad("auth.scope must be an object with `project` or `domain`")),
        };
        match (scope.get("project"), scope.get("domain")) {
            (None, Some(domain)) if domain.is_object() => {
                match named(domain, &gate.domain_id, &gate.domain_name) {
                    true => Ok(Scope::Domain),
                    false => Err(unauthorized("auth.scope.domain is not the caller's account")),
                }
            }
            (Some(project), None) if project.is_object() => {
                let sent = project["name"].as_str();
                // One project may stand for those of all regions.
                let name = sent.filter(|name| self.is_called(name));
                let name = name.unwrap_or_else(|| self.project_name());
                match named(project, &gate.project_id, name) {
                    true => Ok(Scope::Project),
                    false => Err(unauthorized("auth.scope.project is not a project of the caller")),
                }
            }
            _ => Err(bad("auth.scope must have one object, `project` or `domain`")),
        }
    }

    fn project(&self, name: &str) -> Value {
        let Gate { project_id, domain_id, .. } = &self.gate;
        json!({
            "id": project_id,
            "name": name,
            "domain_id": domain_id,
            "parent_id": domain_id,
            "is_domain": false,
            "enabled": true,
            "description": "",
            "links": { "self": format!("{PROJECTS}/{project_id}") },
        })
    }

    /// Whether the project has this name. One without a name of its own stands for every region's.
    fn is_called(&self, name: &str) -> bool {
        match &self.gate.project_name {
            Some(own) => own == name,
            // The projects below a region's are called `REGION_NAME`.
            None => {
                let is_below = |region: &&str| {
                    let rest = name.strip_prefix(*region);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
                };
                name == self.project_name() || self.regions.iter().any(is_below)
            }
        }
    }

    fn project_name(&self) -> &str {
        let own = self.gate.project_name.as_deref();
        own.or(self.regions.first().copied()).unwrap_or("default")
    }
}

/// The route of the identity service that a path leads to, and its method.
fn route(path: &str) -> Option<(&'static str, Method)> {
    let path = plain(path.strip_suffix('/').unwrap_or(path));
    let routes = [(TOKENS, Method::Post), (PROJECTS, Method::Get)];
    routes.into_iter().find(|(own, _)| path == *own)
}

/// The method that a path of the identity service takes; `None` for other paths.
pub(crate) fn method_of(path: &str) -> Option<Method> {
    route(path).map(|(_, method)| method)
}

fn json_answer(status: StatusCode, body: &Value) -> Answer {
    Answer { status, body: body.to_string().into(), headers: Vec::new() }
}

type Ask = fn(&Guard, &Asked<'_>, &dyn Fn() -> Timestamp) -> Result<Answer, Refused>;

/// A request for the identity service.
struct Asked<'r> {
    head: &'r Parts,
    body: &'r [u8],
    content: &'r [u8],
}

/// Whether a thing is called by its id or by its name; by both, if both are there.
fn named(thing: &Value, id: &str, name: &str) -> bool {
    let none = Map::new();
    let thing = thing.as_object().unwrap_or(&none);
    let (sent_id, sent_name) = (thing.get("id"), thing.get("name"));
    let fits = |sent: Option<&Value>, own: &str| sent.is_none_or(|sent| sent.as_str() == Some(own));
    (sent_id.is_some() || sent_name.is_some()) && fits(sent_id, id) && fits(sent_name, name)
}

/// Compares secrets by their hashes, so that the time tells nothing about them.
fn same(one: &str, other: &str) -> bool {
    hex_sha256(one.as_bytes()) == hex_sha256(other.as_bytes())
}

fn bad(message: &str) -> Refused {
    Refused(StatusCode::BAD_REQUEST, message.to_owned())
}

fn unauthorized(message: &str) -> Refused {
    Refused(StatusCode::UNAUTHORIZED, message.to_owned())
}
