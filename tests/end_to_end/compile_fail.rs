//! Calls that the compiler must refuse, with an error that says why.

use taurusdb_tests::nested;

/// Compiles a function that uses the client crate; returns the errors of the compiler if it refuses.
fn compile(name: &str, body: &str) -> Result<(), String> {
    let root = taurusdb_tests::root();
    let folder = taurusdb_tests::target().join("compile-fail").join(name);
    nested::write_workspace(&folder, &["function"]);
    // Without an HTTP client and with one group, because only the types matter.
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
         taurusdb = {{ path = {:?}, default-features = false, features = [\"instances\"] }}\n",
        root.join("generated/taurusdb")
    );
    let source = format!(
        "pub async fn f(client: taurusdb::Client) -> Result<(), taurusdb::Error> {{\n{body}\nOk(())\n}}\n"
    );
    nested::write(&folder.join("function/Cargo.toml"), &manifest);
    nested::write(&folder.join("function/src/lib.rs"), &source);
    let output = nested::build(&folder, &["--workspace"]);
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[test]
fn a_call_without_a_mandatory_parameter_does_not_compile() {
    let whole = r#"client.instances().rename("id").name("orders").send().await?;"#;
    assert_eq!(compile("with-name", whole), Ok(()));

    let lacking = r#"client.instances().rename("id").send().await?;"#;
    let said = compile("without-name", lacking).expect_err("the name is mandatory");
    assert!(said.contains("this call cannot be sent yet: `name` is not set"), "{said}");
    assert!(!said.contains("missing::"), "{said}");
}

/// A creation that lacks two of its ten parameters.
const CREATE: &str = r#"client.instances().create().region("r").name("orders")
    .datastore(taurusdb::instances::MysqlDatastoreInput::new("gaussdb-mysql", "8.0"))
    .mode("Cluster").subnet_id("s").password("p")
    .availability_zone_mode("single").slave_count(1)"#;

/// What is missing is named, and nothing else: not the other parameters, and not what keeps track of them.
#[test]
fn the_compiler_names_what_is_missing() {
    let one = format!(r#"{CREATE}.vpc_id("v").send().await?;"#);
    let said = compile("one-of-ten", &one).expect_err("the flavor is mandatory");
    assert!(said.contains("this call cannot be sent yet: `flavor_ref` is not set"), "{said}");

    let two = format!("{CREATE}.send().await?;");
    let said_of_two = compile("two-of-ten", &two).expect_err("flavor and VPC are mandatory");
    let both = "this call cannot be sent yet: `(flavor_ref, vpc_id)` is not set";
    assert!(said_of_two.contains(both), "{said_of_two}");
    for said in [said, said_of_two] {
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        for other in ["Given", "slave_count`", "HasName"] {
            assert!(!said.contains(other), "{other}: {said}");
        }
        assert!(said.contains("`unchecked()`"), "{said}");
    }
}

/// The guide shows what the compiler says, so that is what it says.
#[test]
fn the_guide_shows_the_message_of_the_compiler() {
    let chapter = taurusdb_tests::root().join("generated/taurusdb/guide/calls.md");
    let chapter = std::fs::read_to_string(chapter).expect("the guide has a chapter about calls");
    let block = |fence: &str| {
        let (_, rest) = chapter.split_once(&format!("```{fence}\n")).expect("a block");
        let (block, _) = rest.split_once("```").expect("the block ends");
        block.to_owned()
    };
    let code = block("compile_fail,E0277");
    let code: Vec<_> = code.lines().filter(|line| !line.starts_with("# ")).collect();
    let said = compile("in-the-guide", &code.join("\n")).expect_err("a parameter is missing");
    let shown = block("text");
    assert!(shown.lines().count() > 2, "{shown}");
    for line in shown.lines() {
        assert!(said.contains(line.trim()), "the guide shows {line:?}; the compiler says\n{said}");
    }
}

/// The type of a builder changes with each mandatory parameter; that of an unchecked one does not.
#[test]
fn a_call_can_be_stored_and_built_step_by_step() {
    let call = r#"use taurusdb::{Unchecked, instances::{Create, List}};
// In a struct.
struct Prepared { create: Create<Unchecked>, lists: Vec<List> }
// Returned from a function, and taken by one.
fn begin(client: &taurusdb::Client, region: &str) -> Create<Unchecked> {
    client.instances().create().region(region).unchecked()
}
fn named(create: Create<Unchecked>, name: Option<&str>) -> Create<Unchecked> {
    match name { Some(name) => create.name(name), None => create }
}
let create = begin(&client, "r");
let mut prepared = Prepared { create: named(create, Some("orders")), lists: Vec::new() };
// In a loop, and under a condition.
for vpc in ["v1", "v2"] {
    prepared.create = prepared.create.vpc_id(vpc);
}
let mut list = client.instances().list();
if let Some(name) = Some("orders") {
    list = list.name(name);
}
prepared.lists.push(list);
// Several in a list, sent at once.
let calls: Vec<Create<Unchecked>> = vec![begin(&client, "a"), begin(&client, "b").slave_count(2)];
let sent: Vec<_> = calls.into_iter().map(|call| call.send()).collect();
drop(sent);
let reply = prepared.create.send().await?;
println!("{:?}", reply.job_id);
// By name.
let mut call = client.instances().create().region("r").dynamic();
for (name, value) in [("name", "orders"), ("volume.size", "100")] {
    call.set(name, value)?;
}
call.send::<taurusdb::instances::InstancesCreateResponse>().await?;"#;
    assert_eq!(compile("stored", call), Ok(()));
}

/// A function may take a builder in any state, and then has to say that it sends it.
#[test]
fn a_function_can_take_a_call_in_any_state() {
    let generic = |bound: &str| {
        format!(
            "use taurusdb::{{Provided, State, instances::Rename}};
async fn go<S{bound}>(rename: Rename<S>) -> Result<(), taurusdb::Error> {{ rename.send().await?; Ok(()) }}
go(client.instances().rename(\"id\").name(\"orders\")).await?;"
        )
    };
    assert_eq!(compile("any-state", &generic(": State<Missing: Provided>")), Ok(()));
    let said = compile("no-bound", &generic("")).expect_err("nobody says that the name is set");
    assert!(said.contains("this call may lack mandatory parameters"), "{said}");
    assert!(said.contains("needs the bound `S: State<Missing: Provided>`"), "{said}");
}

/// The message is about the feature, not about a method that is not there.
#[test]
fn the_compiler_names_the_feature_of_a_group_that_is_switched_off() {
    let said = compile("off", "client.backups();").expect_err("only one group is on");
    assert!(said.contains("backups` is switched off"), "{said}");
    assert!(said.contains("switch it on in Cargo.toml"), "{said}");
}

/// A value of the wrong type is an error at that value.
#[test]
fn the_compiler_points_at_a_value_of_the_wrong_type() {
    let wrong = r#"let _ = client.instances().create().slave_count("1");"#;
    let said = compile("wrong-type", wrong).expect_err("a number is wanted");
    assert!(said.contains("expected `i64`, found `&str`"), "{said}");
    assert!(!said.contains("HasName") && !said.contains("availability_zone_mode"), "{said}");
}

/// A request with mandatory fields can only be made with all of them.
#[test]
fn a_body_without_its_mandatory_fields_does_not_compile() {
    let whole = r#"let body = taurusdb::instances::InstancesRenameRequest::new("orders");
client.instances().rename("id").body(body).send().await?;"#;
    assert_eq!(compile("whole-body", whole), Ok(()));
    let empty = r#"let body = taurusdb::instances::InstancesRenameRequest::default();
client.instances().rename("id").body(body).send().await?;"#;
    let said = compile("empty-body", empty).expect_err("the name is mandatory");
    assert!(said.contains("no function or associated item named `default`"), "{said}");
}

/// The future of `send` can be spawned: it is `Send` and borrows nothing.
#[test]
fn a_call_can_be_spawned() {
    let spawned = r#"fn spawn(_: impl Future<Output = Result<taurusdb::Reply<taurusdb::instances::InstancesRenameResponse>, taurusdb::Error>> + Send + 'static) {}
spawn(client.instances().rename("id").name("orders").send());"#;
    assert_eq!(compile("spawned", spawned), Ok(()));
}
