//! The mock of the real service: what it keeps agrees with itself, call after call.

mod contract;
mod driver;
mod every;
mod lives;
mod random;
mod shape;
mod specified;
mod table;
mod wire;

pub(crate) use shape::misfits;
