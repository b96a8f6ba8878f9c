//! The resource model's part of an operation: its effect, its task, its paging.

use serde_json::{Map, Value, json};
use taurusdb_spec::resources::{Counts, OperationFacts, Paging, PagingStyle, Task};

/// The resource model's facts about an operation, as fields of the export. `follow` is the
/// operation that shows tasks.
pub(super) fn fields(facts: &OperationFacts, follow: Option<&str>) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("x-effect".into(), json!(facts.effect.to_string()));
    if let Some(resource) = &facts.resource {
        out.insert("x-resource".into(), json!(resource));
    }
    if let Some(task) = &facts.task {
        out.insert("x-task".into(), self::task(task, follow));
    }
    if let Some(paging) = &facts.paging {
        out.insert("x-paging".into(), self::paging(paging));
    }
    out
}

/// Tells the caller how to follow the task that a call starts.
pub(super) fn sentence(task: &Task, follow: Option<&str>) -> String {
    let (orders, jobs): (Vec<_>, Vec<_>) = task.handles().partition(|(word, _)| *word == "order");
    let mut out = String::new();
    for (_, path) in jobs {
        out += " The work goes on as a task";
        if let Some(operation) = follow {
            out += &format!(": follow `{path}` with `{operation}`");
        }
        out.push('.');
    }
    for (_, path) in orders {
        out += &format!(" `{path}` is the order of a yearly/monthly instance.");
    }
    out
}

/// `follow` is the operation that shows tasks.
fn task(task: &Task, follow: Option<&str>) -> Value {
    let mut out = Map::new();
    let mut followed = false;
    for (word, path) in task.handles() {
        out.insert(word.into(), json!(path.to_string()));
        followed |= word != "order";
    }
    if let Some(operation) = follow.filter(|_| followed) {
        out.insert("follow".into(), json!(operation));
    }
    if let Some(name) = &task.name {
        out.insert("name".into(), json!(name));
    }
    if let Some(input) = &task.delayed_by {
        out.insert("delayed_by".into(), json!(input.to_string()));
    }
    if let Some(seconds) = task.seconds {
        out.insert("seconds".into(), json!(seconds));
    }
    Value::Object(out)
}

fn paging(paging: &Paging) -> Value {
    let mut out = json!({ "style": paging.style.as_str(), "items": paging.items.to_string() });
    if let Some(total) = &paging.total {
        out["total"] = json!(total.to_string());
    }
    match &paging.style {
        PagingStyle::OffsetLimitQuery { first, counts }
        | PagingStyle::OffsetLimitBody { first, counts } => {
            out["first"] = json!(first);
            out["counts"] = json!(match counts {
                Counts::Records => "records",
                Counts::Pages => "pages",
            });
        }
        PagingStyle::LineNumBody(cursor) | PagingStyle::FileNameQuery(cursor) => {
            out["cursor"] = json!({ "from": cursor.from.to_string(), "to": cursor.to.to_string() });
        }
        PagingStyle::None => {}
    }
    out
}
