//! Tests of the files that people write. They are one binary, because linking another one would take
//! longer than its tests.

mod overlay;
mod provenance;
mod readme;
