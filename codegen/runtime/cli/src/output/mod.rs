//! Answers on standard output: read with all their digits, picked from, laid out in a format, and safe to look at.

mod cell;
mod columns;
mod flags;
mod format;
mod json;
mod node;
mod printer;
mod query;
mod read;
mod screen;
mod separated;
mod settings;
mod shape;
mod table;
mod yaml;

pub(crate) use flags::args;
pub(crate) use format::is_format;
pub(crate) use json::{Layout, document as json_document};
pub(crate) use node::Node;
pub(crate) use printer::Printer;
pub(crate) use read::read;
pub(crate) use settings::{Early, Settings, variable};
pub(crate) use shape::Shape;
pub(crate) use yaml::text as yaml_text;

use crate::exit::{Exit, Failure};
use crate::shell::Shell;

/// Longer answers are not repeated in an error.
const REPEATED: usize = 2000;

/// That an expression does not fit the answer. The call was made: what it has brought, such as the id of something
/// new, is not lost with the expression.
fn misfit(node: &Node, problem: String) -> Failure {
    let layout = Layout { compact: true, paint: crate::paint::Paint::new(false) };
    let answer = json_document(node, layout);
    let hint = match answer.len() <= REPEATED {
        true => format!("The call was made. Its answer:\n{}", answer.trim_end()),
        false => "The call was made; its answer is too long to be repeated here".to_owned(),
    };
    Failure::new(Exit::Output, problem).hint(hint)
}

/// Prints a document: the expression first, then the format.
///
/// # Errors
/// Fails if the expression does not fit the document, or if it cannot be written.
pub(crate) fn show(
    node: &Node,
    shape: &Shape,
    settings: &Settings,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    match &settings.query {
        None => Printer::new(settings, shape, shell).document(node),
        Some(query) => {
            let found = query.of(node).map_err(|problem| misfit(node, problem))?;
            Printer::new(settings, &Shape::default(), shell).document(&found)
        }
    }
}
