//! Enumerations that take any wire value.

use super::Reading;

/// An enumeration that keeps a wire value it does not know.
///
/// ```
/// use taurusdb_runtime::record::OpenEnum;
///
/// #[derive(Debug, PartialEq)]
/// enum Mode {
///     Single,
///     Cluster,
///     Other(String),
/// }
///
/// impl OpenEnum for Mode {
///     fn as_str(&self) -> &str {
///         match self {
///             Mode::Single => "Single",
///             Mode::Cluster => "Cluster",
///             Mode::Other(wire) => wire,
///         }
///     }
///     fn from_wire(wire: String) -> Self {
///         match wire.as_str() {
///             "Single" => Mode::Single,
///             "Cluster" => Mode::Cluster,
///             _ => Mode::Other(wire),
///         }
///     }
/// }
/// taurusdb_runtime::open_enum_slot!(Mode);
///
/// assert_eq!(Mode::from("Cluster"), Mode::Cluster);
/// assert_eq!(Mode::from("Quorum").to_string(), "Quorum");
/// assert!(Some(Mode::Single).is_some_and(|mode| mode == "Single"));
/// ```
pub trait OpenEnum: Sized {
    /// The value as it is written on the wire.
    fn as_str(&self) -> &str;

    /// The value that a wire string stands for. Where the document says that case does not matter, a
    /// documented value stands for itself in any case.
    fn from_wire(wire: String) -> Self;

    /// Whether two values are the same but for their case. Services change the case of values that are to be
    /// written exactly, by the document; `==` takes them for what they are, two values.
    ///
    /// ```
    /// # use taurusdb_runtime as taurusdb;
    /// use taurusdb::OpenEnum;
    /// # #[derive(Debug, PartialEq)]
    /// # struct Status(String);
    /// # impl OpenEnum for Status {
    /// #     fn as_str(&self) -> &str { &self.0 }
    /// #     fn from_wire(wire: String) -> Self { Self(wire) }
    /// # }
    /// # taurusdb_runtime::open_enum_slot!(Status);
    ///
    /// assert!(Status::from("Normal").eq_ignore_case(&Status::from("NORMAL")));
    /// assert_ne!(Status::from("Normal"), Status::from("NORMAL"));
    /// ```
    #[inline]
    fn eq_ignore_case(&self, other: &Self) -> bool {
        self.as_str().eq_ignore_ascii_case(other.as_str())
    }

    /// Whether the document says that upper and lower case mean the same.
    const ANY_CASE: bool = false;

    /// The value that a wire string stands for, with a note if the wire spells it otherwise.
    #[doc(hidden)]
    #[inline]
    fn read_wire(wire: String, cx: &mut Reading<'_>) -> Self {
        if !Self::ANY_CASE {
            return Self::from_wire(wire);
        }
        let value = Self::from_wire(wire.clone());
        cx.respelled(value.as_str(), &wire);
        value
    }
}

/// Gives types that implement [`OpenEnum`] the rest of what a field's type needs: `Slot`,
/// `ToQuery`, `Default` (the empty wire value), `Display`, `AsRef<str>`, comparing with texts, `From<&str>` and
/// `From<String>`.
#[macro_export]
macro_rules! open_enum_slot {
    ($($type:ident),+ $(,)?) => {$(
        // The same without an import of the trait.
        impl $type {
            /// The value as it is written on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::record::OpenEnum::as_str(self)
            }
        }
        impl $crate::record::Slot for $type {
            #[inline]
            fn view(&self) -> $crate::record::View<'_> {
                $crate::record::View::word($crate::record::OpenEnum::as_str(self))
            }
            #[inline]
            fn read(
                &mut self,
                input: $crate::record::Input<'_>,
                cx: &mut $crate::record::Reading<'_>,
            ) {
                // Another case leaves a note, which says where.
                if <Self as $crate::record::OpenEnum>::ANY_CASE && input.is_certain() {
                    cx.miss();
                } else if let ::std::option::Option::Some(wire) = cx.text(input) {
                    *self = $crate::record::OpenEnum::read_wire(wire, cx);
                }
            }
        }
        impl $crate::ToQuery for $type {
            #[inline]
            fn to_query(&self, values: &mut ::std::vec::Vec<::std::string::String>) {
                values.push($crate::record::OpenEnum::as_str(self).to_owned());
            }
        }
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                $crate::record::OpenEnum::from_wire(::std::string::String::new())
            }
        }
        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::record::OpenEnum::as_str(self))
            }
        }
        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                $crate::record::OpenEnum::as_str(self)
            }
        }
        impl ::std::cmp::PartialEq<str> for $type {
            #[inline]
            fn eq(&self, wire: &str) -> bool {
                $crate::record::OpenEnum::as_str(self) == wire
            }
        }
        impl ::std::cmp::PartialEq<&str> for $type {
            #[inline]
            fn eq(&self, wire: &&str) -> bool {
                $crate::record::OpenEnum::as_str(self) == *wire
            }
        }
        impl ::std::convert::From<&str> for $type {
            #[inline]
            fn from(wire: &str) -> Self {
                $crate::record::OpenEnum::from_wire(wire.to_owned())
            }
        }
        impl ::std::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(wire: ::std::string::String) -> Self {
                $crate::record::OpenEnum::from_wire(wire)
            }
        }
        $crate::serde_slot!($type);
    )+};
}
