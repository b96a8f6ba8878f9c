//! What kind of change something is, and how severe.

use taurusdb_spec::Type;

use crate::{Aspect, Role, Stated, Subject};

/// What a change asks of those who use what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing: examples, titles, section numbers.
    Editorial,
    /// Nothing has to be done; there is something new to use, or something new may come.
    Compatible,
    /// A program that was right may not compile, be refused, or miss something.
    Breaking,
}

/// What kind of change something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// An operation is there that was not.
    OperationAdded,
    /// An operation is gone.
    OperationRemoved,
    /// An operation has another id, and is known by its route, section and shape.
    OperationRenamed,
    /// An operation stands in another section.
    OperationMoved,
    /// An operation has another method or path, such as another version.
    RouteChanged,
    /// An end of service is announced.
    Deprecated,
    /// An announced end of service is taken back.
    Revived,
    /// The end of service or the successor is another one.
    DeprecationChanged,
    /// An operation or a value is more or less settled than it was.
    StageChanged,
    /// A parameter or field is there that was not.
    ValueAdded,
    /// A mandatory parameter or field of requests is there that was not.
    MandatoryValueAdded,
    /// A parameter or field is gone.
    ValueRemoved,
    /// A parameter or field has another name.
    ValueRenamed,
    /// The type is another one.
    Retyped,
    /// The type allows all that it allowed, and more.
    TypeWidened,
    /// A request must have what it could leave out.
    BecameMandatory,
    /// A request may leave out what it had to have.
    BecameOptional,
    /// A request must have it under another condition than before.
    ConditionChanged,
    /// A documented value is new.
    EnumValueAdded,
    /// A documented value is gone.
    EnumValueRemoved,
    /// A limit lets through less than before.
    LimitNarrowed,
    /// A limit lets through more than before.
    LimitWidened,
    /// A limit is another one; which of both lets through more cannot be told.
    LimitChanged,
    /// The service assumes another value.
    DefaultChanged,
    /// The value counts something else, or has another form.
    MeaningChanged,
    /// Something that helps is new, gone or another: where a value comes from, another name of it,
    /// what examples show of its type, whether it is secret.
    HintChanged,
    /// An answer of this status is documented that was not.
    ResponseAdded,
    /// An answer of this status is documented no more.
    ResponseRemoved,
    /// An error code, status, region, metric or IAM action is new.
    RowAdded,
    /// An error code, status, region, metric or IAM action is gone.
    RowRemoved,
    /// An error code, status, region, metric or IAM action says something else.
    RowChanged,
    /// Only an example is another one.
    ExampleOnly,
    /// Only a title or a section number is another one.
    ProseOnly,
}

/// Which way a limit opens.
#[derive(Clone, Copy)]
enum Opens {
    /// A lower number lets through more.
    Down,
    /// A higher number lets through more.
    Up,
}

impl Class {
    /// The class of a change from `old` to `new`; one of both is there.
    pub(crate) fn of(
        subject: &Subject,
        aspect: &Aspect,
        old: Option<&Stated>,
        new: Option<&Stated>,
        is_mandatory: bool,
    ) -> Self {
        let (is_new, is_gone) = (old.is_none(), new.is_none());
        let choose = |added, removed, changed| match (is_new, is_gone) {
            (true, _) => added,
            (_, true) => removed,
            _ => changed,
        };
        match (subject, aspect) {
            (Subject::Operation(_), Aspect::Exists) => {
                choose(Self::OperationAdded, Self::OperationRemoved, Self::ProseOnly)
            }
            (Subject::Operation(_), Aspect::Method | Aspect::Path) => Self::RouteChanged,
            (Subject::Operation(_), Aspect::Section) => Self::OperationMoved,
            (Subject::Operation(_), Aspect::Deprecated) => {
                choose(Self::Deprecated, Self::Revived, Self::DeprecationChanged)
            }
            (_, Aspect::Successor) => Self::DeprecationChanged,
            (_, Aspect::Stage) => Self::StageChanged,
            (Subject::Example { .. }, _) => Self::ExampleOnly,
            (Subject::Value { path, .. }, Aspect::Exists) if path.is_empty() => {
                choose(Self::ResponseAdded, Self::ResponseRemoved, Self::ResponseAdded)
            }
            (Subject::Value { role, .. }, Aspect::Exists) => {
                let added = match is_mandatory && role.is_sent() {
                    true => Self::MandatoryValueAdded,
                    false => Self::ValueAdded,
                };
                choose(added, Self::ValueRemoved, Self::ValueRenamed)
            }
            (Subject::Value { .. }, aspect) => Self::of_value(aspect, old, new),
            (_, Aspect::Title) => Self::ProseOnly,
            _ => choose(Self::RowAdded, Self::RowRemoved, Self::RowChanged),
        }
    }

    fn of_value(aspect: &Aspect, old: Option<&Stated>, new: Option<&Stated>) -> Self {
        let (before, after) = (old.map(|s| s.text.as_str()), new.map(|s| s.text.as_str()));
        match aspect {
            Aspect::Type => match (before, after) {
                (Some(before), Some(after)) if is_wider(before, after) => Self::TypeWidened,
                _ => Self::Retyped,
            },
            Aspect::Mandatory => match (before, after) {
                (_, Some("mandatory")) => Self::BecameMandatory,
                (Some("optional") | None, Some("mandatory under a condition")) => {
                    Self::BecameMandatory
                }
                (Some("mandatory"), _) => Self::BecameOptional,
                (Some("mandatory under a condition"), _) => Self::BecameOptional,
                _ => Self::HintChanged,
            },
            Aspect::RequiredWhen(_) | Aspect::ExcludedWhen(_) => Self::ConditionChanged,
            Aspect::Value(_) if old.is_none() => Self::EnumValueAdded,
            Aspect::Value(_) => Self::EnumValueRemoved,
            Aspect::Minimum | Aspect::MinLength | Aspect::MinItems | Aspect::ClassesNeeded => {
                limit(before, after, Opens::Down)
            }
            Aspect::Maximum | Aspect::MaxLength | Aspect::MaxItems => {
                limit(before, after, Opens::Up)
            }
            Aspect::Charset | Aspect::Pattern | Aspect::MultipleOf => match (old, new) {
                (None, _) => Self::LimitNarrowed,
                (_, None) => Self::LimitWidened,
                _ => Self::LimitChanged,
            },
            Aspect::Default => Self::DefaultChanged,
            Aspect::Unit | Aspect::Format => Self::MeaningChanged,
            _ => Self::HintChanged,
        }
    }

    /// How severe it is for those who send requests, and for those who read answers. A value travels
    /// one way, an operation both.
    pub fn severity(self, role: Option<Role>) -> Severity {
        let is_answer = matches!(role, Some(Role::Response(_)));
        match self {
            Self::OperationRemoved
            | Self::OperationRenamed
            | Self::RouteChanged
            | Self::ValueRemoved
            | Self::ValueRenamed
            | Self::Retyped
            | Self::MandatoryValueAdded
            | Self::MeaningChanged => Severity::Breaking,
            // What concerns requests does not concern answers: they are read tolerantly.
            Self::BecameMandatory
            | Self::ConditionChanged
            | Self::EnumValueRemoved
            | Self::LimitNarrowed
            | Self::LimitChanged
                if !is_answer =>
            {
                Severity::Breaking
            }
            Self::DefaultChanged if !is_answer => Severity::Breaking,
            // An `Option` appears where a plain value was.
            Self::BecameOptional if !is_answer => Severity::Breaking,
            Self::RowRemoved => Severity::Breaking,
            Self::OperationMoved | Self::ExampleOnly | Self::ProseOnly => Severity::Editorial,
            _ => Severity::Compatible,
        }
    }

    /// What someone who uses the client, the command line or the mock server has to do.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::OperationAdded => "name it in spec/overlay/names, then use it",
            Self::OperationRemoved => "stop calling it, or keep to the version before",
            Self::OperationRenamed => "call it by its new name",
            Self::OperationMoved => "nothing to do",
            Self::RouteChanged => "update client and command; old versions call the old route",
            Self::Deprecated => "move to the successor before the service ends",
            Self::Revived => "nothing to do; the warning is gone",
            Self::DeprecationChanged => "look at the new date and successor",
            Self::StageChanged => "look whether your region offers it",
            Self::ValueAdded => "set or read it where it helps",
            Self::MandatoryValueAdded => "give it a value; requests without it do not compile",
            Self::ValueRemoved => "stop using it",
            Self::ValueRenamed => "use the new name",
            Self::Retyped => "convert what you send and read",
            Self::TypeWidened => "accept the wider type where you read it",
            Self::BecameMandatory => "give it a value always, or when the condition holds",
            Self::BecameOptional => "in Rust, wrap the value where a body is built by hand",
            Self::ConditionChanged => "look whether your requests meet the condition",
            Self::EnumValueAdded => "handle the new value where you match on it",
            Self::EnumValueRemoved => "stop sending the value",
            Self::LimitNarrowed | Self::LimitChanged => {
                "look whether the values that you send are still allowed"
            }
            Self::LimitWidened => "nothing to do",
            Self::DefaultChanged => {
                "send the value that you want instead of relying on the default"
            }
            Self::MeaningChanged => "convert what you send and read",
            Self::HintChanged => "nothing to do",
            Self::ResponseAdded => "nothing to do; the answer is read now",
            Self::ResponseRemoved => "stop waiting for this status",
            Self::RowAdded => "nothing to do",
            Self::RowRemoved => "stop relying on it",
            Self::RowChanged => "look at what it says now",
            Self::ExampleOnly | Self::ProseOnly => "nothing to do",
        }
    }

    /// The class in words, as the heading of a list.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OperationAdded => "operation added",
            Self::OperationRemoved => "operation removed",
            Self::OperationRenamed => "operation renamed",
            Self::OperationMoved => "operation moved to another section",
            Self::RouteChanged => "method or path changed",
            Self::Deprecated => "deprecated",
            Self::Revived => "no longer deprecated",
            Self::DeprecationChanged => "end of service or successor changed",
            Self::StageChanged => "stage changed",
            Self::ValueAdded => "parameter or field added",
            Self::MandatoryValueAdded => "mandatory parameter or field added",
            Self::ValueRemoved => "parameter or field removed",
            Self::ValueRenamed => "parameter or field renamed",
            Self::Retyped => "type changed",
            Self::TypeWidened => "type widened",
            Self::BecameMandatory => "became mandatory",
            Self::BecameOptional => "became optional",
            Self::ConditionChanged => "condition changed",
            Self::EnumValueAdded => "value added",
            Self::EnumValueRemoved => "value removed",
            Self::LimitNarrowed => "limit narrowed",
            Self::LimitWidened => "limit widened",
            Self::LimitChanged => "limit changed",
            Self::DefaultChanged => "default changed",
            Self::MeaningChanged => "unit or form changed",
            Self::HintChanged => "hint changed",
            Self::ResponseAdded => "answer added",
            Self::ResponseRemoved => "answer removed",
            Self::RowAdded => "entry of the service added",
            Self::RowRemoved => "entry of the service removed",
            Self::RowChanged => "entry of the service changed",
            Self::ExampleOnly => "example only",
            Self::ProseOnly => "title only",
        }
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

/// Whether all that one type allows the other allows too.
fn is_wider(before: &str, after: &str) -> bool {
    let parse = |text: &str| text.parse::<Type>().ok();
    let rank = |kind: Type| match kind {
        Type::Integer => Some(0),
        Type::Long => Some(1),
        Type::Number => Some(2),
        _ => None,
    };
    match (parse(before).and_then(rank), parse(after).and_then(rank)) {
        (Some(before), Some(after)) => before < after,
        _ => false,
    }
}
