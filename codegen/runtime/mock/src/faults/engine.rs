//! The faults that are in force, and which of them meet a request.

use std::time::Duration;

use fastrand::Rng;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};
use taurusdb_descriptor_types::Service;

use super::counter::Counter;
use super::effects::{Answered, Effects, Pace, Skew};
use super::fault::Fault;
use super::file::Faults;
use super::header;
use super::rule::Rule;
use super::scope::Seen;
use super::spoil::Spoil;
use crate::tree::Misread;
use crate::wire::Cut;

/// The faults that are in force.
#[derive(Debug)]
pub(crate) struct Engine {
    service: &'static Service,
    seed: u64,
    rules: Vec<Active>,
    /// How many requests asked for a fault of their own.
    asked: Counter,
    /// How many faults were ever added: gives names to those without.
    added: usize,
}

#[derive(Debug)]
struct Active {
    name: String,
    fault: Fault,
    rule: Rule,
    counter: Counter,
}

/// What is done to one request: nothing, in most cases.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The faults that take effect.
    pub(crate) names: Vec<String>,
    pub(crate) delay: Duration,
    pub(crate) pace: Option<Pace>,
    pub(crate) answered: Option<Answered>,
    pub(crate) cut: Option<Cut>,
    /// How old the answer is at least.
    pub(crate) stale: Option<Duration>,
    pub(crate) skew: Option<Skew>,
    pub(crate) headers: Vec<(HeaderName, Option<HeaderValue>)>,
    pub(crate) spoils: Vec<(Spoil, Rng)>,
}

impl Engine {
    pub(crate) fn new(service: &'static Service, seed: u64) -> Self {
        Self { service, seed, rules: Vec::new(), asked: Counter::default(), added: 0 }
    }

    /// Puts a fault into force, and says under which name.
    pub(crate) fn add(&mut self, fault: Fault) -> Result<String, Misread> {
        let rule = Rule::read(fault.place(), Some(self.service))?;
        self.added += 1;
        let name = rule.name.clone().unwrap_or_else(|| format!("fault-{}", self.added));
        if self.rules.iter().any(|active| active.name == name) {
            return Err(fault.place().wrong(format!(
                "a fault is called '{name}' already; give it another name, or remove that one first"
            )));
        }
        self.rules.push(Active { name: name.clone(), fault, rule, counter: Counter::default() });
        Ok(name)
    }

    /// Puts all of them into force, or none.
    pub(crate) fn add_all(&mut self, faults: Faults) -> Result<Vec<String>, Misread> {
        let before = self.rules.len();
        let names: Result<Vec<_>, _> =
            faults.list.into_iter().map(|fault| self.add(fault)).collect();
        match names {
            Err(_) => self.rules.truncate(before),
            Ok(_) => self.seed = faults.seed.unwrap_or(self.seed),
        }
        names
    }

    /// Whether there was one of this name.
    pub(crate) fn remove(&mut self, name: &str) -> bool {
        let before = self.rules.len();
        self.rules.retain(|active| active.name != name);
        self.rules.len() < before
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// Counts from the beginning again.
    pub(crate) fn restart(&mut self) {
        self.asked = Counter::default();
        self.rules.iter_mut().for_each(|active| active.counter = Counter::default());
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|active| active.name.as_str())
    }

    /// The faults in force, as the control shows them.
    pub(crate) fn show(&self) -> Value {
        let show = |active: &Active| {
            let mut fault = active.fault.to_json();
            fault["name"] = json!(active.name);
            json!({ "fault": fault, "met": active.counter.met, "fired": active.counter.fired })
        };
        json!({ "seed": self.seed, "faults": self.rules.iter().map(show).collect::<Vec<_>>() })
    }

    pub(crate) fn faults(&self) -> Vec<Fault> {
        self.rules.iter().map(|active| active.fault.clone()).collect()
    }

    /// Whether any request can meet a fault without asking for it.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether some rule answers with what was before.
    pub(crate) fn needs_the_past(&self) -> bool {
        self.rules.iter().any(|active| active.rule.effects.stale.is_some())
    }

    /// Whether a request asks for a fault of its own.
    pub(crate) fn is_asked(seen: &Seen<'_>) -> bool {
        seen.headers.contains_key(&header::NAME)
    }

    /// Decides what is done to a request, and counts it.
    pub(crate) fn plan(&mut self, seen: &Seen<'_>) -> Result<Plan, Misread> {
        let mut plan = Plan::default();
        for active in &mut self.rules {
            if !active.rule.scope.meets(seen) {
                continue;
            }
            let Active { name, rule, counter, .. } = active;
            if let Some(dice) = rule.often.meet(counter, self.seed, name) {
                plan.take(name, &rule.effects, dice);
            }
        }
        for value in seen.headers.get_all(&header::NAME) {
            let text = String::from_utf8_lossy(value.as_bytes());
            let fault = header::read(&text)?;
            let rule = Rule::read(fault.place(), Some(self.service))?;
            if !rule.scope.meets(seen) {
                continue;
            }
            if let Some(dice) = rule.often.meet(&mut self.asked, self.seed, header::HEADER) {
                plan.take(header::HEADER, &rule.effects, dice);
            }
        }
        Ok(plan)
    }
}

impl Plan {
    /// Adds what a rule does. Delays add up; of answers and ends, the first holds.
    fn take(&mut self, name: &str, effects: &Effects, mut dice: Rng) {
        self.names.push(name.to_owned());
        if let Some(latency) = &effects.latency {
            self.delay = self.delay.saturating_add(latency.sample(&mut dice));
        }
        if self.answered.is_none() {
            self.answered.clone_from(&effects.answered);
        }
        self.pace = self.pace.or(effects.pace);
        self.cut = self.cut.or(effects.cut);
        self.stale = self.stale.or(effects.stale);
        self.skew = self.skew.or(effects.skew);
        self.headers.extend(effects.headers.iter().cloned());
        for spoil in &effects.spoils {
            self.spoils.push((spoil.clone(), dice.fork()));
        }
    }

    /// Whether nothing is done.
    pub(crate) fn is_nothing(&self) -> bool {
        self.names.is_empty()
    }
}
