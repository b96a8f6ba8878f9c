//! Names that changed: the old ones are understood until the next breaking version.

/// Names that changed. Each list has what it is of, the old name and the new one.
#[derive(Clone, Copy, Debug)]
pub struct Renamed {
    /// Commands: what was typed, and what is typed now.
    pub commands: &'static [(&'static str, &'static str)],
    /// Flags of parameters, by the id of the operation; without the hyphens in front.
    pub flags: &'static [(&'static str, &'static str, &'static str)],
    /// Fields of requests, by the name of the schema.
    pub fields: &'static [(&'static str, &'static str, &'static str)],
}

impl Renamed {
    /// Nothing was renamed.
    pub const NONE: Self = Self { commands: &[], flags: &[], fields: &[] };
}
