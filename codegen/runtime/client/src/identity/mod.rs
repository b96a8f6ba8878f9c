//! What a client has to fetch before it can prove who is calling: tokens, temporary keys, the project.
//!
//! All of it is fetched when it is needed first, and shared by the clones of a client.

mod ask;
mod cached;
mod clock;
mod context;
mod keys;
mod metadata;
mod project;
mod proof;
mod token;

pub(crate) use context::{Context, Identity};
pub(crate) use proof::{Keys, Token, secret_value};
