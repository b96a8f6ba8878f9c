//! Generated code compiles without warnings, whatever names the document uses.

use std::path::{Path, PathBuf};

use taurusdb_emit::generate;
use taurusdb_emit::plan::Plan;
use taurusdb_spec::{Api, Response, Type};
use taurusdb_tests::nested::{self, write};
use taurusdb_tests::{snapshot, target};

use super::fixtures::{Fixture, KETTLE, OBSTACLES, TEAPOT};

/// The name in the code for each name of the obstacle course.
#[test]
fn names_survive_the_obstacle_course() {
    let api = OBSTACLES.api();
    let plan = Plan::new(&api).expect("all names can be decided");
    let list = |names: Vec<String>| match names.is_empty() {
        true => "(nothing)".to_owned(),
        false => names.join(", "),
    };
    let mut lines = Vec::new();
    for operation in plan.modules.iter().flat_map(|module| &module.operations) {
        let id = &operation.operation.id;
        let of = |plans: &[taurusdb_emit::plan::ParameterPlan<'_>]| {
            list(plans.iter().map(|p| format!("{} = {}", p.ident, p.parameter.name)).collect())
        };
        lines.push(format!("{id}: fn {}, struct {}", operation.method, operation.builder));
        lines.push(format!("  arguments  {}", of(&operation.arguments)));
        lines.push(format!("  parameters {}", of(&operation.parameters)));
        lines.push(format!("  body       {}", list(operation.body_setters.clone())));
        let mandatory = operation.mandatory.iter();
        let mandatory = list(mandatory.map(|m| m.setter.clone()).collect());
        lines.push(format!("  mandatory  {mandatory}"));
        let flags = operation.parameters.iter().filter_map(|p| p.flag.clone());
        lines.push(format!("  command    {}, flags {}", operation.command, list(flags.collect())));
        lines.push(format!("  file       {}, test {}", operation.file, operation.test));
        lines.push(format!("  descriptor {}", operation.descriptor));
    }
    for record in plan.records.values() {
        let (name, ident, descriptor) = (record.name, &record.ident, &record.descriptor);
        lines.push(format!("{name}: struct {ident}, descriptor {descriptor}"));
        for field in &record.fields {
            let kind = field.enumeration.clone().unwrap_or_else(|| field.field.kind.to_string());
            let setter = if field.setter == field.ident { "" } else { ", set by its name and _" };
            lines.push(format!("  {} = {}: {kind}{setter}", field.ident, field.field.name));
        }
    }
    for module in plan.modules.iter().filter(|module| !module.home.is_shared()) {
        let (path, folder) = (module.home.path(), module.home.folder());
        lines.push(format!(
            "{}: mod {path}, folder {folder}, feature {}, command {}, descriptors {}",
            module.id, module.feature, module.command, module.descriptors
        ));
    }
    for plan in plan.enums.values() {
        lines.push(format!("enum {}", plan.ident));
        for (value, variant) in &plan.variants {
            lines.push(format!("  {variant} = {value:?}"));
        }
    }
    snapshot("obstacles", &format!("{}\n", lines.join("\n")));
}

/// The client reads errors itself, so a type for the body of an error would have no use.
#[test]
fn the_body_of_an_error_is_not_emitted() {
    let mut api = TEAPOT.api();
    let refusal = api.schemas["TeapotDetail"].clone();
    api.schemas.insert("Refusal".to_owned(), refusal);
    let group = api.groups.iter_mut().find(|group| group.id == "teapots").expect("a group");
    let create =
        group.operations.iter_mut().find(|o| o.id == "teapots.create").expect("it is there");
    create
        .responses
        .insert(409, Response { schema: Some("Refusal".to_owned()), ..Response::default() });
    let files = generate(&api).expect("code can be generated");
    let file = &files["taurusdb/src/teapots/create.rs"];
    assert!(file.contains("/// The answer to [`Create`]."), "{file}");
    let client = files.iter().filter(|(path, _)| path.starts_with("taurusdb/"));
    let found: Vec<&String> =
        client.filter(|(_, text)| text.contains("Refusal")).map(|(path, _)| path).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// A body that is also part of a schema of another group is in the module that both share.
#[test]
fn a_body_that_is_a_part_elsewhere_is_shared() {
    let mut api = TEAPOT.api();
    let body = |api: &Api, id: &str| {
        let response =
            api.operation(id).and_then(|operation| operation.success()).expect("an answer");
        response.1.schema.clone().expect("a body")
    };
    let (part, whole) = (body(&api, "teapots.show"), body(&api, "brews.create"));
    let whole = api.schemas.get_mut(&whole).expect("a schema");
    whole.fields[0].kind = Type::Schema(part.clone());
    let files = generate(&api).expect("code can be generated");
    let structure = format!("pub struct {part} {{");
    let found: Vec<&String> =
        files.iter().filter(|(_, text)| text.contains(&structure)).map(|(path, _)| path).collect();
    assert_eq!(found, ["taurusdb/src/shared/types.rs"]);
}

/// All fixtures in one test: cargo builds one at a time.
#[test]
fn generated_crates_compile_without_warnings() {
    for (name, fixture) in [("obstacles", OBSTACLES), ("teapot", TEAPOT), ("kettle", KETTLE)] {
        let workspace = target().join("generated-code").join(name);
        write_workspace(&workspace, name, fixture, &[]);
        let output = nested::build(&workspace, &["--workspace", "--all-targets"]);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {errors}", workspace.display());
    }
}

/// A workspace with the crates of a fixture, and with other members, which the caller writes.
pub(super) fn write_workspace(folder: &Path, name: &str, fixture: Fixture, others: &[&str]) {
    nested::write_workspace(folder, &[&["generated/taurusdb*"], others].concat());
    // Warnings are errors in the generated crates only: compiler flags would also apply to their
    // dependencies and build them a second time.
    let path = folder.join("Cargo.toml");
    let manifest = std::fs::read_to_string(&path).expect("it was written just now");
    let lints = "[workspace.lints.rust]\n";
    write(&path, &manifest.replace(lints, &format!("{lints}warnings = \"deny\"\n")));

    let mut api = fixture.api();
    // Two fixtures are two versions: else cargo would take what it built of one for the other's.
    for package in ["taurusdb", "taurusdb-cli", "taurusdb-descriptors", "taurusdb-mock"] {
        let version = format!("{}-{name}", api.versions.of(package));
        api.versions.set(package, version);
    }
    let files = generate(&api).expect("code can be generated");
    let generated = folder.join("generated");
    // A name that has changed since the last run leaves a file behind.
    if generated.is_dir() {
        remove_unknown(
            &generated,
            &files.keys().map(|path| generated.join(path)).collect::<Vec<_>>(),
        );
    }
    for (path, text) in files {
        nested::write_generated(folder, &path, &text);
    }
}

fn remove_unknown(folder: &Path, known: &[PathBuf]) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            remove_unknown(&path, known);
        } else if !known.contains(&path) {
            std::fs::remove_file(&path).expect("the file can be removed");
        }
    }
}
