//! The pages of a list, and the items on them, as streams.

mod items;
mod pager;
mod pages;

pub use items::Items;
pub use pages::Pages;
