//! The OpenAPI export as schemathesis gets it.

use serde_json::{Map, Value};

/// Lets operations whose description has no failure refuse a request as the others do, so that the
/// form of their refusals is checked, too. Returns the number of operations, and of those.
pub(super) fn with_refusals(export: &mut Value) -> (usize, usize) {
    let usual = operations(export).find_map(|answers| answers.get("400").cloned());
    let (mut all, mut silent) = (0, 0);
    for answers in operations(export) {
        all += 1;
        if !answers.keys().any(|status| status.starts_with('4'))
            && let Some(usual) = &usual
        {
            answers.insert("400".to_owned(), usual.clone());
            silent += 1;
        }
    }
    (all, silent)
}

/// The answers of each operation.
fn operations(export: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let paths = export["paths"].as_object_mut().into_iter().flatten();
    let items = paths.filter_map(|(_, item)| item.as_object_mut()).flatten();
    items.filter_map(|(_, operation)| operation.get_mut("responses")?.as_object_mut())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::with_refusals;

    #[test]
    fn operations_without_failures_get_the_usual_one() {
        let mut export = json!({ "paths": {
            "/a": { "get": { "responses": { "200": {} } }, "parameters": [] },
            "/b": { "post": { "responses": { "201": {}, "400": { "description": "wrong" } } } },
            "/c": { "put": { "responses": { "404": {} } } },
        } });
        assert_eq!(with_refusals(&mut export), (3, 1));
        let paths = &export["paths"];
        assert_eq!(paths["/a"]["get"]["responses"]["400"]["description"], "wrong");
        assert_eq!(paths["/c"]["put"]["responses"], json!({ "404": {} }));
    }
}
