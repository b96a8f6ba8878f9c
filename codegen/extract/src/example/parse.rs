use serde_json::{Map, Value};

use super::token::{Bracket, Kind, Token, note};

/// Reads tokens as one JSON value. Commas may be missing or too many, and keys may have white
/// space around them, each of which is noted; brackets must match.
///
/// On failure, returns how many tokens were read before the first that does not fit.
pub(super) fn parse(tokens: &[Token]) -> Result<(Value, Vec<&'static str>), usize> {
    let mut parser = Parser { tokens, at: 0, repairs: Vec::new() };
    let value = parser.value()?;
    if parser.at == tokens.len() { Ok((value, parser.repairs)) } else { Err(parser.at) }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    repairs: Vec<&'static str>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn value(&mut self) -> Result<Value, usize> {
        let value = match self.peek() {
            Some(Kind::Open(Bracket::Object)) => return self.object(),
            Some(Kind::Open(Bracket::Array)) => return self.array(),
            Some(Kind::Scalar(value)) => value.clone(),
            _ => return Err(self.at),
        };
        self.at += 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, usize> {
        self.at += 1;
        let mut members = Map::new();
        while !self.separator(Bracket::Object, members.is_empty())? {
            let Some(Kind::Scalar(Value::String(key))) = self.peek() else { return Err(self.at) };
            let trimmed = key.trim().to_owned();
            if trimmed.len() != key.len() {
                note(&mut self.repairs, "key-white-space");
            }
            self.at += 1;
            if self.peek() != Some(&Kind::Colon) {
                return Err(self.at);
            }
            self.at += 1;
            let value = self.value()?;
            if members.insert(trimmed, value).is_some() {
                note(&mut self.repairs, "duplicate-key");
            }
        }
        Ok(Value::Object(members))
    }

    fn array(&mut self) -> Result<Value, usize> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.separator(Bracket::Array, items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Value::Array(items))
    }

    /// Steps over what stands between two members; says whether the bracket is closed.
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
