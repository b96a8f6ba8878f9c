//! The crates `taurusdb-cli` and `taurusdb-mock`: the service as constant tables, and a `main` that
//! hands them to the runtime.

mod error_codes;
mod group;
mod package;
mod schema;
mod service;

use quote::quote;

use crate::EmitError;
use crate::file::Collection;
use crate::plan::{Plan, bare};

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
pub(crate) fn generate(plan: &Plan<'_>, files: &mut Collection) -> Result<(), EmitError> {
    package::generate(plan, files)?;
    for target in [Target::Cli, Target::Mock] {
        let folder = format!("{}/src/tables", target.package());
        let code = service::expand(plan, target);
        files.add_rust(format!("{folder}/mod.rs"), "the table of the service", code)?;
        let code = error_codes(plan.api, &quote!(pub(super)), &quote!(taurusdb_tables));
        files.add_rust(format!("{folder}/error_codes.rs"), "the table of the error codes", code)?;
        let code = schema::expand(plan, target);
        files.add_rust(format!("{folder}/schemas.rs"), "the tables of the schemas", code)?;
        for module in plan.modules.iter().filter(|module| module.group.is_some()) {
            let name = bare(&module.descriptors);
            let path = format!("{folder}/{name}.rs");
            let what = format!("the table of the group {}", module.id);
            files.add_rust(path, what, group::expand(plan, module, target))?;
        }
    }
    files.add_rust("taurusdb-cli/src/main.rs", "the program", package::cli_main())?;
    files.add_rust("taurusdb-mock/src/main.rs", "the program", package::mock_main())?;
    files.add_rust("taurusdb-mock/src/lib.rs", "the library", package::mock_library())
}
