//! What the gateway takes.

use std::time::Duration;

/// The largest body that the gateway takes.
pub(crate) const LIMIT: usize = 12 * 1024 * 1024;

/// How long a client may take to send a body.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The codings of bodies that are read, as `Accept-Encoding` names them.
pub(crate) const CODINGS: &str = "gzip, deflate";

/// How long a connection may stay silent, and how long a head may take. Longer than the intervals at
/// which clients poll tasks, or a poll would now and then meet a connection that is just being closed.
pub(crate) const SILENCE: Duration = Duration::from_secs(120);

/// How many bytes the head of a request may have.
pub(crate) const HEAD: usize = 64 * 1024;

/// How many connections there may be. When one more comes, the one that has been idle longest ends.
pub(crate) const CONNECTIONS: usize = 12_000;

/// How many bytes of bodies may be held at the same time, all connections together.
pub(crate) const BODIES: usize = 256 * 1024 * 1024;
