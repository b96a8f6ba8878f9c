//! The command line that generated descriptions run on.
//!
//! A generated crate describes the service as a `static`
//! [`Service`](taurusdb_descriptor_types::Service), and what things mean as
//! [`Docs`](taurusdb_descriptor_types::Docs); this crate makes a command line out of them: one
//! command per operation, checked before anything is sent, with the answer on standard output and
//! everything else on standard error.
//!
//! [`main`] is the whole program. [`run`] is the same with streams and environment passed in:
//!
//! ```
//! use taurusdb_cli_runtime::{Program, Shell, Style, run};
//! use taurusdb_descriptor_types::{Docs, Group, Method, Operation, Service};
//!
//! static LIST: Operation = Operation {
//!     command: "quotas list",
//!     ..Operation::new("quotas.list", Method::Get, "/v3/{project_id}/quotas")
//! };
//! static SERVICE: Service = Service {
//!     groups: &[Group { id: "quotas", command: "quotas", operations: &[&LIST] }],
//!     ..Service::named("Demo")
//! };
//!
//! let program =
//!     Program { name: "demo", version: "1.0.0", user_agent: "demo-cli/1.0.0", mock: None, guide: "" };
//! let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
//! let mut shell = Shell {
//!     stdin: &mut std::io::empty(),
//!     stdout: &mut stdout,
//!     stderr: &mut stderr,
//!     trace: std::sync::Arc::new(|_| ()),
//!     variable: std::sync::Arc::new(|_| None),
//!     ask: None,
//!     style: Style::default(),
//! };
//! let line = "demo quotas list --endpoint http://h --project-id p --dry-run";
//! assert_eq!(run(program, &SERVICE, &Docs::NONE, line.split(' '), &mut shell), 0);
//! assert!(stdout.starts_with(b"curl -X GET 'http://h/v3/p/quotas'"));
//! ```

mod answer;
mod body;
mod brackets;
mod cache_folder;
mod call;
mod command;
mod complete;
mod curl;
mod debug;
mod demo;
mod dry_run;
mod entry;
mod exit;
mod explain;
mod fields;
mod filled;
mod globals;
mod in_flags;
mod line;
mod man;
mod manual;
mod masked;
mod mentioned;
mod metadata;
mod mock;
mod names;
mod output;
mod own;
mod own_command;
mod own_print;
mod paging;
mod paint;
mod parameters;
mod prepared;
mod print;
mod profiles;
mod program;
mod reading;
mod renamed;
mod run;
mod running;
mod sample;
mod scalar;
mod search;
mod session;
mod settings;
mod shell;
mod suggest;
mod topics;
mod tree;
mod verdict;
mod visible;
mod waiting;
mod wrapping;

pub use entry::main;
pub use mock::Mock;
pub use program::Program;
pub use run::run;
pub use shell::{Ask, Shell, Style, Trace, Variables};
