//! Reads the resource model together with the specification: resolves its paths, gives an operation
//! the steps and views that it borrows from another, and checks that everything fits.

mod beside;
mod check;
mod cut;
mod like;
pub(crate) mod paging_style;
mod shape;
#[cfg(test)]
mod tests;
