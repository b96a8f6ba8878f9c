//! Slots that hold others: options, boxes, lists and maps.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::path::Step;
use super::{Reading, Slot, Unfilled};

/// Prints a slot as an element of something.
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

// The impls for `Option` and `Vec` are instantiated for hundreds of types. They are written with
// plain matches, and lists go through `List`, because every combinator and iterator adapter would
// be instantiated along with them.

impl<T: Slot + Unfilled> Slot for Option<T> {
    fn write(&self) -> Option<Value> {
        match self {
            Some(slot) => slot.write(),
            None => None,
        }
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        let mut slot = T::unfilled();
        if cx.fill(&mut slot, value) {
            *self = Some(slot);
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(slot) => slot.debug(f),
            None => f.write_str("None"),
        }
    }

    fn is_absent(&self) -> bool {
        match self {
            Some(slot) => slot.is_absent(),
            None => true,
        }
    }
}

/// A `Vec` of slots, whatever their type.
trait List {
    fn len(&self) -> usize;
    fn at(&self, index: usize) -> &dyn Slot;
    fn clear(&mut self);
    fn grow(&mut self) -> &mut dyn Slot;
    fn shrink(&mut self);
}

impl<T: Slot + Unfilled> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> &dyn Slot {
        &self[index]
    }

    fn clear(&mut self) {
        *self = Self::new();
    }

    fn grow(&mut self) -> &mut dyn Slot {
        let last = self.len();
        self.push(T::unfilled());
        &mut self[last]
    }

    fn shrink(&mut self) {
        self.pop();
    }
}

impl<T: Slot + Unfilled> Slot for Vec<T> {
    fn write(&self) -> Option<Value> {
        Some(write_list(self))
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        read_list(self, value, cx);
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_list(self, f)
    }
}

fn write_list(list: &dyn List) -> Value {
    // An element keeps its place in the list even if it has no value.
    Value::Array((0..list.len()).map(|index| list.at(index).write().unwrap_or_default()).collect())
}

fn read_list(list: &mut dyn List, value: Value, cx: &mut Reading<'_>) {
    let Some(elements) = cx.elements(value) else { return };
    list.clear();
    for (index, element) in elements.into_iter().enumerate() {
        let is_null = element.is_null();
        if !cx.step(Step::Index(index), list.grow(), element) {
            list.shrink();
            if is_null {
                cx.null_element(index);
            }
        }
    }
}

fn debug_list(list: &dyn List, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_list().entries((0..list.len()).map(|index| Shown(list.at(index)))).finish()
}

impl<T: Slot + Unfilled> Slot for BTreeMap<String, T> {
    fn write(&self) -> Option<Value> {
        let entries = self.iter().filter_map(|(key, slot)| Some((key.clone(), slot.write()?)));
        Some(Value::Object(entries.collect()))
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        let Some(entries) = cx.entries(value) else { return };
        self.clear();
        for (key, entry) in entries {
            let mut slot = T::unfilled();
            if cx.step(Step::Key(key.clone()), &mut slot, entry) {
                self.insert(key, slot);
            }
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(key, slot)| (key, Shown(slot)))).finish()
    }
}
