//! Marks what need not be compiled until somebody calls it.
//!
//! A function without type parameters is compiled with the crate that holds it. The client has thousands, in
//! hundreds of modules, and a program calls a few. Marked `#[inline]`, each is compiled with the first program that
//! calls it; those with type parameters are anyway. `cargo xtask bench build` shows what that saves.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, FnArg, GenericParam, ImplItem, Item, Signature, Type, parse_quote};

/// The code with `#[inline]` on each method that would be compiled with the crate.
pub(super) fn inlined(code: TokenStream) -> TokenStream {
    // What is no Rust is reported where the file is formatted, with its path.
    let Ok(mut file) = syn::parse2::<syn::File>(code.clone()) else { return code };
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        if has_types(block.generics.params.iter()) {
            continue;
        }
        for member in &mut block.items {
            let ImplItem::Fn(method) = member else { continue };
            if is_compiled(&method.sig) && !method.attrs.iter().any(is_inline) {
                method.attrs.push(parse_quote!(#[inline]));
            }
        }
    }
    file.into_token_stream()
}

fn is_compiled(signature: &Signature) -> bool {
    let is_open = |argument: &FnArg| matches!(argument, FnArg::Typed(one) if matches!(*one.ty, Type::ImplTrait(_)));
    !has_types(signature.generics.params.iter()) && !signature.inputs.iter().any(is_open)
}

fn has_types<'a>(mut parameters: impl Iterator<Item = &'a GenericParam>) -> bool {
    parameters.any(|parameter| matches!(parameter, GenericParam::Type(_)))
}

fn is_inline(attribute: &Attribute) -> bool {
    attribute.path().is_ident("inline")
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::inlined;

    #[test]
    fn only_what_would_be_compiled_is_marked() {
        let code = quote! {
            impl List {
                /// Sends it.
                pub fn send(self) -> Answer { self.call.send() }
                pub fn name(self, name: impl Into<String>) -> Self { self }
                pub fn each<T>(self, each: T) -> Self { self }
                #[inline]
                fn known(&self) -> u8 { 1 }
            }
            impl<S> Create<S> {
                pub fn size(self, size: i64) -> Self { self }
            }
        };
        let marked = quote! {
            impl List {
                /// Sends it.
                #[inline]
                pub fn send(self) -> Answer { self.call.send() }
                pub fn name(self, name: impl Into<String>) -> Self { self }
                pub fn each<T>(self, each: T) -> Self { self }
                #[inline]
                fn known(&self) -> u8 { 1 }
            }
            impl<S> Create<S> {
                pub fn size(self, size: i64) -> Self { self }
            }
        };
        assert_eq!(inlined(code).to_string(), marked.to_string());
    }
}
