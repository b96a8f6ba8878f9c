//! The macro that makes a struct a record.

// All of it is `inline`, so that a crate of several hundred structs compiles only their types, and
// whoever uses a struct the functions of that one. Without it the crate takes a third longer, and
// only a program that calls nearly every operation gains as much: see `cargo xtask bench build`.

/// Makes a struct a [`Record`](crate::Record), with a `Debug` that redacts secrets and a
/// `PartialEq`; with the feature `serde` also `Serialize` and `Deserialize`.
///
/// Takes each field with its name on the wire, the other names that it is read under, and what
/// makes it special:
///
/// ```
/// #[derive(Default)]
/// struct Node {
///     id: String,
///     port: Option<i64>,
///     password: Option<String>,
/// }
/// taurusdb_runtime::record!(Node {
///     id: "id" required,
///     port: "port" | "db_port",
///     password: "password" secret,
/// });
/// ```
#[macro_export]
macro_rules! record {
    ($type:ident { $($field:ident: $name:literal $(| $alias:literal)* $($mark:ident)*),* $(,)? }) => {
        const _: () = {
            static COLUMNS: $crate::record::Columns = $crate::record::Columns {
                name: stringify!($type),
                list: &[$($crate::record::Column::new($name, &[$($alias),*])$(.$mark())*),*],
            };
            impl $crate::record::Record for $type {
                // Also a field that should be used no more is read and written.
                #[allow(deprecated)]
                #[inline]
                fn slots<'a>(
                    &'a self,
                    take: &mut dyn FnMut(
                        &'static $crate::record::Columns,
                        &[&'a dyn $crate::record::Slot],
                    ),
                ) {
                    take(&COLUMNS, &[$(&self.$field),*]);
                }
                #[allow(deprecated)]
                #[inline]
                fn slots_mut(
                    &mut self,
                    take: &mut dyn FnMut(
                        &'static $crate::record::Columns,
                        &mut [&mut dyn $crate::record::Slot],
                    ),
                ) {
                    take(&COLUMNS, &mut [$(&mut self.$field),*]);
                }
            }
        };
        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::record::debug_record(self, f)
            }
        }
        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::record::same_record(self, other)
            }
        }
        $crate::serde_slot!($type);
    };
}

/// Makes a slot a value of serde.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_slot {
    ($type:ident) => {
        impl $crate::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::record::serialize(self, serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::record::deserialize(deserializer)
            }
        }
    };
}

/// Without the feature `serde`, a slot is no value of serde.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_slot {
    ($type:ident) => {};
}
