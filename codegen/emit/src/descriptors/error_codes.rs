//! `error_codes.rs`: what the error codes mean.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use taurusdb_spec::{Api, Category};

use super::catalogue::option;

/// All codes with a meaning, sorted: those of the document, and those that are known from elsewhere.
pub(super) fn expand(api: &Api) -> TokenStream {
    let listed = |code: &str| api.service.statuses_of(code).next();
    let rows: Vec<TokenStream> = api
        .docs
        .errors()
        .map(|(code, doc)| {
            let (name, retryable, advice) = (&doc.name, doc.retryable, &doc.advice);
            let status = listed(code).or(doc.status).map(Literal::u16_unsuffixed);
            let status = option(status);
            let category = variant(Category::named(&doc.category).expect("validated"));
            quote! {
                ErrorCode {
                    code: #code,
                    name: #name,
                    status: #status,
                    category: Category::#category,
                    retryable: #retryable,
                    advice: #advice,
                }
            }
        })
        .collect();
    let count = rows.len();
    let category = (count > 0).then(|| quote!(Category,));
    quote! {
        //! What the error codes of the service and of its gateway mean.

        use taurusdb_descriptor_types::{#category ErrorCode};

        /// What the error codes of the service and of its gateway mean, sorted by code.
        pub static ERROR_CODES: [ErrorCode; #count] = [#(#rows),*];
    }
}

fn variant(category: Category) -> TokenStream {
    match category {
        Category::Invalid => quote!(Invalid),
        Category::NotFound => quote!(NotFound),
        Category::Conflict => quote!(Conflict),
        Category::Permission => quote!(Permission),
        Category::Quota => quote!(Quota),
        Category::Unsupported => quote!(Unsupported),
        Category::State => quote!(State),
        Category::Billing => quote!(Billing),
        Category::Internal => quote!(Internal),
        Category::Throttled => quote!(Throttled),
    }
}
