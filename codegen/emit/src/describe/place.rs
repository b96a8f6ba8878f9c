//! Paths, inputs and sources of the resource model.

use std::collections::BTreeMap;

use taurusdb_descriptor_types::resources as described;
use taurusdb_spec::resources::{End, FieldPath, Hop, Input, Reading, Source, Word};

use super::lent;

pub(super) fn path(path: &FieldPath) -> described::FieldPath {
    described::FieldPath(lent::text(path.to_string()))
}

pub(super) fn paths(all: &[FieldPath]) -> &'static [described::FieldPath] {
    lent::list(all.iter().map(path))
}

/// A map as a list of pairs.
pub(super) fn pairs<K, V, A, B>(
    map: &BTreeMap<K, V>,
    key: impl Fn(&K) -> A,
    value: impl Fn(&V) -> B,
) -> &'static [(A, B)] {
    lent::list(map.iter().map(|(k, v)| (key(k), value(v))))
}

pub(super) fn input(input: &Input) -> described::Input {
    match input {
        Input::Path(name) => described::Input::Path(lent::text(name)),
        Input::Query(name) => described::Input::Query(lent::text(name)),
        Input::Body(place) => described::Input::Body(path(place)),
    }
}

pub(super) fn source(source: &Source) -> described::Source {
    let inner = |inner: &Source| lent::value(self::source(inner));
    match source {
        Source::Read(reading) => described::Source::Read(self::reading(reading)),
        Source::Text(text) => described::Source::Text(lent::text(text)),
        Source::Word(word) => described::Source::Word(self::word(*word)),
        Source::First { from, default, map } => described::Source::First {
            from: inner(from),
            default: default.as_ref().map(|default| inner(default)),
            map: pairs(map, |from| lent::text(from), |to| lent::text(to)),
        },
        Source::Join { parts, with } => described::Source::Join {
            parts: lent::list(parts.iter().map(self::source)),
            with: lent::text(with),
        },
        Source::Entry { of, key } => described::Source::Entry { of: inner(of), key: inner(key) },
    }
}

pub(super) fn reading(reading: &Reading) -> described::Reading {
    let through = lent::list(reading.through.iter().map(|hop| match hop {
        Hop::Input(from) => described::Hop::Input(input(from)),
        Hop::Attribute(attribute) => described::Hop::Attribute(path(attribute)),
        Hop::Parent => described::Hop::Parent,
    }));
    let end = match &reading.end {
        End::Input(from) => described::End::Input(input(from)),
        End::Attribute(attribute) => described::End::Attribute(path(attribute)),
        End::Under { resource, attribute } => {
            described::End::Under { resource: lent::text(resource), attribute: path(attribute) }
        }
        End::All { resource, attribute } => {
            described::End::All { resource: lent::text(resource), attribute: path(attribute) }
        }
        End::Count(resource) => described::End::Count(lent::text(resource)),
        End::Left(resource) => described::End::Left(lent::text(resource)),
        End::Made(resource) => described::End::Made(lent::text(resource)),
        End::Touched { resource, attribute } => {
            described::End::Touched { resource: lent::text(resource), attribute: path(attribute) }
        }
        End::State(vocabulary) => described::End::State(lent::text(vocabulary)),
    };
    described::Reading { through, end }
}

fn word(word: Word) -> described::Word {
    match word {
        Word::Now => described::Word::Now,
        Word::New => described::Word::New,
        Word::Null => described::Word::Null,
        Word::Task => described::Word::Task,
        Word::Order => described::Word::Order,
        Word::Key => described::Word::Key,
        Word::Ordinal => described::Word::Ordinal,
        Word::Only => described::Word::Only,
    }
}
