//! JSON values that keep what others lose: the digits of numbers, and where each value was written.
//!
//! A body must arrive as it was written: `1.10`, a number of thirty digits and the order of the fields
//! are the caller's.

mod checked;
mod decoding;
mod habits;
mod json;
mod misread;
mod step;
mod write;
mod yaml;

pub(crate) use decoding::decoded;
pub(crate) use habits::begins_with_comment;
pub(crate) use json::{number, read as read_json};
pub(crate) use misread::Misread;
pub(crate) use step::{Problem, Step};
pub(crate) use yaml::{plain, read as read_yaml};

/// Values inside each other deeper than this are a mistake, or an attack.
const DEEPEST: usize = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    pub(crate) form: Form,
    pub(crate) origin: Origin,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Form {
    Null,
    Boolean(bool),
    /// The digits as they were written, in the form that JSON has for numbers.
    Number(String),
    Text(String),
    /// A scalar of YAML without quotes: what it is depends on what is expected in its place.
    Plain(String),
    List(Vec<Tree>),
    /// Keys in their order, each once.
    Object(Vec<(String, Tree)>),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was made: a container around something that was given.
    Made,
    /// A flag.
    Flag,
    /// A place in the input, from 1.
    Input { line: usize, column: usize },
}

impl Tree {
    /// A value of no origin.
    pub(crate) fn made(form: Form) -> Self {
        Self { form, origin: Origin::Made }
    }

    /// A value that a flag gives.
    pub(crate) fn flag(form: Form) -> Self {
        Self { form, origin: Origin::Flag }
    }

    /// A text that a flag gives.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::flag(Form::Text(text.into()))
    }

    /// The same with all that is in it, given by a flag.
    pub(crate) fn given_by_flag(self) -> Self {
        let form = match self.form {
            Form::List(items) => Form::List(items.into_iter().map(Self::given_by_flag).collect()),
            Form::Object(entries) => Form::Object(
                entries.into_iter().map(|(key, value)| (key, value.given_by_flag())).collect(),
            ),
            other => other,
        };
        Self::flag(form)
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.form {
            Form::Object(entries) => {
                entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}
