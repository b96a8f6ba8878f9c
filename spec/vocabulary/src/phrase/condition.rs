//! Conditions in words.

use super::{Style, list};
use crate::Condition;

/// The meanings of named conditions, as clauses such as `billing is pay-per-use`; `None` for a name
/// without a description.
pub type Clauses<'c> = &'c dyn Fn(&str) -> Option<String>;

/// The condition in words: `charge_mode is prePaid`.
pub fn condition(condition: &Condition<'_>, clauses: Clauses<'_>, style: Style) -> String {
    match condition {
        Condition::Equals { field, equals } => {
            let values: Vec<_> = equals.iter().map(|value| style.code(value)).collect();
            format!("{} is {}", style.code(field), list(&values, "or"))
        }
        Condition::Given { field, given: true } => format!("{} is given", style.code(field)),
        Condition::Given { field, given: false } => format!("{} is left out", style.code(field)),
        Condition::Named { when } => {
            let clause = clauses(when).unwrap_or_else(|| when.replace('-', " "));
            style.text(&clause).into_owned()
        }
    }
}

/// Conditions of which any one is enough, joined with `or`; `None` if the list is empty.
pub fn any_of(conditions: &[Condition<'_>], clauses: Clauses<'_>, style: Style) -> Option<String> {
    let words: Vec<String> = conditions.iter().map(|one| condition(one, clauses, style)).collect();
    (!words.is_empty()).then(|| words.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::{Condition, Style, condition};

    #[test]
    fn conditions_are_clauses() {
        let none = |_: &str| None;
        let equals = Condition::Equals { field: "mode", equals: &["a", "b"] };
        assert_eq!(condition(&equals, &none, Style::Plain), "mode is a or b");
        assert_eq!(condition(&equals, &none, Style::Markdown), "`mode` is `a` or `b`");
        let named = Condition::Named { when: "network-acl-enabled" };
        assert_eq!(condition(&named, &none, Style::Plain), "network acl enabled");
        let known = |_: &str| Some("the ACL is on".to_owned());
        assert_eq!(condition(&named, &known, Style::Plain), "the ACL is on");
    }
}
