//! Advice of the client in the words of the command line: the client names its own functions.

use taurusdb_descriptor_types::Service;

/// Functions that set up a client, and are flags here.
const FUNCTIONS: [&str; 7] =
    ["region", "endpoint", "iam_endpoint", "project_id", "timeout", "retries", "language"];

/// The text with flags in the place of functions: `` `--project-id` `` for `` `.project_id(…)` ``.
pub(crate) fn in_flags(text: String) -> String {
    FUNCTIONS.iter().fold(text, |text, name| {
        let function = format!("`.{name}(…)`");
        match text.contains(&function) {
            true => text.replace(&function, &format!("`--{}`", name.replace('_', "-"))),
            false => text,
        }
    })
}

/// The text with commands in the place of operations: `` `demo pots list` `` for `` `pots.list` ``.
pub(crate) fn in_commands(service: &Service, program: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        // What stands between two marks.
        let operation = (at % 2 == 1).then(|| service.operation(part)).flatten();
        match operation {
            Some(operation) => out.push_str(&format!("{program} {}", operation.command)),
            None => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::in_flags;

    #[test]
    fn functions_become_flags() {
        let text = "Set `.project_id(…)`, or `.iam_endpoint(…)` sets another one; `.wait()` stays"
            .to_owned();
        assert_eq!(
            in_flags(text),
            "Set `--project-id`, or `--iam-endpoint` sets another one; `.wait()` stays"
        );
    }
}
