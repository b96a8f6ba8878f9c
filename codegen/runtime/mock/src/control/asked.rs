//! What the control is asked.

use std::borrow::Cow;

use super::reply::Wrong;
use crate::body::Held;
use crate::text::shorten;
use crate::tree::{Misread, Node};

/// A request to the control.
pub(super) struct Asked<'r> {
    /// The rest of the path, where the route has one: the name of a fault, of a resource.
    pub(super) rest: &'r str,
    pub(super) query: &'r str,
    pub(super) body: Held,
    /// Whether the body is said to be TOML.
    pub(super) is_toml: bool,
}

/// What the body is called in messages.
pub(super) const BODY: &str = "request body";

impl Asked<'_> {
    /// The body: JSON, or TOML if it is said to be.
    pub(super) fn node(&self) -> Result<Node, Misread> {
        let misread = |wrong: &str| Misread {
            source: BODY.to_owned(),
            line: None,
            field: String::new(),
            wrong: wrong.to_owned(),
        };
        if self.body.trim_ascii().is_empty() {
            return Err(misread("expected JSON, found nothing"));
        }
        if self.is_toml {
            let text = std::str::from_utf8(&self.body);
            return Node::toml(
                BODY,
                text.map_err(|_| misread("expected UTF-8, found other bytes"))?,
            );
        }
        Node::json(BODY, &self.body)
    }

    /// A value of the query.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A number of the query.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Wrong> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let is_written = value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.parse().ok().filter(|_| is_written);
        let wrong = || {
            let value = shorten(&value);
            Wrong::bad(format!("query, {name}: expected a whole number, found '{value}'"))
        };
        number.map(Some).ok_or_else(wrong)
    }

    /// Refuses values of the query that nobody asks for, and such as come twice.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Wrong> {
        for name in known {
            let pairs = form_urlencoded::parse(self.query.as_bytes());
            if pairs.filter(|(own, _)| own == name).nth(1).is_some() {
                return Err(Wrong::bad(format!("query, {name}: it is stated more than once")));
            }
        }
        let mut pairs = form_urlencoded::parse(self.query.as_bytes());
        match pairs.find(|(name, _)| !known.contains(&&**name)) {
            None => Ok(()),
            Some((name, _)) => {
                let advice = crate::text::instead(known.iter().copied(), &name);
                Err(Wrong::bad(format!("query, {name}: there is no such name; {advice}")))
            }
        }
    }
}
