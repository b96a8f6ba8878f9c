//! The `use` lines of a generated file.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use crate::file::{ident, mentions};

/// Names that a part of a file needs, with the paths that they come from.
pub(super) type Needs = &'static [(&'static str, &'static str)];

/// Names that only some types and markers need.
const OCCASIONAL: Needs = &[
    ("std::collections", "BTreeMap"),
    ("std::marker", "PhantomData"),
    ("taurusdb_runtime", "Items"),
    ("taurusdb_runtime", "Pages"),
    ("taurusdb_runtime", "Secret"),
    ("taurusdb_runtime", "Time"),
    ("taurusdb_runtime::record", "Unfilled"),
    ("taurusdb_runtime::serde_json", "Value"),
];

/// The `use` lines of a file, one for each path: the standard library first, this crate last.
///
/// `imports` are types of this crate; those in `own` are defined by the file itself.
pub(super) fn lines(
    body: &TokenStream,
    needs: &[Needs],
    imports: &Imports,
    own: &[&str],
) -> TokenStream {
    let mut paths: BTreeMap<(u8, String), BTreeSet<&str>> = BTreeMap::new();
    let occasional = OCCASIONAL.iter().filter(|(_, name)| mentions(body, name));
    for (path, name) in needs.iter().copied().flatten().chain(occasional) {
        let rank = if path.starts_with("std") { 0 } else { 1 };
        let rank = if *path == "crate" { 2 } else { rank };
        paths.entry((rank, (*path).to_owned())).or_default().insert(name);
    }
    for (home, name) in imports.iter().filter(|(_, name)| !own.contains(&name.as_str())) {
        paths.entry((2, format!("crate::{}", home.path()))).or_default().insert(name);
    }
    let lines = paths.into_iter().map(|((_, path), names)| {
        let path = path.split("::").map(ident);
        let names: Vec<_> = names.into_iter().map(ident).collect();
        match &names[..] {
            [name] => quote!(use #(#path::)*#name;),
            names => quote!(use #(#path::)*{#(#names),*};),
        }
    });
    quote!(#(#lines)*)
}
