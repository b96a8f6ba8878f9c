//! All bytes of a connection: whatever comes, no answer is a fault of the server's own.
#![no_main]

#[path = "../src/server.rs"]
mod server;
#[path = "../../tests/server/service.rs"]
mod service;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    server::send(which % 2 == 0, bytes);
});
