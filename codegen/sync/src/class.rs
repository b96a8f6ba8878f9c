//! What kind of change something is, how severe it is, and what it asks of whom: one table.

use crate::Role;

use Severity::{Breaking, Compatible, Editorial};

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

/// What the table says of a class.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The class.
    pub class: Class,
    /// The class in words, as the heading of a list.
    pub title: &'static str,
    /// How severe it is for those who send requests, and where nothing travels.
    pub requests: Severity,
    /// How severe it is for those who read answers.
    pub answers: Severity,
    /// What it asks of those who send requests, and where nothing travels.
    pub todo: Todo,
    /// What it asks of those who read answers, if that is something else.
    pub todo_of_answers: Option<Todo>,
}

/// What users of the generated crates have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Those who use the client.
    pub client: &'static str,
    /// Those who use the command line.
    pub command_line: &'static str,
    /// Those who use the mock server.
    pub mock: &'static str,
}

const NOTHING: &str = "nothing to do";

macro_rules! classes {
    (@answers) => { None };
    (@answers $client:expr, $command_line:expr, $mock:expr) => {
        Some(Todo { client: $client, command_line: $command_line, mock: $mock })
    };
    ($(
        $(#[doc = $meaning:literal])+
        $name:ident, $title:literal, $requests:ident, $answers:ident,
        $client:expr, $command_line:expr, $mock:expr
        $(; answers: $reads:expr, $prints:expr, $expects:expr)?;
    )+) => {
        /// What kind of change something is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class {
            $($(#[doc = $meaning])+ $name,)+
        }

        impl Class {
            /// All classes, in the order in which reports show them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What the table says of the class.
            pub const fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        class: self,
                        title: $title,
                        requests: $requests,
                        answers: $answers,
                        todo: Todo { client: $client, command_line: $command_line, mock: $mock },
                        todo_of_answers: classes!(@answers $($reads, $prints, $expects)?),
                    },)+
                }
            }
        }
    };
}

// Requests are strict and answers are read tolerantly, so most of what limits a value concerns requests
// alone. What changes a type, a name or an `Option` of the client concerns both.
classes! {
    /// An operation is there that was not.
    OperationAdded, "operation added", Compatible, Compatible,
        "call it where it helps", "a new command is there", "a new route is there";
    /// An operation is gone.
    OperationRemoved, "operation removed", Breaking, Breaking,
        "stop calling it, or keep to the version before", "drop the command from scripts",
        "drop it from tests";
    /// An operation has another id; route, title and fields say that it is the same. A guess.
    OperationRenamed, "operation renamed", Breaking, Breaking,
        "call it by its new name; the old method is there for one version and warns, unless its group is gone",
        "use the new command; the old one works for one version and warns",
        "use the new id in faults and journals";
    /// An operation stands in another section.
    OperationMoved, "operation moved to another section", Editorial, Editorial,
        NOTHING, NOTHING, NOTHING;
    /// An operation has another method or path, such as another version.
    RouteChanged, "method or path changed", Breaking, Breaking,
        "update; versions before call the old route", "update; versions before call the old route",
        "call the new route; the old one is not there";
    /// An end of service is announced.
    Deprecated, "deprecated", Compatible, Compatible,
        "move to the successor before the service ends; the compiler warns",
        "move to the successor; the command warns", NOTHING;
    /// An announced end of service is taken back.
    Revived, "no longer deprecated", Compatible, Compatible,
        "nothing to do; the warning is gone", "nothing to do; the warning is gone", NOTHING;
    /// The end of service or the successor is another one.
    DeprecationChanged, "end of service or successor changed", Compatible, Compatible,
        "look at the new date and successor", "look at the new date and successor", NOTHING;
    /// A parameter or field should be used no more.
    ValueDeprecated, "parameter or field deprecated", Compatible, Compatible,
        "use what takes its place; the compiler warns", "use what takes its place; the command warns",
        NOTHING;
    /// A parameter or field may be used again.
    ValueRevived, "parameter or field no longer deprecated", Compatible, Compatible,
        "nothing to do; the warning is gone", "nothing to do; the warning is gone", NOTHING;
    /// Another parameter or field takes the place of a deprecated one.
    ReplacementChanged, "replacement of a parameter or field changed", Compatible, Compatible,
        "use the new replacement", "use the new replacement", NOTHING;
    /// An operation or a value is more or less settled than it was.
    StageChanged, "stage changed", Compatible, Compatible,
        "look whether your region offers it", "look whether your region offers it", NOTHING;
    /// A parameter or field is there that was not.
    ValueAdded, "parameter or field added", Compatible, Compatible,
        "set it where it helps", "it can be given", "it is accepted in requests";
        answers: "read it where it helps", "it is printed", "it comes in answers";
    /// A mandatory parameter or field of requests is there that was not.
    MandatoryValueAdded, "mandatory parameter or field added", Breaking, Compatible,
        "give it a value; requests without it do not compile", "give the new flag",
        "send it; requests without it are refused";
    /// A parameter or field is gone.
    ValueRemoved, "parameter or field removed", Breaking, Breaking,
        "stop setting it", "stop giving it", "stop sending it";
        answers: "stop reading it", "it is printed no more", "stop expecting it";
    /// A parameter or field has another name. A guess, by place, type and likeness of the names.
    ValueRenamed, "parameter or field renamed", Breaking, Breaking,
        "use the new name; the old setter is there for one version and warns",
        "use the new name; the old one works for one version and warns", "send the new name";
        answers: "read it under its new name", "look for its new name", "expect its new name";
    /// A parameter in the path has another name. It is given by its place, so nobody writes the name.
    PathParameterRenamed, "parameter in the path renamed", Compatible, Compatible,
        NOTHING, NOTHING, NOTHING;
    /// A value is in another place: in a header instead of the query, or in an object. A guess.
    ValueMoved, "moved to another place", Breaking, Breaking,
        "set it in its new place; versions before send it to the old one",
        "give it in its new place; versions before send it to the old one", "send it in its new place";
        answers: "read it in its new place", "look for it in its new place", "expect it in its new place";
    /// The type is another one.
    Retyped, "type changed", Breaking, Breaking,
        "convert what you send", "look at the values that you give", "send the new type";
        answers: "convert what you read", "look at the values that are printed", "expect the new type";
    /// The type allows all that it allowed, and more; the client's type stays.
    TypeWidened, "type widened", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A request must have what it could leave out.
    BecameMandatory, "became mandatory", Breaking, Compatible,
        "give it a value; requests without it do not compile", "give the flag",
        "send it; requests without it are refused";
        answers: NOTHING, NOTHING, NOTHING;
    /// A request must have at times what it could leave out.
    BecameConditional, "became mandatory under a condition", Breaking, Compatible,
        "give it a value when the condition holds", "give the flag when the condition holds",
        "send it when the condition holds";
        answers: NOTHING, NOTHING, NOTHING;
    /// A request may leave out what it had to have.
    BecameOptional, "became optional", Breaking, Compatible,
        "wrap the value in Some where a body is built by hand", "the flag may be left out",
        "requests without it are accepted";
        answers: NOTHING, NOTHING, NOTHING;
    /// A request may always leave out what it had to have at times.
    RequirementEased, "no longer mandatory at times", Compatible, Compatible,
        NOTHING, "the flag may be left out", "requests without it are accepted";
        answers: NOTHING, NOTHING, NOTHING;
    /// A request must, or must not, have it under one more condition.
    ConditionAdded, "condition added", Breaking, Compatible,
        "look whether your requests meet the condition",
        "look whether your commands meet the condition", "requests that do not meet it are refused";
        answers: NOTHING, NOTHING, NOTHING;
    /// A condition is gone.
    ConditionRemoved, "condition removed", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A field of the client becomes an enumeration: it had no list of values.
    ValuesListed, "values listed for the first time", Breaking, Breaking,
        "the type is an enumeration now; a text converts with into()", NOTHING,
        "other values are refused in requests";
        answers: "the type is an enumeration now; compare it with its variants", NOTHING, NOTHING;
    /// A field of the client is no enumeration any more: the list of values is gone.
    ValuesUnlisted, "values listed no more", Breaking, Breaking,
        "the type is plain text now", NOTHING, "any value is accepted in requests";
        answers: "the type is plain text now", NOTHING, NOTHING;
    /// A documented value is new.
    EnumValueAdded, "value added", Compatible, Compatible,
        "the value can be sent", "the value can be given", "the value is accepted in requests";
        answers: "handle the new value where you match on it", NOTHING, "the value may come";
    /// A documented value is gone.
    EnumValueRemoved, "value removed", Breaking, Breaking,
        "stop sending it; its variant is gone", "stop giving the value", "requests with it are refused";
        answers: "its variant is gone, and where it still comes it is Other", NOTHING, NOTHING;
    /// A documented value is written in another way: other letters are capitals, or other marks part its
    /// words. A guess.
    EnumValueRenamed, "value renamed", Breaking, Breaking,
        "update; versions before send the old spelling, and the old variant is there for one version and warns",
        "give the new spelling", "send the new spelling";
        answers: "use the new variant; the old one is there for one version and warns",
        "look for the new spelling", "expect the new spelling";
    /// A limit lets through less than before.
    LimitNarrowed, "limit narrowed", Breaking, Compatible,
        "look whether the values that you send are still allowed",
        "look whether the values that you give are still allowed",
        "values beyond the limit are refused";
        answers: NOTHING, NOTHING, NOTHING;
    /// A limit lets through more than before.
    LimitWidened, "limit widened", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A limit is another one; which of both lets through more cannot be told.
    LimitChanged, "limit changed", Breaking, Compatible,
        "look whether the values that you send are still allowed",
        "look whether the values that you give are still allowed",
        "values beyond the limit are refused";
        answers: NOTHING, NOTHING, NOTHING;
    /// The service assumes another value, or none.
    DefaultChanged, "default changed", Breaking, Compatible,
        "send the value that you want instead of relying on the default",
        "give the value that you want instead of relying on the default",
        "look what tests expect of requests without the value";
        answers: NOTHING, NOTHING, NOTHING;
    /// The document says now what the service assumes.
    DefaultAdded, "default stated", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// The value counts something else, or has another form.
    MeaningChanged, "unit or form changed", Breaking, Breaking,
        "convert what you send", "convert what you give", "send the new unit or form";
        answers: "convert what you read", "convert what is printed", "expect the new unit or form";
    /// The document says now what the value counts, or which form it has.
    MeaningAdded, "unit or form stated", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// The document says no more what the value counts, or which form it has.
    MeaningRemoved, "unit or form stated no more", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// Something that helps is new, gone or another: where a value comes from, another name of it,
    /// what examples show of its type, whether it is secret.
    HintChanged, "hint changed", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// An answer of this status is documented that was not.
    ResponseAdded, "answer added", Compatible, Compatible,
        "nothing to do; the answer is read now", NOTHING, "faults can answer with it";
    /// An answer of this status is documented no more.
    ResponseRemoved, "answer removed", Compatible, Compatible,
        "stop waiting for this status", NOTHING, "stop expecting this status";
    /// An answer has a body that had none, or the reverse.
    ResponseChanged, "answer changed", Breaking, Breaking,
        "the call returns another type", "other columns are printed", "expect the other answer";
    /// A region is new.
    EndpointAdded, "region added", Compatible, Compatible,
        "the region can be chosen", "the region can be chosen", NOTHING;
    /// A region is gone.
    EndpointRemoved, "region removed", Breaking, Breaking,
        "choose another region, or give the endpoint", "choose another region, or give --endpoint",
        NOTHING;
    /// A region has another host or name.
    EndpointChanged, "region changed", Compatible, Compatible,
        "update, and look at rules of firewalls", "update, and look at rules of firewalls", NOTHING;
    /// A status is new.
    StatusAdded, "status added", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A status is gone.
    StatusRemoved, "status removed", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A status has another name.
    StatusChanged, "status changed", Editorial, Editorial, NOTHING, NOTHING, NOTHING;
    /// An error code is new.
    ErrorCodeAdded, "error code added", Compatible, Compatible,
        "handle it where you match on codes", "explain knows it", "faults can answer with it";
    /// An error code is gone.
    ErrorCodeRemoved, "error code removed", Breaking, Breaking,
        "stop matching on it; its variant is gone", "explain knows it no more",
        "faults cannot answer with it";
    /// An error code comes with another status.
    ErrorCodeChanged, "error code changed", Compatible, Compatible,
        "look at the status that you expect with it", "look at the exit code that you expect",
        "it comes with the new status";
    /// An error code is listed for a call that was not.
    CallErrorAdded, "error of an operation added", Compatible, Compatible,
        "handle it where you match on codes", NOTHING, NOTHING;
    /// An error code is listed for a call no more; the service has it all the same.
    CallErrorRemoved, "error of an operation removed", Compatible, Compatible,
        NOTHING, NOTHING, NOTHING;
    /// An error code comes with another status for a call.
    CallErrorChanged, "error of an operation changed", Compatible, Compatible,
        "look at the status that you expect with it", "look at the exit code that you expect", NOTHING;
    /// A metric is new.
    MetricAdded, "metric added", Compatible, Compatible, NOTHING, NOTHING, NOTHING;
    /// A metric is gone.
    MetricRemoved, "metric removed", Breaking, Breaking,
        "take it out of dashboards and alarms", "take it out of dashboards and alarms", NOTHING;
    /// A metric has another name or range.
    MetricChanged, "metric changed", Compatible, Compatible,
        "look at the limits of alarms", "look at the limits of alarms", NOTHING;
    /// A call needs an IAM action that was not listed for it.
    ActionAdded, "IAM action added", Compatible, Compatible,
        "grant it to those who make the call", "grant it to those who give the command", NOTHING;
    /// An IAM action is listed no more for a call.
    ActionRemoved, "IAM action removed", Compatible, Compatible,
        "look at the policies that grant it", "look at the policies that grant it", NOTHING;
    /// An IAM action can be granted elsewhere than before, or limited in another way.
    ActionChanged, "IAM action changed", Compatible, Compatible,
        "look at the policies that grant it", "look at the policies that grant it", NOTHING;
    /// A type of the client has another name, although what it holds is known by its place.
    TypeRenamed, "type of the client renamed", Breaking, Breaking,
        "use the new name; the old one is there for one version and warns", NOTHING, NOTHING;
    /// The document was wrong, and now says what a fix of ours said.
    DocumentAgrees, "the document was wrong, and now agrees with our fix", Editorial, Editorial,
        NOTHING, NOTHING, NOTHING;
    /// The words changed that a fix of ours rests on, and the fix still applies.
    FixInDoubt, "words changed where a fix of ours applies", Editorial, Editorial,
        "nothing to do; whoever keeps spec/overlay/fixes looks whether the fix still holds", NOTHING, NOTHING;
    /// The document declared a type that its examples did not show, and now declares the one they show.
    ObservationConfirmed, "the document was wrong, and now agrees with its examples", Breaking, Breaking,
        "the type is the one that always came; convert what you send", NOTHING, NOTHING;
        answers: "the type is the one that always came; convert what you read", NOTHING, NOTHING;
    /// Only an example is another one.
    ExampleOnly, "example only", Editorial, Editorial,
        NOTHING, NOTHING, "look whether tests rely on the data of the example";
    /// Only words changed: a title, the name of a table, a description without any fact in it.
    ProseOnly, "words only", Editorial, Editorial, NOTHING, NOTHING, NOTHING;
}

impl Class {
    /// How severe it is for those who send requests, and for those who read answers. A value travels
    /// one way, an operation both.
    pub const fn severity(self, role: Option<Role>) -> Severity {
        match role {
            Some(Role::Response(_)) => self.row().answers,
            _ => self.row().requests,
        }
    }

    /// Whether changes of this class are about a value that travels, in requests or in answers; the
    /// others have no direction.
    pub const fn travels(self) -> bool {
        use Class as C;
        matches!(
            self,
            C::ValueAdded
                | C::MandatoryValueAdded
                | C::ValueRemoved
                | C::ValueRenamed
                | C::ValueMoved
                | C::Retyped
                | C::TypeWidened
                | C::BecameMandatory
                | C::BecameConditional
                | C::BecameOptional
                | C::RequirementEased
                | C::ConditionAdded
                | C::ConditionRemoved
                | C::ValuesListed
                | C::ValuesUnlisted
                | C::EnumValueAdded
                | C::EnumValueRemoved
                | C::EnumValueRenamed
                | C::LimitNarrowed
                | C::LimitWidened
                | C::LimitChanged
                | C::DefaultChanged
                | C::DefaultAdded
                | C::MeaningChanged
                | C::MeaningAdded
                | C::MeaningRemoved
                | C::HintChanged
                | C::StageChanged
                | C::ObservationConfirmed
                | C::ValueDeprecated
                | C::ValueRevived
                | C::ReplacementChanged
        )
    }

    /// The class in words, as the heading of a list.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// The class in words, where reports tell answers apart from what is sent.
    pub fn heading(self, is_of_answers: bool) -> String {
        let within = if is_of_answers { ", in answers" } else { "" };
        format!("{}{within}", self.title())
    }

    /// What it asks of the users of a value that travels this way; a role of `None` is for what travels no
    /// way or both.
    pub fn todo(self, role: Option<Role>) -> Todo {
        let Row { todo, todo_of_answers, .. } = self.row();
        match role {
            Some(Role::Response(_)) => todo_of_answers.unwrap_or(todo),
            _ => todo,
        }
    }

    /// Whether it asks something else of those who read answers, and this role is one of an answer: then
    /// reports tell it apart.
    pub fn is_of_answers(self, role: Option<Role>) -> bool {
        matches!(role, Some(Role::Response(_))) && self.row().todo_of_answers.is_some()
    }
}

impl Todo {
    /// All of it as one sentence.
    pub fn advice(self) -> String {
        let Self { client, command_line, mock } = self;
        let all = [("client", client), ("command line", command_line), ("mock", mock)];
        let told = all.iter().filter(|(_, todo)| *todo != NOTHING);
        let told: Vec<String> = told.map(|(who, todo)| format!("{who}: {todo}")).collect();
        match told[..] {
            [] => NOTHING.to_owned(),
            _ if client == command_line && client == mock => client.to_owned(),
            _ => told.join("; "),
        }
    }
}
