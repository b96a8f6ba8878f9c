//! Reads values that were set.

use std::net::SocketAddr;
use std::str::FromStr;

use super::given::Given;
use super::setting::ALL;
use crate::text::{instead, shorten};

/// Reads values by name.
pub(super) struct Reader<'g>(pub(super) &'g Given);

impl Reader<'_> {
    /// The text of a setting.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        debug_assert!(ALL.iter().any(|setting| setting.name == name), "{name} is a setting");
        self.0.get(name).map(|(text, _)| text.clone())
    }

    /// The text, if there is more than nothing in it.
    pub(super) fn filled(&self, name: &'static str) -> Result<Option<String>, String> {
        match self.text(name) {
            Some(text) if text.trim().is_empty() => Err(self.wrong(name, "a value")),
            text => Ok(text),
        }
    }

    pub(super) fn number<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, String> {
        self.parse(name, "a whole number from 0 on", |text| text.trim().parse().ok())
    }

    pub(super) fn parse<T>(
        &self,
        name: &'static str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(text) = self.text(name) else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| self.wrong(name, expected))
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Result<Option<T>, String> {
        let Some(text) = self.text(name) else { return Ok(None) };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.trim()) {
            return Ok(Some(*value));
        }
        let known = || words.iter().map(|(word, _)| *word);
        let expected = format!("one of {}", known().collect::<Vec<_>>().join(", "));
        let advice = instead(known(), &text);
        let advice = if advice.starts_with("did") { format!("; {advice}") } else { String::new() };
        Err(format!("{}{advice}", self.wrong(name, &expected)))
    }

    /// One setting makes no sense without another.
    pub(super) fn beside(&self, name: &'static str, other: &'static str) -> Result<(), String> {
        match (self.0.get(name), self.0.get(other)) {
            (Some((_, origin)), None) => Err(format!(
                "{origin}: expected --{other} beside it (or its variable, or its line in the file); \
                 without both, a fixed pair is used"
            )),
            _ => Ok(()),
        }
    }

    /// An address with a port.
    pub(super) fn address(&self, name: &'static str) -> Result<Option<SocketAddr>, String> {
        const EXPECTED: &str = "an IP address and a port, such as 127.0.0.1:8787 (this machine alone) \
                                or 0.0.0.0:8787 (others too)";
        self.parse(name, EXPECTED, |text| {
            let text = text.trim();
            let text = match text.strip_prefix("localhost:") {
                Some(port) => format!("127.0.0.1:{port}"),
                None => text.to_owned(),
            };
            text.parse().ok()
        })
    }

    /// The value is wrong.
    pub(super) fn wrong(&self, name: &'static str, expected: &str) -> String {
        let is_secret = ALL.iter().any(|setting| setting.name == name && setting.is_secret);
        match self.0.get(name) {
            Some((_, origin)) if is_secret => format!("{origin}: expected {expected}"),
            Some((text, origin)) => {
                format!("{origin}: expected {expected}, found '{}'", shorten(text))
            }
            None => format!("--{name}: expected {expected}"),
        }
    }
}
