//! Places in a JSON document, for notes.

use std::fmt;

/// One step from a JSON value to a value inside it.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Field(&'static str),
    Index(usize),
    Key(String),
    /// A field by the name that it came with.
    Name(String),
}

/// Where in a document reading has got to.
pub(crate) struct Path<'a>(pub(crate) &'a [Step]);

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("the body");
        }
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if depth == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Name(name) if is_plain(name) && depth == 0 => f.write_str(name)?,
                Step::Name(name) if is_plain(name) => write!(f, ".{name}")?,
                Step::Key(key) | Step::Name(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

/// Whether a name cannot be taken for anything else in a path.
fn is_plain(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || ['_', '-', '$', '@'].contains(&c);
    !name.is_empty() && name.chars().all(is_part)
}
