//! The resource model, `spec/overlay/resources`: which things exist and what operations do to them.
//!
//! [`Resources::load`] reads the files, [`Resources::validate`] checks them against the
//! specification. `spec/overlay/resources/README.md` says what each key means.
//!
//! ```no_run
//! let api = taurusdb_spec::Api::load(std::path::Path::new("spec"))?;
//! let restart = api.resources.operation("instances.restart").expect("a known operation");
//! assert_eq!(restart.resource.as_deref(), Some("instance"));
//! assert!(restart.task.is_some());
//! # Ok::<(), taurusdb_spec::LoadError>(())
//! ```

mod bounds;
mod expires;
mod field_path;
mod input;
mod load;
mod model;
mod operation_facts;
mod per_operation;
pub(crate) mod places;
mod resource;
mod state;
mod step;
mod usual_fields;
mod value_source;
mod view;

pub use taurusdb_vocabulary::Effect;

pub use crate::fitting::paging_style::paging_style;

pub use bounds::Bounds;
pub use expires::Expires;
pub use field_path::{FieldPath, Inside, Segment};
pub use input::Input;
pub use model::Resources;
pub use operation_facts::{
    Beside, Counts, Cursor, Lock, OperationFacts, Paging, PagingStyle, RefTarget, RefTargets, Task,
};
pub use per_operation::PerOperation;
pub use resource::{Fits, IdShape, Kind, Most, Parent, Prepaid, Resource, Role, Settled, Stated};
pub use state::{Class, ErrorAnswer, Errors, MovedBy, State};
pub use step::{Allowed, Does, MatchKey, Moment, Presence, Step};
pub use usual_fields::{DELAY, HANDLES, TOTALS};
pub use value_source::{End, Hop, Reading, Source, Word};
pub use view::{Filter, Match, View};
