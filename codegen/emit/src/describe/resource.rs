//! The things that exist, with what operations have of others written out.

use taurusdb_descriptor_types::resources as described;
use taurusdb_spec::Api;
use taurusdb_spec::resources::{
    Beside, Bounds, ErrorAnswer, Errors, FieldPath, Fits, IdShape, Kind, Most, MovedBy, Parent,
    Resource, State, Stated,
};

use super::lent;
use super::place::{input, pairs, path, paths, source};
use super::step::{class, step, view};

/// All of them, in the order of their names.
pub(super) fn all(api: &Api) -> &'static [described::Resource] {
    lent::list(api.resources.resources.iter().map(|(name, known)| resource(api, name, known)))
}

fn resource(api: &Api, name: &str, known: &Resource) -> described::Resource {
    let on = known.on.keys().map(|operation| described::OnOperation {
        operation: lent::text(operation),
        list: lent::list(api.resources.steps(api, name, operation).iter().map(step)),
    });
    let views = known.views.keys().map(|operation| described::OnOperation {
        operation: lent::text(operation),
        list: lent::list(api.resources.views(api, name, operation).iter().map(view)),
    });
    described::Resource {
        name: lent::text(name),
        kind: match known.kind {
            Kind::Entity => described::Kind::Entity,
            Kind::Record => described::Kind::Record,
            Kind::Setting => described::Kind::Setting,
            Kind::Optional => described::Kind::Optional,
        },
        outside: known.outside,
        parent: match &known.parent {
            Parent::Project => described::Parent::Project,
            Parent::Resource(name) => described::Parent::Resource(lent::text(name)),
        },
        id: paths(&known.id),
        id_shape: known.id_shape.as_ref().map(id_shape),
        path_parameter: lent::maybe(known.path_parameter.as_ref()),
        label: known.label.as_ref().map(path),
        lookup: lent::maybe(known.lookup.as_ref()),
        create: lent::texts(&known.create),
        show: lent::texts(&known.show),
        list: lent::texts(&known.list),
        change: lent::texts(&known.change),
        act: lent::texts(&known.act),
        delete: lent::texts(&known.delete),
        state: known.state.as_ref().map(path),
        initial: lent::maybe(known.initial.as_ref()),
        most: lent::list(known.most.iter().map(|most| match most {
            Most::Number(number) => described::Most::Number(*number),
            Most::Stated(one) => stated(one),
        })),
        uses: pairs(&known.uses, path, stated),
        unique: paths(&known.unique),
        expires: known.expires.as_ref().map(|expires| described::Expires {
            since: path(&expires.since),
            after: source(&expires.after),
            seconds: expires.unit,
            only: pairs(&expires.only, path, |values| lent::texts(values)),
        }),
        bounds: lent::list(known.bounds.iter().map(|(at, known)| bounds(at, known))),
        hidden: paths(&known.hidden),
        refs: pairs(&known.refs, path, |resource| lent::text(resource)),
        beside: beside(api, name),
        prepaid: known.prepaid.as_ref().map(|prepaid| described::Prepaid {
            attribute: path(&prepaid.attribute),
            is: lent::text(&prepaid.is),
        }),
        settled: known.settled.as_ref().map(|settled| described::Settled {
            operation: lent::text(&settled.operation),
            none: path(&settled.none),
            fields: pairs(&settled.fields, path, fits),
        }),
        defaults: lent::list(known.defaults.iter().map(|(at, value)| (path(at), source(value)))),
        seeds: lent::list(
            known.seeds.iter().map(|seed| pairs(seed, path, |value| lent::text(value.to_string()))),
        ),
        errors: errors(&known.errors),
        states: lent::list(known.states.iter().map(|(name, known)| state(name, known))),
        on: lent::list(on),
        views: lent::list(views),
    }
}

fn stated(stated: &Stated) -> described::Most {
    described::Most::Stated {
        resource: lent::text(&stated.resource),
        attribute: path(&stated.attribute),
    }
}

fn bounds(attribute: &FieldPath, bounds: &Bounds) -> described::Bounds {
    let Bounds { range, kind, fixed, entries } = bounds;
    described::Bounds {
        attribute: path(attribute),
        range: range.as_ref().map(path),
        kind: kind.as_ref().map(path),
        fixed: fixed.as_ref().map(path),
        entries: lent::maybe(entries.as_ref()),
    }
}

fn beside(api: &Api, name: &str) -> &'static [described::OnOperation<described::Beside>] {
    lent::list(api.resources.operations.keys().filter_map(|operation| {
        let pairs = api.resources.beside(api, name, operation);
        let pair = |pair: &Beside| described::Beside {
            input: input(&pair.input),
            of: input(&pair.of),
            by: pair.by.as_ref().map(path),
        };
        (!pairs.is_empty()).then(|| described::OnOperation {
            operation: lent::text(operation),
            list: lent::list(pairs.iter().map(pair)),
        })
    }))
}

pub(super) fn id_shape(shape: &IdShape) -> described::IdShape {
    match shape {
        IdShape::Uuid36 => described::IdShape::Uuid36,
        IdShape::Uuid32(suffix) => described::IdShape::Uuid32(lent::maybe(suffix.as_ref())),
        IdShape::Name => described::IdShape::Name,
    }
}

pub(super) fn error_answer(answer: &ErrorAnswer) -> described::ErrorAnswer {
    described::ErrorAnswer { code: lent::text(&answer.code), status: answer.status }
}

fn errors(errors: &Errors) -> described::Errors {
    let answer = |answer: &Option<ErrorAnswer>| answer.as_ref().map(error_answer);
    described::Errors {
        missing: answer(&errors.missing),
        exists: answer(&errors.exists),
        busy: answer(&errors.busy),
        state: answer(&errors.state),
        quota: answer(&errors.quota),
        used: answer(&errors.used),
        value: answer(&errors.value),
    }
}

fn fits(fits: &Fits) -> described::Fits {
    match fits {
        Fits::Attribute(attribute) => described::Fits::Attribute(path(attribute)),
        Fits::OneOf(values) => described::Fits::OneOf(lent::texts(values)),
    }
}

fn state(name: &str, state: &State) -> described::State {
    described::State {
        name: lent::text(name),
        class: class(state.class),
        words: pairs(&state.words, |name| lent::text(name), |word| lent::text(word)),
        by: state.by.map(|by| match by {
            MovedBy::Service => described::MovedBy::Service,
        }),
    }
}
