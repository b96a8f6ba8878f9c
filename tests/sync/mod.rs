//! `cargo xtask sync` on documents of our own: what it prints, what it writes, and its exit codes.

mod repository;
mod steps;
