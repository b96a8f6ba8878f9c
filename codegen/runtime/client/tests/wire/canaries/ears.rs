//! Hears everything that the client and the libraries below it have to say.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};

/// What has been said through `tracing`, at every level.
#[derive(Clone, Default)]
pub(super) struct Ears(Arc<Mutex<String>>);

impl Ears {
    pub(super) fn heard(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hear(&self, metadata: Option<&Metadata<'_>>, fields: impl FnOnce(&mut Words<'_>)) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(metadata) = metadata {
            heard.push_str(metadata.name());
        }
        fields(&mut Words(&mut heard));
        heard.push('\n');
    }
}

struct Words<'a>(&'a mut String);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Ears {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.hear(Some(span.metadata()), |words| span.record(words));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.hear(None, |words| values.record(words));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.hear(Some(event.metadata()), |words| event.record(words));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What has been said through `log`, by `reqwest` and `rustls` for example, since the first call of
/// [`listen`].
static LOGS: Mutex<String> = Mutex::new(String::new());

struct Logs;

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut logs = LOGS.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(logs, "{} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}

/// Hears nothing, and wants to be asked each time: where nobody listens for the whole process, `tracing` may remember
/// of a place in the code that nobody ever wants to hear of it, if another thread came by there first.
struct Asked;

impl Subscriber for Asked {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Logs).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        tracing::subscriber::set_global_default(Asked).unwrap();
    });
}

pub(super) fn logs() -> String {
    LOGS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
