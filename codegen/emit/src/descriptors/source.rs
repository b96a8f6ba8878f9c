//! Paths, inputs and sources of the resource model as constants.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use taurusdb_spec::resources::{
    Allowed, Class, End, FieldPath, Hop, Input, MatchKey, Presence, Reading, Source,
};

use super::catalogue::option;

/// A list of what `code` makes of each item.
pub(super) fn list<T>(items: &[T], code: impl Fn(&T) -> TokenStream) -> TokenStream {
    let items = items.iter().map(code);
    quote!(&[#(#items),*])
}

pub(super) fn texts(texts: &[String]) -> TokenStream {
    quote!(&[#(#texts),*])
}

/// A map as a list of pairs.
pub(super) fn map<K, V>(
    map: &BTreeMap<K, V>,
    key: impl Fn(&K) -> TokenStream,
    value: impl Fn(&V) -> TokenStream,
) -> TokenStream {
    let pairs = map.iter().map(|(k, v)| {
        let (k, v) = (key(k), value(v));
        quote!((#k, #v))
    });
    quote!(&[#(#pairs),*])
}

pub(super) fn path(path: &FieldPath) -> TokenStream {
    let text = path.to_string();
    quote!(FieldPath(#text))
}

pub(super) fn input(input: &Input) -> TokenStream {
    match input {
        Input::Path(name) => quote!(Input::Path(#name)),
        Input::Query(name) => quote!(Input::Query(#name)),
        Input::Body(place) => {
            let place = path(place);
            quote!(Input::Body(#place))
        }
    }
}

pub(super) fn source(source: &Source) -> TokenStream {
    let lent = |inner: &Source| {
        let inner = self::source(inner);
        quote!(&#inner)
    };
    match source {
        Source::Read(reading) => {
            let reading = self::reading(reading);
            quote!(Source::Read(#reading))
        }
        Source::Text(text) => quote!(Source::Text(#text)),
        Source::Word(word) => {
            let word = format_ident!("{}", format!("{word:?}"));
            quote!(Source::Word(Word::#word))
        }
        Source::First { from, default, map: translations } => {
            let (from, default) = (lent(from), option(default.as_ref().map(|inner| lent(inner))));
            let translations = map(translations, |from| quote!(#from), |to| quote!(#to));
            quote!(Source::First { from: #from, default: #default, map: #translations })
        }
        Source::Join { parts, with } => {
            let parts = list(parts, self::source);
            quote!(Source::Join { parts: #parts, with: #with })
        }
        Source::Entry { of, key } => {
            let (of, key) = (lent(of), lent(key));
            quote!(Source::Entry { of: #of, key: #key })
        }
    }
}

pub(super) fn reading(reading: &Reading) -> TokenStream {
    if reading.through.is_empty() {
        match &reading.end {
            End::Attribute(attribute) => {
                let attribute = attribute.to_string();
                return quote!(Reading::attribute(#attribute));
            }
            End::Input(Input::Body(place)) => {
                let place = place.to_string();
                return quote!(Reading::body(#place));
            }
            _ => {}
        }
    }
    let through = list(&reading.through, |hop| match hop {
        Hop::Input(from) => {
            let from = input(from);
            quote!(Hop::Input(#from))
        }
        Hop::Attribute(attribute) => {
            let attribute = path(attribute);
            quote!(Hop::Attribute(#attribute))
        }
        Hop::Parent => quote!(Hop::Parent),
    });
    let end = match &reading.end {
        End::Input(from) => {
            let from = input(from);
            quote!(Input(#from))
        }
        End::Attribute(attribute) => {
            let attribute = path(attribute);
            quote!(Attribute(#attribute))
        }
        End::Under { resource, attribute } => {
            let attribute = path(attribute);
            quote!(Under { resource: #resource, attribute: #attribute })
        }
        End::All { resource, attribute } => {
            let attribute = path(attribute);
            quote!(All { resource: #resource, attribute: #attribute })
        }
        End::Count(resource) => quote!(Count(#resource)),
        End::Left(resource) => quote!(Left(#resource)),
        End::Made(resource) => quote!(Made(#resource)),
        End::Touched { resource, attribute } => {
            let attribute = path(attribute);
            quote!(Touched { resource: #resource, attribute: #attribute })
        }
        End::State(vocabulary) => quote!(State(#vocabulary)),
    };
    match reading.through.is_empty() {
        true => quote!(Reading::of(End::#end)),
        false => quote!(Reading { through: #through, end: End::#end }),
    }
}

pub(super) fn presence(presence: &Presence) -> TokenStream {
    match presence {
        Presence::Given => quote!(Presence::Given),
        Presence::Absent => quote!(Presence::Absent),
        Presence::Value(value) => quote!(Presence::Value(#value)),
    }
}

pub(super) fn class(class: Class) -> TokenStream {
    let name = format_ident!("{}", format!("{class:?}"));
    quote!(Class::#name)
}

pub(super) fn allowed(allowed: &Allowed) -> TokenStream {
    match allowed {
        Allowed::State(state) => quote!(Allowed::State(#state)),
        Allowed::Class(of) => {
            let of = class(*of);
            quote!(Allowed::Class(#of))
        }
    }
}

pub(super) fn match_key(key: &MatchKey) -> TokenStream {
    match key {
        MatchKey::Parent => quote!(MatchKey::Parent),
        MatchKey::Value(value) => {
            let value = reading(value);
            quote!(MatchKey::Value(#value))
        }
    }
}
