//! The command line that generated tables run on.
//!
//! A generated crate states the service as a `static` [`Service`](taurusdb_tables::Service); this
//! crate makes the `taurusdb` command out of it: one command per operation, checked before anything
//! is sent, with the answer on standard output and everything else on standard error.
//!
//! [`main`] is the whole program. [`run`] is the same with streams and environment passed in:
//!
//! ```
//! use taurusdb_cli_runtime::{Shell, Style, run};
//! use taurusdb_tables::{Group, Operation, Service};
//!
//! static SERVICE: Service = Service {
//!     name: "Demo",
//!     groups: &[Group {
//!         id: "quotas",
//!         summary: "Quotas",
//!         operations: &[Operation {
//!             id: "quotas.list",
//!             command: "list",
//!             path: "/v3/{project_id}/quotas",
//!             ..Operation::DEFAULT
//!         }],
//!     }],
//!     ..Service::DEFAULT
//! };
//!
//! let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
//! let mut shell = Shell {
//!     stdin: &mut std::io::empty(),
//!     stdout: &mut stdout,
//!     stderr: &mut stderr,
//!     variable: std::sync::Arc::new(|_| None),
//!     style: Style::default(),
//! };
//! let line = "taurusdb quotas list --endpoint http://h --project-id p --dry-run";
//! assert_eq!(run(&SERVICE, line.split(' '), &mut shell), 0);
//! assert!(stdout.starts_with(b"curl -X GET 'http://h/v3/p/quotas'"));
//! ```

mod body;
mod call;
mod command;
mod curl;
mod entry;
mod exit;
mod json_text;
mod names;
mod operations;
mod parameters;
mod print;
mod run;
mod scalar;
mod shell;
mod words;

pub use entry::main;
pub use run::run;
pub use shell::{Shell, Style, Variables};
