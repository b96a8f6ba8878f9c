//! `error_codes.rs`: what the error codes mean.

use heck::ToUpperCamelCase;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use taurusdb_spec::Api;

use super::catalogue::option;

/// All codes with a meaning, sorted: those of the document, and those that are known from elsewhere.
pub(super) fn expand(api: &Api) -> TokenStream {
    let listed = |code: &str| {
        let mut codes = api.service.error_codes.iter();
        codes.find(|known| known.code == code).map(|known| known.status)
    };
    let rows: Vec<TokenStream> = api
        .docs
        .errors()
        .map(|(code, doc)| {
            let (name, retryable, advice) = (&doc.name, doc.retryable, &doc.advice);
            let status = listed(code).or(doc.status).map(Literal::u16_unsuffixed);
            let status = option(status);
            let category = format_ident!("{}", doc.category.to_upper_camel_case());
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
