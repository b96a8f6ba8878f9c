//! What a route of the control is.

use super::asked::Asked;
use super::reply::{Reply, Wrong};
use crate::mock::Mock;

/// Where the control begins.
pub(super) const PREFIX: &str = "/_mock";

pub(super) type Answer = fn(&Mock, &Asked<'_>) -> Result<Reply, Wrong>;

/// A route: method, path below the prefix, what it does, and how.
///
/// A path that ends in `*` has a name there.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) about: &'static str,
    pub(super) answer: Answer,
}

pub(super) const fn route(
    method: &'static str,
    path: &'static str,
    about: &'static str,
    answer: Answer,
) -> Route {
    Route { method, path, about, answer }
}
