//! What work is followed by, and how it is found in an answer.

use serde_json::Value;
use taurusdb_descriptor_types::resources::{FieldPath, IdShape, Task};

use super::observe::word;
use crate::json::{all, bare};

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

/// What carries handles although no description says so, as [`bare`] writes it: services of the family change from
/// one to another without notice. Each may hold one id or several, or an object with an `id`.
const USUAL: [(&[&str], Make); 4] = [
    (&["jobid", "jobids", "job", "jobs"], Handle::Job),
    (&["workflowid", "workflowids", "workflow"], Handle::Workflow),
    (&["taskid", "taskids", "task"], Handle::Job),
    (&["orderid", "orderids", "order"], Handle::Order),
];

/// How deep an answer is looked through for what is usual: it may be wrapped.
const DEPTH: usize = 3;

/// Makes a handle of an id.
type Make = fn(String) -> Handle;

/// The handles in an answer. Null and empty text are none.
pub(super) fn handles(known: Option<&Task>, answer: &Value) -> Vec<Handle> {
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
        let found = all(answer, path).into_iter().flat_map(ids);
        found.filter(|id| fits(id)).map(make).collect()
    };
    let jobs = known.job.iter().chain(known.seen).map(|path| at(*path, Handle::Job));
    let workflows = known.workflow.iter().map(|path| at(*path, Handle::Workflow));
    let orders = known.order.iter().map(|path| at(*path, Handle::Order));
    let stated = jobs.chain(workflows).chain(orders).find(|found| !found.is_empty());
    // Only a whole answer of ids has others: a field of a certain shape has a wider meaning.
    let usual = || usual(answer, DEPTH).filter(|_| known.shape.is_none());
    stated.or_else(usual).unwrap_or_default()
}

/// The handles under the usual names, here or else further inside.
fn usual(value: &Value, depth: usize) -> Option<Vec<Handle>> {
    let depth = depth.checked_sub(1)?;
    let object = value.as_object()?;
    let here = USUAL.iter().map(|(names, make)| -> Vec<Handle> {
        let own = object.iter().filter(|(name, _)| names.contains(&&*bare(name)));
        own.flat_map(|(name, value)| match bare(name).contains("id") {
            true => ids(value),
            false => value.get("id").map(ids).unwrap_or_default(),
        })
        .map(make)
        .collect()
    });
    let mut here = here.filter(|found| !found.is_empty());
    here.next().or_else(|| object.values().find_map(|inner| usual(inner, depth)))
}

/// The ids that a value is, one or several. Null, empty text and words for nothing are none.
fn ids(value: &Value) -> Vec<String> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let is_id = |id: &String| !["", "null", "none"].contains(&&*id.to_ascii_lowercase());
    values.iter().filter_map(word).filter(is_id).collect()
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

        for (answer, expected) in [
            (json!({ "jobId": "j" }), job("j")),
            (json!({ "JOB_ID": "j" }), job("j")),
            (json!({ "job_id": ["j"] }), job("j")),
            (json!({ "job_ids": ["j"] }), job("j")),
            (json!({ "job": { "id": "j" } }), job("j")),
            (json!({ "data": { "job_id": "j" } }), job("j")),
            (json!({ "workflowId": "w", "order_id": "o" }), workflow.clone()),
            (json!({ "job_id": "null", "job": "a name" }), vec![]),
            (json!({ "job_id": { "of": "j" }, "job_ids": [] }), vec![]),
        ] {
            assert_eq!(found(&both, answer.clone()), expected, "{answer}");
        }

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
