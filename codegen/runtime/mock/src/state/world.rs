//! The service behind the gateway: it answers calls that passed all checks.

use std::collections::HashMap;

use taurusdb_descriptor_types::resources::{ErrorAnswer, Errors};
use taurusdb_descriptor_types::{Examples, Service};

use super::attributes;
use super::clock::{Clock, Running};
use super::endings::Endings;
use super::layout::Layouts;
use super::model::Model;
use super::prepare;
use super::sort::Sort;
use super::store::Store;
use super::timed;
use super::works::Works;
use crate::refusal::Refusal;
use crate::sample::Sampler;
use crate::text::shorten;

/// How a world behaves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// How time passes.
    pub(crate) clock: Clock,
    /// Worlds with the same seed give the same answers to the same calls.
    pub(crate) seed: u64,
    /// When virtual time begins, in milliseconds since 1970, instead of the usual moment.
    pub(crate) start: Option<i64>,
    /// Whether an id that nobody knows counts as that of a record which is made on the spot.
    pub(crate) adopts: bool,
    /// Whether there may be more of everything than the service allows.
    pub(crate) ignores_quotas: bool,
}

/// The project of seeds that name none.
pub(crate) const USUAL_PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The service behind the gateway: answers calls that passed all checks.
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) layouts: Layouts,
    pub(crate) store: Store,
    pub(crate) works: Works,
    pub(crate) endings: Endings,
    pub(crate) seed: u64,
    /// How many ids were given out.
    pub(crate) ids: u64,
    pub(crate) clock: Running,
    settings: Settings,
    /// Work that will fail: the operation, or any, and how often.
    pub(crate) failing: Vec<(Option<String>, u32)>,
}

impl World {
    pub(crate) fn new(
        service: &'static Service,
        examples: &'static Examples,
        settings: Settings,
    ) -> Self {
        let mut model = Model::new(service, Sampler::new(service, examples));
        attributes::collect(&mut model);
        prepare::all(&mut model);
        timed::prepare(&mut model);
        let layouts = Layouts::new(&model);
        let clock = Running::new(settings.clock, service.date, settings.start);
        Self {
            model,
            layouts,
            store: Store::default(),
            works: Works::default(),
            endings: Endings::default(),
            seed: settings.seed,
            ids: 0,
            clock,
            settings,
            failing: Vec::new(),
        }
    }

    /// The virtual time, in milliseconds since 1970.
    pub(crate) fn time(&self) -> i64 {
        self.clock.now()
    }

    /// The virtual time.
    pub(crate) fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.time()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// How many records each resource has in all projects; those that have none are left out.
    pub(crate) fn counts(&self) -> HashMap<&'static str, usize> {
        let mut counts = HashMap::new();
        for record in self.store.records() {
            *counts.entry(self.model.resource(record.sort).name).or_default() += 1;
        }
        counts
    }

    /// Forgets everything: as if the world had just begun.
    pub(crate) fn reset(&mut self) {
        self.store = Store::default();
        self.works = Works::default();
        self.endings = Endings::default();
        self.failing.clear();
        self.ids = 0;
        self.clock =
            Running::new(self.settings.clock, self.model.service.date, self.settings.start);
    }

    /// Lets the next work of an operation fail, or of any without one.
    pub(crate) fn fail_next(&mut self, operation: Option<&str>, times: u32) {
        self.failing.push((operation.map(str::to_owned), times));
    }

    /// Whether ids that nobody knows are taken for those of records.
    pub(crate) fn adopts(&self) -> bool {
        self.settings.adopts
    }

    /// Whether work ends before the next call.
    pub(crate) fn is_instant(&self) -> bool {
        self.clock.mode == Clock::Instant
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn clock_mut(&mut self) -> &mut Running {
        &mut self.clock
    }

    /// The refusal for something that is not there.
    pub(crate) fn missing(&self, sort: Sort, id: Option<&str>) -> Refusal {
        let name = self.model.resource(sort).name.replace('_', " ");
        let message = match id {
            Some(id) => format!("there is no {name} '{}'", shorten(id)),
            None => format!("there is no such {name}"),
        };
        self.refusal(sort, |errors| errors.missing, 404, message)
    }

    /// A refusal by the error that the resource, or one above it, has for the case.
    pub(crate) fn refusal(
        &self,
        sort: Sort,
        which: impl Fn(&Errors) -> Option<ErrorAnswer>,
        usual: u16,
        message: String,
    ) -> Refusal {
        match self.model.error(sort, which) {
            Some(answer) => self.answered(answer, usual, message),
            None => Refusal::Service {
                code: self.model.service.parameter_error,
                status: usual,
                message: message.into(),
            },
        }
    }

    pub(crate) fn answered(&self, answer: ErrorAnswer, usual: u16, message: String) -> Refusal {
        let listed = self.model.service.error_code(answer.code).and_then(|code| code.status);
        let status = answer.status.or(listed).unwrap_or(usual);
        Refusal::Service { code: answer.code, status, message: message.into() }
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("records", &self.store.len()).finish_non_exhaustive()
    }
}
