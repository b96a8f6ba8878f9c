//! `cargo xtask sync` on documents of our own: what it prints, what it writes, and its exit codes.

mod disk;
mod history;
mod issues;
mod killed;
mod refusals;
mod repository;
mod steps;
