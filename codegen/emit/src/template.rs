//! Files made from `templates/`: manifests and introductions.

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::EmitError;

/// A file of `templates/`, compiled into the generator.
pub(crate) struct Template {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! template {
    ($name:literal) => {
        crate::template::Template {
            name: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/", $name)),
        }
    };
}
pub(crate) use template;

impl Template {
    /// Fills in the template. A name that the template uses and the context lacks is an error.
    pub(crate) fn render(&self, context: impl Serialize) -> Result<String, EmitError> {
        let fail = |error: minijinja::Error| EmitError::Template {
            name: self.name,
            message: format!("{error:#}"),
        };
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = environment
            .syntax()
            .to_builder()
            .keep_trailing_newline(true)
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .map_err(fail)?;
        environment.set_syntax(syntax);
        environment.render_named_str(self.name, self.text, Serde(&context)).map_err(fail)
    }
}
