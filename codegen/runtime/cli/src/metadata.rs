//! Whether this machine has a metadata service at all, asked before anything waits for it.
//!
//! Machines of the cloud answer at once. Elsewhere, packets to its address go nowhere, and whoever has simply no
//! keys would wait for seconds with each command.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::cache_folder;
use crate::manual::Manual;
use crate::shell::{Trace, Variables};

/// How long somebody may take to pick up.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long it is known that nobody does.
const LIFE: Duration = Duration::from_secs(60);

/// Why the service at an address need not be asked: nobody is there, or nobody was a moment ago.
pub(crate) async fn absent(
    manual: Manual,
    address: &str,
    variable: &Variables,
    trace: Option<&Trace>,
) -> Option<String> {
    let say = |text: String| {
        if let Some(trace) = trace {
            trace(&text);
        }
    };
    let kept = file(manual, address, variable);
    if let Some(age) = kept.as_ref().and_then(age).filter(|age| *age < LIFE) {
        let reason = format!("nobody answered {} s ago", age.as_secs());
        say(format!("* the metadata service at {address} is not asked: {reason}\n"));
        return Some(reason);
    }
    say(format!(
        "* no variable and no file has keys: is there a metadata service at {address}? (at most {} ms)\n",
        PATIENCE.as_millis()
    ));
    let reason = match timeout(PATIENCE, TcpStream::connect(host(address))).await {
        Ok(Ok(_)) => return None,
        Ok(Err(error)) => format!("nobody answers: {error}"),
        Err(_) => format!("nobody answers within {} ms", PATIENCE.as_millis()),
    };
    say(format!("* {reason}; it is not asked again for {} s\n", LIFE.as_secs()));
    if let Some(kept) = kept {
        // Where it cannot be kept, it is found out again.
        let _ = cache_folder::write(&kept, "");
    }
    Some(reason)
}

/// Host and port of an address.
fn host(address: &str) -> String {
    const USUAL_PORT: u16 = 80;
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or(host);
    let behind = host.rsplit(']').next().unwrap_or(host);
    match behind.contains(':') {
        true => host.to_owned(),
        false => format!("{host}:{USUAL_PORT}"),
    }
}

/// What is there as long as it is known that nobody answers.
fn file(manual: Manual, address: &str, variable: &Variables) -> Option<PathBuf> {
    let name: String =
        address.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    Some(cache_folder::place(manual, variable)?.join("no-metadata").join(name))
}

fn age(file: &PathBuf) -> Option<Duration> {
    let written = std::fs::metadata(file).ok()?.modified().ok()?;
    SystemTime::now().duration_since(written).ok()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::sync::{Arc, Mutex};

    use taurusdb_descriptor_types::{Docs, Service};

    use super::{absent, host};
    use crate::manual::Manual;
    use crate::program::Program;
    use crate::running::block_on;
    use crate::shell::{Trace, Variables};

    static SERVICE: Service = Service::named("Demo");

    #[test]
    fn the_host_of_an_address() {
        for (address, expected) in [
            ("http://169.254.169.254", "169.254.169.254:80"),
            ("http://127.0.0.1:8080/x", "127.0.0.1:8080"),
            ("http://[fd00::1]/", "[fd00::1]:80"),
            ("http://[fd00::1]:81", "[fd00::1]:81"),
            ("host", "host:80"),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
    }

    #[test]
    fn nobody_is_asked_once_and_said_where_somebody_looks() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_str().unwrap().to_owned();
        let variable: Variables =
            Arc::new(move |name| (name == "XDG_CACHE_HOME").then(|| path.clone()));
        let program = Program::named("demo");
        let manual = Manual { program, service: &SERVICE, docs: &Docs::NONE };
        let said = Arc::new(Mutex::new(String::new()));
        let trace: Trace = Arc::new({
            let said = said.clone();
            move |text| said.lock().unwrap().push_str(text)
        });
        let ask = |address: &str| {
            block_on(async { Ok(absent(manual, address, &variable, Some(&trace)).await) }).unwrap()
        };

        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        assert_eq!(ask(&address), None);
        drop(listener);
        assert!(ask(&address).unwrap().starts_with("nobody answers: "));
        assert!(said.lock().unwrap().contains("not asked again for 60 s"));
        assert!(ask(&address).unwrap().starts_with("nobody answered 0 s ago"));
        assert!(said.lock().unwrap().contains("is not asked: nobody answered"));
    }
}
