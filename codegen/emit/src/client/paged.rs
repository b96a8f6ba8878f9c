//! The methods of a builder that go through all pages of a list.

use proc_macro2::TokenStream;
use quote::quote;
use taurusdb_spec::Type;

use super::imports::Imports;
use super::types::{ident, rust_type};
use crate::plan::{OperationPlan, Plan};

/// `pages` and `items` of an operation that lists; `None` if it does not, or if the document does not
/// describe what it answers.
pub(super) fn methods(
    plan: &Plan<'_>,
    operation: &OperationPlan<'_>,
    page: &TokenStream,
    provided: Option<&TokenStream>,
    imports: &mut Imports,
) -> Option<TokenStream> {
    let known = plan.api.resources.operation(&operation.operation.id)?;
    let paging = known.paging.as_ref()?;
    let mut schema = operation.response?;
    let mut way = quote!(page);
    let mut item = None;
    for segment in &paging.items.segments {
        let record = plan.record(schema);
        let field = record.fields.iter().find(|field| field.field.name == segment.name)?;
        let name = ident(&field.ident);
        way = quote!(#way.#name.unwrap_or_default());
        match &field.field.kind {
            Type::Schema(inner) => schema = inner,
            Type::Array(inner) => {
                item = Some(rust_type(plan, inner, field.text(), imports));
            }
            _ => return None,
        }
    }
    let item = item?;
    Some(quote! {
        /// All pages of the list, one after the other; [`Pages`] says when it ends.
        pub fn pages(self) -> Pages<#page>
        #provided
        {
            self.into_call().pages()
        }

        /// The items on all pages of the list.
        pub fn items(self) -> Items<#page, #item>
        #provided
        {
            self.into_call().items(|page: #page| #way)
        }
    })
}
