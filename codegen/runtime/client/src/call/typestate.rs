//! Markers by which the type of a builder remembers which mandatory parameters it has been given.
//!
//! ```compile_fail
//! use taurusdb_runtime::{Given, Missing, Provided};
//!
//! struct Rename<Name> { name: std::marker::PhantomData<Name> }
//! impl<Name: Provided> Rename<Name> { fn send(self) {} }
//!
//! Rename::<Missing> { name: Default::default() }.send();
//! ```

/// A mandatory parameter that has been set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given;

/// A mandatory parameter that has not been set yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing;

/// Holds for a mandatory parameter that has been set, and for no other type.
#[diagnostic::on_unimplemented(
    message = "this call cannot be sent yet: a mandatory parameter is not set",
    label = "a mandatory parameter is `{Self}` here",
    note = "each type parameter of the builder stands for one mandatory parameter, by name; call \
            the setter of every one that still says `Missing`"
)]
pub trait Provided: sealed::Sealed {}

impl Provided for Given {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Given {}
}
