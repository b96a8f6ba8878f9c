//! Waiting for what a call has started: `--wait`, and the commands that take a wait up again.

mod flags;
mod follow;
mod progress;
mod resume;
mod targets;

pub(crate) use flags::{Pace, args, pace_args};
pub(crate) use follow::{Followed, follow, until};
pub(crate) use resume::Resume;
pub(crate) use targets::{Target, targets};
