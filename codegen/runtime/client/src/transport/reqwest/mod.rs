//! The default transport, with `reqwest`.

mod answer;
mod builder;
mod failure;
mod hosts;
mod proxies;
mod sender;

pub use builder::ReqwestTransportBuilder;
pub use sender::ReqwestTransport;
