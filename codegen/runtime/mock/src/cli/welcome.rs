//! What is printed when the server is ready.

use taurusdb_descriptor_types::Service;

use super::program::{Program, Served};
use crate::MockServer;

/// The first line, which programs read, and what people need to know. Lines to paste are for clients of
/// the program's own service: another one has the keys, and the control.
pub(super) fn text(
    program: Program,
    served: &Served,
    own: &Service,
    server: &MockServer,
) -> String {
    let said = program.welcome.trim_end();
    let end = &program.welcome[said.len()..];
    let mut parts: Vec<&str> = said.split("\n\n").collect();
    let mut about = String::new();
    let service = served.service;
    if !std::ptr::eq(service, own) {
        about = format!(
            "\n{}, issue {} ({}): {} operations\n",
            service.name,
            service.issue,
            service.date,
            service.operations().count()
        );
    }
    if service.code != own.code {
        // The first part has the keys, the last one the control.
        parts = match parts[..] {
            [first, .., last] => vec![first, last],
            _ => parts,
        };
    }
    let lines = parts
        .join("\n\n")
        .replace("@URL@", &server.url())
        .replace("@AK@", server.access_key())
        .replace("@SK@", server.secret_key())
        .replace("@PROJECT_ID@", server.project_id())
        .replace("@REGION@", server.region());
    format!("ready {}\n{about}{lines}{end}", server.url())
}
