//! From the specification to code: the descriptors, the client crate, the command line, the mock
//! server, and the OpenAPI export.
//!
//! [`plan`] decides every name once; the emitters (`client`, `descriptors`, [`openapi`]) only loop
//! over the decided names. All output is in memory and depends only on the specification: equal
//! specifications give equal bytes.
//!
//! Without the feature `code`, only what a running program needs is here: the plan, and
//! [`Description`], which is what the generated descriptors state.

#[cfg(feature = "code")]
mod client;
#[cfg(feature = "code")]
mod columns;
mod describe;
#[cfg(feature = "code")]
mod descriptors;
mod error;
#[cfg(feature = "code")]
mod file;
#[cfg(feature = "code")]
pub mod openapi;
mod page;
pub mod plan;
mod template;

#[cfg(feature = "code")]
use taurusdb_spec::{Api, Lock};

#[cfg(feature = "code")]
pub use client::ValidCall;
pub use describe::{Description, ReadError};
pub use error::EmitError;
#[cfg(feature = "code")]
pub use file::Files;

/// Everything below `generated/`.
///
/// # Errors
/// Fails if two things of the specification would get the same name.
#[cfg(feature = "code")]
pub fn generate(api: &Api) -> Result<Files, EmitError> {
    generate_with_lock(api).map(|(files, _)| files)
}

/// Everything below `generated/`, and the names in it, which the next run keeps.
///
/// # Errors
/// Fails if two things of the specification would get the same name.
#[cfg(feature = "code")]
pub fn generate_with_lock(api: &Api) -> Result<(Files, Lock), EmitError> {
    let plan = plan::Plan::new(api)?;
    let mut files = file::Collection::default();
    client::generate(&plan, &mut files)?;
    descriptors::generate(&plan, &mut files)?;
    files.add("rustfmt.toml", "what rustfmt reads", file::RUSTFMT.to_owned())?;
    Ok((files.into_files(), plan.lock))
}

/// A call of each operation through the client crate, with placeholders for its mandatory
/// parameters: the id of the operation, and the expression without `.await`. It begins with a
/// variable `client`.
///
/// # Errors
/// Fails if two things of the specification would get the same name.
#[cfg(feature = "code")]
pub fn calls(api: &Api) -> Result<Vec<(String, String)>, EmitError> {
    Ok(client::calls(&plan::Plan::new(api)?))
}

/// A call of each operation that fits its description, for whoever tries servers.
#[cfg(feature = "code")]
pub fn valid_calls(api: &Api) -> Vec<ValidCall> {
    client::valid_calls(&plan::Plan::sketch(api))
}
