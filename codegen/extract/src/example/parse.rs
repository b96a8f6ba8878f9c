//! A parser of JSON that tolerates missing commas.

use serde_json::{Map, Value};

use super::token::{Bracket, Kind, Token, note};

/// How deep values may stand in each other. Nobody writes such an example, and each level takes a part of
/// the stack, here and wherever the value is read later.
const DEEPEST: usize = 100;

/// Reads tokens as one JSON value. Commas may be missing or superfluous, and keys may have white
/// space around them; each such fault is noted. Brackets must match.
///
/// `None` if the tokens are not one JSON value.
pub(super) fn parse(tokens: &[&Token]) -> Option<(Value, Vec<&'static str>)> {
    check(tokens).ok()?;
    let mut parser = Parser { tokens, at: 0, depth: 0, builds: true, repairs: Vec::new() };
    let value = parser.value().ok()?;
    Some((value, parser.repairs))
}

/// Checks that the tokens are one value; if not, returns how many were read before the first that
/// does not fit. Most candidates of a repair fail, so they are checked before a value is built.
pub(super) fn check(tokens: &[&Token]) -> Result<(), usize> {
    let mut parser = Parser { tokens, at: 0, depth: 0, builds: false, repairs: Vec::new() };
    parser.value()?;
    if parser.at == tokens.len() { Ok(()) } else { Err(parser.at) }
}

struct Parser<'a> {
    tokens: &'a [&'a Token],
    at: usize,
    /// How many brackets are open.
    depth: usize,
    /// Whether values are built, or the tokens only checked.
    builds: bool,
    repairs: Vec<&'static str>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn value(&mut self) -> Result<Value, usize> {
        let value = match self.peek() {
            Some(Kind::Open(_)) if self.depth == DEEPEST => return Err(self.at),
            Some(&Kind::Open(bracket)) => {
                self.depth += 1;
                let value = match bracket {
                    Bracket::Object => self.object(),
                    Bracket::Array => self.array(),
                };
                self.depth -= 1;
                return value;
            }
            Some(Kind::Scalar(value)) if self.builds => value.clone(),
            Some(Kind::Scalar(_)) => Value::Null,
            _ => return Err(self.at),
        };
        self.at += 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, usize> {
        self.at += 1;
        let mut members = Map::new();
        let mut is_first = true;
        while !self.separator(Bracket::Object, is_first)? {
            is_first = false;
            let Some(Kind::Scalar(Value::String(key))) = self.peek() else { return Err(self.at) };
            let key = self.builds.then(|| key.clone());
            self.at += 1;
            if self.peek() != Some(&Kind::Colon) {
                return Err(self.at);
            }
            self.at += 1;
            let value = self.value()?;
            let Some(key) = key else { continue };
            let trimmed = key.trim();
            if trimmed.len() != key.len() {
                note(&mut self.repairs, "key-white-space");
            }
            if members.insert(trimmed.to_owned(), value).is_some() {
                note(&mut self.repairs, "duplicate-key");
            }
        }
        Ok(Value::Object(members))
    }

    fn array(&mut self) -> Result<Value, usize> {
        self.at += 1;
        let mut items = Vec::new();
        let mut is_first = true;
        while !self.separator(Bracket::Array, is_first)? {
            is_first = false;
            let value = self.value()?;
            if self.builds {
                items.push(value);
            }
        }
        Ok(Value::Array(items))
    }

    /// Skips the comma between two members; returns whether the bracket is closed.
    fn separator(&mut self, bracket: Bracket, first: bool) -> Result<bool, usize> {
        let comma = self.peek() == Some(&Kind::Comma);
        if comma {
            if first {
                return Err(self.at);
            }
            self.at += 1;
        }
        match self.peek() {
            Some(Kind::Close(found)) if *found == bracket => {
                if comma {
                    note(&mut self.repairs, "trailing-comma");
                }
                self.at += 1;
                Ok(true)
            }
            Some(Kind::Close(_)) | None => Err(self.at),
            Some(_) => {
                if !comma && !first {
                    note(&mut self.repairs, "missing-comma");
                }
                Ok(false)
            }
        }
    }
}
