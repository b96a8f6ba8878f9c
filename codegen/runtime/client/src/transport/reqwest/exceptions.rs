//! Hosts that are asked directly although a proxy is set: `NO_PROXY`.

use std::net::IpAddr;
use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;

use crate::redact;

/// Hosts that are asked directly.
#[derive(Clone)]
pub(super) struct Exceptions {
    /// The hosts, as the HTTP client writes them.
    hosts: String,
    others: Arc<Matcher>,
    /// Hosts that are asked directly at one port only.
    at_ports: Vec<AtPort>,
    /// What is wrong with an entry, if anything is.
    pub(super) problem: Option<String>,
}

#[derive(Clone)]
struct AtPort {
    port: u16,
    /// Has all other hosts; `None` if there are none.
    others: Option<Arc<Matcher>>,
}

impl Exceptions {
    /// No host is asked directly.
    pub(super) fn none() -> Self {
        Self { hosts: String::new(), others: all_but(""), at_ports: Vec::new(), problem: None }
    }

    /// The hosts that the value of a variable lists; `None` if it means all of them.
    ///
    /// People also separate them by spaces, and write wildcards and brackets as in addresses.
    pub(super) fn of(variable: &str, value: &str) -> Option<Self> {
        let entries = value.split(|c: char| c == ',' || c.is_whitespace());
        let (mut hosts, mut at_ports, mut problem) = (Vec::new(), Vec::new(), None);
        for entry in entries.filter(|entry| !entry.is_empty()) {
            match parts(entry) {
                Ok((None, None)) => return None,
                Ok((Some(host), None)) => hosts.push(host),
                Ok((host, Some(port))) => {
                    at_ports.push(AtPort { port, others: host.as_deref().map(all_but) });
                }
                Err(wrong) => {
                    let shown = redact::wrong_address(entry);
                    let shown = redact::visible(&shown);
                    problem = problem.or_else(|| {
                        Some(format!(
                            "the variable {variable} has the entry {shown:?}, which names no host: {wrong}"
                        ))
                    });
                }
            }
        }
        let hosts = hosts.join(",");
        Some(Self { others: all_but(&hosts), hosts, at_ports, problem })
    }

    /// Whether the host of an address is one of them.
    pub(super) fn has(&self, uri: &http::Uri) -> bool {
        let is_among = |others: &Matcher| others.intercept(uri).is_none();
        let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        let port = uri.port_u16().unwrap_or(usual);
        is_among(&self.others)
            || self.at_ports.iter().any(|one| {
                one.port == port && one.others.as_ref().is_none_or(|others| is_among(others))
            })
    }

    /// The same for `reqwest`; `None` if it has no way to say it.
    pub(super) fn for_reqwest(&self) -> Option<Option<reqwest::NoProxy>> {
        self.at_ports.is_empty().then(|| reqwest::NoProxy::from_string(&self.hosts))
    }
}

impl std::fmt::Debug for Exceptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} and {} at a port", self.hosts, self.at_ports.len())
    }
}

/// Intercepts what goes to any host but these. Where the proxy is does not matter to what it is used for.
fn all_but(hosts: &str) -> Arc<Matcher> {
    Arc::new(Matcher::builder().all("http://any").no(hosts).build())
}

/// The host of an entry, `None` for all, and the port that it is limited to.
fn parts(entry: &str) -> Result<(Option<String>, Option<u16>), &'static str> {
    if entry.contains("://") || entry.contains('@') {
        return Err("write the host alone");
    }
    let (host, port) = match entry.rsplit_once(':') {
        // Of several colons, all belong to an address of IPv6, unless it has brackets.
        Some((host, port)) if host.ends_with(']') || !host.contains(':') => (host, Some(port)),
        _ => (entry, None),
    };
    let port = match port.map(str::parse::<u16>) {
        None => None,
        Some(Ok(port @ 1..)) => Some(port),
        Some(_) => return Err("its port must be a number from 1 to 65535"),
    };
    if host == "*" {
        return Ok((None, port));
    }
    let host = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if bare.is_empty() {
        return Err("it has no host");
    }
    if let Some((address, bits)) = bare.split_once('/') {
        let most = match address.parse() {
            Ok(IpAddr::V4(_)) => 32,
            Ok(IpAddr::V6(_)) => 128,
            Err(_) => return Err("only a network of addresses has a slash"),
        };
        if !bits.parse::<u8>().is_ok_and(|bits| bits <= most) {
            return Err("the number behind the slash is too large, or none");
        }
    }
    Ok((Some(bare.to_ascii_lowercase()), port))
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[track_caller]
    fn has(value: &str, direct: &[&str], through: &[&str]) {
        let exceptions = Exceptions::of("NO_PROXY", value).unwrap();
        assert_eq!(exceptions.problem, None, "{value}");
        for (addresses, expected) in [(direct, true), (through, false)] {
            for address in addresses {
                let uri = address.parse().unwrap();
                assert_eq!(exceptions.has(&uri), expected, "{address} with {value:?}");
            }
        }
    }

    #[test]
    fn a_port_limits_an_entry() {
        has("h:8080", &["http://h:8080/", "https://a.h:8080/"], &["http://h/", "http://h:80801/"]);
        has("h:443, g", &["https://h/", "http://g:1/"], &["http://h/", "https://x/"]);
        has("h:80", &["http://h/x?y"], &["https://h/"]);
        has("10.0.0.0/8:9", &["http://10.1.2.3:9/"], &["http://10.1.2.3/", "http://11.0.0.1:9/"]);
        has("[::1]:9", &["http://[::1]:9/"], &["http://[::1]/", "http://[::2]:9/"]);
        has("::1", &["http://[::1]:9/"], &["http://[::2]/"]);
        has("*.Example.com:1", &["http://a.example.com:1/"], &["http://a.example.com/"]);
        has("*:1", &["http://any:1/", "http://127.0.0.1:1/"], &["http://any/"]);
        assert!(Exceptions::of("NO_PROXY", "h:1,*").is_none());
    }

    #[test]
    fn an_entry_that_names_no_host_is_told() {
        for wrong in [
            "h:",
            "h:x",
            "h:0",
            "h:65536",
            ":80",
            "http://h",
            "u:s3cret@h",
            "h/path",
            "10.0.0.0/33",
            "10.0.0.0/",
            "[]:1",
        ] {
            let exceptions = Exceptions::of("no_proxy", &format!("other,{wrong}")).unwrap();
            let problem = exceptions.problem.unwrap_or_else(|| panic!("{wrong} is wrong"));
            assert!(problem.contains("the variable no_proxy has the entry"), "{problem}");
            assert!(!problem.contains("s3cret"), "{problem}");
        }
    }
}
