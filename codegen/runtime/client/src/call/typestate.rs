//! Markers by which the type of a builder records which mandatory parameters have been set.

/// A mandatory parameter that has been set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given;

/// What the type of a builder says about one mandatory parameter: [`Given`], or a type named after the
/// parameter as long as it is not set.
pub trait Mark {
    /// Whether the parameter has been set.
    const IS_GIVEN: bool;
}

impl Mark for Given {
    const IS_GIVEN: bool = true;
}

/// Implemented for [`Given`] only: the mandatory parameter has been set.
///
/// The bound belongs on the method that sends, not on its `impl` block: only then does the compiler
/// print the message that says what to do.
///
/// ```
/// use std::marker::PhantomData;
/// use taurusdb_runtime::{Given, Provided};
///
/// mod missing {
///     taurusdb_runtime::missing! { name }
/// }
///
/// struct Rename<Name = missing::name>(PhantomData<Name>);
///
/// impl Rename {
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
/// # use taurusdb_runtime::Provided;
/// # mod missing { taurusdb_runtime::missing! { name } }
/// # struct Rename<Name = missing::name>(PhantomData<Name>);
/// # impl<Name> Rename<Name> { fn send(self) where Name: Provided {} }
/// Rename::<missing::name>(PhantomData).send(); // this call cannot be sent yet: `name` is not set
/// ```
#[diagnostic::on_unimplemented(
    message = "this call cannot be sent yet: `{Self}` is not set",
    label = "`{Self}` is mandatory and not set",
    note = "set it with the method of that name; `dynamic()` takes parameters by name, and finds what is \
            missing when the call is sent"
)]
pub trait Provided: Mark + sealed::Sealed {}

impl Provided for Given {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Given {}
}

/// Defines a type for each mandatory parameter, named like it: it stands in the type of a builder until the
/// parameter is set, and so in the message of the compiler.
#[macro_export]
macro_rules! missing {
    ($($name:ident)*) => {
        $(
            #[allow(non_camel_case_types, reason = "named like the parameter")]
            #[doc = concat!("`", stringify!($name), "` is not set yet.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl $crate::Mark for $name {
                const IS_GIVEN: bool = false;
            }
        )*
    };
}
