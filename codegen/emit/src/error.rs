//! Why nothing could be generated.

use std::fmt;

/// Why nothing could be generated from a specification.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmitError {
    /// Two items would get the same name.
    Collision {
        /// The name.
        name: String,
        /// The two items.
        items: [String; 2],
    },
    /// A generated file is not valid Rust: a fault of the generator.
    Syntax {
        /// The file.
        path: String,
        /// The message of the parser.
        message: String,
    },
    /// A template could not be filled in: a fault of the template.
    Template {
        /// The template.
        name: &'static str,
        /// The message of the template engine.
        message: String,
    },
}

impl fmt::Display for EmitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Collision { name, items: [first, second] } => write!(
                f,
                "{first} and {second} would both be called {name}; decide another name in \
                 spec/overlay/names: in operations.toml for a command or group, in schemas.toml \
                 for a schema"
            ),
            Self::Syntax { path, message } => write!(
                f,
                "{path}: the generated code does not parse: {message}; this is a fault of the generator"
            ),
            Self::Template { name, message } => write!(f, "templates/{name}: {message}"),
        }
    }
}

impl std::error::Error for EmitError {}
