//! Lists that go over many pages.

mod flags;
mod stream;

pub(crate) use flags::{Extent, args};
pub(crate) use stream::print;
