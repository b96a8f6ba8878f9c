//! Which proxy a request goes through: as the variables say, which `reqwest` would read by itself.
//!
//! They are read here because `reqwest` passes over a variable that it cannot use, and then sends requests where
//! they must not go. The rules are its own: of `HTTP_PROXY` and `http_proxy`, the first that is set counts, and
//! so for `HTTPS_PROXY`; where that is unset or empty, `ALL_PROXY` and `all_proxy` do; hosts in `NO_PROXY` or
//! `no_proxy` are asked directly; in a CGI program, where `HTTP_PROXY` may be a header of a stranger, none of
//! them is used.

use std::sync::Arc;
use std::{fmt, slice};

use hyper_util::client::proxy::matcher::Matcher;

use crate::redact;
use crate::transport::{TransportError, TransportErrorKind, Via};

/// The proxies of a transport.
#[derive(Clone)]
pub(super) struct Proxies {
    http: Route,
    https: Route,
    /// Hosts that are asked directly, as in `NO_PROXY`.
    except: String,
    /// Intercepts what goes to any other host.
    matcher: Option<Arc<Matcher>>,
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
        Self { http: Route::Direct, https: Route::Direct, except: String::new(), matcher: None }
    }

    /// One proxy for everything.
    pub(super) fn all(address: &str) -> Self {
        let route = Route::to("the proxy", address, &[]);
        Self::by(route.clone(), route, String::new())
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
        let except = first(["NO_PROXY", "no_proxy"]).map(|(_, value)| value).unwrap_or_default();
        let Some(except) = exceptions(&except) else { return Self::none() };
        Self::by(route(["HTTP_PROXY", "http_proxy"]), route(["HTTPS_PROXY", "https_proxy"]), except)
    }

    fn by(http: Route, https: Route, except: String) -> Self {
        if matches!((&http, &https), (Route::Direct, Route::Direct)) {
            return Self::none();
        }
        // Where the proxy is does not matter to what it is used for.
        let any = Matcher::builder().all("http://any").no(except.as_str()).build();
        Self { http, https, except, matcher: Some(Arc::new(any)) }
    }

    /// The proxy that a request to this address goes through.
    ///
    /// # Errors
    /// Fails if one is set that cannot be used.
    pub(super) fn on_the_way_to(&self, uri: &http::Uri) -> Result<Option<Via>, TransportError> {
        let Some(matcher) = &self.matcher else { return Ok(None) };
        if matcher.intercept(uri).is_none() {
            return Ok(None);
        }
        match if uri.scheme_str() == Some("http") { &self.http } else { &self.https } {
            Route::Direct => Ok(None),
            Route::Through { shown, .. } => Ok(Some(shown.clone())),
            Route::Unusable(problem) => {
                Err(TransportError::new(TransportErrorKind::Unsent, problem.as_str()))
            }
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
        let kinds: [(&Route, Make); 2] = [
            (&self.http, |address| reqwest::Proxy::http(address)),
            (&self.https, |address| reqwest::Proxy::https(address)),
        ];
        for (route, make) in kinds {
            if let Route::Through { address, shown: Via(shown) } = route {
                let proxy = make(address).map_err(|_| {
                    let problem = format!("the proxy {shown} cannot be used: its address is wrong");
                    TransportError::new(TransportErrorKind::Unsent, problem)
                })?;
                builder =
                    builder.proxy(proxy.no_proxy(reqwest::NoProxy::from_string(&self.except)));
            }
        }
        Ok(builder)
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

/// The hosts that are asked directly, as the HTTP client writes them; `None` if all are.
///
/// People also separate them by spaces, and write wildcards and brackets as in addresses.
fn exceptions(value: &str) -> Option<String> {
    let hosts =
        value.split(|c: char| c == ',' || c.is_whitespace()).filter(|host| !host.is_empty());
    let hosts = hosts.map(|host| match host {
        "*" => None,
        host => {
            let host = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
            let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
            Some(bare.unwrap_or(host).to_ascii_lowercase())
        }
    });
    Some(hosts.collect::<Option<Vec<_>>>()?.join(","))
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
        ] {
            goes(&[("ALL_PROXY", "p:1"), ("NO_PROXY", except)], to, "");
            goes(&[("ALL_PROXY", "ftp://u:s3cret@p"), ("no_proxy", except)], to, "");
        }
        goes(&[("ALL_PROXY", "p"), ("NO_PROXY", "h")], "http://other/", "http://p (ALL_PROXY)");
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
