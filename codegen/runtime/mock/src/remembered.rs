//! Answers that are given again: as long as nothing changes, the same question has the same answer.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::answer::Answer;
use crate::call::Call;

/// How many bytes of bodies are remembered.
const MOST: usize = 4 * 1024 * 1024;

/// How many answers are remembered.
const COUNT: usize = 4096;

/// The longest body that is remembered: making it is not what takes long with a longer one.
const LONGEST: usize = 64 * 1024;

/// What makes questions the same: the operation and what it is asked with, one after the other with their
/// lengths.
pub(crate) type Question = Vec<u8>;

/// Answers to questions about one state of the world.
#[derive(Debug, Default)]
pub(crate) struct Remembered(RwLock<Answers>);

#[derive(Debug, Default)]
struct Answers {
    /// The state of the world that they are about, counted up with each change.
    version: u64,
    bytes: usize,
    known: HashMap<Question, Answer>,
}

/// What a call without a body asks.
pub(crate) fn question(call: &Call) -> Question {
    let mut question = Vec::with_capacity(256);
    question.extend_from_slice(&call.index.to_ne_bytes());
    let mut add = |text: &str| {
        question.extend_from_slice(&text.len().to_ne_bytes());
        question.extend_from_slice(text.as_bytes());
    };
    call.path.iter().for_each(|(_, value)| add(value));
    for (name, value) in &call.query {
        add(name);
        add(value);
    }
    question
}

impl Remembered {
    /// The answer that was given to a question, if nothing has changed since.
    pub(crate) fn answer(&self, version: u64, question: &Question) -> Option<Answer> {
        let answers = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match answers.version == version {
            true => answers.known.get(question).cloned(),
            false => None,
        }
    }

    /// Remembers an answer about a state of the world.
    pub(crate) fn add(&self, version: u64, question: Question, answer: &Answer) {
        if answer.body.len() > LONGEST {
            return;
        }
        let mut answers = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if version < answers.version {
            return;
        }
        let is_full = answers.bytes + answer.body.len() > MOST || answers.known.len() >= COUNT;
        if version > answers.version || is_full {
            answers.version = version;
            answers.bytes = 0;
            answers.known.clear();
        }
        answers.bytes += answer.body.len();
        answers.known.insert(question, answer.clone());
    }
}
