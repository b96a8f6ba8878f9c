//! Markers by which the type of a builder records which mandatory parameters have been set.

/// A mandatory parameter that has been set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given;

/// A mandatory parameter that has not been set yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing;

/// Implemented for [`Given`] only: the mandatory parameter has been set.
///
/// The bound belongs on the method that sends, not on its `impl` block: only then does the compiler
/// print the message that says what to do.
///
/// ```
/// use std::marker::PhantomData;
/// use taurusdb_runtime::{Given, Missing, Provided};
///
/// struct Rename<Name>(PhantomData<Name>);
///
/// impl Rename<Missing> {
///     fn new() -> Self {
///         Self(PhantomData)
///     }
/// }
///
/// impl<Name> Rename<Name> {
///     fn name(self, _: &str) -> Rename<Given> {
///         Rename(PhantomData)
///     }
///     fn send(self)
///     where
///         Name: Provided,
///     {
///     }
/// }
///
/// Rename::new().name("orders").send();
/// ```
///
/// ```compile_fail,E0277
/// # use std::marker::PhantomData;
/// # use taurusdb_runtime::{Missing, Provided};
/// # struct Rename<Name>(PhantomData<Name>);
/// # impl<Name> Rename<Name> { fn send(self) where Name: Provided {} }
/// Rename::<Missing>(PhantomData).send(); // this call cannot be sent yet
/// ```
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
