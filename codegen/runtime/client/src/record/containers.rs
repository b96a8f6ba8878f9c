use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::path::Step;
use super::{Reading, Slot};

/// Prints a slot as an element of something.
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}

impl<T: Slot + Default> Slot for Option<T> {
    fn write(&self) -> Option<Value> {
        self.as_ref()?.write()
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        if value.is_null() {
            *self = None;
            return;
        }
        let mut slot = T::default();
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
        self.as_ref().is_none_or(Slot::is_absent)
    }
}

impl<T: Slot + Default> Slot for Vec<T> {
    fn write(&self) -> Option<Value> {
        // An element keeps its place in the list even if it has no value.
        Some(Value::Array(self.iter().map(|slot| slot.write().unwrap_or_default()).collect()))
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        let Some(elements) = cx.elements(value) else { return };
        self.clear();
        for (index, element) in elements.into_iter().enumerate() {
            let mut slot = T::default();
            if cx.step(Step::Index(index), &mut slot, element) {
                self.push(slot);
            }
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|slot| Shown(slot))).finish()
    }
}

impl<T: Slot + Default> Slot for BTreeMap<String, T> {
    fn write(&self) -> Option<Value> {
        let entries = self.iter().filter_map(|(key, slot)| Some((key.clone(), slot.write()?)));
        Some(Value::Object(entries.collect()))
    }

    fn read(&mut self, value: Value, cx: &mut Reading<'_>) {
        let Some(entries) = cx.entries(value) else { return };
        self.clear();
        for (key, entry) in entries {
            let mut slot = T::default();
            if cx.step(Step::Key(key.clone()), &mut slot, entry) {
                self.insert(key, slot);
            }
        }
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(key, slot)| (key, Shown(slot)))).finish()
    }
}
