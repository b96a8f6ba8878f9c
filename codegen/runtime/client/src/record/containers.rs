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
}

/// A `Vec` of slots that is read into.
trait Growing {
    /// Drops all elements, and makes room for some.
    fn renew(&mut self, count: usize);

    /// Reads an element and adds it; leaves it out if `read` says so.
    fn read_next(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> bool);
}

/// Room is made for so many elements at most before they have been read: what is short in a text may be large here.
const TRUSTED: usize = 256;

impl<T: Slot + Unfilled> Growing for Vec<T> {
    fn renew(&mut self, count: usize) {
        *self = Self::with_capacity(count);
    }

    fn read_next(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> bool) {
        let mut slot = T::unfilled();
        if read(&mut slot) {
            self.push(slot);
        }
    }
}

impl<T: Slot> List for Vec<T> {
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slots = self.as_slice();
        match index < slots.len() {
            true => Some(&slots[index]),
            false => None,
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
    if input.is_certain() {
        cx.miss();
        return;
    }
    if let Some(place) = input.place(Kind::List) {
        list.renew(place.elements().take(TRUSTED).count());
        for (index, element) in place.elements().enumerate() {
            list.read_next(&mut |slot| {
                let is_text = element.kind() == Kind::Text;
                is_text && cx.take_text(slot, element)
                    || read_element(slot, index, element.is_null(), element.into(), cx)
            });
        }
        return;
    }
    let Some(elements) = cx.elements(input.into_value()) else { return };
    list.renew(elements.len().min(TRUSTED));
    for (index, mut element) in elements.into_iter().enumerate() {
        let is_null = element.is_null();
        list.read_next(&mut |slot| {
            read_element(slot, index, is_null, Input::from(&mut element), cx)
        });
    }
}

/// Whether the element at this place got a value.
fn read_element(
    slot: &mut dyn Slot,
    index: usize,
    is_null: bool,
    input: Input<'_>,
    cx: &mut Reading<'_>,
) -> bool {
    let is_filled = cx.step(Step::Index(index), slot, input);
    if !is_filled && is_null {
        cx.null_element(index);
    }
    is_filled
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
        if input.is_certain() {
            return cx.miss();
        }
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
