//! How the type of a builder records which mandatory parameters have been set.
//!
//! A builder has one type parameter: a tuple with a type for each mandatory parameter, in which [`Given`] takes the
//! place of each that is set; or [`Unchecked`], for builders that are stored, or built in a loop.

/// A mandatory parameter that has been set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given;

/// The state of a builder whose mandatory parameters are checked when it is sent, and not by the compiler. Its type
/// stays the same whatever is set: it can be stored, returned, kept in a list, and built in a loop or under a
/// condition.
///
/// ```
/// # struct Create<S>(std::marker::PhantomData<S>);
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::Unchecked;
///
/// struct Plan {
///     instance: Create<Unchecked>,
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unchecked;

/// One mandatory parameter in the state of a builder: [`Given`], or a type named like the parameter as long as it is
/// not set.
#[doc(hidden)]
pub trait Mark {
    /// What is missing, if `Rest` is what is missing of the parameters behind this one.
    type Before<Rest: Missing>: Missing;
}

impl Mark for Given {
    type Before<Rest: Missing> = Rest;
}

/// What is missing: [`Nothing`], one parameter, or a tuple of several. It is made of the state, so that the message
/// of the compiler names what is missing and nothing else.
#[doc(hidden)]
pub trait Missing {
    /// The same, with one more before it.
    type After<One: Missing>: Missing;
}

/// Nothing is missing.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Missing for Nothing {
    type After<One: Missing> = One;
}

/// Implemented for what is missing if that is nothing.
#[diagnostic::on_unimplemented(
    message = "this call cannot be sent yet: `{Self}` is not set",
    label = "`{Self}` is mandatory and not set",
    note = "set it with the method of that name; after `unchecked()`, what is missing is found when the call is sent"
)]
pub trait Provided: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl Provided for Nothing {}

/// The state of a builder. It can be sent if what is missing is [`Provided`].
///
/// That bound belongs on the method that sends, not on its `impl` block: only then does the compiler
/// print the message that says what to do.
///
/// ```
/// use std::marker::PhantomData;
/// use taurusdb_runtime::{Provided, Set, State};
///
/// mod missing {
///     taurusdb_runtime::missing! { name size }
/// }
///
/// struct Create<S = (missing::name, missing::size)>(PhantomData<S>);
///
/// impl<S> Create<S> {
///     fn name(self, _: &str) -> Create<S::With>
///     where
///         S: Set<0>,
///     {
///         Create(PhantomData)
///     }
///     fn size(self, _: i64) -> Create<S::With>
///     where
///         S: Set<1>,
///     {
///         Create(PhantomData)
///     }
///     fn send(self)
///     where
///         S: State<Missing: Provided>,
///     {
///     }
/// }
///
/// let create: Create = Create(PhantomData);
/// create.size(100).name("orders").send();
/// ```
///
/// ```compile_fail,E0277
/// # use std::marker::PhantomData;
/// # use taurusdb_runtime::{Provided, State};
/// # mod missing { taurusdb_runtime::missing! { name size } }
/// # struct Create<S = (missing::name, missing::size)>(PhantomData<S>);
/// # impl<S> Create<S> { fn send(self) where S: State<Missing: Provided> {} }
/// # let create: Create = Create(PhantomData);
/// create.send(); // this call cannot be sent yet: `(name, size)` is not set
/// ```
#[diagnostic::on_unimplemented(
    message = "this call may lack mandatory parameters",
    label = "nothing says that all mandatory parameters of it are set",
    note = "a function that takes a builder in any state needs the bound `{Self}: State<Missing: Provided>`; one that \
            takes a builder after `unchecked()` needs none"
)]
pub trait State: sealed::Sealed {
    /// What is still to be set.
    type Missing: Missing;
}

impl State for Unchecked {
    type Missing = Nothing;
}

/// A state in which the mandatory parameter at this place can be set.
#[diagnostic::on_unimplemented(
    message = "the state of this builder is not known well enough to set a mandatory parameter",
    label = "it may be any state",
    note = "take the builder after `unchecked()`, whose state is `Unchecked` whatever is set"
)]
pub trait Set<const PLACE: usize>: sealed::Sealed {
    /// The state once it is set.
    type With;
}

impl<const PLACE: usize> Set<PLACE> for Unchecked {
    type With = Self;
}

/// A state in which the first mandatory parameters, those in the body, can be set at once.
pub trait SetFirst<const COUNT: usize>: sealed::Sealed {
    /// The state once they are set.
    type With;
}

impl<const COUNT: usize> SetFirst<COUNT> for Unchecked {
    type With = Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Nothing {}
    impl Sealed for super::Unchecked {}
}

/// The traits of tuples of one length: first those of the whole, then `Set` for one place after the other.
macro_rules! state {
    ($($all:ident)+) => {
        impl<$($all),+> sealed::Sealed for ($($all,)+) {}
        impl<$($all: Mark),+> State for ($($all,)+) {
            type Missing = state!(@missing $($all)+);
        }
        state! { @places 0; [] [$($all)+] [$($all)+] }
    };
    (@places $place:expr; [$($before:ident)*] [$here:ident $($after:ident)*] [$($all:ident)+]) => {
        impl<$($all),+> Set<{ $place }> for ($($all,)+) {
            type With = ($($before,)* Given, $($after,)*);
        }
        impl<$($all),+> SetFirst<{ $place + 1 }> for ($($all,)+) {
            type With = ($(state!(@given $before),)* Given, $($after,)*);
        }
        state! { @places $place + 1; [$($before)* $here] [$($after)*] [$($all)+] }
    };
    (@places $place:expr; [$($before:ident)*] [] [$($all:ident)+]) => {};
    (@given $before:ident) => { Given };
    (@missing $last:ident) => { $last::Before<Nothing> };
    (@missing $first:ident $($rest:ident)+) => { $first::Before<state!(@missing $($rest)+)> };
}

/// A tuple with one more in it; the longest stays what it is.
macro_rules! longer {
    ($one:ident A $($rest:ident)+) => { (A, $($rest),+) };
    ($one:ident $($all:ident)+) => { ($one, $($all),+) };
}

/// The traits of tuples of all lengths up to that of the list.
macro_rules! states {
    ($first:ident) => { state! { $first } };
    ($first:ident $($rest:ident)+) => {
        state! { $first $($rest)+ }
        impl<$first, $($rest),+> Missing for ($first, $($rest),+) {
            type After<One: Missing> = longer!(One $first $($rest)+);
        }
        states! { $($rest)+ }
    };
}

// No operation that is known has more than thirteen mandatory parameters.
states! { A B C D E F G H I J K L M N O P Q R S T U V W X }

/// Defines a type for each mandatory parameter, named like it: it stands in the type of a builder until the
/// parameter is set, and so in the message of the compiler.
#[macro_export]
macro_rules! missing {
    ($($name:ident)*) => {
        $(
            #[allow(non_camel_case_types, reason = "named like the parameter")]
            #[doc = concat!("`", stringify!($name), "` is not set yet.")]
            pub struct $name;

            impl $crate::Mark for $name {
                type Before<Rest: $crate::Missing> = Rest::After<Self>;
            }
            impl $crate::Missing for $name {
                type After<One: $crate::Missing> = (One, Self);
            }
        )*
    };
}
