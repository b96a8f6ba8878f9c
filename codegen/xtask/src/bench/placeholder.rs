//! Calls through progenitor's crate, with a placeholder for each argument. The arguments come from
//! the code of the crate.
//!
//! Objects are written as a user writes them: all mandatory fields, and nothing in the others.

use std::collections::HashMap;

use syn::{Fields, FnArg, GenericArgument, ImplItem, Item, PathArguments, Type};

/// The depth from which lists stay empty.
const DEPTH: usize = 3;

/// The types and methods of the crate.
pub(super) struct Placeholders {
    types: HashMap<String, Kind>,
    /// The types of the arguments of each method.
    methods: HashMap<String, Vec<Type>>,
}

enum Kind {
    /// Fields, and whether each may be left out of the JSON.
    Struct(Vec<(String, Type, bool)>),
    /// A wrapper that checks its value.
    Checked(Type),
    /// A wrapper around another value, with a public field.
    Open(Type),
    /// An enumeration: its first variant, and the type in that variant.
    Enum(String, Option<Type>),
}

impl Placeholders {
    /// Reads the code of the crate.
    pub(super) fn read(code: &str) -> Result<Self, String> {
        let file = syn::parse_file(code).map_err(|error| error.to_string())?;
        let mut found = Self { types: HashMap::new(), methods: HashMap::new() };
        for item in file.items {
            match item {
                Item::Mod(module) if module.ident == "types" => {
                    let items = module.content.into_iter().flat_map(|(_, items)| items);
                    items.for_each(|item| found.add_type(item));
                }
                Item::Impl(methods) if methods.trait_.is_none() => {
                    methods.items.into_iter().for_each(|item| found.add_method(item));
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn add_type(&mut self, item: Item) {
        let (name, kind) = match item {
            Item::Struct(item) => (
                item.ident,
                match item.fields {
                    Fields::Named(fields) => Kind::Struct(
                        fields
                            .named
                            .into_iter()
                            .filter_map(|field| {
                                let attributes = field.attrs.iter();
                                let serde = attributes.filter(|a| a.path().is_ident("serde"));
                                let optional =
                                    serde.filter_map(|a| a.meta.require_list().ok()).any(|list| {
                                        let text = list.tokens.to_string();
                                        text.contains("default")
                                            || text.contains("skip_serializing_if")
                                    });
                                Some((field.ident?.to_string(), field.ty, optional))
                            })
                            .collect(),
                    ),
                    Fields::Unnamed(fields) => match fields.unnamed.into_iter().next() {
                        Some(field) if matches!(field.vis, syn::Visibility::Public(_)) => {
                            Kind::Open(field.ty)
                        }
                        Some(field) => Kind::Checked(field.ty),
                        None => return,
                    },
                    Fields::Unit => return,
                },
            ),
            Item::Enum(item) => {
                let Some(first) = item.variants.into_iter().next() else { return };
                let inner = first.fields.into_iter().next().map(|field| field.ty);
                (item.ident, Kind::Enum(first.ident.to_string(), inner))
            }
            _ => return,
        };
        self.types.insert(name.to_string(), kind);
    }

    fn add_method(&mut self, item: ImplItem) {
        if let ImplItem::Fn(method) = item
            && method.sig.asyncness.is_some()
        {
            let arguments = method.sig.inputs.into_iter().filter_map(|argument| match argument {
                FnArg::Typed(argument) => Some(*argument.ty),
                FnArg::Receiver(_) => None,
            });
            self.methods.insert(method.sig.ident.to_string(), arguments.collect());
        }
    }

    /// The call of a method, without `.await`.
    pub(super) fn call(&self, method: &str) -> String {
        let arguments = self.methods.get(method).map_or(&[][..], Vec::as_slice);
        let arguments: Vec<String> = arguments.iter().map(|ty| self.value(ty, DEPTH)).collect();
        format!("client.{method}({})", arguments.join(", "))
    }

    fn value(&self, ty: &Type, depth: usize) -> String {
        match ty {
            Type::Reference(reference) => match &*reference.elem {
                Type::Path(path) if path.path.is_ident("str") => "\"placeholder\"".to_owned(),
                Type::Slice(_) => "&[]".to_owned(),
                inner => format!("&{}", self.value(inner, depth)),
            },
            Type::Path(path) => {
                let Some(last) = path.path.segments.last() else { return String::new() };
                let name = last.ident.to_string();
                match (name.as_str(), inner(&last.arguments)) {
                    ("Option", _) => "None".to_owned(),
                    ("Vec", Some(_)) if depth == 0 => "Vec::new()".to_owned(),
                    ("Vec", Some(inner)) => format!("vec![{}]", self.value(inner, depth)),
                    ("String", _) => "\"placeholder\".to_owned()".to_owned(),
                    ("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64", _) => {
                        "1".to_owned()
                    }
                    ("f32" | "f64", _) => "1.0".to_owned(),
                    ("bool", _) => "true".to_owned(),
                    ("NonZeroU64", _) => "std::num::NonZeroU64::MIN".to_owned(),
                    _ => self.named(&name, depth),
                }
            }
            _ => DEFAULT.to_owned(),
        }
    }

    /// A value of a type of the crate.
    fn named(&self, name: &str, depth: usize) -> String {
        match self.types.get(name) {
            Some(Kind::Struct(fields)) => {
                let depth = depth.saturating_sub(1);
                let fields = fields.iter().map(|(field, ty, optional)| match (optional, ty) {
                    (true, Type::Path(path)) if is_collection(path) => {
                        format!("{field}: {DEFAULT}")
                    }
                    _ => format!("{field}: {}", self.value(ty, depth)),
                });
                format!("types::{name} {{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            Some(Kind::Open(inner)) => format!("types::{name}({})", self.value(inner, depth)),
            Some(Kind::Checked(inner)) => {
                format!("types::{name}::try_from({}).unwrap()", self.value(inner, depth))
            }
            Some(Kind::Enum(variant, None)) => format!("types::{name}::{variant}"),
            Some(Kind::Enum(variant, Some(inner))) => {
                format!("types::{name}::{variant}({})", self.value(inner, depth))
            }
            None => DEFAULT.to_owned(),
        }
    }
}

const DEFAULT: &str = "Default::default()";

fn is_collection(path: &syn::TypePath) -> bool {
    let last = path.path.segments.last();
    last.is_some_and(|last| ["Vec", "HashMap", "Map"].contains(&last.ident.to_string().as_str()))
}

/// The first type in angle brackets.
fn inner(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::Placeholders;

    #[test]
    fn fills_in_what_is_mandatory() {
        let code = r#"
            pub mod types {
                pub struct Name(::std::string::String);
                pub enum Mode { Single, Cluster }
                pub struct Create {
                    pub name: Name,
                    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
                    pub port: ::std::option::Option<i64>,
                    #[serde(default)]
                    pub tags: ::std::vec::Vec<Mode>,
                    pub modes: ::std::vec::Vec<Mode>,
                }
            }
            impl Client {
                pub async fn create<'a>(&'a self, id: &'a str, limit: Option<u64>, body: &'a types::Create) {}
            }
        "#;
        assert_eq!(
            Placeholders::read(code).unwrap().call("create"),
            "client.create(\"placeholder\", None, &types::Create { \
             name: types::Name::try_from(\"placeholder\".to_owned()).unwrap(), port: None, \
             tags: Default::default(), modes: vec![types::Mode::Single] })"
        );
    }
}
