//! What the service kept a while ago, for answers that are out of date.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use taurusdb_descriptor_types::{Effect, Examples, Service};

use crate::answer::Answer;
use crate::call::Call;
use crate::refusal::Refusal;
use crate::state::{Ask, Settings, World};

/// How many earlier moments are remembered.
const REMEMBERED: usize = 16;

/// What was kept before each of the newest changes.
#[derive(Debug)]
pub(crate) struct Past {
    service: &'static Service,
    examples: &'static Examples,
    settings: Settings,
    before: VecDeque<(Timestamp, Value)>,
}

impl Past {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        settings: Settings,
    ) -> Self {
        Self { service, examples, settings, before: VecDeque::new() }
    }

    pub(crate) fn clear(&mut self) {
        self.before.clear();
    }

    /// Takes note of a call that is about to be carried out.
    pub(crate) fn watch(&mut self, world: &World, call: &Call) {
        if call.operation.effect == Effect::Read {
            return;
        }
        if self.before.len() == REMEMBERED {
            self.before.pop_front();
        }
        self.before.push_back((world.now(), world.snapshot()));
    }

    /// The answer to a call that changes nothing, from what was kept so long ago: before the last change
    /// at least. `None` if nothing has changed since, or the call changes something.
    pub(crate) fn answer(
        &self,
        age: Duration,
        now: Timestamp,
        call: &Call,
    ) -> Option<Result<Answer, Refusal>> {
        if call.operation.effect != Effect::Read {
            return None;
        }
        let (_, newest) = self.before.back()?;
        let moment = now.checked_sub(SignedDuration::try_from(age).ok()?).ok()?;
        let kept = match age.is_zero() {
            true => newest,
            // What was kept before the first change after that moment was kept at that moment.
            false => &self.before.iter().find(|(before, _)| *before >= moment)?.1,
        };
        let mut world = World::new(self.service, self.examples, self.settings.clone());
        world.restore(kept).ok()?;
        Some(world.answer(&Ask::of(call.clone())))
    }
}
