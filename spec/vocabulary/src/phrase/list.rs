//! Joins items to a list in a sentence.

/// The items joined with commas, and with a word before the last one: `a, b or c`.
///
/// ```
/// use taurusdb_vocabulary::phrase::list;
///
/// assert_eq!(list(&["a", "b", "c"], "or"), "a, b or c");
/// assert_eq!(list(&["a"], "or"), "a");
/// ```
pub fn list(items: &[impl AsRef<str>], last: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 && index + 1 == items.len() {
            text.push(' ');
            text.push_str(last);
            text.push(' ');
        } else if index > 0 {
            text.push_str(", ");
        }
        text.push_str(item.as_ref());
    }
    text
}
