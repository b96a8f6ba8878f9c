//! From the specification to code: the client crate, the command line, the mock server, and the
//! OpenAPI export.
//!
//! [`plan`] decides every name once; the emitters ([`client`], [`tables`], [`openapi`]) only loop
//! over what is decided. All output is in memory and depends on nothing but the specification, so
//! equal specifications give equal bytes.

pub mod client;
mod error;
mod file;

pub mod openapi;
pub mod plan;
pub mod tables;

mod template;

use std::collections::BTreeMap;

use taurusdb_spec::Api;

pub use error::EmitError;

/// Files by path below the folder they are written to, with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// Everything below `generated/`.
pub fn generate(api: &Api) -> Result<Files, EmitError> {
    let plan = plan::Plan::new(api)?;
    let mut files = client::generate(&plan)?;
    files.extend(tables::generate(&plan)?);

    files.insert("rustfmt.toml".to_owned(), file::RUSTFMT.to_owned());
    Ok(files)
}
