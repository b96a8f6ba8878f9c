//! The crates `taurusdb-cli` and `taurusdb-mock`: the service as constant tables, and a `main` that
//! hands them to the runtime.

mod error_codes;
mod group;
mod package;
mod schema;
mod service;

use quote::quote;

use crate::plan::{Plan, field_ident};
use crate::{EmitError, Files, file};

pub(crate) use error_codes::expand as error_codes;

/// Which crate the tables are for; each needs other parts of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// The command line: what a caller sends, and what it means.
    Cli,
    /// The mock server: what is sent and what is answered.
    Mock,
}

impl Target {
    fn package(self) -> &'static str {
        match self {
            Self::Cli => "taurusdb-cli",
            Self::Mock => "taurusdb-mock",
        }
    }
}

/// All files of both crates, by path below `generated/`.
pub fn generate(plan: &Plan<'_>) -> Result<Files, EmitError> {
    let header = file::header(&plan.api.service);
    let mut files = package::generate(plan)?;
    for target in [Target::Cli, Target::Mock] {
        let folder = format!("{}/src/tables", target.package());
        let mut add = |name: &str, tokens| {
            let path = format!("{folder}/{name}.rs");
            let text = file::rust(&header, &path, tokens)?;
            files.insert(path, text);
            Ok::<(), EmitError>(())
        };
        add("mod", service::expand(plan, target))?;
        let error_codes = error_codes(plan.api, &quote!(pub(super)), &quote!(taurusdb_tables));
        add("error_codes", error_codes)?;
        add("schemas", schema::expand(plan, target))?;
        for module in plan.modules.iter().filter(|module| module.group.is_some()) {
            add(
                module_name(&module.id).trim_start_matches("r#"),
                group::expand(plan, module, target),
            )?;
        }
    }
    let mut main = |path: &str, tokens| {
        let text = file::rust(&header, path, tokens)?;
        files.insert(path.to_owned(), text);
        Ok::<(), EmitError>(())
    };
    main("taurusdb-cli/src/main.rs", package::cli_main())?;
    main("taurusdb-mock/src/main.rs", package::mock_main())?;
    main("taurusdb-mock/src/lib.rs", package::mock_library())?;
    Ok(files)
}

/// The module of a group: `starrocks.users` → `starrocks_users`.
fn module_name(id: &str) -> String {
    match field_ident(&id.replace('.', "_")) {
        // Files of what all groups share are called that.
        name if ["error_codes", "schemas"].contains(&name.as_str()) => format!("{name}_group"),
        name => name,
    }
}
