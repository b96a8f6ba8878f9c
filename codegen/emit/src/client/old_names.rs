//! What has another name now, under its old one: deprecated, and gone with the next breaking version.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::state::state;
use super::types::ident;
use crate::plan::{EnumPlan, MandatoryPlan, Plan, bare, variant_ident};

/// A setter under its old name.
pub(super) fn setter(
    old: &str,
    new: &str,
    takes: &TokenStream,
    returns: &TokenStream,
    bound: Option<&TokenStream>,
) -> TokenStream {
    let name = bare(new);
    let (doc, note) = told(&format!("Self::{name}"), name, name);
    let (old, new) = (ident(old), ident(new));
    quote! {
        #doc
        #[deprecated(note = #note)]
        pub fn #old(self, #old: #takes) -> #returns
        #bound
        {
            self.#new(#old)
        }
    }
}

/// The values of an enumeration under their old spellings, where those make other variants.
pub(super) fn values(plan: &Plan<'_>, enumeration: &EnumPlan<'_>) -> TokenStream {
    let variants = &enumeration.variants;
    let name = ident(&enumeration.ident);
    let consts = plan.old_values(enumeration).into_iter().filter_map(|(old, new)| {
        let old = variant_ident(old);
        let (_, new) = variants.iter().find(|(wire, _)| *wire == new)?;
        let is_free = old != "Other" && variants.iter().all(|(_, variant)| *variant != old);
        let (doc, note) = told(&format!("Self::{new}"), new, new);
        let (old, new) = (ident(&old), ident(new));
        is_free.then(|| {
            quote! {
                #doc
                #[deprecated(note = #note)]
                pub const #old: Self = Self::#new;
            }
        })
    });
    let consts: Vec<TokenStream> = consts.collect();
    match consts.is_empty() {
        true => TokenStream::new(),
        // They are written as the variants are.
        false => quote! {
            #[expect(non_upper_case_globals)]
            impl #name {
                #(#consts)*
            }
        },
    }
}

/// A type under its old name; `path` leads to the new one, which has a state if it has mandatory values.
pub(super) fn alias(
    old: &str,
    path: &TokenStream,
    new: &str,
    markers: &[MandatoryPlan],
) -> TokenStream {
    let link = path.to_string().replace(' ', "");
    // Of another module, the way to it.
    let shown = link.strip_prefix("crate::").unwrap_or(new);
    let (doc, note) = told(&link, shown, shown);
    let old = ident(old);
    let default = state(markers, &quote!(crate::missing));
    let (with_default, given) = match markers.is_empty() {
        true => (None, None),
        false => (Some(quote!(<S = #default>)), Some(quote!(<S>))),
    };
    quote! {
        #doc
        #[deprecated(note = #note)]
        pub type #old #with_default = #path #given;
    }
}

/// The text of documentation and the note of an old name.
fn told(link: &str, shown: &str, name: &str) -> (TokenStream, String) {
    (docs::doc(&format!("The old name of [`{shown}`]({link}).")), format!("is called {name} now"))
}
