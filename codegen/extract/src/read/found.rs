use super::document::Block;

/// What one block came to.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) end: u32,
    pub(super) furniture: Vec<u32>,
}
