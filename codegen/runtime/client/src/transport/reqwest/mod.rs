//! The default transport, with `reqwest`.

mod answer;
mod builder;
mod exceptions;
mod failure;
mod hosts;
mod idle;
mod proxies;
mod sender;

pub use builder::ReqwestTransportBuilder;
pub use sender::ReqwestTransport;
