//! From one difference to its class.

use std::collections::BTreeSet;

use taurusdb_spec::{CharClass, Type};

use crate::{Aspect, Class, Stated, Subject};

/// What the class of a change depends on besides the two statements.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    /// Whether requests must have the value now.
    pub(crate) is_mandatory: bool,
    /// Whether the old specification lists values of it.
    pub(crate) had_values: bool,
    /// Whether the new one does.
    pub(crate) has_values: bool,
}

/// Which way a limit opens.
#[derive(Clone, Copy)]
enum Opens {
    /// A lower number lets through more.
    Down,
    /// A higher number lets through more.
    Up,
}

/// The class of a change from `old` to `new`; one of both is there.
pub(crate) fn class(
    subject: &Subject,
    aspect: &Aspect,
    old: Option<&Stated>,
    new: Option<&Stated>,
    around: Around,
) -> Class {
    use Class as C;
    let choose = |added, removed, changed| match (old, new) {
        (None, _) => added,
        (_, None) => removed,
        _ => changed,
    };
    match (subject, aspect) {
        (_, Aspect::Declared | Aspect::Object | Aspect::Prose) => C::ProseOnly,
        (Subject::Operation(_), Aspect::Title) => C::ProseOnly,
        (_, Aspect::FixedWords(_)) => C::FixInDoubt,
        (_, Aspect::Fixed(_)) => C::DocumentAgrees,
        (_, Aspect::TypeName) => C::TypeRenamed,
        (Subject::Operation(_), aspect) => match aspect {
            Aspect::Exists => choose(C::OperationAdded, C::OperationRemoved, C::ProseOnly),
            Aspect::Method => C::RouteChanged,
            Aspect::Path => path(old, new),
            Aspect::Section => C::OperationMoved,
            Aspect::Deprecated => choose(C::Deprecated, C::Revived, C::DeprecationChanged),
            Aspect::Successor => C::DeprecationChanged,
            Aspect::Permission(_) => choose(C::ActionAdded, C::ActionRemoved, C::ActionChanged),
            Aspect::Error(_) => choose(C::CallErrorAdded, C::CallErrorRemoved, C::CallErrorChanged),
            _ => C::StageChanged,
        },
        (Subject::Example { .. }, _) => C::ExampleOnly,
        (Subject::Value { path, .. }, aspect) if path.is_empty() => match aspect {
            Aspect::Exists => choose(C::ResponseAdded, C::ResponseRemoved, C::ResponseChanged),
            _ => C::HintChanged,
        },
        (Subject::Value { role, .. }, Aspect::Exists) => {
            let added = match around.is_mandatory && role.is_sent() {
                true => C::MandatoryValueAdded,
                false => C::ValueAdded,
            };
            choose(added, C::ValueRemoved, C::ValueRenamed)
        }
        (Subject::Value { .. }, aspect) => of_value(aspect, old, new, around),
        (Subject::Endpoint(_), _) => part(
            aspect,
            choose(C::EndpointAdded, C::EndpointRemoved, C::EndpointChanged),
            C::EndpointChanged,
        ),
        (Subject::Status(_), _) => part(
            aspect,
            choose(C::StatusAdded, C::StatusRemoved, C::StatusChanged),
            C::StatusChanged,
        ),
        (Subject::ErrorCode(_), _) => part(
            aspect,
            choose(C::ErrorCodeAdded, C::ErrorCodeRemoved, C::ErrorCodeChanged),
            C::ErrorCodeChanged,
        ),
        (Subject::Metric(_), _) => part(
            aspect,
            choose(C::MetricAdded, C::MetricRemoved, C::MetricChanged),
            C::MetricChanged,
        ),
        (Subject::Action(_), _) => part(
            aspect,
            choose(C::ActionAdded, C::ActionRemoved, C::ActionChanged),
            C::ActionChanged,
        ),
        (Subject::Section(_), _) => C::ProseOnly,
    }
}

/// A row comes or goes as a whole; anything else of it changes.
fn part(aspect: &Aspect, whole: Class, changed: Class) -> Class {
    if *aspect == Aspect::Exists { whole } else { changed }
}

/// Another name of a parameter in the path is no other path.
fn path(old: Option<&Stated>, new: Option<&Stated>) -> Class {
    let shape = |stated: Option<&Stated>| -> Vec<String> {
        let segments = stated.map_or("", |stated| stated.text.as_str()).split('/');
        segments.map(|part| if part.starts_with('{') { "{}" } else { part }.to_owned()).collect()
    };
    if shape(old) == shape(new) { Class::PathParameterRenamed } else { Class::RouteChanged }
}

fn of_value(aspect: &Aspect, old: Option<&Stated>, new: Option<&Stated>, around: Around) -> Class {
    use Class as C;
    let (before, after) = (old.map(|s| s.text.as_str()), new.map(|s| s.text.as_str()));
    let choose = |added, removed, changed| match (before, after) {
        (None, _) => added,
        (_, None) => removed,
        _ => changed,
    };
    match aspect {
        Aspect::Type => match (before, after) {
            (Some(before), Some(after)) if is_wider(before, after) => C::TypeWidened,
            _ => C::Retyped,
        },
        Aspect::Mandatory => match (before, after) {
            (_, Some("mandatory")) => C::BecameMandatory,
            (Some("mandatory"), _) => C::BecameOptional,
            (_, Some("mandatory under a condition")) => C::BecameConditional,
            (Some("mandatory under a condition"), _) => C::RequirementEased,
            _ => C::HintChanged,
        },
        Aspect::RequiredWhen(_) | Aspect::ExcludedWhen(_) => {
            choose(C::ConditionAdded, C::ConditionRemoved, C::ConditionAdded)
        }
        Aspect::Value(_) if before.is_none() && !around.had_values => C::ValuesListed,
        Aspect::Value(_) if before.is_none() => C::EnumValueAdded,
        Aspect::Value(_) if !around.has_values => C::ValuesUnlisted,
        Aspect::Value(_) => C::EnumValueRemoved,
        Aspect::Minimum | Aspect::MinLength | Aspect::MinItems | Aspect::ClassesNeeded => {
            limit(before, after, Opens::Down)
        }
        Aspect::Maximum | Aspect::MaxLength | Aspect::MaxItems => limit(before, after, Opens::Up),
        Aspect::Charset => match (before.map(items), after.map(items)) {
            (None, _) => C::LimitNarrowed,
            (_, None) => C::LimitWidened,
            (Some(before), Some(after)) if before.is_subset(&after) => C::LimitWidened,
            (Some(before), Some(after)) if after.is_subset(&before) => C::LimitNarrowed,
            _ => C::LimitChanged,
        },
        Aspect::Pattern | Aspect::MultipleOf => {
            choose(C::LimitNarrowed, C::LimitWidened, C::LimitChanged)
        }
        Aspect::Default => choose(C::DefaultAdded, C::DefaultChanged, C::DefaultChanged),
        Aspect::Unit | Aspect::Format => {
            choose(C::MeaningAdded, C::MeaningRemoved, C::MeaningChanged)
        }
        Aspect::Stage => C::StageChanged,
        Aspect::Outdated if before.is_none() => C::ValueDeprecated,
        Aspect::Outdated => C::ValueRevived,
        Aspect::Successor => C::ReplacementChanged,
        _ => C::HintChanged,
    }
}

fn limit(before: Option<&str>, after: Option<&str>, opens: Opens) -> Class {
    let number = |text: &str| text.parse::<f64>().ok();
    match (before, after) {
        (None, _) => Class::LimitNarrowed,
        (_, None) => Class::LimitWidened,
        (Some(before), Some(after)) => match (number(before), number(after), opens) {
            (Some(before), Some(after), Opens::Down) if after < before => Class::LimitWidened,
            (Some(before), Some(after), Opens::Up) if after > before => Class::LimitWidened,
            (Some(_), Some(_), _) => Class::LimitNarrowed,
            _ => Class::LimitChanged,
        },
    }
}

/// The characters that a list of classes lets through, each single class or character by itself.
pub(crate) fn items(list: &str) -> BTreeSet<String> {
    let classes: Vec<CharClass> = serde_json::from_str(list).unwrap_or_default();
    let each = |class: CharClass| -> Vec<String> {
        match class {
            CharClass::Letters => vec!["upper".to_owned(), "lower".to_owned()],
            CharClass::Uppercase => vec!["upper".to_owned()],
            CharClass::Lowercase => vec!["lower".to_owned()],
            CharClass::Digits => vec!["digits".to_owned()],
            CharClass::NonAscii => vec!["others".to_owned()],
            CharClass::Chars(listed) => listed.chars().map(String::from).collect(),
        }
    };
    classes.into_iter().flat_map(each).collect()
}

/// Whether all that one type allows the other allows too. A client reads both integers as one type; a
/// number with a fraction is another type, and so no wider one.
fn is_wider(before: &str, after: &str) -> bool {
    let parse = |text: &str| text.parse::<Type>().ok();
    matches!((parse(before), parse(after)), (Some(Type::Integer), Some(Type::Long)))
}
