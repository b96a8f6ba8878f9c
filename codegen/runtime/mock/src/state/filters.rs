//! Which records a list shows: those that fit what the request asks for.

use taurusdb_descriptor_types::resources::{Filter, Match};

use super::ask::Place;
use super::datum::{Datum, Plain, plain, text};
use super::recipe::Way;
use super::record::Record;
use super::scene::{At, Scene};
use super::sort::Sort;
use super::times::{self, Span};
use super::views::Choice;

/// The filters of a view that a request uses.
pub(crate) struct Filters<'f> {
    used: Vec<(&'static Filter, Option<&'f Way>, Wanted)>,
    scene: &'f Scene<'f>,
    sort: Sort,
}

enum Wanted {
    Text(String),
    Moment(i64),
    OneOf(Vec<String>),
    Tags(Vec<(String, Option<String>)>),
}

impl<'f> Filters<'f> {
    pub(crate) fn new(scene: &'f Scene<'f>, sort: Sort, choice: &'f Choice) -> Self {
        let used = choice.filters.iter().filter_map(|(inlet, filter, way)| {
            let value = scene.ask.take(inlet, &Place::default())?;
            let sent = text(&value);
            if filter.all.is_some_and(|all| all == sent) {
                return None;
            }
            Some((*filter, way.as_ref(), wanted(filter, &value, sent)?))
        });
        Self { used: used.collect(), scene, sort }
    }

    /// Whether all records are shown.
    pub(crate) fn are_none(&self) -> bool {
        self.used.is_empty()
    }

    pub(crate) fn span(&self) -> Span {
        let of = |which: Match| {
            let mut found = self.used.iter().filter(|(filter, _, _)| filter.matches == which);
            found.find_map(|(_, _, wanted)| match wanted {
                Wanted::Moment(moment) => Some(*moment),
                _ => None,
            })
        };
        (of(Match::From), of(Match::Until))
    }

    pub(crate) fn fit(&self, record: &Record) -> bool {
        self.used.iter().all(|(filter, way, wanted)| self.fits(record, filter, *way, wanted))
    }

    fn fits(&self, record: &Record, filter: &Filter, way: Option<&Way>, wanted: &Wanted) -> bool {
        if let Wanted::Tags(pairs) = wanted {
            return self.has_tags(record, pairs);
        }
        let place = Place::default();
        let at = At { record: Some(record), sort: self.sort, place: &place };
        let Some(value) = way.and_then(|way| self.scene.read(way, at)) else {
            return false;
        };
        match value.items() {
            Some(items) => {
                items.iter().any(|item| compare(item, || times::of(item), filter.matches, wanted))
            }
            None => compare(&*value, || value.moment(), filter.matches, wanted),
        }
    }

    /// Whether the record has all these pairs: those of the resource under it that has a key and a value.
    fn has_tags(&self, record: &Record, pairs: &[(String, Option<String>)]) -> bool {
        let model = &self.scene.world.model;
        let mut tags = Vec::new();
        for sort in &model.sort(record.sort).children {
            if model.sort(*sort).key() == Some("key") {
                tags.extend(self.scene.children(record, *sort));
            }
        }
        pairs.iter().all(|(key, value)| {
            tags.iter().any(|tag| {
                let is = |name: &str, wanted: &str| {
                    tag.get(name).is_some_and(|own| plain(own) == wanted)
                };
                is("key", key) && value.as_ref().is_none_or(|value| is("value", value))
            })
        })
    }
}

fn wanted(filter: &Filter, value: &Datum, sent: String) -> Option<Wanted> {
    Some(match filter.matches {
        Match::From | Match::Until => Wanted::Moment(value.moment()?),
        Match::OneOf => {
            let all = match value.items() {
                Some(items) => items.iter().map(text).collect(),
                None => sent.split(',').map(|one| one.trim().to_owned()).collect(),
            };
            Wanted::OneOf(all)
        }
        Match::Tags => Wanted::Tags(
            sent.split(',')
                .filter(|pair| !pair.is_empty())
                .map(|pair| match pair.split_once(':') {
                    Some((key, value)) => (key.trim().to_owned(), Some(value.trim().to_owned())),
                    None => (pair.trim().to_owned(), None),
                })
                .collect(),
        ),
        Match::Equals | Match::Contains | Match::Star => Wanted::Text(sent),
    })
}

fn compare(
    value: &impl Plain,
    own: impl FnOnce() -> Option<i64>,
    how: Match,
    wanted: &Wanted,
) -> bool {
    match wanted {
        Wanted::Moment(moment) => match (own(), how) {
            (Some(own), Match::From) => own >= *moment,
            (Some(own), _) => own <= *moment,
            (None, _) => false,
        },
        Wanted::OneOf(all) => {
            let own = plain(value);
            all.iter().any(|one| *one == own)
        }
        Wanted::Text(wanted) => {
            let own = plain(value);
            match how {
                Match::Contains => own.contains(wanted.as_str()),
                Match::Star => match wanted.strip_prefix('*') {
                    Some(part) => own.contains(part),
                    None => own == *wanted,
                },
                _ => own.eq_ignore_ascii_case(wanted),
            }
        }
        Wanted::Tags(_) => false,
    }
}
