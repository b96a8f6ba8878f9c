//! Changes of the world: worked out when a call is decided, carried out then or later.

use super::datum::Datum;
use super::record::{Seq, Shared};

/// One change of the world.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// A record is there; one with the same id takes over its values.
    Create(Shared),
    Set {
        seq: Seq,
        values: Vec<(&'static str, Datum)>,
    },
    State {
        seq: Seq,
        state: Option<u8>,
    },
    Delete(Seq),
}
