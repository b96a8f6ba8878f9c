//! Tokens that were given out, until they end.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};

use jiff::{SignedDuration, Timestamp};
use taurusdb_runtime::sign::hex_sha256;

/// How long a token holds.
pub(super) const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How many tokens are remembered; the oldest give way, so that a client that asks for ever fills nothing.
const REMEMBERED: usize = 10_000;

/// What a token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Calls within the project.
    Project,
    /// The account alone: nothing that belongs to a project.
    Domain,
}

/// Tokens that were given out.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// By the hash of the token: how long a look-up takes tells nothing about the tokens that there are.
    known: HashMap<String, Known>,
    oldest: VecDeque<String>,
    given: u64,
    /// How often the server had begun anew when they were given out.
    begun: u64,
    /// Differs from server to server, so that none takes another's tokens.
    salt: RandomState,
}

#[derive(Debug)]
struct Known {
    scope: Scope,
    /// The end, by the clock of the service; `None` for a token that was set up.
    end: Option<Timestamp>,
}

/// Why a token opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Useless {
    Unknown,
    Ended,
}

impl Tokens {
    /// Those that hold for ever.
    pub(super) fn fixed(tokens: &[String]) -> Self {
        let known = |token: &String| {
            (hex_sha256(token.as_bytes()), Known { scope: Scope::Project, end: None })
        };
        Self { known: tokens.iter().map(known).collect(), ..Self::default() }
    }

    /// Forgets what was given out before the server began anew for the `begun`th time.
    pub(super) fn follow(&mut self, begun: u64) {
        if self.begun != begun {
            self.begun = begun;
            self.known.retain(|_, known| known.end.is_none());
            self.oldest.clear();
        }
    }

    /// A new token.
    pub(super) fn give(&mut self, scope: Scope, now: Timestamp) -> String {
        self.given += 1;
        let number = self.salt.hash_one(self.given);
        let token = hex_sha256(format!("{number} {}", self.given).as_bytes());
        while self.oldest.len() >= REMEMBERED {
            let oldest = self.oldest.pop_front();
            oldest.and_then(|oldest| self.known.remove(&oldest));
        }
        let hash = hex_sha256(token.as_bytes());
        let end = now.checked_add(LIFE).unwrap_or(Timestamp::MAX);
        self.known.insert(hash.clone(), Known { scope, end: Some(end) });
        self.oldest.push_back(hash);
        token
    }

    /// What a token is good for at a time.
    pub(super) fn scope(&self, token: &str, now: Timestamp) -> Result<Scope, Useless> {
        let known = self.known.get(&hex_sha256(token.as_bytes())).ok_or(Useless::Unknown)?;
        match known.end {
            Some(end) if now >= end => Err(Useless::Ended),
            _ => Ok(known.scope.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{LIFE, REMEMBERED, Scope, Tokens, Useless};

    #[test]
    fn tokens_hold_for_a_day() {
        let mut tokens = Tokens::fixed(&["fixed".to_owned()]);
        let now = Timestamp::UNIX_EPOCH;
        let token = tokens.give(Scope::Domain, now);
        assert_eq!(tokens.scope(&token, now), Ok(Scope::Domain));
        let second = SignedDuration::from_secs(1);
        assert_eq!(tokens.scope(&token, now + LIFE - second), Ok(Scope::Domain));
        assert_eq!(tokens.scope(&token, now + LIFE), Err(Useless::Ended));
        assert_eq!(tokens.scope("other", now), Err(Useless::Unknown));
        assert_eq!(tokens.scope("fixed", now + LIFE * 1000), Ok(Scope::Project));
    }

    #[test]
    fn the_oldest_give_way() {
        let (mut tokens, now) = (Tokens::default(), Timestamp::UNIX_EPOCH);
        let first = tokens.give(Scope::Project, now);
        let second = tokens.give(Scope::Project, now);
        assert_ne!(first, second);
        for _ in 2..=REMEMBERED {
            tokens.give(Scope::Project, now);
        }
        assert_eq!(tokens.scope(&first, now), Err(Useless::Unknown));
        assert_eq!(tokens.scope(&second, now), Ok(Scope::Project));
        assert_eq!(tokens.known.len(), REMEMBERED);
    }
}
