//! Addresses of hosts that were asked before: to read the name of a host takes longer than the rest of an address.

use std::sync::{Arc, PoisonError, RwLock};

use reqwest::Url;

/// More hosts are not kept: a client asks its service and the identity service.
const KEPT: usize = 4;

/// The hosts that were asked before, shared by the clones of a transport.
#[derive(Clone, Default)]
pub(super) struct Hosts(Arc<RwLock<Vec<Host>>>);

struct Host {
    scheme: String,
    authority: String,
    root: Url,
}

impl Hosts {
    /// The address of a path with its query on a host; `None` if it is none.
    pub(super) fn url(&self, scheme: &str, authority: &str, rest: &str) -> Option<Url> {
        // Two slashes would begin another host.
        let is_below_root =
            matches!(rest.as_bytes(), [b'/'] | [b'/', b'!'..=b'.' | b'0'..=b'[' | b']'..=b'~', ..]);
        if is_below_root {
            // An entry is there whole or not at all.
            let hosts = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(host) = hosts.iter().find(|host| host.is(scheme, authority)) {
                return host.root.join(rest).ok();
            }
        }
        let url = Url::parse(&[scheme, "://", authority, rest].concat()).ok()?;
        let mut hosts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() < KEPT && !hosts.iter().any(|host| host.is(scheme, authority)) {
            let (scheme, authority) = (scheme.to_owned(), authority.to_owned());
            let root = url.join("/").ok()?;
            hosts.push(Host { scheme, authority, root });
        }
        Some(url)
    }
}

impl Host {
    fn is(&self, scheme: &str, authority: &str) -> bool {
        self.authority == authority && self.scheme == scheme
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{Hosts, KEPT};

    #[test]
    fn gives_the_addresses_that_a_parser_gives() {
        let hosts = Hosts::default();
        let rests = [
            "",
            "/",
            "/v3/p/things?id=1&b=%20c",
            "?id=1",
            "//other.example/v3",
            "/\\other.example/v3",
            "/a/../b",
            "/./",
            "/a//b",
            "/a:b@c",
            "/%2e%2e/x",
            "/a?x=//y",
            "/?",
            "/#f",
            "/a%2Fb/",
        ];
        for round in 0..3 {
            for authority in [
                "things.example",
                "127.0.0.1:80",
                "u:p@h.example:8443",
                "[::1]:9",
                "XN--a.example",
                "ä.example",
            ] {
                for scheme in ["http", "https"] {
                    for rest in rests {
                        let expected = Url::parse(&format!("{scheme}://{authority}{rest}")).ok();
                        let url = hosts.url(scheme, authority, rest);
                        assert_eq!(url, expected, "{round} {scheme} {authority} {rest}");
                    }
                }
            }
        }
        assert_eq!(hosts.0.read().unwrap().len(), KEPT);
    }
}
