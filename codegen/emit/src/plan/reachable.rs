//! The schemas that callers meet: what requests and successful answers are made of. The client
//! reads errors by itself, so that a type for the body of one would be there for nothing.

use std::collections::BTreeSet;

use taurusdb_spec::Api;

/// Names of the schemas of requests and successful answers, with all that they refer to.
pub(super) fn schemas(api: &Api) -> BTreeSet<&str> {
    let roots = api.operations().flat_map(|operation| {
        let request = operation.request.as_ref().map(|body| body.schema.as_str());
        let answer = operation.success().and_then(|(_, response)| response.schema.as_deref());
        request.into_iter().chain(answer)
    });
    let mut waiting: Vec<&str> = roots.collect();
    let mut reachable = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if reachable.insert(name) {
            waiting.extend(api.schemas[name].references());
        }
    }
    reachable
}
