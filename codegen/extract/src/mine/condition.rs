//! Conditions under which a field must or must not be given.

use taurusdb_spec::Condition;

use super::clause::{About, Verdict, named, parsed, verdict};
use super::sentence::Sentence;
use crate::text::{after, after_any, contains_any, find};

/// When fields must and must not be given, according to one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    pub(super) required: Vec<Condition>,
    pub(super) excluded: Vec<Condition>,
    /// When other fields of the table are required.
    pub(super) siblings: Vec<(String, Condition)>,
    /// Whether the field is required under a condition that the model cannot express.
    pub(super) is_required_somehow: bool,
}

impl Conditions {
    /// Whether the field must be given in some cases.
    pub(super) fn is_conditional(&self) -> bool {
        self.is_required_somehow || !self.required.is_empty()
    }
}

pub(super) fn conditions(said: &[Sentence], about: About<'_>) -> Conditions {
    let mut found = Conditions::default();
    for sentence in said {
        let lower = &*sentence.lower;
        const HINTS: [&str; 6] =
            ["mandatory", "require", "available", "valid", "cannot be ", "must be "];
        if !contains_any(lower, &HINTS) {
            continue;
        }
        if lower.contains("required for subsequent pagination") {
            add(&mut found.required, named(lower));
        }
        match split_lead(sentence) {
            Some((condition, consequence)) => lead(&mut found, condition, consequence, about),
            None => tail(&mut found, sentence, about),
        }
    }
    found
}

/// Splits `If a, b` into a as written and b in lower case.
fn split_lead(sentence: &Sentence) -> Option<(&str, &str)> {
    let Sentence { text, lower, .. } = sentence;
    let word = ["if ", "when "].into_iter().find(|word| lower.starts_with(word))?;
    let comma = word.len() + lower[word.len()..].find(',')?;
    Some((&text[word.len()..comma], lower[comma + 1..].trim_start()))
}

fn lead(found: &mut Conditions, condition: &str, consequence: &str, about: About<'_>) {
    let Some(verdict) = verdict(consequence) else { return };
    let condition = parsed(condition, about);
    let subject = consequence.split(' ').next().unwrap_or_default();
    if consequence.contains("this parameter") || subject == about.name {
        push(found, &verdict, condition);
    } else if about.siblings.contains(&subject) && matches!(verdict, Verdict::Required) {
        found.siblings.extend(condition.map(|condition| (subject.to_owned(), condition)));
    }
}

/// `This is mandatory when a and cannot be specified when b.`
fn tail(found: &mut Conditions, sentence: &Sentence, about: About<'_>) {
    let lower = &*sentence.lower;
    let subject = subject(lower);
    if subject != "this" && subject != "it" {
        // An item in a list of values may say which other fields that value requires.
        let own = sentence.item.as_ref().filter(|_| about.siblings.contains(&subject));
        if let (Some(value), Some(Verdict::Required)) = (own, verdict(lower)) {
            let equals = vec![value.clone()];
            let condition = Condition::Equals { field: about.name.to_owned(), equals };
            found.siblings.push((subject.to_owned(), condition));
        }
        return;
    }
    let mut start = 0;
    while let Some((at, word)) = next_condition(lower, start) {
        let begin = at + word.len();
        let end = [", and ", " and is ", " and cannot ", " ("]
            .iter()
            .filter_map(|joint| lower[begin..].find(joint))
            .min()
            .map_or(lower.len(), |length| begin + length);
        if let Some(verdict) = verdict(&lower[start..at]) {
            push(found, &verdict, parsed(&sentence.text[begin..end], about));
        }
        start = end;
    }
}

/// The first word of the sentence, after words that link it to the sentence before.
fn subject(lower: &str) -> &str {
    let rest = after_any(lower, &["in this case, ", "in this mode, "]).unwrap_or(lower);
    // An item begins with its value.
    let rest = after(rest, ": ").filter(|_| rest.contains(" is mandatory")).unwrap_or(rest);
    rest.split(' ').next().unwrap_or_default()
}

fn next_condition(lower: &str, start: usize) -> Option<(usize, &'static str)> {
    [" only when ", " when ", " if "]
        .into_iter()
        .filter_map(|word| Some((start + find(&lower[start..], word)?, word)))
        .min_by_key(|(at, _)| *at)
}

fn push(found: &mut Conditions, verdict: &Verdict, condition: Option<Condition>) {
    match verdict {
        Verdict::Required => {
            found.is_required_somehow |= condition.is_none();
            add(&mut found.required, condition);
        }
        Verdict::Excluded => add(&mut found.excluded, condition),
        Verdict::Only => add(&mut found.excluded, condition.and_then(opposite)),
    }
}

/// The opposite of a condition. It is known for a switch only.
fn opposite(condition: Condition) -> Option<Condition> {
    let Condition::Equals { field, equals } = condition else { return None };
    let other = match &*equals {
        [value] if value == "true" => "false",
        [value] if value == "false" => "true",
        _ => return None,
    };
    Some(Condition::Equals { field, equals: vec![other.to_owned()] })
}

fn add(list: &mut Vec<Condition>, condition: Option<Condition>) {
    list.extend(condition.filter(|condition| !list.contains(condition)));
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Condition;

    use super::super::clause::About;
    use super::super::sentence::sentences;
    use super::{Conditions, conditions};
    use crate::read::Cell;

    const ABOUT: About<'_> =
        About { name: "kind", siblings: &["mode", "kind", "copy_id"], request: &[] };

    fn read(description: &str) -> Conditions {
        conditions(&sentences(&Cell::parse(description)), ABOUT)
    }

    fn equals(field: &str, values: &[&str]) -> Condition {
        let equals = values.iter().map(|value| (*value).to_owned()).collect();
        Condition::Equals { field: field.to_owned(), equals }
    }

    fn when(name: &str) -> Condition {
        Condition::Named { when: name.to_owned() }
    }

    #[track_caller]
    fn requires(description: &str, expected: Condition) {
        assert_eq!(read(description).required, [expected], "{description}");
    }

    #[track_caller]
    fn excludes(description: &str, expected: Condition) {
        assert_eq!(read(description).excluded, [expected], "{description}");
    }

    #[test]
    fn requirements_are_taken() {
        requires(
            "Kind. This parameter is mandatory when mode is set to On .",
            equals("mode", &["On"]),
        );
        requires(
            "Kind. This parameter is valid and mandatory if act is set to a or b.",
            equals("act", &["a", "b"]),
        );
        requires("<p>NOTE This is mandatory if mode is set to x.</p>", equals("mode", &["x"]));
        requires(
            "Kind. <ul> • If mode is set to x, this parameter is mandatory.",
            equals("mode", &["x"]),
        );
        requires(
            "Kind. If mode is set to x, this parameter must be configured.",
            equals("mode", &["x"]),
        );
        requires(
            "Kind. If network ACL is disabled, kind is mandatory.",
            when("network-acl-disabled"),
        );
        requires(
            "Kind. It is required only when the network ACL is enabled.",
            when("network-acl-enabled"),
        );
        requires(
            "Kind. Not at first, but required for subsequent pagination queries.",
            when("subsequent-page"),
        );
    }

    #[test]
    fn exclusions_are_taken() {
        excludes("Kind. If mode is x, this parameter is unavailable.", equals("mode", &["x"]));
        excludes("Kind. If mode is x, this parameter cannot be set.", equals("mode", &["x"]));
        excludes(
            "Kind. It cannot be specified if the level-1 backup function is disabled.",
            when("level-1-backup-disabled"),
        );
        excludes(
            "Kind. This is available only when mode is set to true .",
            equals("mode", &["false"]),
        );
        let both = read(
            "Kind. This is required when the enterprise project is enabled, \
             and is unavailable if the enterprise project is disabled.",
        );
        assert_eq!(both.required, [when("enterprise-project-enabled")]);
        assert_eq!(both.excluded, [when("enterprise-project-disabled")]);
    }

    #[test]
    fn conditions_without_words_of_ours_are_noticed() {
        let somehow = Conditions { is_required_somehow: true, ..Conditions::default() };
        for text in [
            "This is mandatory when a and b hold.",
            "If mode is not 0 and copy_id is x, this parameter is mandatory.",
            "If the pot is hot, kind must be specified.",
        ] {
            assert_eq!(read(text), somehow, "{text}");
        }
        assert_eq!(read("If the pot is hot, this parameter is unavailable."), <_>::default());
        assert_eq!(read("If the pot is hot, mode must be specified."), <_>::default());
    }

    #[test]
    fn rows_speak_of_their_siblings() {
        let siblings = |text: &str| read(text).siblings;
        let given = |given| Condition::Given { field: "kind".to_owned(), given };
        assert_eq!(
            siblings("When kind is not empty, mode is mandatory."),
            [("mode".into(), given(true))]
        );
        assert_eq!(
            siblings("If this parameter is left blank, copy_id cannot be left blank."),
            [("copy_id".into(), given(false))]
        );
        assert_eq!(
            siblings("<ul> • a: one. copy_id is mandatory when kind is not mandatory. • b: two."),
            [("copy_id".into(), equals("kind", &["a"]))]
        );
        assert_eq!(
            siblings("<ul> • a: one. • b: two. In this mode, mode must be specified."),
            [("mode".into(), equals("kind", &["b"]))]
        );
        assert_eq!(
            siblings("<ul> • a: one. In this case, copy_id is required. • b: two."),
            [("copy_id".into(), equals("kind", &["a"]))]
        );
    }

    #[test]
    fn other_sentences_ask_for_nothing() {
        for text in [
            "Whether a restart is required for a change.",
            "If there is only one, this parameter is not required.",
            "If mode is set to x, this parameter is not mandatory.",
            "If mode is not 0 and kind is x, this parameter is unavailable.",
            "This parameter is returned only when mode is set to true.",
            "This parameter is optional.",
        ] {
            assert_eq!(read(text), Conditions::default(), "{text}");
        }
    }
}
