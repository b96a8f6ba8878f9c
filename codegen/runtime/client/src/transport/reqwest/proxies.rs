//! Which proxy a request goes through: as the variables say, which `reqwest` would read by itself.
//!
//! They are read here because `reqwest` passes over a variable that it cannot use, and then sends requests where
//! they must not go. The rules are its own: of `HTTP_PROXY` and `http_proxy`, the first that is set counts, and
//! so for `HTTPS_PROXY`; where that is unset or empty, `ALL_PROXY` and `all_proxy` do; hosts in `NO_PROXY` or
//! `no_proxy` are asked directly; in a CGI program, where `HTTP_PROXY` may be a header of a stranger, none of
//! them is used.

use std::{fmt, slice};

use super::exceptions::Exceptions;
use crate::redact;
use crate::transport::{TransportError, TransportErrorKind, Via};

/// The proxies of a transport.
#[derive(Clone)]
pub(super) struct Proxies {
    http: Route,
    https: Route,
    except: Exceptions,
}

#[derive(Clone)]
enum Route {
    Direct,
    Through {
        /// With user and password.
        address: String,
        shown: Via,
    },
    /// Why nothing can be sent.
    Unusable(String),
}

impl Proxies {
    /// No proxies.
    pub(super) fn none() -> Self {
        Self { http: Route::Direct, https: Route::Direct, except: Exceptions::none() }
    }

    /// One proxy for everything.
    pub(super) fn all(address: &str) -> Self {
        let route = Route::to("the proxy", address, &[]);
        Self { http: route.clone(), https: route, except: Exceptions::none() }
    }

    /// The proxies that the variables name.
    pub(super) fn of_variables(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        if variable("REQUEST_METHOD").is_some() {
            return Self::none();
        }
        let first = |names: [&'static str; 2]| {
            names.into_iter().find_map(|name| Some((name, variable(name)?)))
        };
        let route = |names: [&'static str; 2]| {
            let is_set = |(_, value): &(&str, String)| !value.trim().is_empty();
            let own = first(names).filter(is_set);
            match own.or_else(|| first(["ALL_PROXY", "all_proxy"]).filter(is_set)) {
                Some((name, value)) => Route::to(name, &value, slice::from_ref(&name)),
                None => Route::Direct,
            }
        };
        let (name, value) = first(["NO_PROXY", "no_proxy"]).unwrap_or_default();
        let Some(except) = Exceptions::of(name, &value) else { return Self::none() };
        let (http, https) =
            (route(["HTTP_PROXY", "http_proxy"]), route(["HTTPS_PROXY", "https_proxy"]));
        Self { http, https, except }
    }

    /// The proxy that a request to this address goes through.
    ///
    /// # Errors
    /// Fails if one is set that cannot be used.
    pub(super) fn on_the_way_to(&self, uri: &http::Uri) -> Result<Option<Via>, TransportError> {
        let route = if uri.scheme_str() == Some("http") { &self.http } else { &self.https };
        if matches!(route, Route::Direct) || self.except.has(uri) {
            return Ok(None);
        }
        // Perhaps this host is the one that must be asked directly.
        let wrong = |problem: &str| Err(TransportError::new(TransportErrorKind::Unsent, problem));
        match (route, &self.except.problem) {
            (Route::Unusable(problem), _) | (_, Some(problem)) => wrong(problem),
            (Route::Through { shown, .. }, None) => Ok(Some(shown.clone())),
            (Route::Direct, None) => Ok(None),
        }
    }

    /// The same for `reqwest`.
    ///
    /// # Errors
    /// Fails if `reqwest` does not take an address.
    pub(super) fn configure(
        &self,
        mut builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        // Its own reading of the variables ends here.
        builder = builder.no_proxy();
        type Make = fn(&str) -> reqwest::Result<reqwest::Proxy>;
        let kinds: [(&'static str, &Route, Make); 2] = [
            ("http", &self.http, |address| reqwest::Proxy::http(address)),
            ("https", &self.https, |address| reqwest::Proxy::https(address)),
        ];
        for (scheme, route, make) in kinds {
            if let Route::Through { address, shown: Via(shown) } = route {
                let proxy = make(address).map_err(|_| {
                    let problem = format!("the proxy {shown} cannot be used: its address is wrong");
                    TransportError::new(TransportErrorKind::Unsent, problem)
                })?;
                builder = builder.proxy(match self.except.for_reqwest() {
                    Some(except) => proxy.no_proxy(except),
                    None => self.choosing(scheme, address),
                });
            }
        }
        Ok(builder)
    }
}

impl Proxies {
    /// A proxy that is asked whether it is meant, for what `reqwest` cannot be told.
    fn choosing(&self, scheme: &'static str, address: &str) -> reqwest::Proxy {
        let (except, address) = (self.except.clone(), address.to_owned());
        reqwest::Proxy::custom(move |url| {
            let is_meant = url.scheme() == scheme
                && url.as_str().parse().is_ok_and(|uri: http::Uri| !except.has(&uri));
            is_meant.then(|| address.clone())
        })
    }
}

impl Route {
    /// The way through the proxy at this address, which a variable may have named.
    fn to(origin: &str, value: &str, variable: &[&str]) -> Self {
        match checked(value.trim()) {
            Ok(address) => {
                let shown = redact::address(&address);
                let shown = match variable {
                    [] => shown,
                    [name, ..] => format!("{shown} ({name})"),
                };
                Self::Through { address, shown: Via(shown) }
            }
            Err(problem) => {
                let origin = match variable {
                    [] => origin.to_owned(),
                    [name, ..] => format!("the variable {name}"),
                };
                Self::Unusable(format!(
                    "{origin} is {:?}, which cannot be used as the address of a proxy: {problem}",
                    redact::visible(&redact::wrong_address(value))
                ))
            }
        }
    }
}

/// The address of a proxy, with a scheme.
fn checked(value: &str) -> Result<String, &'static str> {
    if value.contains(char::REPLACEMENT_CHARACTER) {
        return Err("it is not text in UTF-8");
    }
    let full = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    let uri: http::Uri = full.parse().map_err(
        |_| "it must look like http://host:port, and signs in a password must be percent-encoded",
    )?;
    match uri.scheme_str() {
        Some("http" | "https") => {}
        Some(scheme) if scheme.starts_with("socks") => {
            return Err("SOCKS is not supported; only proxies for HTTP are");
        }
        _ => return Err("it must begin with http:// or https://"),
    }
    let authority = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if uri.host().is_none_or(str::is_empty) {
        return Err("it has no host");
    }
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']'));
    if has_port && uri.port_u16().is_none_or(|port| port == 0) {
        return Err("its port must be a number from 1 to 65535");
    }
    if uri.query().is_some() || full.contains('#') {
        return Err(
            "it may hold a host and a port, with a user and a password before them, nothing else",
        );
    }
    Ok(full)
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http)
            .field("https", &self.https)
            .field("except", &self.except)
            .finish()
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Direct => "direct",
            Self::Through { shown: Via(shown), .. } => shown,
            Self::Unusable(problem) => problem,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;

    /// What stands on the way to an address, given variables; the problem if that cannot be used.
    fn way(variables: &[(&str, &str)], to: &str) -> Result<Option<String>, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let proxies = Proxies::of_variables(&variable);
        assert!(!format!("{proxies:?}").contains("s3cret"), "{proxies:?}");
        match proxies.on_the_way_to(&to.parse().unwrap()) {
            Ok(via) => Ok(via.map(|super::Via(shown)| shown)),
            Err(error) => Err(error.to_string()),
        }
    }

    #[track_caller]
    fn goes(variables: &[(&str, &str)], to: &str, through: &str) {
        let expected = (!through.is_empty()).then(|| through.to_owned());
        assert_eq!(way(variables, to), Ok(expected));
    }

    #[test]
    fn scheme_and_exceptions_decide() {
        goes(&[], "http://h/", "");
        let one = [("HTTPS_PROXY", "http://p:3128")];
        goes(&one, "https://h/", "http://p:3128 (HTTPS_PROXY)");
        goes(&one, "http://h/", "");
        goes(&[("http_proxy", "p:1")], "http://h/", "http://p:1 (http_proxy)");
        goes(
            &[("HTTP_PROXY", "p:1"), ("http_proxy", "q:1")],
            "http://h/",
            "http://p:1 (HTTP_PROXY)",
        );
        goes(&[("all_proxy", "p:1")], "https://h/", "http://p:1 (all_proxy)");
        goes(&[("HTTPS_PROXY", ""), ("ALL_PROXY", "p")], "https://h/", "http://p (ALL_PROXY)");
        goes(&[("HTTPS_PROXY", ""), ("https_proxy", "p")], "https://h/", "");
        goes(
            &[("ALL_PROXY", "https://u:s3cret@p:1/")],
            "http://h/",
            "https://***@p:1/ (ALL_PROXY)",
        );
        goes(&[("HTTP_PROXY", "p:1"), ("REQUEST_METHOD", "GET")], "http://h/", "");
        for (except, to) in [
            ("h", "http://h/"),
            (".example.com", "http://a.example.com/"),
            ("example.com, h", "http://a.example.com:8/"),
            ("*", "http://h/"),
            ("x, *", "http://10.1.2.3/"),
            ("*.example.com", "http://a.example.com/"),
            ("x h\ty", "http://h/"),
            ("EXAMPLE.com", "http://example.com/"),
            ("[::1]", "http://[::1]:7/"),
            ("10.0.0.0/8", "http://10.1.2.3/"),
            ("::1", "http://[::1]:7/"),
            ("h:8", "http://h:8/"),
        ] {
            goes(&[("ALL_PROXY", "p:1"), ("NO_PROXY", except)], to, "");
            goes(&[("ALL_PROXY", "ftp://u:s3cret@p"), ("no_proxy", except)], to, "");
        }
        goes(&[("ALL_PROXY", "p"), ("NO_PROXY", "h")], "http://other/", "http://p (ALL_PROXY)");
        goes(&[("ALL_PROXY", "p"), ("NO_PROXY", "h:8")], "http://h:9/", "http://p (ALL_PROXY)");
        let wrong = [("ALL_PROXY", "p"), ("NO_PROXY", "h, g:x")];
        assert!(way(&wrong, "http://other/").unwrap_err().contains("the variable NO_PROXY has"));
        goes(&wrong, "http://h/", "");
        goes(&[("HTTPS_PROXY", "p"), ("NO_PROXY", "g:x")], "http://other/", "");
    }

    #[test]
    fn names_the_variable_that_cannot_be_used() {
        for wrong in [
            "http://u:s3cret@p:x",
            "http://u:s3cret@p:99999",
            "http://u:s3cret@",
            "http://u:s3cr#et@p:1",
            "http://u:s3cret @p",
            "http:/u:s3cret@p",
            "ftp://u:s3cret@p",
            "socks5://u:s3cret@p:1080",
            "u:s3cret",
            "http://",
            "http://p:1?token=s3cret",
            "http://p:1#s3cret",
            "http://p s3cret",
            "\u{fffd}s3cret",
            "p:",
            ":3128",
        ] {
            for (name, scheme) in [
                ("HTTP_PROXY", "http"),
                ("https_proxy", "https"),
                ("ALL_PROXY", "http"),
                ("all_proxy", "https"),
            ] {
                let found = way(&[(name, wrong)], &format!("{scheme}://h/"));
                let text = found.unwrap_err();
                assert!(text.contains(&format!("the variable {name} is")), "{wrong:?}: {text}");
                assert!(!text.contains("s3cret"), "{wrong:?}: {text}");
            }
            // It is not in the way of what does not go through it.
            goes(&[("HTTPS_PROXY", wrong)], "http://h/", "");
        }
    }
}
