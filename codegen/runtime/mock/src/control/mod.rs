//! The mock's own routes below `/_mock/`: for tests and people, never part of the service.

mod asked;
mod checks;
mod clock;
mod faults;
mod index;
mod journal;
mod reach;
mod reply;
mod route;
mod routes;
mod state;

pub use reach::Control;
pub(crate) use routes::Desk;
