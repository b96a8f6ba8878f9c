//! The service seen as things that exist: `spec/overlay/resources`, typed.
//!
//! [`Resources::load`] reads the files, [`Resources::validate`] holds them against the
//! specification. `spec/overlay/resources/README.md` says what each key means.
//!
//! ```no_run
//! let api = taurusdb_spec::Api::load(std::path::Path::new("spec"))?;
//! let restart = api.resources.operation("instances.restart").expect("a known operation");
//! assert_eq!(restart.resource.as_deref(), Some("instance"));
//! assert!(restart.task.is_some());
//! # Ok::<(), taurusdb_spec::LoadError>(())
//! ```

mod check;
mod input;
mod known;
mod like;
mod load;
mod model;
mod operation;
mod path;
mod per_operation;
mod places;
mod resource;
mod shape;
mod source;
mod state;
mod step;
#[cfg(test)]
mod tests;
mod view;

pub use taurusdb_vocabulary::Effect;

pub use input::Input;
pub use known::{DELAY, HANDLES, TOTALS, paging_style};
pub use model::Resources;
pub use operation::{
    Counts, Cursor, Lock, OperationFacts, Paging, PagingStyle, RefTarget, RefTargets, Task,
};
pub use path::{FieldPath, Inside, Segment};
pub use per_operation::PerOperation;
pub use resource::{Fits, IdShape, Kind, Parent, Prepaid, Resource, Role, Settled};
pub use source::{End, Hop, Reading, Source, Word};
pub use state::{Class, ErrorAnswer, Errors, MovedBy, State};
pub use step::{Allowed, Does, MatchKey, Moment, Presence, Step};
pub use view::{Filter, Match, View};
