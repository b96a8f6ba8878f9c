//! Whether a failed call may be sent again.

use taurusdb_descriptor_types::{Category, Effect};

use crate::Error;
use crate::transport::TransportErrorKind;

/// Whether a failed call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It would fail again, or might be carried out twice.
    Never,
    /// It may succeed next time.
    Again,
    /// It may succeed when what runs now has ended.
    WhenFree,
}

/// Judges by what failed, and by what repeating the operation does.
pub(super) fn verdict(error: &Error, effect: Effect) -> Verdict {
    let if_harmless = match effect {
        Effect::Read | Effect::Idempotent => Verdict::Again,
        Effect::Neither => Verdict::Never,
    };
    match error {
        Error::Transport { source, .. } => match source.kind() {
            // Nothing was sent, or nobody has looked at it.
            TransportErrorKind::Connect | TransportErrorKind::Refused => Verdict::Again,
            TransportErrorKind::Timeout
            | TransportErrorKind::Interrupted
            | TransportErrorKind::Malformed => if_harmless,
            TransportErrorKind::TooLarge
            | TransportErrorKind::Unsent
            | TransportErrorKind::Other => Verdict::Never,
        },
        // Refused before anything was done, so repeating does no harm whatever the operation does.
        Error::Service(error) if error.is_throttled() => Verdict::Again,
        Error::Service(error) if !error.is_retryable() => Verdict::Never,
        Error::Service(error) if error.is_conflict() => Verdict::WhenFree,
        Error::Service(error) => match error.known().map(|known| known.category) {
            Some(Category::NotFound) => Verdict::Never,
            _ => if_harmless,
        },
        // The service has done what was asked; only what reads needs the answer that was lost.
        Error::Decode(error) if error.is_cut_off() && effect == Effect::Read => Verdict::Again,
        // What leads to it is tried again where it happens.
        Error::Authentication(_)
        | Error::Decode(_)
        | Error::Configuration { .. }
        | Error::Invalid(_)
        | Error::Wait(_) => Verdict::Never,
    }
}
