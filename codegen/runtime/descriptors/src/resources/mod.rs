//! The service seen as things that exist: a model to be interpreted.
//!
//! It says which things there are, what each operation does to them, and where they show in answers.
//! `spec/overlay/resources/README.md` explains each key.

mod handling;
mod id_shape;
mod path;
mod resource;
mod source;
mod state;
mod step;
mod view;

pub use handling::{Counts, Cursor, Lock, Paging, PagingStyle, RefTarget, Task};
pub use id_shape::IdShape;
pub use path::{FieldPath, Input, Inside, PathSegment};
pub use resource::{
    Beside, Bounds, Expires, Fits, Kind, Most, OnOperation, Parent, Prepaid, Resource, Settled,
};
pub use source::{End, Hop, Reading, Source, Word};
pub use state::{Class, ErrorAnswer, Errors, MovedBy, State};
pub use step::{Allowed, Does, MatchKey, Moment, Presence, Step};
pub use view::{Filter, Match, View};
