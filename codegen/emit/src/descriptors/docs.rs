//! `docs.rs`: what things mean, behind the feature `docs`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::client::samples;
use crate::plan::Plan;

pub(super) fn expand(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let docs = &api.docs;
    let mut groups: Vec<(&str, &str)> =
        api.groups.iter().map(|group| (&*group.id, &*group.summary)).collect();
    groups.retain(|(_, summary)| !summary.is_empty());
    groups.sort_unstable();
    let groups = pairs(groups);
    let operations = pairs(docs.operations());
    let fields = pairs(docs.fields());
    let mut overrides: Vec<_> =
        docs.overrides().map(|(place, text)| (owner_and_name(place), text)).collect();
    overrides.sort_unstable();
    let overrides =
        overrides.into_iter().map(|((owner, name), text)| quote!((#owner, #name, #text)));
    let mut values: Vec<_> =
        docs.values().map(|(place, labels)| (owner_and_name(place), labels)).collect();
    values.sort_unstable();
    let values = values.into_iter().map(|((owner, name), labels)| {
        let labels = pairs(labels.iter().map(|(value, label)| (&**value, &**label)));
        quote!(ValueLabels { owner: #owner, name: #name, labels: #labels })
    });
    let values: Vec<_> = values.collect();
    let labels = (!values.is_empty()).then(|| quote!(, ValueLabels));
    let conditions = pairs(docs.conditions());
    let metrics = pairs(docs.metrics().meanings.iter().map(|(id, text)| (&**id, &**text)));
    let samples = samples(plan);
    let samples = samples.iter().map(|((owner, name), value)| quote!((#owner, #name, #value)));
    quote! {
        //! What things mean, in sentences for people.

        use taurusdb_descriptor_types::{Docs #labels};

        /// What things mean: the texts of help pages and messages.
        pub static DOCS: Docs = Docs {
            groups: #groups,
            operations: #operations,
            fields: #fields,
            overrides: &[#(#overrides),*],
            values: &[#(#values),*],
            conditions: #conditions,
            metrics: #metrics,
            samples: &[#(#samples),*],
        };
    }
}

fn pairs<'t>(entries: impl IntoIterator<Item = (&'t str, &'t str)>) -> TokenStream {
    let entries = entries.into_iter().map(|(key, text)| quote!((#key, #text)));
    quote!(&[#(#entries),*])
}

/// A place such as `instances.rename.name`; a bare name has no owner. Names have no dots.
fn owner_and_name(place: &str) -> (&str, &str) {
    place.rsplit_once('.').unwrap_or(("", place))
}
