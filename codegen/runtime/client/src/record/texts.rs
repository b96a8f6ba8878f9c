//! Slots that hold a text with a meaning of its own.

use super::{Input, Reading, Slot, View};
use crate::query::ToQuery;
use crate::secret::Secret;
use crate::time::Time;

impl Slot for Secret {
    fn view(&self) -> View<'_> {
        View::Text(self.expose())
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        if let Some(text) = cx.text(input) {
            *self = text.into();
        }
    }
}

impl ToQuery for Secret {
    fn to_query(&self, values: &mut Vec<String>) {
        values.push(self.expose().to_owned());
    }
}

impl Slot for Time {
    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }

    fn read(&mut self, input: Input<'_>, cx: &mut Reading<'_>) {
        if let Some(text) = cx.text(input) {
            *self = text.into();
        }
    }
}

impl ToQuery for Time {
    fn to_query(&self, values: &mut Vec<String>) {
        values.push(self.as_str().to_owned());
    }
}

crate::serde_slot!(Secret);
crate::serde_slot!(Time);
