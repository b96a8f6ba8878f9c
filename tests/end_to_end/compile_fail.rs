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
    assert!(!said.contains("Missing"), "{said}");
}

/// One of ten is missing: the message is about that one.
#[test]
fn the_compiler_names_the_parameter_that_is_missing() {
    let call = r#"client.instances().create().region("r").name("orders")
    .datastore(taurusdb::instances::MysqlDatastoreInput::new("gaussdb-mysql", "8.0"))
    .mode("Cluster").vpc_id("v").subnet_id("s").password("p")
    .availability_zone_mode("single").slave_count(1).send().await?;"#;
    let said = compile("one-of-ten", call).expect_err("the flavor is mandatory");
    assert!(said.contains("this call cannot be sent yet: `flavor_ref` is not set"), "{said}");
    assert_eq!(said.matches("cannot be sent yet").count(), 1, "{said}");
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

/// A builder that changes its type with each setter cannot be built in a loop; `dynamic` gives one type for
/// all calls.
#[test]
fn a_call_can_be_stored_and_built_in_a_loop() {
    let call = r#"struct Prepared { call: taurusdb::Call }
let mut prepared = Prepared { call: client.instances().create().region("r").dynamic() };
for (name, value) in [("name", "orders"), ("volume.size", "100")] {
    prepared.call.set(name, value)?;
}
prepared.call.send::<taurusdb::instances::InstancesCreateResponse>().await?;"#;
    assert_eq!(compile("stored", call), Ok(()));
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
