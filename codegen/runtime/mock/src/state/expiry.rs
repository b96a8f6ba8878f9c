//! Records that are kept for a time only, and what happens when it has passed.

use taurusdb_descriptor_types::resources::Class;

use super::ask::{Ask, Place};
use super::change::Change;
use super::datum::{Datum, plain};
use super::lasting::Lasting;
use super::recipe::Recipe;
use super::record::{Record, Seq};
use super::scene::{At, Scene};
use super::world::World;

impl World {
    /// Whether something has to happen before a call is looked at.
    pub(crate) fn is_something_due(&self) -> bool {
        let now = self.time();
        self.works.is_due(now)
            || self.store.is_stirred()
            || self.endings.next().is_some_and(|due| due <= now)
    }

    /// Finds out when the records end that have changed, or on whose settings something has.
    pub(crate) fn look_at_ends(&mut self) {
        // What was in use when it should have ended may be free by now.
        for seq in self.endings.take_late() {
            self.look_at_end(seq);
        }
        while let Some(seq) = self.store.take_stirred() {
            let Some(record) = self.store.get(seq) else {
                self.endings.forget(seq);
                continue;
            };
            let (sort, parent) = (record.sort, record.parent);
            if self.model.sort(sort).lasting.is_some() {
                self.look_at_end(seq);
            }
            for other in self.endings.depending(parent) {
                self.look_at_end(other);
            }
        }
        self.endings.drop_gone(|seq| self.store.get(seq).is_none());
    }

    fn look_at_end(&mut self, seq: Seq) {
        match self.end_of(seq) {
            Some((due, on)) => self.endings.set(seq, due, on),
            None => self.endings.forget(seq),
        }
    }

    /// When a record ends, and the records under which lie the settings that say so.
    fn end_of(&self, seq: Seq) -> Option<(i64, Vec<Seq>)> {
        let record = self.store.get(seq)?;
        let lasting = self.model.sort(record.sort).lasting.as_deref()?;
        for (path, values) in lasting.only {
            let own = plain(record.get(path.0)?);
            if !values.contains(&&*own) {
                return None;
            }
        }
        let since = record.get(lasting.since)?.moment()?;
        // A setting that gives no number now may give one later.
        let (after, on) = self.length(lasting, record);
        let length = after.and_then(|after| after.checked_mul(lasting.unit));
        let due = length.map_or(i64::MAX, |length| since.saturating_add(length));
        (due < i64::MAX || !on.is_empty()).then_some((due, on))
    }

    fn length(&self, lasting: &Lasting, record: &Record) -> (Option<i64>, Vec<Seq>) {
        let number = |value: &Datum| plain(value).parse::<i64>().ok().filter(|number| *number >= 0);
        if let Recipe::Fixed(value) = &lasting.after {
            return (number(value), Vec::new());
        }
        let project = self.store.ancestry(record.seq).last().map_or(record.parent, |one| one.seq);
        let ask = Ask::nothing();
        let scene = Scene::new(self, &ask, project);
        let place = Place::default();
        let at = At { record: Some(record), sort: record.sort, place: &place };
        let value = scene.value(&lasting.after, at).ok().flatten();
        let on = lasting.ways().into_iter().filter_map(|way| scene.before_the_end(way, at));
        (value.as_ref().and_then(number), on.collect())
    }

    /// The next record ends, if one should have by then; whether it has.
    pub(crate) fn end_next(&mut self, now: i64) -> bool {
        let Some((due, seq)) = self.endings.take(now) else { return false };
        // It may have changed since it was noted; then it was noted anew.
        let is_due = self.end_of(seq).is_some_and(|(own, _)| own == due);
        let Some(record) = self.store.get(seq).filter(|_| is_due) else { return true };
        let class = self.model.sort(record.sort).class(record.state);
        // What is in use is not taken away: it ends when that does.
        if class == Some(Class::Changing) || self.works.locking(seq).is_some() {
            self.endings.postpone(seq);
            return true;
        }
        self.clock.hold(Some(due));
        self.apply(Change::Delete(seq), due);
        self.clock.hold(None);
        true
    }
}
