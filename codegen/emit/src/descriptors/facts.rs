//! What is stated about a value, as a constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use taurusdb_spec::{CharClass, Condition, Facts, Format, Range, Stage};

use super::catalogue::option;

/// `.facts(…)` of a field or parameter; nothing where nothing is stated.
///
/// Equal facts are written out wherever they are stated, so that a change of one shows there and
/// nowhere else; the compiler keeps one of each.
pub(super) fn method(facts: &Facts) -> Option<TokenStream> {
    (!facts.is_empty()).then(|| {
        let facts = literal(facts);
        quote!(.facts(&#facts))
    })
}

fn literal(facts: &Facts) -> TokenStream {
    let base = match facts.values.as_slice() {
        [] => quote!(Facts::NONE),
        values => quote!(Facts::one_of(&[#(#values),*])),
    };
    let mut entries = Vec::new();
    if let Some(default) = &facts.default {
        entries.push(quote!(default: Some(#default)));
    }
    let numbers = [
        (quote!(minimum), facts.minimum),
        (quote!(maximum), facts.maximum),
        (quote!(multiple_of), facts.multiple_of),
    ];
    entries.extend(numbers.into_iter().filter_map(|(name, number)| {
        let number = Literal::f64_unsuffixed(number?);
        Some(quote!(#name: Some(#number)))
    }));
    let ranges = [(quote!(length), facts.length), (quote!(items), facts.items)];
    entries.extend(ranges.into_iter().filter_map(|(name, range)| {
        let range = self::range(range?);
        Some(quote!(#name: Some(#range)))
    }));
    if !facts.charset.is_empty() {
        let classes = facts.charset.iter().map(class);
        entries.push(quote!(charset: &[#(#classes),*]));
    }
    if let Some(needed) = facts.classes_needed {
        let needed = Literal::u8_unsuffixed(needed);
        entries.push(quote!(classes_needed: Some(#needed)));
    }
    if let Some(pattern) = &facts.pattern {
        entries.push(quote!(pattern: Some(#pattern)));
    }
    if let Some(format) = facts.format {
        let format = self::format(format);
        entries.push(quote!(format: Some(Format::#format)));
    }
    if let Some(unit) = &facts.unit {
        entries.push(quote!(unit: Some(#unit)));
    }
    let conditions = [
        (quote!(required_when), &facts.required_when),
        (quote!(excluded_when), &facts.excluded_when),
    ];
    for (name, conditions) in conditions.into_iter().filter(|(_, list)| !list.is_empty()) {
        let conditions = conditions.iter().map(condition);
        entries.push(quote!(#name: &[#(#conditions),*]));
    }
    if let Some(from) = &facts.value_from {
        let (operation, field) = (&from.operation, option(from.field.as_ref()));
        entries.push(quote!(value_from: Some(ValueFrom { operation: #operation, field: #field })));
    }
    let flags =
        [(quote!(sensitive), facts.sensitive), (quote!(case_insensitive), facts.case_insensitive)];
    entries.extend(flags.into_iter().filter(|(_, set)| *set).map(|(name, _)| quote!(#name: true)));
    if let Some(stage) = facts.stage {
        let stage = self::stage(stage);
        entries.push(quote!(stage: Some(Stage::#stage)));
    }
    if let Some(end) = &facts.deprecated {
        let successor = option(end.successor.as_ref());
        entries.push(quote!(deprecated: Some(ValueDeprecation { successor: #successor })));
    }
    match entries.is_empty() {
        true => base,
        false => quote!(Facts { #(#entries,)* ..#base }),
    }
}

fn range(range: Range) -> TokenStream {
    let (min, max) = (
        option(range.min.map(Literal::u64_unsuffixed)),
        option(range.max.map(Literal::u64_unsuffixed)),
    );
    quote!(Range { min: #min, max: #max })
}

fn class(class: &CharClass) -> TokenStream {
    match class {
        CharClass::Letters => quote!(CharClass::Letters),
        CharClass::Uppercase => quote!(CharClass::Uppercase),
        CharClass::Lowercase => quote!(CharClass::Lowercase),
        CharClass::Digits => quote!(CharClass::Digits),
        CharClass::NonAscii => quote!(CharClass::NonAscii),
        CharClass::Chars(chars) => quote!(CharClass::Chars(#chars)),
    }
}

fn condition(condition: &Condition) -> TokenStream {
    match condition {
        Condition::Equals { field, equals } => {
            quote!(Condition::Equals { field: #field, equals: &[#(#equals),*] })
        }
        Condition::Given { field, given } => {
            quote!(Condition::Given { field: #field, given: #given })
        }
        Condition::Named { when } => quote!(Condition::Named { when: #when }),
    }
}

fn format(format: Format) -> TokenStream {
    match format {
        Format::Uuid => quote!(Uuid),
        Format::DateTime => quote!(DateTime),
        Format::Date => quote!(Date),
        Format::Time => quote!(Time),
        Format::TimeWindow => quote!(TimeWindow),
        Format::TimestampMs => quote!(TimestampMs),
        Format::TimestampS => quote!(TimestampS),
        Format::UtcOffset => quote!(UtcOffset),
        Format::Ip => quote!(Ip),
        Format::Cidr => quote!(Cidr),
        Format::CommaSeparated => quote!(CommaSeparated),
        Format::Url => quote!(Url),
    }
}

pub(super) fn stage(stage: Stage) -> TokenStream {
    match stage {
        Stage::Stable => quote!(Stable),
        Stage::OpenBeta => quote!(OpenBeta),
    }
}
