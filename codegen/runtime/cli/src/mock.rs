//! The mock server of the service, in the process of the command: for trying things without an account.

use std::path::PathBuf;

use taurusdb_descriptor_types::{Examples, Service};
use taurusdb_mock_runtime::{Error, MockServer, Program};

use crate::exit::{Exit, Failure};

/// The mock server of the service. The binary hands it over, as it does everything about the service.
#[derive(Clone, Copy, Debug)]
pub struct Mock {
    /// The mock as a program of its own: what it is called, says and shows.
    pub program: Program,
    /// What the document shows, which the mock answers with.
    pub examples: &'static Examples,
}

/// What a mock begins with, as `--mock` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum World {
    /// A few things that look as if they had been there for a while.
    Populated,
    /// Nothing.
    Empty,
    /// A few things, and whatever else a call names by its id: for calls with made-up ids.
    Adopting,
    /// What earlier commands have left in this file; a few things, if there is no such file yet.
    Kept(PathBuf),
}

impl World {
    /// The word that asks for an empty world.
    pub(crate) const EMPTY: &'static str = "empty";

    /// The word that asks for a world in which there is something behind every id.
    pub(crate) const ADOPT: &'static str = "adopt";

    /// Reads the value of the flag, which is empty where it has none.
    pub(crate) fn read(text: &str) -> Self {
        match text {
            "" => Self::Populated,
            Self::EMPTY => Self::Empty,
            Self::ADOPT => Self::Adopting,
            file => Self::Kept(file.into()),
        }
    }
}

impl Mock {
    /// Starts the mock on a free port. Whatever work a call starts has ended before the next one.
    pub(crate) async fn start(
        self,
        service: &'static Service,
        world: &World,
        region: Option<&str>,
        project_id: Option<&str>,
    ) -> Result<MockServer, Failure> {
        let mut builder: taurusdb_mock_runtime::MockServerBuilder =
            MockServer::builder(service, self.examples).console(self.program.console);
        if let Some(region) = region {
            builder = builder.region(region);
        }
        if let Some(project_id) = project_id {
            builder = builder.project_id(project_id);
        }
        builder = match world {
            World::Populated => builder.populated(),
            World::Empty => builder,
            World::Adopting => builder.populated().adopt_unknown_ids(true),
            World::Kept(file) if file.exists() => builder.state(file),
            World::Kept(file) => builder.populated().state(file),
        };
        builder.start().await.map_err(failure)
    }
}

fn failure(error: Error) -> Failure {
    Failure::new(Exit::Configuration, format!("the mock does not start: {error}"))
}
