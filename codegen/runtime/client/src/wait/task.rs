//! The work that a call starts.

use std::fmt;

use serde_json::Value;
use taurusdb_descriptor_types::resources::{FieldPath, IdShape};

use super::observe::{Subject, word};
use super::waiting::{Goal, Wait};
use crate::json::all;
use crate::{Client, Error, Reply};

/// The resource whose records are the work that calls start.
const RESOURCE: &str = "task";

/// Fields at the top of an answer that carry handles although no description says so: services of the
/// family change from one to another without notice.
const USUAL: [(&str, Make); 4] = [
    ("job_id", Handle::Job),
    ("workflow_id", Handle::Workflow),
    ("task_id", Handle::Job),
    ("order_id", Handle::Order),
];

/// Makes a handle of an id.
type Make = fn(String) -> Handle;

/// What the work is followed by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Handle {
    /// The id of a job.
    Job(String),
    /// The id of a workflow; it is followed like a job.
    Workflow(String),
    /// The id of an order, for what is paid in advance. Another service shows it.
    Order(String),
}

impl Handle {
    /// The id, whatever it is of.
    pub fn id(&self) -> &str {
        match self {
            Self::Job(id) | Self::Workflow(id) | Self::Order(id) => id,
        }
    }
}

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

/// The handles in an answer. Null and empty text are none.
fn handles(
    known: Option<&taurusdb_descriptor_types::resources::Task>,
    answer: &Value,
) -> Vec<Handle> {
    let Some(known) = known else { return Vec::new() };
    let fits = |id: &String| match known.shape {
        Some(IdShape::Uuid36) => {
            id.len() == 36 && id.bytes().filter(|byte| *byte == b'-').count() == 4
        }
        Some(IdShape::Uuid32(_)) => {
            id.len() >= 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        Some(IdShape::Name) | None => !id.is_empty(),
    };
    let at = |path: FieldPath, make: Make| -> Vec<Handle> {
        all(answer, path).into_iter().filter_map(word).filter(|id| fits(id)).map(make).collect()
    };
    let jobs = known.job.iter().chain(known.seen).map(|path| at(*path, Handle::Job));
    let workflows = known.workflow.iter().map(|path| at(*path, Handle::Workflow));
    let orders = known.order.iter().map(|path| at(*path, Handle::Order));
    let stated = jobs.chain(workflows).chain(orders).find(|found| !found.is_empty());
    // Only a whole answer of ids has others: a field of a certain shape has a wider meaning.
    let usual = || {
        let usual = USUAL.iter().filter(|_| known.shape.is_none());
        usual.map(|(name, make)| at(FieldPath(name), *make)).find(|found| !found.is_empty())
    };
    stated.or_else(usual).unwrap_or_default()
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
                    let subject = Subject { resource, ids: vec![(resource.name, id.clone())] };
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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::resources::{FieldPath, IdShape, Task};

    use super::{Handle, handles};

    #[test]
    fn finds_the_handle_whatever_it_is_called() {
        let both = Task {
            job: Some(FieldPath("job_id")),
            order: Some(FieldPath("pay.order_id")),
            ..Task::NONE
        };
        let found = |task: &Task, answer| handles(Some(task), &answer);
        let job = |id: &str| vec![Handle::Job(id.to_owned())];
        assert_eq!(found(&both, json!({ "job_id": "j", "pay": { "order_id": "o" } })), job("j"));
        assert_eq!(found(&both, json!({ "job_id": 7 })), job("7"));
        let order = vec![Handle::Order("o".to_owned())];
        assert_eq!(found(&both, json!({ "job_id": "", "pay": { "order_id": "o" } })), order);
        assert_eq!(found(&both, json!({ "job_id": null, "order_id": "o" })), order);
        let workflow = vec![Handle::Workflow("w".to_owned())];
        assert_eq!(found(&both, json!({ "workflow_id": "w" })), workflow);
        assert_eq!(found(&both, json!({ "name": "x" })), []);

        let many = Task { workflow: Some(FieldPath("done[].workflow_id")), ..Task::NONE };
        let answer = json!({ "done": [{ "workflow_id": "a" }, {}, { "workflow_id": "b" }] });
        assert_eq!(found(&many, answer).iter().map(Handle::id).collect::<Vec<_>>(), ["a", "b"]);

        let shaped =
            Task { job: Some(FieldPath("result")), shape: Some(IdShape::Uuid36), ..Task::NONE };
        assert_eq!(found(&shaped, json!({ "result": "success", "job_id": "j" })), []);
        let id = "e7a7535b-eb9b-45ac-a83a-020dc5016d94";
        assert_eq!(found(&shaped, json!({ "result": id })), job(id));
        assert_eq!(handles(None, &json!({ "job_id": "j" })), []);
    }
}
