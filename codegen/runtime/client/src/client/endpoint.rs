//! The address of the service: as given, from the environment, or from the list of regions.

use http::Uri;
use http::uri::Scheme;
use taurusdb_descriptor_types::{Endpoint, by_likeness};

use super::regions;
use crate::credentials::environment;
use crate::{Error, redact};

/// The domain of most of the cloud.
const DOMAIN: &str = "myhuaweicloud.com";

/// The base address of the service.
pub(super) struct Resolved {
    pub(super) endpoint: String,
    /// Whether the address had no scheme, so that `https` was assumed.
    pub(super) scheme_assumed: bool,
}

/// The base address: from code, from the environment, or from the list of endpoints, in this order.
/// Only of a service with a code is the name of its variable known.
pub(super) fn resolve(
    given: Option<&str>,
    region: Option<&str>,
    service_code: Option<&str>,
    endpoints: &[Endpoint],
    overrides: Overrides<'_>,
) -> Result<Resolved, Error> {
    let stated = |address: &str, origin: &str| {
        let endpoint = normalise(address, origin)?;
        Ok(Resolved { endpoint, scheme_assumed: !address.contains("://") })
    };
    if let Some(given) = given {
        return stated(given, "the endpoint");
    }
    let Some(region) = region else {
        return Err(Error::configuration(format!(
            "neither a region nor an endpoint is set: use `.region(…)`, `.endpoint(…)` or the \
             variable HW_REGION_NAME{}",
            known(endpoints, None)
        )));
    };
    let name = service_code.map(|code| variable_name(code, region));
    if let Some(code) = service_code
        && let Some(found) = overrides.of(code, region)?
    {
        return stated(&found.address, &found.origin);
    }
    match endpoints.iter().find(|endpoint| endpoint.region == region) {
        Some(endpoint) => {
            let endpoint = normalise(endpoint.host, "the endpoint")?;
            Ok(Resolved { endpoint, scheme_assumed: false })
        }
        None => {
            // A name that no variable can have does not come from a region.
            let is_name = |name: &String| {
                name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            };
            let variable = name.filter(is_name);
            let variable = variable.map(|name| format!(", or set the variable {name} to it"));
            let variable = variable.unwrap_or_default();
            Err(Error::configuration(format!(
                "the region {region:?} is not known: give the endpoint itself{variable}{}",
                known(endpoints, Some(region))
            )))
        }
    }
}

/// Where a user states addresses that differ from the list.
#[derive(Clone, Copy)]
pub(super) struct Overrides<'a> {
    /// How to look up environment variables.
    pub(super) variable: &'a dyn Fn(&str) -> Option<String>,
}

/// An address, and what states it.
struct Stated {
    address: String,
    origin: String,
}

impl Overrides<'_> {
    /// What the environment, or else the file of regions, says about a service in a region.
    fn of(self, service_code: &str, region: &str) -> Result<Option<Stated>, Error> {
        let name = variable_name(service_code, region);
        // The vendor's SDKs accept several addresses here and try them in turn; the first is theirs
        // to prefer.
        let listed = environment::get(self.variable, &name)?;
        let mut listed = listed.iter().flat_map(|list| list.split(','));
        if let Some(first) = listed.find(|one| !one.trim().is_empty()) {
            return Ok(Some(Stated { address: first.to_owned(), origin: name }));
        }
        let Some(path) = regions::path(self.variable)? else { return Ok(None) };
        let origin = format!("the address in {}", path.display());
        let address = regions::find(&path, service_code, region)?;
        Ok(address.map(|address| Stated { address, origin }))
    }
}

/// The address of the identity service: as given, from the environment, or by rule from the region.
pub(super) fn identity(
    given: Option<&str>,
    region: Option<&str>,
    endpoints: &[Endpoint],
    overrides: Overrides<'_>,
) -> Result<Option<String>, Error> {
    if let Some(given) = given {
        // Tools that come from OpenStack state the version as well.
        let address = normalise(given, "the endpoint of the identity service")?;
        return Ok(Some(address.strip_suffix("/v3").unwrap_or(&address).to_owned()));
    }
    let Some(region) = region else { return Ok(None) };
    if let Some(found) = overrides.of("iam", region)? {
        return normalise(&found.address, &found.origin).map(Some);
    }
    // The domain of the service, which is another one in some parts of the cloud.
    let known = endpoints.iter().find(|endpoint| endpoint.region == region);
    let domain = known.and_then(|known| known.host.split_once(&format!(".{region}.")));
    let domain = domain.map_or(DOMAIN, |(_, domain)| domain);
    // A region of one's own, beside an endpoint of one's own, may have any name.
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    Ok(region.bytes().all(is_name).then(|| format!("https://iam.{region}.{domain}")))
}

/// The variable by which the vendor's SDKs are told the address of a service in a region.
fn variable_name(service_code: &str, region: &str) -> String {
    let upper = |text: &str| text.to_ascii_uppercase().replace('-', "_");
    format!("HUAWEICLOUD_SDK_REGION_{}_{}", upper(service_code), upper(region))
}

/// Scheme, host and, if there is one, a path, without the slash at the end.
fn normalise(address: &str, origin: &str) -> Result<String, Error> {
    let problem = |what: &str| {
        let shown = redact::wrong_address(address);
        Error::configuration(format!("{origin} {shown:?} is not an address: {what}"))
    };
    let trimmed = address.trim().trim_end_matches('/');
    if trimmed.ends_with(':') {
        return Err(problem("it has no host, or a colon and no port"));
    }
    let full =
        if trimmed.contains("://") { trimmed.to_owned() } else { format!("https://{trimmed}") };
    let uri: Uri = full.parse().map_err(|error| problem(&format!("{error}")))?;
    let scheme = uri.scheme().filter(|&scheme| *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS);
    let (Some(scheme), Some(authority)) = (scheme, uri.authority()) else {
        return Err(problem("it must begin with https:// or http://"));
    };
    if authority.as_str().contains('@') || uri.query().is_some() {
        return Err(problem("it may hold a host, a port and a path, nothing else"));
    }
    if trimmed.contains('#') {
        return Err(problem("it may hold a host, a port and a path, but no #"));
    }
    if authority.port_u16().is_none() && authority.as_str() != authority.host() {
        return Err(problem("the port must be a number up to 65535"));
    }
    let default_port = if *scheme == Scheme::HTTP { 80 } else { 443 };
    // HTTP clients omit a default port in the host header, and that header is signed.
    let host = match authority.port_u16() {
        Some(port) if port == default_port => authority.host(),
        _ => authority.as_str(),
    };
    Ok(format!("{scheme}://{host}{}", uri.path().trim_end_matches('/')))
}

fn known(endpoints: &[Endpoint], wanted: Option<&str>) -> String {
    if endpoints.is_empty() {
        return String::new();
    }
    let regions = endpoints.iter().map(|endpoint| endpoint.region);
    let regions: Vec<&str> = match wanted {
        Some(wanted) => by_likeness(regions, wanted).into_iter().map(|(_, name)| name).collect(),
        None => regions.collect(),
    };
    format!(". Known regions: {}", regions.join(", "))
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::Endpoint;

    use super::{Overrides, identity, normalise, resolve};

    const ENDPOINTS: [Endpoint; 3] = [
        Endpoint { region: "af-south-1", name: "", host: "demo.af-south-1.example.com" },
        Endpoint { region: "ap-southeast-2", name: "", host: "demo-two.example.com" },
        Endpoint { region: "ap-southeast-3", name: "", host: "demo-three.example.com" },
    ];

    fn environment(name: &str) -> Option<String> {
        match name {
            "HUAWEICLOUD_SDK_REGION_DEMO_AP_SOUTHEAST_2" => {
                Some(" , http://127.0.0.1:9/,https://other".to_owned())
            }
            "HUAWEICLOUD_SDK_REGION_DEMO_AF_SOUTH_1" => Some(String::new()),
            _ => None,
        }
    }

    const OVERRIDES: Overrides<'_> = Overrides { variable: &environment };

    #[test]
    fn finds_the_identity_service_by_the_region() {
        let none = Overrides { variable: &|_| None };
        let of = |given, region| identity(given, region, &ENDPOINTS, none).unwrap();
        let rule = of(None, Some("af-south-1"));
        assert_eq!(rule.as_deref(), Some("https://iam.af-south-1.example.com"));
        let other = of(None, Some("eu-west-0"));
        assert_eq!(other.as_deref(), Some("https://iam.eu-west-0.myhuaweicloud.com"));
        let given = of(Some("iam.example.org/v3/"), Some("af-south-1"));
        assert_eq!(given.as_deref(), Some("https://iam.example.org"));
        assert_eq!(of(None, None), None);
        assert_eq!(of(None, Some("my region/1")), None);
        let variables = |name: &str| {
            (name == "HUAWEICLOUD_SDK_REGION_IAM_AF_SOUTH_1").then(|| "http://h:1".to_owned())
        };
        let set = identity(None, Some("af-south-1"), &[], Overrides { variable: &variables });
        assert_eq!(set.unwrap().as_deref(), Some("http://h:1"));
    }

    #[track_caller]
    fn resolves(given: Option<&str>, region: Option<&str>, expected: &str) {
        let resolved = resolve(given, region, Some("demo"), &ENDPOINTS, OVERRIDES).unwrap();
        assert_eq!(resolved.endpoint, expected);
    }

    #[test]
    fn prefers_code_then_environment_then_list() {
        resolves(Some("http://h:1"), Some("ap-southeast-2"), "http://h:1");
        resolves(None, Some("ap-southeast-2"), "http://127.0.0.1:9");
        resolves(None, Some("ap-southeast-3"), "https://demo-three.example.com");
        resolves(None, Some("af-south-1"), "https://demo.af-south-1.example.com");
    }

    #[test]
    fn lists_the_known_regions_closest_first() {
        let resolved = resolve(None, Some("ap-southeast-33"), Some("demo"), &ENDPOINTS, OVERRIDES);
        let error = resolved.err().unwrap().to_string();
        assert!(error.contains("HUAWEICLOUD_SDK_REGION_DEMO_AP_SOUTHEAST_33"), "{error}");
        assert!(error.ends_with("ap-southeast-3, ap-southeast-2, af-south-1"), "{error}");
        assert!(resolve(None, None, Some("demo"), &ENDPOINTS, OVERRIDES).is_err());
    }

    #[track_caller]
    fn normalises(address: &str, expected: &str) {
        assert_eq!(normalise(address, "it").unwrap(), expected);
    }

    #[test]
    fn normalises_addresses() {
        normalises("gaussdb.example.com", "https://gaussdb.example.com");
        normalises(" https://h:443/ ", "https://h");
        normalises("http://h:443", "http://h:443");
        normalises("http://[::1]:80/db/", "http://[::1]/db");
        for wrong in [
            "",
            "ftp://h",
            "https://u:p@h",
            "https://h?x=1",
            "h o s t",
            "h:99999",
            "h:",
            "h/#x",
            "h#x",
        ] {
            assert!(normalise(wrong, "it").is_err(), "{wrong:?}");
        }
        for wrong in ["https://", "http:", "https:///", "h:"] {
            let error = normalise(wrong, "it").unwrap_err().to_string();
            assert!(error.ends_with("it has no host, or a colon and no port"), "{error}");
        }
    }

    #[test]
    fn complains_without_repeating_a_password() {
        let error = normalise("u:s3cret", "the endpoint").unwrap_err().to_string();
        assert!(!error.contains("s3cret") && error.contains("u:***"), "{error}");
        for wrong in
            ["https://u:s3cret@h", "u:s3cret@h", "https://u:s3cret@h o s t", "ftp://u:s3cret@h"]
        {
            let error = normalise(wrong, "the endpoint").unwrap_err().to_string();
            assert!(!error.contains("s3cret") && error.contains("***@h"), "{error}");
        }
    }
}
