//! What the gateway takes.

use std::time::Duration;

/// The largest body that the gateway takes.
pub(crate) const LIMIT: usize = 12 * 1024 * 1024;

/// How long a client may take to send a body.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The codings of bodies that are read, as `Accept-Encoding` names them.
pub(crate) const CODINGS: &str = "gzip, deflate";
