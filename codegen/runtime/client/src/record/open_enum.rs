//! Enumerations that take any wire value.

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

    /// The value that a wire string stands for.
    fn from_wire(wire: String) -> Self;
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
                value: $crate::serde_json::Value,
                cx: &mut $crate::record::Reading<'_>,
            ) {
                if let ::std::option::Option::Some(wire) = cx.text(value) {
                    *self = $crate::record::OpenEnum::from_wire(wire);
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
