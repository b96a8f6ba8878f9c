//! An open enumeration of the client crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::old_names;
use super::types::ident;
use super::uses::Needs;
use crate::plan::{EnumPlan, Plan};

/// What every enumeration needs.
pub(super) const NEEDS: Needs =
    &[("taurusdb_runtime", "OpenEnum"), ("taurusdb_runtime", "open_enum_slot")];

/// An open enumeration: the documented values, and whatever else the wire brings.
pub(super) fn expand(plan: &Plan<'_>, enumeration: &EnumPlan<'_>) -> TokenStream {
    let name = ident(&enumeration.ident);
    let (_, field) = enumeration.uses[0];
    let intro = if enumeration.is_switch {
        "On or off, as the text `true` or `false`.".to_owned()
    } else {
        match enumeration.meaning(plan.api) {
            Some(meaning) => format!("{}.", docs::plain(meaning.trim_end_matches('.'))),
            None if enumeration.uses.len() > 1 => {
                format!("A value of `{field}`; each field of this type says what it means there.")
            }
            None => format!("A value of `{field}`."),
        }
    };
    let case = match enumeration.is_in_any_case {
        true => " Upper and lower case mean the same: a documented value is known in any case.",
        false => "",
    };
    let intro = docs::doc(&format!(
        "{intro}\n\nA value that is not documented is kept as [`Other`](Self::Other).{case}"
    ));
    let variants = enumeration.variants.iter().map(|(wire, variant)| {
        let label = enumeration.label(plan.api, wire);
        let text = match label {
            Some(label) => format!("`{wire}`: {}.", docs::plain(label.trim_end_matches('.'))),
            None => format!("`{wire}`"),
        };
        let doc = docs::doc(&text);
        let variant = ident(variant);
        quote!(#doc #variant,)
    });
    let to_wire = enumeration.variants.iter().map(|(wire, variant)| {
        let variant = ident(variant);
        quote!(Self::#variant => #wire,)
    });
    let from_wire = enumeration.variants.iter().map(|(wire, variant)| {
        let variant = ident(variant);
        quote!(#wire => Self::#variant,)
    });
    let from_any_case = enumeration.variants.iter().map(|(wire, variant)| {
        let variant = ident(variant);
        quote!(_ if wire.eq_ignore_ascii_case(#wire) => Self::#variant,)
    });
    let from_any_case = enumeration.is_in_any_case.then(|| quote!(#(#from_any_case)*));
    let any_case = enumeration.is_in_any_case.then(|| {
        quote!(
            const ANY_CASE: bool = true;
        )
    });
    let from_bool = enumeration.is_switch.then(|| {
        let find = |value: &str| {
            let found = enumeration.variants.iter().find(|(w, _)| w.eq_ignore_ascii_case(value));
            ident(found.map_or("Other", |(_, variant)| variant))
        };
        let (yes, no) = (find("true"), find("false"));
        quote! {
            impl From<bool> for #name {
                #[inline]
                fn from(on: bool) -> Self {
                    if on { Self::#yes } else { Self::#no }
                }
            }
        }
    });
    let old = old_names::values(plan, enumeration);
    quote! {
        #intro
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that is not documented, as it is on the wire.
            Other(String),
        }

        impl OpenEnum for #name {
            #any_case

            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    #(#to_wire)*
                    Self::Other(wire) => wire,
                }
            }

            #[inline]
            fn from_wire(wire: String) -> Self {
                match wire.as_str() {
                    #(#from_wire)*
                    #from_any_case
                    _ => Self::Other(wire),
                }
            }
        }

        #old

        #from_bool

        open_enum_slot!(#name);
    }
}
