//! The type parameter of a builder: which mandatory values it has been given.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use crate::plan::MandatoryPlan;

/// How many mandatory values the type of a builder keeps track of; the runtime has no larger tuples. What more
/// there is, is found when the call is sent.
pub(super) const TRACKED: usize = 24;

/// The state in which no mandatory value has been given; `missing` leads to their names.
pub(super) fn state(mandatory: &[MandatoryPlan], missing: &TokenStream) -> TokenStream {
    let names = mandatory.iter().take(TRACKED).map(|plan| ident(&plan.setter));
    quote!((#(#missing::#names,)*))
}
