//! The resource model beside the specification that it describes: what its paths lead to, what an
//! operation borrows from another, and whether all of it fits.

mod check;
mod like;
pub(crate) mod paging_style;
mod shape;
#[cfg(test)]
mod tests;
