//! What can stand at a place of a line.

use taurusdb_descriptor_types::visible;

/// One thing that can stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) value: String,
    /// What it is: one line, or nothing.
    pub(super) about: String,
}

/// All that can stand there.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) candidates: Vec<Candidate>,
    /// Files can stand there.
    pub(super) files: bool,
}

/// Longer descriptions are cut: a list of candidates has a line for each.
const LONGEST: usize = 80;

impl Candidate {
    pub(super) fn new(value: impl Into<String>, about: impl AsRef<str>) -> Self {
        let line = about.as_ref().lines().next().unwrap_or_default();
        let mut line: String = visible(line).trim().to_owned();
        if line.chars().count() > LONGEST {
            line = line.chars().take(LONGEST - 1).collect::<String>() + "…";
        }
        Self { value: value.into(), about: line }
    }
}

impl Answer {
    /// Files, and nothing else.
    pub(super) fn files() -> Self {
        Self { candidates: Vec::new(), files: true }
    }

    /// Adds a candidate. What could act on a terminal, or break the lines in which candidates are passed on,
    /// is none.
    pub(super) fn add(&mut self, candidate: Candidate) {
        let is_plain = visible(&candidate.value) == candidate.value;
        let is_known = || self.candidates.iter().any(|known| known.value == candidate.value);
        if is_plain && !candidate.value.is_empty() && !is_known() {
            self.candidates.push(candidate);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty() && !self.files
    }

    /// Keeps what begins with what is typed already; in whatever case, if nothing does.
    pub(super) fn keep(&mut self, typed: &str) {
        let lower = typed.to_lowercase();
        let exact = self.candidates.iter().any(|one| one.value.starts_with(typed));
        self.candidates.retain(|one| match exact {
            true => one.value.starts_with(typed),
            false => one.value.to_lowercase().starts_with(&lower),
        });
    }
}

impl FromIterator<Candidate> for Answer {
    fn from_iter<I: IntoIterator<Item = Candidate>>(candidates: I) -> Self {
        let mut answer = Self::default();
        candidates.into_iter().for_each(|one| answer.add(one));
        answer
    }
}
