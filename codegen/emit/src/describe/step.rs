//! What calls do to records, and where records show.

use taurusdb_descriptor_types::resources as described;
use taurusdb_spec::resources::{
    Allowed, Class, Does, Filter, Match, MatchKey, Moment, Presence, Step, View,
};

use super::lent;
use super::place::{input, pairs, path, paths, reading, source};

pub(super) fn step(step: &Step) -> described::Step {
    let Step {
        does,
        when,
        each,
        times,
        parent,
        matches,
        refuse_if,
        from,
        copies,
        sets,
        ends,
        at,
        via,
        to,
        then,
        fail,
    } = step;
    described::Step {
        does: match does {
            Does::Create => described::Does::Create,
            Does::Change => described::Does::Change,
            Does::Put => described::Does::Put,
            Does::Delete => described::Does::Delete,
        },
        when: pairs(when, input, |values| lent::list(values.iter().map(presence))),
        each: lent::list(each.iter().map(input)),
        times: times.as_ref().map(source),
        parent: parent.as_ref().map(source),
        matches: pairs(matches, match_key, source),
        refuse_if: pairs(refuse_if, path, |values| lent::texts(values)),
        from: lent::list(from.iter().map(allowed)),
        copies: paths(copies),
        sets: pairs(sets, path, source),
        ends: pairs(ends, path, source),
        at: at.map(|at| match at {
            Moment::Start => described::Moment::Start,
            Moment::End => described::Moment::End,
        }),
        via: lent::maybe(via.as_ref()),
        to: lent::maybe(to.as_ref()),
        then: lent::texts(then),
        fail: lent::maybe(fail.as_ref()),
    }
}

pub(super) fn view(view: &View) -> described::View {
    let View { at, within, joined, group, only, fields, filters } = view;
    described::View {
        at: path(at),
        within: lent::maybe(within.as_ref()),
        joined: pairs(joined, path, path),
        group: pairs(group, path, path),
        only: pairs(only, reading, |values| lent::texts(values)),
        fields: pairs(fields, path, source),
        filters: pairs(filters, input, filter),
    }
}

fn filter(filter: &Filter) -> described::Filter {
    described::Filter {
        attribute: filter.attribute.as_ref().map(reading),
        matches: match filter.matches {
            Match::Equals => described::Match::Equals,
            Match::Contains => described::Match::Contains,
            Match::Star => described::Match::Star,
            Match::From => described::Match::From,
            Match::Until => described::Match::Until,
            Match::OneOf => described::Match::OneOf,
            Match::Tags => described::Match::Tags,
        },
        all: lent::maybe(filter.all.as_ref()),
    }
}

fn presence(presence: &Presence) -> described::Presence {
    match presence {
        Presence::Given => described::Presence::Given,
        Presence::Absent => described::Presence::Absent,
        Presence::Value(value) => described::Presence::Value(lent::text(value)),
    }
}

fn allowed(allowed: &Allowed) -> described::Allowed {
    match allowed {
        Allowed::State(state) => described::Allowed::State(lent::text(state)),
        Allowed::Class(of) => described::Allowed::Class(class(*of)),
    }
}

pub(super) fn class(class: Class) -> described::Class {
    match class {
        Class::Changing => described::Class::Changing,
        Class::Ready => described::Class::Ready,
        Class::Failed => described::Class::Failed,
        Class::Blocked => described::Class::Blocked,
        Class::Gone => described::Class::Gone,
    }
}

fn match_key(key: &MatchKey) -> described::MatchKey {
    match key {
        MatchKey::Parent => described::MatchKey::Parent,
        MatchKey::Value(value) => described::MatchKey::Value(reading(value)),
    }
}
