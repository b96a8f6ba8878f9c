//! The mock server as its clients meet it: over a socket.

mod answers;
mod checks;
mod command_line;
mod contract;
mod control;
mod faults;
mod framing;
mod gate;
mod hostile;
mod killed;
mod raw;
mod routes;
mod service;
mod state;
mod strain;
mod words;
