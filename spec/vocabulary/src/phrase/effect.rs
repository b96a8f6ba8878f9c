//! What repeating a call does, in words.

use crate::Effect;

/// What repeating a call does: `changes nothing`.
pub const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "changes nothing",
        Effect::Idempotent => "leaves the same state when it is sent again",
        Effect::Neither => "does its work once more when it is sent again",
    }
}
