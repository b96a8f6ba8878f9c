//! The loop of a wait.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::Value;
use taurusdb_descriptor_types::resources::Class;

use super::observe::{Seeing, Sight, Subject};
use super::pace::{Clock, Pace};
use super::progress::{Progress, percent};
use super::reason::reason;
use super::settled::is_settled;
use super::words::usual;
use crate::error::{WaitEnd, WaitError};
use crate::instant::Instant;
use crate::{Client, Error};

/// How many looks in a row may fail with an error that passes.
const FAILURES: u32 = 10;

/// How many looks in a row may show nothing at all before that means that the record is not there.
const NOTHING: u32 = 3;

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A task has ended well.
    Done,
    Ready,
    Settled,
    Gone,
    /// A state, in whatever case.
    State(String),
}

impl Goal {
    fn name(&self) -> &str {
        match self {
            Self::Done => "done",
            Self::Ready => "ready",
            Self::Settled => "settled",
            Self::Gone => "gone",
            Self::State(word) => word,
        }
    }
}

/// A wait, to be set up and then awaited: a future, which can also be spawned, joined with others, or given up.
///
/// It looks every few seconds, then less often, for an hour at most; all of that can be set. Dropping the
/// future ends the wait and nothing else: the work in the service goes on, and another wait with the same
/// id takes up where this one ended. Errors that pass, such as a lost connection, do not end it.
///
/// # Errors
/// [`Error::Wait`] if the task fails, if a state is reached that the resource does not leave by itself, or
/// if the time is over; otherwise the error of the call that looks.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {
/// use std::time::Duration;
///
/// let done = client
///     .task("e7a7535b-eb9b-45ac-a83a-020dc5016d94")
///     .wait()
///     .every(Duration::from_secs(10))
///     .within(Duration::from_secs(1800))
///     .on_progress(|progress| println!("{progress}"))
///     .await?;
/// println!("{}", done.record());
/// # Ok(()) }
/// ```
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait(Stage);

enum Stage {
    /// Not begun: how to wait can still be set.
    Planned(Box<Plan>),
    Waiting(Pin<Box<dyn Future<Output = Result<Seen, Error>> + Send>>),
    Refused(Error),
    Over,
}

/// What is called after each look.
type Report = dyn FnMut(&Progress) + Send;

struct Plan {
    client: Client,
    subject: Subject,
    goal: Goal,
    what: String,
    resume: String,
    pace: Pace,
    progress: Option<Box<Report>>,
}

/// What was there when a wait ended well.
#[derive(Clone)]
pub struct Seen {
    state: Option<String>,
    waited: Duration,
    record: Value,
}

impl Wait {
    pub(super) fn new(
        client: Client,
        subject: Subject,
        goal: Goal,
        what: String,
        resume: String,
    ) -> Self {
        let (pace, progress) = (Pace::default(), None);
        Self(Stage::Planned(Box::new(Plan { client, subject, goal, what, resume, pace, progress })))
    }

    /// A wait that cannot begin.
    pub(super) fn refused(error: Error) -> Self {
        Self(Stage::Refused(error))
    }

    /// The pause between two looks, instead of pauses that grow from two to thirty seconds.
    pub fn every(self, pause: Duration) -> Self {
        self.pauses(pause, pause)
    }

    /// The first pause, and the longest; each is half as long again as the one before.
    pub fn pauses(self, first: Duration, longest: Duration) -> Self {
        self.with(|plan| (plan.pace.first, plan.pace.longest) = (first, longest.max(first)))
    }

    /// How long to wait at most. Without it, an hour.
    pub fn within(self, time: Duration) -> Self {
        self.with(|plan| plan.pace.within = time)
    }

    /// How long the record may be unknown at first, because the service shows some a few seconds late. Without it, a
    /// minute; zero for one that is known to have been there.
    pub fn late(self, time: Duration) -> Self {
        self.with(|plan| plan.pace.late = time)
    }

    /// Calls this after each look.
    pub fn on_progress(self, report: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.with(|plan| plan.progress = Some(Box::new(report)))
    }

    fn with(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        if let Stage::Planned(plan) = &mut self.0 {
            change(plan);
        }
        self
    }
}

impl Future for Wait {
    type Output = Result<Seen, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut waiting = match std::mem::replace(&mut self.0, Stage::Over) {
            Stage::Planned(plan) => Box::pin(plan.run()) as Pin<Box<dyn Future<Output = _> + Send>>,
            Stage::Waiting(waiting) => waiting,
            Stage::Refused(error) => return Poll::Ready(Err(error)),
            Stage::Over => panic!("a wait is polled after it has ended"),
        };
        let end = waiting.as_mut().poll(cx);
        if end.is_pending() {
            self.0 = Stage::Waiting(waiting);
        }
        end
    }
}

/// What a look means for the wait.
enum Step {
    Reached,
    Ended(WaitEnd),
    GoesOn,
}

impl Plan {
    async fn run(mut self: Box<Self>) -> Result<Seen, Error> {
        let service = self.client.service()?;
        let look = self.subject.look(service)?;
        let mut clock = Clock::new(&self.pace);
        let (mut was_there, mut failures, mut nothing) = (false, 0, 0);
        let mut last: Option<Sight> = None;
        loop {
            let left = self.pace.within.saturating_sub(clock.elapsed());
            self.subject.until = Instant::now().checked_add(left);
            match self.subject.see(&self.client, look).await {
                Ok(Seeing::Nothing) if nothing + 1 < NOTHING => {
                    nothing += 1;
                    tracing::debug!("a look showed nothing");
                }
                Ok(seeing) => {
                    failures = 0;
                    let sight = match seeing {
                        Seeing::Shown(sight) => Some(sight),
                        Seeing::Absent | Seeing::Nothing => None,
                    };
                    if sight.is_some() {
                        nothing = 0;
                    }
                    was_there |= sight.is_some();
                    // A record that has gone is still what is known of it.
                    last = sight.clone().or(last);
                    self.report(sight.as_ref(), clock.elapsed());
                    let is_new = !was_there && clock.elapsed() < self.pace.late;
                    let step = self.judge(sight.as_ref(), is_new).await;
                    match step.map_err(|error| self.interrupted(error))? {
                        Step::Reached => {
                            let waited = clock.elapsed();
                            let (state, record) = match last {
                                Some(sight) => (sight.word, sight.record),
                                None => (None, Value::Null),
                            };
                            return Ok(Seen { state, waited, record });
                        }
                        Step::Ended(end) => return Err(self.error(end, last, clock.elapsed())),
                        Step::GoesOn => {}
                    }
                }
                Err(error) if passes(&error) && failures < FAILURES => {
                    failures += 1;
                    tracing::debug!(%error, "a look failed");
                }
                Err(error) => return Err(self.interrupted(error)),
            }
            match clock.pause(&self.pace) {
                Some(pause) => self.client.timer().sleep(pause).await,
                None => return Err(self.error(WaitEnd::TimedOut, last, clock.elapsed())),
            }
        }
    }

    async fn judge(&mut self, sight: Option<&Sight>, is_new: bool) -> Result<Step, Error> {
        let Some(sight) = sight else {
            return Ok(match self.goal {
                Goal::Gone => Step::Reached,
                _ if is_new => Step::GoesOn,
                _ => Step::Ended(WaitEnd::Gone),
            });
        };
        let class = match (&self.goal, &sight.word) {
            // No work is of use whose end nobody notices.
            (Goal::Done, Some(word)) => sight.class.or_else(|| usual(word)),
            _ => sight.class,
        };
        Ok(match (&self.goal, class) {
            (Goal::State(wanted), _)
                if sight.word.as_deref().is_some_and(|word| word.eq_ignore_ascii_case(wanted)) =>
            {
                Step::Reached
            }
            // It may leave this one for the one that is wanted.
            (Goal::State(_), Some(Class::Ready)) => Step::GoesOn,
            (Goal::Gone, Some(Class::Gone)) => Step::Reached,
            // What could not be deleted, or was never asked to go, stays; only time tells.
            (Goal::Gone, _) => Step::GoesOn,
            (Goal::Done | Goal::Ready, Some(Class::Ready)) => Step::Reached,
            (Goal::Settled, Some(Class::Ready)) => match &self.subject.resource.settled {
                Some(settled) => {
                    let (client, record) = (&self.client, &sight.record);
                    let service = client.service()?;
                    match is_settled(client, service, &self.subject, record, settled).await {
                        Ok(true) => Step::Reached,
                        Ok(false) => Step::GoesOn,
                        Err(error) if passes(&error) => Step::GoesOn,
                        Err(error) => return Err(error),
                    }
                }
                None => Step::Reached,
            },
            (_, Some(Class::Failed | Class::Blocked)) => Step::Ended(WaitEnd::Unreachable),
            (_, Some(Class::Gone)) => Step::Ended(WaitEnd::Gone),
            (_, Some(Class::Changing) | None) => Step::GoesOn,
        })
    }

    fn report(&mut self, sight: Option<&Sight>, waited: Duration) {
        let progress = Progress {
            what: self.what.clone(),
            state: sight.and_then(|sight| sight.word.clone()),
            percent: sight.and_then(|sight| percent(&sight.record)),
            waited,
        };
        tracing::debug!(%progress, "waiting");
        if let Some(report) = &mut self.progress {
            report(&progress);
        }
    }

    /// An error that ends the wait, and says how to take it up again.
    fn interrupted(&self, error: Error) -> Error {
        let Self { what, resume, .. } = self;
        error.note(format!(
            "This ended the wait for {what}, which goes on all the same; wait again with {resume}"
        ))
    }

    fn error(&self, end: WaitEnd, last: Option<Sight>, waited: Duration) -> Error {
        let (state, record) = match last {
            Some(sight) => (sight.word, sight.record),
            None => (None, Value::Null),
        };
        Error::Wait(Box::new(WaitError {
            what: self.what.clone(),
            goal: self.goal.name().to_owned(),
            end,
            state,
            reason: reason(&record).filter(|_| end == WaitEnd::Unreachable),
            waited,
            last: record,
            resume: self.resume.clone(),
        }))
    }
}

/// Whether a look that failed may succeed next time. A look changes nothing, so an answer that cannot be read, such
/// as the page of a gateway, does no harm.
fn passes(error: &Error) -> bool {
    error.is_retryable() || matches!(error, Error::Decode(_))
}

impl Seen {
    /// The last state in the words of the service.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// How long the wait took.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The task or the resource as the service showed it last; null if it never did.
    pub fn record(&self) -> &Value {
        &self.record
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("state", &self.state)
            .field("waited", &self.waited)
            .finish_non_exhaustive()
    }
}
