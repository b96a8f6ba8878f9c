//! Who may use the control.

use std::net::IpAddr;

use hyper::HeaderMap;
use hyper::header::{HOST, ORIGIN};

/// Who may use the routes below `/_mock/`. They are not signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Programs on this machine.
    #[default]
    Loopback,
    /// Whoever reaches the server.
    Anybody,
    /// Nobody.
    Off,
}

/// Why somebody may not, or nothing if he may.
pub(super) fn refusal(control: Control, peer: IpAddr, headers: &HeaderMap) -> Option<String> {
    match control {
        Control::Off => return Some("the control of this mock is switched off".to_owned()),
        Control::Loopback if !peer.to_canonical().is_loopback() => {
            return Some(format!(
                "the control answers programs on its own machine only, not {peer}; start the mock \
                 with `--control anybody` to change that"
            ));
        }
        Control::Loopback | Control::Anybody => {}
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST).unwrap_or_default();
    // A page from elsewhere, opened in a browser on this machine, is no program of this machine. It
    // shows by its origin; or by the name by which it had the browser look this machine up.
    if let Some(origin) = text(ORIGIN) {
        let own = origin.split_once("://").is_some_and(|(_, authority)| authority == host);
        if !own {
            return Some(format!("a page from {origin} may not use the control of this mock"));
        }
    }
    if control == Control::Loopback && !is_local(host) {
        return Some(format!(
            "the control answers to the host 127.0.0.1, localhost or [::1] only, not '{}'",
            crate::text::shorten(host)
        ));
    }
    None
}

fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let is_address = name.parse::<IpAddr>().is_ok();
    name.is_empty() || is_address || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use hyper::HeaderMap;
    use hyper::header::{HOST, HeaderValue, ORIGIN};

    use super::{Control, refusal};

    fn may(control: Control, peer: &str, host: &str, origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).expect("a header"));
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        refusal(control, peer.parse().expect("an address"), &headers).is_none()
    }

    #[test]
    fn programs_on_this_machine_may() {
        for (peer, host) in [
            ("127.0.0.1", "127.0.0.1:8787"),
            ("127.8.8.8", "localhost"),
            ("::1", "[::1]:8787"),
            ("::ffff:127.0.0.1", "LOCALHOST:1"),
        ] {
            assert!(may(Control::Loopback, peer, host, None), "{peer} {host}");
            assert!(!may(Control::Off, peer, host, None));
        }
        assert!(may(Control::Loopback, "127.0.0.1", "localhost:1", Some("http://localhost:1")));
    }

    #[test]
    fn others_and_their_pages_may_not() {
        assert!(!may(Control::Loopback, "10.0.0.7", "127.0.0.1", None));
        assert!(may(Control::Anybody, "10.0.0.7", "mock.example.com", None));
        for origin in ["http://evil.example", "null", "http://localhost:2"] {
            assert!(!may(Control::Loopback, "127.0.0.1", "localhost:1", Some(origin)), "{origin}");
            assert!(!may(Control::Anybody, "127.0.0.1", "localhost:1", Some(origin)), "{origin}");
        }
        // Its own name, which leads to this machine.
        let evil = Some("http://evil.example:1");
        assert!(!may(Control::Loopback, "127.0.0.1", "evil.example:1", evil));
    }
}
