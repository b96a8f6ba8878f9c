//! Slots that hold other slots: optional values, lists and maps.
//!
//! The impls are instantiated for hundreds of types. They are written with plain matches, and hand
//! themselves over as `dyn` at once, because every combinator and iterator adapter would be
//! instantiated along with them.

use std::collections::BTreeMap;

use super::path::Step;
use super::view::{List, Map, View};
use super::{Input, Reading, Slot, Unfilled};
use crate::outline::Kind;

/// The values as a list.
///
/// Written as a loop: `collect` would be instantiated, with all that it stands on, for each type that is collected.
#[doc(hidden)]
pub fn list<T>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for value in values {
        list.push(value);
    }
    list
}

impl<T: Slot + Unfilled> Slot for Option<T> {
    fn view(&self) -> View<'_> {
        match self {
            Some(slot) => slot.view(),
            None => View::Absent,
        }
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        let mut slot = T::unfilled();
        if cx.fill(&mut slot, input) {
            *self = Some(slot);
        }
    }

    fn take_text(&mut self, text: &str) -> bool {
        let mut slot = T::unfilled();
        let is_taken = slot.take_text(text);
        if is_taken {
            *self = Some(slot);
        }
        is_taken
    }
}

/// A `Vec` of slots that is read into.
trait Growing {
    /// Changes the list; the new element if it was to grow.
    fn change(&mut self, change: Change) -> Option<&mut dyn Slot>;
}

/// A change of a list.
enum Change {
    /// Leaves no element, and makes room for some.
    Clear(usize),
    Grow,
    Shrink,
}

/// Room is made for so many elements at most before they have been read: what is short in a text may be large here.
const TRUSTED: usize = 256;

impl<T: Slot + Unfilled> Growing for Vec<T> {
    fn change(&mut self, change: Change) -> Option<&mut dyn Slot> {
        match change {
            Change::Clear(count) => {
                self.clear();
                self.reserve_exact(count.min(TRUSTED));
            }
            Change::Shrink => {
                self.pop();
            }
            Change::Grow => self.push(T::unfilled()),
        }
        match self.last_mut() {
            Some(last) => Some(last),
            None => None,
        }
    }
}

impl<T: Slot> List for Vec<T> {
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        match self.get(index) {
            Some(slot) => Some(slot),
            None => None,
        }
    }
}

impl<T: Slot + Unfilled> Slot for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        read_list(self, input, cx);
    }
}

fn read_list(list: &mut dyn Growing, input: Input<'_>, cx: &mut Reading<'_>) {
    if let Some(place) = input.place(Kind::List) {
        list.change(Change::Clear(place.elements().take(TRUSTED).count()));
        for (index, element) in place.elements().enumerate() {
            read_element(list, index, element.is_null(), element.into(), cx);
        }
        return;
    }
    let Some(elements) = cx.elements(input.into_value()) else { return };
    list.change(Change::Clear(elements.len()));
    for (index, mut element) in elements.into_iter().enumerate() {
        let is_null = element.is_null();
        read_element(list, index, is_null, Input::from(&mut element), cx);
    }
}

fn read_element(
    list: &mut dyn Growing,
    index: usize,
    is_null: bool,
    input: Input<'_>,
    cx: &mut Reading<'_>,
) {
    let Some(slot) = list.change(Change::Grow) else { return };
    if input.text().is_some_and(|text| slot.take_text(text)) {
        return;
    }
    if !cx.step(Step::Index(index), slot, input) {
        list.change(Change::Shrink);
        if is_null {
            cx.null_element(index);
        }
    }
}

impl<T: Slot> Map for BTreeMap<String, T> {
    fn entries(&self) -> Vec<(&str, &dyn Slot)> {
        self.iter().map(|(key, slot)| (key.as_str(), slot as &dyn Slot)).collect()
    }
}

impl<T: Slot + Unfilled> Slot for BTreeMap<String, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        let Some(entries) = cx.entries(input.into_value()) else { return };
        self.clear();
        for (key, mut entry) in entries {
            let mut slot = T::unfilled();
            if cx.step(Step::Key(key.clone()), &mut slot, Input::from(&mut entry)) {
                self.insert(key, slot);
            }
        }
    }
}
