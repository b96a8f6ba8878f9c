//! A sort of thing that exists in the service.

use super::{Errors, FieldPath, IdShape, Input, Source, State, Step, View};

/// A sort of thing that exists in the service.
#[derive(Debug)]
pub struct Resource {
    /// Its name, for example `instance`.
    pub name: &'static str,
    /// How many there are and who makes them.
    pub kind: Kind,
    /// Whether it is made elsewhere: an id is then accepted without there being a record.
    pub outside: bool,
    /// What it lies under; it goes when its parent goes.
    pub parent: Parent,
    /// The attributes that tell it from its siblings.
    pub id: &'static [FieldPath],
    /// How an id looks.
    pub id_shape: Option<IdShape>,
    /// What paths usually call the id.
    pub path_parameter: Option<&'static str>,
    /// The attribute shown beside an id that is offered for completion.
    pub label: Option<FieldPath>,
    /// The operation that lists the ids there are.
    pub lookup: Option<&'static str>,
    /// Operations that create it, the recommended first.
    pub create: &'static [&'static str],
    /// Operations that show one.
    pub show: &'static [&'static str],
    /// Operations that list them.
    pub list: &'static [&'static str],
    /// Operations that change it.
    pub change: &'static [&'static str],
    /// Operations that do something that no attribute keeps.
    pub act: &'static [&'static str],
    /// Operations that delete it.
    pub delete: &'static [&'static str],
    /// The attribute that carries the state.
    pub state: Option<FieldPath>,
    /// The state of a record that nothing gave another.
    pub initial: Option<&'static str>,
    /// How many there may be under one parent: each limit counts; any number if there is none.
    pub most: &'static [Most],
    /// Attributes with what a record uses up of a limit that another record states.
    pub uses: &'static [(FieldPath, Most)],
    /// Attributes that no two under one parent have the same value of.
    pub unique: &'static [FieldPath],
    /// Which values attributes may be given.
    pub bounds: &'static [Bounds],
    /// How long its records are kept; for good without it.
    pub expires: Option<Expires>,
    /// Attributes that are kept although no view shows them.
    pub hidden: &'static [FieldPath],
    /// Attributes that hold the id of another record, and whose.
    pub refs: &'static [(FieldPath, &'static str)],
    /// The ids of its records that operations take beside the id of what the record belongs to.
    pub beside: &'static [OnOperation<Beside>],
    /// What says that a record, and all under it, is paid in advance.
    pub prepaid: Option<Prepaid>,
    /// What has to hold, beside a ready state, before the next call is accepted.
    pub settled: Option<Settled>,
    /// What fills the attributes that creation leaves open, in this order.
    pub defaults: &'static [(FieldPath, Source)],
    /// Records that exist from the beginning, under every parent: attributes and their values as JSON.
    pub seeds: &'static [&'static [(FieldPath, &'static str)]],
    /// What calls that cannot be done are answered.
    pub errors: Errors,
    /// The states that a record can be in.
    pub states: &'static [State],
    /// What operations do to the records, in the order of their ids.
    pub on: &'static [OnOperation<Step>],
    /// Where the records show in the answers of operations, in the order of their ids.
    pub views: &'static [OnOperation<View>],
}

/// What the model says about one operation: its own, or that of a similar operation.
#[derive(Debug)]
pub struct OnOperation<T: 'static> {
    /// Id of the operation.
    pub operation: &'static str,
    /// What is said, in order.
    pub list: &'static [T],
}

impl Resource {
    /// A resource right under the project with nothing but name and kind, to be filled in.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            outside: false,
            parent: Parent::Project,
            id: &[],
            id_shape: None,
            path_parameter: None,
            label: None,
            lookup: None,
            create: &[],
            show: &[],
            list: &[],
            change: &[],
            act: &[],
            delete: &[],
            state: None,
            initial: None,
            most: &[],
            uses: &[],
            unique: &[],
            bounds: &[],
            expires: None,
            hidden: &[],
            refs: &[],
            beside: &[],
            prepaid: None,
            settled: None,
            defaults: &[],
            seeds: &[],
            errors: Errors::NONE,
            states: &[],
            on: &[],
            views: &[],
        }
    }
}

/// Which values an attribute may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The attribute.
    pub attribute: FieldPath,
    /// The attribute with the range: `10-100`, or texts between bars.
    pub range: Option<FieldPath>,
    /// The attribute with the type of the value: `integer`, `float`, `boolean`, `list`, `string`.
    pub kind: Option<FieldPath>,
    /// The attribute that is true if the value is never changed.
    pub fixed: Option<FieldPath>,
    /// The resource whose bounds count for each entry of a map: for that of the record whose id is the key.
    pub entries: Option<&'static str>,
}

/// How long a record is kept: it is taken away when the time has passed.
#[derive(Clone, Debug)]
pub struct Expires {
    /// The attribute with the moment from which on the time counts.
    pub since: FieldPath,
    /// How many of the unit; for good if this gives no number.
    pub after: Source,
    /// The unit, in seconds.
    pub seconds: u32,
    /// The values that records have which are not kept for good.
    pub only: &'static [(FieldPath, &'static [&'static str])],
}

/// An id in a request, and the id of what its record belongs to: both have to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The id of the record.
    pub input: Input,
    /// The id of what it belongs to.
    pub of: Input,
    /// The attribute that holds that id; without one, the record lies under it.
    pub by: Option<FieldPath>,
}

/// How many records there are and who makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Many, with ids; callers create or delete them.
    Entity,
    /// Many, with ids, made by the service or along with something else.
    Record,
    /// Exactly one under each parent, only changed.
    Setting,
    /// One at most under each parent.
    Optional,
}

/// How many records there may be under one parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// So many.
    Number(u32),
    /// What a record of another resource under the same parent says. If both refer to records of a third one,
    /// that resource by its id, then it counts for those that refer to the same record. Otherwise, of several,
    /// the one counts whose id is the name of the resource that has the limit.
    Stated {
        /// The resource.
        resource: &'static str,
        /// Its attribute.
        attribute: FieldPath,
    },
}

/// What a resource lies under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// The project itself.
    Project,
    /// A record of another resource.
    Resource(&'static str),
}

/// What says that a record is paid in advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prepaid {
    /// The attribute that tells.
    pub attribute: FieldPath,
    /// Its value if so.
    pub is: &'static str,
}

/// A condition on the answer of an operation: that nothing in a list fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The operation that is asked.
    pub operation: &'static str,
    /// The elements that the answer must not have.
    pub none: FieldPath,
    /// Which elements count: all whose fields fit.
    pub fields: &'static [(FieldPath, Fits)],
}

/// What the value of a field is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// An attribute of the record at hand.
    Attribute(FieldPath),
    /// Any of these texts.
    OneOf(&'static [&'static str]),
}
