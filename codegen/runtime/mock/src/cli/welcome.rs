//! What is printed when the server is ready.

use super::program::Program;
use crate::MockServer;

/// The first line, which programs read, and what people need to know.
pub(super) fn text(program: Program, server: &MockServer) -> String {
    let lines = program
        .welcome
        .replace("@URL@", &server.url())
        .replace("@AK@", server.access_key())
        .replace("@SK@", server.secret_key())
        .replace("@PROJECT_ID@", server.project_id())
        .replace("@REGION@", server.region());
    format!("ready {}\n{lines}", server.url())
}
