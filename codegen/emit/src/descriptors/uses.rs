//! The `use` lines of a file: types of the description, by what its code mentions.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Types at the root of the crate of types.
const TYPES: [&str; 26] = [
    "Action",
    "Category",
    "CharClass",
    "Condition",
    "Deprecation",
    "Docs",
    "Effect",
    "Endpoint",
    "ErrorCode",
    "Example",
    "Examples",
    "Facts",
    "Field",
    "Format",
    "Group",
    "Mandatory",
    "Method",
    "Metric",
    "Operation",
    "OperationError",
    "Parameter",
    "Permission",
    "Range",
    "Response",
    "Schema",
    "Service",
];
const MORE_TYPES: [&str; 7] =
    ["Side", "Stage", "Status", "Type", "ValueDeprecation", "ValueFrom", "ValueLabels"];

/// Types of the resource model.
const OF_RESOURCES: [&str; 40] = [
    "Allowed",
    "Beside",
    "Bounds",
    "Class",
    "Counts",
    "Cursor",
    "Does",
    "End",
    "ErrorAnswer",
    "Errors",
    "Expires",
    "FieldPath",
    "Filter",
    "Fits",
    "Hop",
    "IdShape",
    "Input",
    "Kind",
    "Lock",
    "Match",
    "MatchKey",
    "Moment",
    "Most",
    "MovedBy",
    "OnOperation",
    "Paging",
    "PagingStyle",
    "Parent",
    "Prepaid",
    "Presence",
    "Reading",
    "RefTarget",
    "Resource",
    "Settled",
    "Source",
    "State",
    "Step",
    "Task",
    "View",
    "Word",
];

/// Modules of the crate that hold constants.
const MODULES: [&str; 1] = ["schemas"];

/// The `use` lines for all that the code mentions.
pub(super) fn lines(code: &TokenStream) -> TokenStream {
    let of = |names: &[&str]| -> Vec<_> {
        let names = names.iter().filter(|name| mentions(code, name));
        names.map(|name| format_ident!("{name}")).collect()
    };
    let types = [of(&TYPES), of(&MORE_TYPES)].concat();
    let types = line(quote!(taurusdb_descriptor_types), &types);
    let model = line(quote!(taurusdb_descriptor_types::resources), &of(&OF_RESOURCES));
    let modules = line(quote!(crate), &of(&MODULES));
    quote!(#model #types #modules)
}

fn line(path: TokenStream, names: &[proc_macro2::Ident]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// Whether a path in the code begins with the name: variants, methods and fields of that name do not
/// count.
fn mentions(code: &TokenStream, name: &str) -> bool {
    let mut before = None;
    code.clone().into_iter().any(|token| {
        let is_inner = matches!(before, Some(':' | '.'));
        before = match &token {
            // A colon alone stands before a type or a value.
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                let is_second = before == Some('|');
                Some(if is_second { ':' } else { '|' })
            }
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        match token {
            TokenTree::Ident(ident) => ident == name && !is_inner,
            TokenTree::Group(group) => mentions(&group.stream(), name),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        }
    })
}
