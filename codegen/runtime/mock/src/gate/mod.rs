//! Who is calling: signatures, tokens, and the calls of the identity service that clients need.

mod guard;
mod identity;
mod proof;
mod settings;
mod signature;
mod tokens;

pub(crate) use guard::Guard;
pub(crate) use identity::method_of;
pub use settings::{AccessKey, Auth, Gate};
