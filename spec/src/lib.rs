//! The machine-readable specification of the TaurusDB API.
//!
//! `spec/api` holds one JSON file per group of operations, `service.json` for what concerns the
//! whole service and `shared.json` for schemas that several groups use. This crate is their model:
//! [`Api::load`] reads them, [`Api::files`] writes them, [`Api::validate`] checks that they are
//! consistent. `cargo xtask extract` writes the files from the vendor's API Reference: they contain
//! its facts and none of its sentences. `spec/provenance.json` ([`Provenance`]) says where in the
//! document each fact stands: a loaded model knows section, table and line of everything.
//!
//! ```no_run
//! let api = taurusdb_spec::Api::load(std::path::Path::new("spec"))?;
//! let rename = api.operation("instances.rename").expect("a known operation");
//! assert_eq!(rename.path, "/v3/{project_id}/instances/{instance_id}/name");
//! # Ok::<(), taurusdb_spec::LoadError>(())
//! ```

mod api;
mod correction;
mod docs;
mod docs_check;
mod facts;
mod fitting;
mod fixes;
mod layout;
mod ledger;
mod load;
mod load_error;
mod lock;
mod operation;
mod overlay;
mod prose;
mod provenance;
mod read_json;
pub mod resources;
mod schema;
mod service_tables;
mod types;
mod validate;
mod versions;
mod violation;

pub use api::{Api, Group};
pub use docs::{Docs, ErrorDoc, MetricDocs, MetricRange};
pub use facts::{Condition, Facts, ValueDeprecation, ValueFrom};
pub use fixes::Fixes;
pub use layout::to_text;
pub use ledger::{Ledger, LedgerEntry, Rule};
pub use load_error::LoadError;
pub use lock::{Homes, Lock, NamesByPlace, Renamed};
pub use operation::{
    Body, Deprecation, Example, Operation, OperationError, Parameter, Permission, Response,
    Variant, is_success, shape,
};
pub use overlay::{
    Entry, GroupNames, Names, OverlayError, SchemaNames, line_of, parse as parse_overlay,
};
pub use prose::{Prose, SectionProse};
pub use provenance::Provenance;
pub use resources::{OperationFacts, Resources};
pub use schema::{Field, Schema, Side, Source};
pub use service_tables::{Action, Endpoint, ErrorCode, Metric, PageStart, Service, StatusCode};
pub use taurusdb_vocabulary::is_date;
pub use taurusdb_vocabulary::{
    Category, CharClass, Effect, Format, Location, Mandatory, Method, Range, Stage, is_secret_name,
    near, phrase,
};
pub use types::{ParseTypeError, Type};
pub use validate::Problem;
pub use versions::Versions;
pub use violation::Violation;
