//! The schemas that callers use: the parts of requests and of successful answers. The client reads
//! error bodies itself, so they need no types.

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
