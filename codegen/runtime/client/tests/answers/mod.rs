//! Answers that are not what the document says, read through a client.

mod digits;
mod extras;
mod kettle;
