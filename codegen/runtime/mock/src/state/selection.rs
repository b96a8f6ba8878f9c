//! Which records an answer shows at its places.

use std::collections::HashMap;
use std::sync::Arc;

use smallvec::SmallVec;
use taurusdb_descriptor_types::resources::{PagingStyle, View};

use super::ask::Place;
use super::datum::{Datum, plain, text};
use super::filters::Filters;
use super::paging::Page;
use super::record::{Record, Shared};
use super::scene::{At, Scene};
use super::sort::Sort;
use super::views::Choice;
use crate::refusal::Refusal;

/// An answer in the making.
pub(crate) struct Render<'r> {
    pub(crate) scene: &'r Scene<'r>,
    pub(crate) written: &'r [Shared],
    /// The record that each view shows at the place at hand.
    pub(crate) shown: SmallVec<[Option<Shared>; 2]>,
    /// The value of the group around, by view.
    pub(crate) groups: HashMap<usize, Datum>,
    /// The number of items on all pages.
    pub(crate) total: Option<usize>,
    /// A thing that there is not: then nothing is answered.
    pub(crate) missing: Option<Sort>,
    /// Something that the answer cannot repeat: nothing is answered then, either.
    pub(crate) refused: Option<Refusal>,
}

impl<'r> Render<'r> {
    pub(crate) fn view(&self, index: usize) -> (Sort, &'static View) {
        self.scene.world.model.operation(self.scene.ask.index).views[index]
    }

    fn choice(&self, index: usize) -> &'r Choice {
        &self.scene.world.model.operation(self.scene.ask.index).choices[index]
    }

    /// The one record that a view shows.
    pub(crate) fn one(&self, index: usize) -> Option<Shared> {
        let (sort, view) = self.view(index);
        if view.within.is_some() {
            return self.inner(index).into_iter().next();
        }
        if let Some(written) = self.written.iter().rev().find(|record| record.sort == sort) {
            return Some(Arc::clone(written));
        }
        let named = self.scene.named_of(sort);
        if let Some(seq) = named.last() {
            return self.scene.world.store.get(*seq).cloned();
        }
        // The only one under what the request names: a setting, or the like. Of several, the oldest.
        let place = self.scene.places_of(sort);
        let parent = self.scene.record(*place.first()?)?;
        self.scene.child(parent, sort)
    }

    /// The records that a view shows inside the record of another view.
    pub(crate) fn inner(&self, index: usize) -> Vec<Shared> {
        let (sort, view) = self.view(index);
        let Some(within) = view.within.and_then(|name| self.scene.world.model.named(name)) else {
            return Vec::new();
        };
        let around = self.shown.iter().flatten().find(|record| record.sort == within);
        let Some(around) = around else { return Vec::new() };
        let mut found = if view.joined.is_empty() {
            self.scene.children(around, sort)
        } else {
            let parent = self.scene.world.model.sort(sort).parent;
            let above = parent.and_then(|parent| self.scene.nearest(around, parent));
            above.map(|above| self.scene.children(above, sort)).unwrap_or_default()
        };
        found.retain(|record| {
            view.joined.iter().all(|(own, other)| {
                let own = self.scene.attribute(record, own.0);
                let other = self.scene.attribute(around, other.0);
                own.as_deref().map(plain) == other.as_deref().map(plain)
            })
        });
        found.retain(|record| self.is_shown(index, record));
        found
    }

    /// Whether a view is for records like this one, and for the group at hand.
    pub(crate) fn is_shown(&self, index: usize, record: &Record) -> bool {
        let (sort, _) = self.view(index);
        let place = Place::default();
        let at = At { record: Some(record), sort, place: &place };
        self.choice(index).only.iter().all(|(way, values)| {
            let own = self.scene.read(way, at);
            let own = own.as_deref().map(plain);
            own.is_some_and(|own| values.contains(&&*own))
        })
    }

    /// All records that a list is about, as far as the request asks for them.
    pub(crate) fn asked(&mut self, index: usize, is_paged: bool) -> Vec<Shared> {
        let (sort, view) = self.view(index);
        let world = self.scene.world;
        let operation = world.model.operation(self.scene.ask.index);
        if view.within.is_some() {
            return self.inner(index);
        }
        if operation.writes() {
            let own = self.written.iter().filter(|record| record.sort == sort);
            let own: Vec<_> = own.cloned().collect();
            if is_paged {
                self.total = Some(own.len());
            }
            return own;
        }
        let named = self.scene.named_of(sort);
        let filters = Filters::new(self.scene, sort, self.choice(index));
        let places = self.scene.places_of(sort);
        let entry = world.model.sort(sort);
        let page = if is_paged { Page::of(operation.operation, self.scene.ask) } else { Page::All };
        // Most lists are read in pages, without filters: then nothing but the page is looked at.
        if let [place] = places.as_slice()
            && filters.are_none()
            && view.only.is_empty()
            && named.is_empty()
            && !entry.is_virtual()
            && matches!(page, Page::Part { .. })
        {
            let all = world.store.children(*place, sort);
            self.total = Some(all.len());
            let part = &all[page.range(all.len())];
            return part.iter().filter_map(|seq| world.store.get(*seq).cloned()).collect();
        }
        let mut found: Vec<Shared> = if named.is_empty() {
            let parents = places.iter().filter_map(|seq| self.scene.record(*seq));
            parents
                .flat_map(|parent| {
                    let kept = world.store.children(parent.seq, sort).is_empty();
                    if entry.is_generated && kept {
                        self.scene.rows(parent, sort, Some(filters.span()))
                    } else {
                        self.scene.children(parent, sort)
                    }
                })
                .collect()
        } else {
            named.iter().filter_map(|seq| world.store.get(*seq).cloned()).collect()
        };
        found.retain(|record| filters.fit(record) && self.is_shown(index, record));
        if is_paged { self.page(&page, found) } else { found }
    }

    fn page(&mut self, page: &Page, mut found: Vec<Shared>) -> Vec<Shared> {
        match page {
            Page::All | Page::Part { .. } => {
                self.total = Some(found.len());
                found.drain(page.range(found.len())).collect()
            }
            Page::After { value, take } => {
                self.total = Some(found.len());
                let start = value.as_ref().map_or(0, |value| self.behind(&found, value));
                found.into_iter().skip(start).take(*take).collect()
            }
        }
    }

    /// The position behind the record that a cursor names.
    fn behind(&self, found: &[Shared], value: &str) -> usize {
        let operation = self.scene.world.model.operation(self.scene.ask.index).operation;
        let cursor = match operation.paging.map(|paging| paging.style) {
            Some(PagingStyle::LineNumBody(cursor) | PagingStyle::FileNameQuery(cursor)) => cursor,
            _ => return 0,
        };
        let name = cursor.from.segments().last().map_or("", |segment| segment.name);
        let own = |record: &Shared| self.scene.attribute(record, name).map(|value| text(&value));
        if let Some(at) = found.iter().position(|record| own(record).as_deref() == Some(value)) {
            return at + 1;
        }
        // Numbers that lie between two items, as callers also send.
        let Ok(value) = value.parse::<f64>() else { return 0 };
        let is_before = |record: &&Shared| {
            own(record).and_then(|own| own.parse::<f64>().ok()).is_some_and(|own| own <= value)
        };
        found.iter().take_while(is_before).count()
    }
}
