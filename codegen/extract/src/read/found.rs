//! What reading one block returns.

use super::document::Block;

/// The blocks that were read, their last line, and the lines of layout among them.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) end: u32,
    pub(super) furniture: Vec<u32>,
}
