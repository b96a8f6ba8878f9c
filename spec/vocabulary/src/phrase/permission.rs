//! Which permissions a call needs, in a sentence.

use super::{Style, list};

/// `Needs the IAM action a`; `None` if no action is known.
///
/// ```
/// use taurusdb_vocabulary::phrase::{Style, needed};
///
/// assert_eq!(needed(&["pot:lid:lift"], Style::Plain).unwrap(), "Needs the IAM action pot:lid:lift");
/// assert_eq!(needed(&["a", "b"], Style::Markdown).unwrap(), "Needs the IAM actions `a` and `b`");
/// ```
pub fn needed(actions: &[&str], style: Style) -> Option<String> {
    let word = match actions {
        [] => return None,
        [_] => "action",
        _ => "actions",
    };
    let actions: Vec<_> = actions.iter().map(|action| style.code(action)).collect();
    Some(format!("Needs the IAM {word} {}", list(&actions, "and")))
}
