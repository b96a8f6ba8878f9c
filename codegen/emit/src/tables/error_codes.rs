use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use taurusdb_spec::Api;

/// `error_codes.rs` of a crate: what the error codes mean, sorted by code. `tables` is the path of
/// the types.
pub(crate) fn expand(api: &Api, visibility: &TokenStream, tables: &TokenStream) -> TokenStream {
    let rows: Vec<TokenStream> = api
        .docs
        .errors()
        .map(|(code, doc)| {
            let (name, retryable, advice) = (&doc.name, doc.retryable, &doc.advice);
            let category = format_ident!("{}", doc.category.to_upper_camel_case());
            quote! {
                ErrorCode {
                    code: #code,
                    name: #name,
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
        use #tables::{#category ErrorCode};

        /// What the error codes of the service and of its gateway mean, sorted by code.
        #visibility static ERROR_CODES: [ErrorCode; #count] = [#(#rows),*];
    }
}
