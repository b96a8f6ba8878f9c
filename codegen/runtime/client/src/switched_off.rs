//! What stands in for the groups of operations whose features are off, so that the compiler says why they are not
//! there.

use std::convert::Infallible;
use std::marker::PhantomData;

/// The build that a client is part of.
#[derive(Debug)]
pub struct Build<'a>(PhantomData<&'a ()>);

/// Implemented for no group: its feature is off.
///
/// The bound has a lifetime, because the compiler refuses one without parameters where it stands, and not where the
/// method is called.
///
/// ```compile_fail,E0277
/// use taurusdb_runtime::switched_off::{Build, SwitchedOff, SwitchedOn};
///
/// #[allow(non_camel_case_types)]
/// struct backups;
/// struct Client;
///
/// impl Client {
///     fn backups<'a>(&'a self) -> SwitchedOff
///     where
///         Build<'a>: SwitchedOn<backups>,
///     {
///         unreachable!()
///     }
/// }
///
/// Client.backups(); // the group `backups` is switched off
/// ```
#[diagnostic::on_unimplemented(
    message = "the group `{Group}` is switched off",
    label = "the feature of this group is off",
    note = "switch it on in Cargo.toml: its feature is called like the group, with `-` in place of `_`"
)]
pub trait SwitchedOn<Group> {}

/// What a group is whose feature is off: nothing that can be had.
#[derive(Debug)]
pub struct SwitchedOff(Infallible);

impl SwitchedOff {
    /// Ends the methods of groups that are switched off, which nobody can call.
    pub fn never() -> Self {
        unreachable!("no group implements `SwitchedOn`")
    }
}
