//! The mock of the real service: what it keeps agrees with itself, call after call.

mod belonging;
mod contract;
mod driver;
mod every;
mod lives;
mod model;
mod parameters;
mod quotas;
mod random;
mod retention;
mod rules;
mod shape;
mod specified;
mod table;
mod uses;
mod wire;

pub(crate) use every::shaped_id;
pub(crate) use shape::misfits;
