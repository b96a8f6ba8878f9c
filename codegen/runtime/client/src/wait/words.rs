//! What the states of tasks are called in services that do not keep to their descriptions.

use taurusdb_descriptor_types::resources::Class;

use crate::json::bare;

/// Words for work that has ended well, as [`bare`] writes them.
const DONE: [&str; 8] =
    ["success", "successful", "succeed", "succeeded", "complete", "completed", "finished", "done"];

/// Words for work that has ended otherwise.
const FAILED: [&str; 12] = [
    "fail",
    "failed",
    "failure",
    "error",
    "aborted",
    "canceled",
    "cancelled",
    "rejected",
    "expired",
    "timeout",
    "timedout",
    "terminated",
];

/// What a word of a task means that the description does not have. Only these very words count: another one may
/// mean that the work goes on, and a wait that ends too early is worse than one that ends late.
pub(super) fn usual(word: &str) -> Option<Class> {
    let word = bare(word);
    match word.as_str() {
        word if DONE.contains(&word) => Some(Class::Ready),
        word if FAILED.contains(&word) => Some(Class::Failed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_descriptor_types::resources::Class;

    use super::usual;

    #[test]
    fn knows_the_usual_words_and_no_others() {
        for word in ["SUCCESS", "Success", "success ", "Succeeded", "COMPLETE", "Finished", "done"]
        {
            assert_eq!(usual(word), Some(Class::Ready), "{word}");
        }
        for word in ["FAIL", "failed", "ERROR", "Cancelled", "timed_out", "Timed Out"] {
            assert_eq!(usual(word), Some(Class::Failed), "{word}");
        }
        for word in
            ["", "INCOMPLETE", "Completing", "not done", "Canceling", "0", "Failing", "wait"]
        {
            assert_eq!(usual(word), None, "{word}");
        }
    }
}
