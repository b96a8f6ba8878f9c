//! The command line of the program.

mod command;
mod logging;
mod output;
mod program;
mod routes;
mod run;
mod serve;
mod served;
mod stop;
mod welcome;
mod within;

pub use program::{Program, Reader, Served};
pub use run::main;
pub use serve::Failed;
