//! `resources.rs`: the resource model, with what operations have of others written out.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use taurusdb_spec::Api;
use taurusdb_spec::resources::{
    Bounds, ErrorAnswer, Errors, Expires, FieldPath, Filter, Fits, IdShape, Most, Parent, Resource,
    State, Stated, Step, View,
};

use super::catalogue::option;
use super::source::{
    self, allowed, class, input, list, map, match_key, path, presence, reading, texts,
};
use super::uses;

pub(super) fn expand(api: &Api) -> TokenStream {
    let resources = api.resources.resources.iter().map(|(name, known)| resource(api, name, known));
    let resources: Vec<_> = resources.collect();
    let count = resources.len();
    let body = quote! {
        /// The things that exist, in the order of their names.
        pub static RESOURCES: [Resource; #count] = [#(#resources),*];
    };
    let uses = uses::lines(&body);
    quote! {
        //! The service seen as things that exist.

        #uses

        #body
    }
}

/// A variant of an enum whose variants are words: `Kind::Entity`.
fn variant(of: &str, value: impl std::fmt::Debug) -> TokenStream {
    let (of, name) = (format_ident!("{of}"), format_ident!("{}", format!("{value:?}")));
    quote!(#of::#name)
}

/// A constant that states what differs from another one.
pub(super) struct Differs {
    name: TokenStream,
    base: TokenStream,
    fields: Vec<TokenStream>,
    /// How many fields are as in the base.
    same: usize,
}

impl Differs {
    /// A value of the type `name`, but for what is [set](Self::set) the same as `base`.
    pub(super) fn from(name: TokenStream, base: TokenStream) -> Self {
        Self { name, base, fields: Vec::new(), same: 0 }
    }

    /// States a field, unless its value is that of nothing.
    pub(super) fn set(mut self, field: &str, value: TokenStream) -> Self {
        let is_nothing = ["None", "& []", "false"].contains(&value.to_string().as_str());
        if is_nothing {
            self.same += 1;
        } else {
            let field = format_ident!("{field}");
            self.fields.push(quote!(#field: #value));
        }
        self
    }

    pub(super) fn code(self) -> TokenStream {
        let Self { name, base, fields, .. } = self;
        match fields.is_empty() {
            true => base,
            false => quote!(#name { #(#fields,)* ..#base }),
        }
    }

    /// The same where each field of the type has been set: nothing is left for the base if all of them differ.
    fn code_of_all(self) -> TokenStream {
        match self.same {
            0 => {
                let Self { name, fields, .. } = self;
                quote!(#name { #(#fields,)* })
            }
            _ => self.code(),
        }
    }
}

fn resource(api: &Api, name: &str, known: &Resource) -> TokenStream {
    let parent = match &known.parent {
        // What a resource lies under unless it is stated.
        Parent::Project => quote!(None),
        Parent::Resource(name) => quote!(Parent::Resource(#name)),
    };
    let prepaid = known.prepaid.as_ref().map(|prepaid| {
        let (attribute, is) = (path(&prepaid.attribute), &prepaid.is);
        quote!(Prepaid { attribute: #attribute, is: #is })
    });
    let settled = known.settled.as_ref().map(|settled| {
        let (operation, none) = (&settled.operation, path(&settled.none));
        let fields = map(&settled.fields, path, fits);
        quote!(Settled { operation: #operation, none: #none, fields: #fields })
    });
    let defaults = known.defaults.iter().map(|(attribute, value)| {
        let (attribute, value) = (path(attribute), source::source(value));
        quote!((#attribute, #value))
    });
    let seeds = known.seeds.iter().map(|seed| {
        map(seed, path, |value| {
            let text = value.to_string();
            quote!(#text)
        })
    });
    let on = known.on.keys().map(|operation| {
        let steps = api.resources.steps(api, name, operation);
        let steps = list(&steps, step);
        quote!(OnOperation { operation: #operation, list: #steps })
    });
    let views = known.views.keys().map(|operation| {
        let views = api.resources.views(api, name, operation);
        let views = list(&views, view);
        quote!(OnOperation { operation: #operation, list: #views })
    });
    let states = known.states.iter().map(|(name, known)| state(name, known));
    let bounds = known.bounds.iter().map(|(attribute, known)| bounds(attribute, known));
    let outside = known.outside;
    let kind = variant("Kind", known.kind);
    Differs::from(quote!(Resource), quote!(Resource::new(#name, #kind)))
        .set("outside", quote!(#outside))
        .set("parent", parent)
        .set("id", list(&known.id, path))
        .set("id_shape", option(known.id_shape.as_ref().map(id_shape)))
        .set("path_parameter", option(known.path_parameter.as_ref()))
        .set("label", option(known.label.as_ref().map(path)))
        .set("lookup", option(known.lookup.as_ref()))
        .set("create", texts(&known.create))
        .set("show", texts(&known.show))
        .set("list", texts(&known.list))
        .set("change", texts(&known.change))
        .set("act", texts(&known.act))
        .set("delete", texts(&known.delete))
        .set("state", option(known.state.as_ref().map(path)))
        .set("initial", option(known.initial.as_ref()))
        .set("most", list(&known.most, most))
        .set("uses", map(&known.uses, path, stated))
        .set("unique", list(&known.unique, path))
        .set("expires", option(known.expires.as_ref().map(expires)))
        .set("bounds", quote!(&[#(#bounds),*]))
        .set("hidden", list(&known.hidden, path))
        .set("refs", map(&known.refs, path, |resource| quote!(#resource)))
        .set("beside", beside(api, name))
        .set("prepaid", option(prepaid))
        .set("settled", option(settled))
        .set("defaults", quote!(&[#(#defaults),*]))
        .set("seeds", quote!(&[#(#seeds),*]))
        .set(
            "errors",
            match known.errors == Errors::default() {
                true => quote!(None),
                false => errors(&known.errors),
            },
        )
        .set("states", quote!(&[#(#states),*]))
        .set("on", quote!(&[#(#on),*]))
        .set("views", quote!(&[#(#views),*]))
        .code()
}

fn expires(expires: &Expires) -> TokenStream {
    let (since, after) = (path(&expires.since), source::source(&expires.after));
    let seconds = Literal::u32_unsuffixed(expires.unit);
    let only = map(&expires.only, path, |values| texts(values));
    quote!(Expires { since: #since, after: #after, seconds: #seconds, only: #only })
}

fn bounds(attribute: &FieldPath, bounds: &Bounds) -> TokenStream {
    let said = |path: &Option<FieldPath>| option(path.as_ref().map(self::path));
    let (attribute, entries) = (path(attribute), option(bounds.entries.as_ref()));
    let (range, kind, fixed) = (said(&bounds.range), said(&bounds.kind), said(&bounds.fixed));
    quote!(Bounds {
        attribute: #attribute,
        range: #range,
        kind: #kind,
        fixed: #fixed,
        entries: #entries,
    })
}

/// The operations that take an id of the resource beside that of what it belongs to.
fn beside(api: &Api, name: &str) -> TokenStream {
    let all = api.resources.operations.keys().filter_map(|operation| {
        let pairs = api.resources.beside(api, name, operation);
        let pairs = (!pairs.is_empty()).then(|| {
            list(&pairs, |pair| {
                let (own, of) = (input(&pair.input), input(&pair.of));
                let by = option(pair.by.as_ref().map(path));
                quote!(Beside { input: #own, of: #of, by: #by })
            })
        })?;
        Some(quote!(OnOperation { operation: #operation, list: #pairs }))
    });
    quote!(&[#(#all),*])
}

fn most(most: &Most) -> TokenStream {
    match most {
        Most::Number(number) => {
            let number = Literal::u32_unsuffixed(*number);
            quote!(Most::Number(#number))
        }
        Most::Stated(one) => stated(one),
    }
}

fn stated(stated: &Stated) -> TokenStream {
    let (resource, attribute) = (&stated.resource, path(&stated.attribute));
    quote!(Most::Stated { resource: #resource, attribute: #attribute })
}

pub(super) fn id_shape(shape: &IdShape) -> TokenStream {
    match shape {
        IdShape::Uuid36 => quote!(IdShape::Uuid36),
        IdShape::Uuid32(suffix) => {
            let suffix = option(suffix.as_ref());
            quote!(IdShape::Uuid32(#suffix))
        }
        IdShape::Name => quote!(IdShape::Name),
    }
}

pub(super) fn error_answer(answer: &ErrorAnswer) -> TokenStream {
    let (code, status) = (&answer.code, option(answer.status.map(Literal::u16_unsuffixed)));
    quote!(ErrorAnswer { code: #code, status: #status })
}

fn errors(errors: &Errors) -> TokenStream {
    let answer = |answer: &Option<ErrorAnswer>| option(answer.as_ref().map(error_answer));
    Differs::from(quote!(Errors), quote!(Errors::NONE))
        .set("missing", answer(&errors.missing))
        .set("exists", answer(&errors.exists))
        .set("busy", answer(&errors.busy))
        .set("state", answer(&errors.state))
        .set("quota", answer(&errors.quota))
        .set("used", answer(&errors.used))
        .set("value", answer(&errors.value))
        .code_of_all()
}

fn fits(fits: &Fits) -> TokenStream {
    match fits {
        Fits::Attribute(attribute) => {
            let attribute = path(attribute);
            quote!(Fits::Attribute(#attribute))
        }
        Fits::OneOf(values) => {
            let values = texts(values);
            quote!(Fits::OneOf(#values))
        }
    }
}

fn state(name: &str, state: &State) -> TokenStream {
    let (class, words) = (class(state.class), words(&state.words));
    let by = option(state.by.map(|by| variant("MovedBy", by)));
    quote!(State { name: #name, class: #class, words: #words, by: #by })
}

fn words(words: &BTreeMap<String, String>) -> TokenStream {
    map(words, |name| quote!(#name), |word| quote!(#word))
}

fn step(step: &Step) -> TokenStream {
    let presences = |values: &Vec<_>| list(values, presence);
    let sets = |sets: &BTreeMap<FieldPath, _>| map(sets, path, source::source);
    let does = variant("Does", step.does);
    Differs::from(quote!(Step), quote!(Step::new(#does)))
        .set("when", map(&step.when, input, presences))
        .set("each", list(&step.each, input))
        .set("times", option(step.times.as_ref().map(source::source)))
        .set("parent", option(step.parent.as_ref().map(source::source)))
        .set("matches", map(&step.matches, match_key, source::source))
        .set("refuse_if", map(&step.refuse_if, path, |values| texts(values)))
        .set("from", list(&step.from, allowed))
        .set("copies", list(&step.copies, path))
        .set("sets", sets(&step.sets))
        .set("ends", sets(&step.ends))
        .set("at", option(step.at.map(|at| variant("Moment", at))))
        .set("via", option(step.via.as_ref()))
        .set("to", option(step.to.as_ref()))
        .set("then", texts(&step.then))
        .set("fail", option(step.fail.as_ref()))
        .code()
}

fn view(view: &View) -> TokenStream {
    let at = path(&view.at);
    Differs::from(quote!(View), quote!(View::new(#at)))
        .set("within", option(view.within.as_ref()))
        .set("joined", map(&view.joined, path, path))
        .set("group", map(&view.group, path, path))
        .set("only", map(&view.only, reading, |values| texts(values)))
        .set("fields", map(&view.fields, path, source::source))
        .set("filters", map(&view.filters, input, filter))
        .code()
}

fn filter(filter: &Filter) -> TokenStream {
    let attribute = option(filter.attribute.as_ref().map(reading));
    let (matches, all) = (variant("Match", filter.matches), option(filter.all.as_ref()));
    quote!(Filter { attribute: #attribute, matches: #matches, all: #all })
}
