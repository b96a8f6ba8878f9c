//! The work that a call starts.

use std::fmt;

use super::handles::{Handle, handles};
use super::observe::Subject;
use super::waiting::{Goal, Wait};
use crate::{Client, Error, Reply};

/// The resource whose records are the work that calls start.
const RESOURCE: &str = "task";

/// The work that a call has started.
///
/// ```no_run
/// # use taurusdb_runtime as taurusdb;
/// # async fn f(client: taurusdb::Client, call: taurusdb::Call) -> Result<(), taurusdb::Error> {
/// let task = call.send_untyped().await?.task()?;
/// println!("started {}", task.id());
/// task.wait().await?;
///
/// // In another process, with the id alone:
/// client.task("e7a7535b-eb9b-45ac-a83a-020dc5016d94").wait().await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Task {
    client: Client,
    handle: Handle,
    operation: Option<&'static str>,
}

impl Client {
    /// A task of which only the id is known, to wait for it.
    pub fn task(&self, id: impl Into<String>) -> Task {
        Task {
            client: self.clone(),
            handle: Handle::Job(id.into().trim().to_owned()),
            operation: None,
        }
    }
}

impl<T> Reply<T> {
    /// The work that the call has started.
    ///
    /// # Errors
    /// Fails if the answer has no handle of a task: the operation starts none, or the service did not say.
    pub fn task(&self) -> Result<Task, Error> {
        let found = self.tasks().into_iter().next();
        found.ok_or_else(|| {
            let operation = self.operation();
            Error::unsendable(
                operation,
                "the answer has no id of a task to wait for; look at the resource itself",
            )
        })
    }

    /// All work that the call has started: an answer about several things has a handle for each.
    pub fn tasks(&self) -> Vec<Task> {
        let handles = handles(self.descriptor().task.as_ref(), self.json());
        let task = |handle| Task {
            client: self.client().clone(),
            handle,
            operation: Some(self.operation()),
        };
        handles.into_iter().map(task).collect()
    }
}

impl Task {
    /// The id: with it, [`Client::task`] waits again.
    pub fn id(&self) -> &str {
        self.handle.id()
    }

    /// What the work is followed by.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Waits until the work is done.
    ///
    /// # Errors
    /// See [`Wait`]; also fails at once for an order, which this service does not show.
    pub fn wait(&self) -> Wait {
        let of = self.operation.map(|operation| format!(" of {operation}")).unwrap_or_default();
        let what = format!("the task {}{of}", self.id());
        let resume = format!("the id {} of the task", self.id());
        match &self.handle {
            handle if handle.id().is_empty() => Wait::refused(Error::configuration(
                "there is no id of a task to wait for: it is empty",
            )),
            Handle::Order(id) => Wait::refused(Error::configuration(format!(
                "the answer has the order {id} and no task: orders are followed in the billing service; wait for \
                 the resource instead"
            ))),
            Handle::Job(id) | Handle::Workflow(id) => match self.client.resource_of(RESOURCE) {
                Ok(resource) => {
                    let subject =
                        Subject { resource, ids: vec![(resource.name, id.clone())], until: None };
                    Wait::new(self.client.clone(), subject, Goal::Done, what, resume)
                }
                Err(error) => Wait::refused(error),
            },
        }
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("handle", &self.handle)
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}
