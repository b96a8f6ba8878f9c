//! The committed specification, changed in one place at a time: every change is told, with its class.

use std::path::Path;
use std::sync::LazyLock;

use taurusdb_spec::{Api, Facts, Field, Operation, Range, Type, ValueDeprecation};
use taurusdb_sync::{Bump, Change, Class, Format, Inventory, Report, Severity, compare};

static API: LazyLock<Api> = LazyLock::new(|| {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    Api::load_facts(&spec).expect("the committed specification")
});

static INVENTORY: LazyLock<Inventory> = LazyLock::new(|| Inventory::of(&API));

/// What is told of an edit.
fn changes(edit: impl FnOnce(&mut Api)) -> Vec<Change> {
    let mut edited = API.clone();
    edit(&mut edited);
    compare(&INVENTORY, &Inventory::of(&edited))
}

/// The classes of an edit, and the gravest severity.
#[track_caller]
fn check(edit: impl FnOnce(&mut Api), class: Class, severity: Severity) -> Vec<Change> {
    let changes = changes(edit);
    assert!(!changes.is_empty(), "nothing is told");
    for change in &changes {
        assert_eq!(change.class, class, "{change:?}");
        assert_eq!(change.severity(), severity, "{change:?}");
    }
    changes
}

fn operation<'a>(api: &'a mut Api, id: &str) -> &'a mut Operation {
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    operations.into_iter().find(|operation| operation.id == id).expect("the operation")
}

fn field<'a>(api: &'a mut Api, schema: &str, name: &str) -> &'a mut Field {
    let schema = api.schemas.get_mut(schema).expect("the schema");
    schema.fields.iter_mut().find(|field| field.name == name).expect("the field")
}

const RENAME: &str = "InstancesRenameRequest";

#[test]
fn an_unchanged_specification_has_no_changes() {
    assert_eq!(changes(|_| {}), []);
    let report =
        Report { old: "a".to_owned(), new: "b".to_owned(), changes: &[], pages: [&[], &[]] };
    assert_eq!(report.bump(), Bump::None);
    assert_eq!(report.render(Format::Text), "a → b: nothing changed\n");
}

#[test]
fn what_is_no_fact_is_no_change() {
    let told = changes(|api| {
        let rename = operation(api, "instances.rename");
        rename.lines = [1, 2];
        rename.uri_line = 3;
        rename.examples.reverse();
        let schema = api.schemas.get_mut(RENAME).expect("the schema");
        schema.fields.reverse();
        schema.sources[0].table = "9-9".to_owned();
    });
    assert_eq!(told, []);
}

#[test]
fn a_type_of_another_name_is_told_once() {
    let renamed = |api: &mut Api| {
        let schema = api.schemas.remove("ErrorResponse").expect("the schema");
        api.schemas.insert("Mishap".to_owned(), schema);
        let bodies = api.groups.iter_mut().flat_map(|group| &mut group.operations);
        let responses = bodies.flat_map(|operation| operation.responses.values_mut());
        for response in responses.filter(|r| r.schema.as_deref() == Some("ErrorResponse")) {
            response.schema = Some("Mishap".to_owned());
        }
    };
    let told = check(renamed, Class::TypeRenamed, Severity::Breaking);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(!told[0].is_loss());
}

#[test]
fn limits_open_and_close() {
    let length = |max| {
        move |api: &mut Api| {
            field(api, RENAME, "name").facts.length = Some(Range { min: Some(4), max });
        }
    };
    let told = check(length(Some(60)), Class::LimitNarrowed, Severity::Breaking);
    let [change] = &told[..] else { panic!("{told:?}") };
    assert_eq!(change.subject.to_string(), "instances.rename · request.name");
    let texts = [&change.old, &change.new].map(|stated| stated.as_ref().map(|s| s.text.as_str()));
    assert_eq!(texts, [Some("64"), Some("60")]);
    check(length(Some(80)), Class::LimitWidened, Severity::Compatible);
    let told = check(length(None), Class::LimitWidened, Severity::Compatible);
    assert!(told[0].is_loss(), "a limit that is gone is a loss, however harmless it looks");
}

#[test]
fn values_end_and_come_back() {
    let end = |successor: Option<&str>| {
        Some(ValueDeprecation { successor: successor.map(str::to_owned) })
    };
    let ends = |api: &mut Api| field(api, RENAME, "name").facts.deprecated = end(None);
    let told = check(ends, Class::ValueDeprecated, Severity::Compatible);
    assert!(!told[0].is_loss());
    let edited = |successor| {
        let mut api = API.clone();
        field(&mut api, RENAME, "name").facts.deprecated = end(successor);
        Inventory::of(&api)
    };
    let class =
        |changes: Vec<Change>| changes.iter().map(|change| change.class).collect::<Vec<_>>();
    // What was deprecated and is no more waits for a decision, as each statement that is gone.
    let back = compare(&edited(None), &INVENTORY);
    assert!(back[0].is_loss(), "{back:?}");
    assert_eq!(class(back), [Class::ValueRevived]);
    let other = compare(&edited(Some("title")), &edited(Some("label")));
    assert_eq!(class(other), [Class::ReplacementChanged]);
}

#[test]
fn a_pattern_may_be_another_one_and_characters_may_be_fewer() {
    let pattern = |pattern: &'static str| {
        move |api: &mut Api| field(api, RENAME, "name").facts.pattern = Some(pattern.to_owned())
    };
    check(pattern("^[0-9].*$"), Class::LimitChanged, Severity::Breaking);
    let fewer = |api: &mut Api| {
        let characters = &mut field(api, RENAME, "name").facts.charset;
        assert!(characters.len() > 1, "{characters:?}");
        characters.pop();
    };
    let told = check(fewer, Class::LimitNarrowed, Severity::Breaking);
    assert!(told[0].is_loss(), "characters that are no longer named are lost");
}

#[test]
fn operations_come_go_move_and_change_their_routes() {
    let gone = |api: &mut Api| {
        for group in &mut api.groups {
            group.operations.retain(|operation| operation.id != "instances.rename");
        }
    };
    let told = check(gone, Class::OperationRemoved, Severity::Breaking);
    assert_eq!(told.len(), 1, "its parameters and fields are part of it");
    let new = |api: &mut Api| {
        let mut new = operation(api, "instances.rename").clone();
        (new.id, new.path) = ("instances.pause".to_owned(), "/v9/pause".to_owned());
        api.groups[0].operations.push(new);
    };
    check(new, Class::OperationAdded, Severity::Compatible);
    let renamed =
        |api: &mut Api| operation(api, "instances.rename").id = "instances.call".to_owned();
    check(renamed, Class::OperationRenamed, Severity::Breaking);
    let moved = |api: &mut Api| operation(api, "instances.rename").section = "4.3.8".to_owned();
    check(moved, Class::OperationMoved, Severity::Editorial);
    let version = |api: &mut Api| {
        let rename = operation(api, "instances.rename");
        rename.path = rename.path.replace("/v3/", "/v4/");
    };
    check(version, Class::RouteChanged, Severity::Breaking);
}

#[test]
fn fields_come_go_and_change() {
    let gone = |api: &mut Api| {
        let schema = api.schemas.get_mut(RENAME).expect("the schema");
        schema.fields.retain(|field| field.name != "is_modify_node_name");
    };
    check(gone, Class::ValueRemoved, Severity::Breaking);
    let renamed = |api: &mut Api| {
        field(api, RENAME, "is_modify_node_name").name = "is_modify_nodes_name".to_owned();
    };
    check(renamed, Class::ValueRenamed, Severity::Breaking);
    let retyped = |api: &mut Api| field(api, RENAME, "is_modify_node_name").kind = Type::Boolean;
    check(retyped, Class::Retyped, Severity::Breaking);
    let new = |mandatory| {
        move |api: &mut Api| {
            let mut new = field(api, RENAME, "name").clone();
            (new.name, new.mandatory) = ("comment".to_owned(), Some(mandatory));
            new.facts = Facts::default();
            api.schemas.get_mut(RENAME).expect("the schema").fields.push(new);
        }
    };
    check(new(taurusdb_spec::Mandatory::No), Class::ValueAdded, Severity::Compatible);
    check(new(taurusdb_spec::Mandatory::Yes), Class::MandatoryValueAdded, Severity::Breaking);
}

/// The net: whatever is taken away is told as a loss, be it known to any list of classes or not.
#[test]
fn nothing_goes_in_silence() {
    let mut tried = 0;
    for (name, schema) in &API.schemas {
        for (place, known) in schema.fields.iter().enumerate() {
            if known.facts.is_empty() || tried % 60 != 0 {
                tried += 1;
                continue;
            }
            tried += 1;
            let told = changes(|api| {
                let schema = api.schemas.get_mut(name).expect("the schema");
                schema.fields[place].facts = Facts::default();
            });
            let losses = told.iter().filter(|change| change.is_loss()).count();
            assert!(losses > 0, "{name}.{}: its facts went in silence", known.name);
        }
    }
    assert!(tried > 1_000, "only {tried} fields were looked at");
}

#[test]
fn a_report_names_the_place_the_lines_and_what_to_do() {
    let told = changes(|api| {
        let length = Some(Range { min: Some(4), max: Some(60) });
        field(api, RENAME, "name").facts.length = length;
    });
    let report =
        Report { old: "one".to_owned(), new: "two".to_owned(), changes: &told, pages: [&[], &[]] };
    let text = report.render(Format::Text);
    for part in
        ["version bump: major", "limit narrowed", "instances.rename · request.name", "64 → 60"]
    {
        assert!(text.contains(part), "no '{part}' in:\n{text}");
    }
    assert!(report.render(Format::Markdown).contains("| `instances.rename · request.name` |"));
    let json: serde_json::Value = serde_json::from_str(&report.render(Format::Json)).expect("JSON");
    assert_eq!(json["changes"][0]["severity"], "breaking");
    assert_eq!(json["changes"][0]["old"]["text"], "64");
}
