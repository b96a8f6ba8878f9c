//! Ways into a tree, and what is put at their ends.

use std::fmt;

use super::{Form, Origin, Tree};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The field of an object, or an entry of a map.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

impl Step {
    /// The way that a message names: `users[0].name`.
    pub(crate) fn in_path(path: &str) -> Vec<Self> {
        let mut steps = Vec::new();
        for part in path.split('.') {
            let mut parts = part.split('[');
            steps.extend(parts.next().map(|name| Self::Key(name.to_owned())));
            for index in parts {
                steps.extend(index.trim_end_matches(']').parse().ok().map(Self::Index));
            }
        }
        steps
    }
}

/// Why a value cannot be put where it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Another flag has put one there.
    Twice,
    /// The list has this many elements, and the one before is missing.
    Gap(usize),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice => f.write_str("is given twice"),
            Self::Gap(0) => f.write_str("is not the first element, which has the number 0"),
            Self::Gap(count) => {
                write!(f, "leaves out elements: the next one has the number {count}")
            }
        }
    }
}

impl Tree {
    /// Puts a value where nothing but the input has put one.
    pub(crate) fn put(&mut self, steps: &[Step], value: Self) -> Result<(), Problem> {
        let place = self.at(steps)?;
        if place.origin == Origin::Flag {
            return Err(Problem::Twice);
        }
        *place = value;
        Ok(())
    }

    /// Takes away what is at the end of a way; whether something was there.
    pub(crate) fn remove(&mut self, steps: &[Step]) -> bool {
        let Some((last, above)) = steps.split_last() else { return false };
        match (self.at(above).map(|above| &mut above.form), last) {
            (Ok(Form::Object(entries)), Step::Key(key)) => {
                let before = entries.len();
                entries.retain(|(known, _)| known != key);
                entries.len() < before
            }
            _ => false,
        }
    }

    /// The place at the end of a way; objects and lists on it are made.
    pub(crate) fn at(&mut self, steps: &[Step]) -> Result<&mut Self, Problem> {
        let mut here = self;
        for step in steps {
            here = match step {
                Step::Key(key) => {
                    if !matches!(here.form, Form::Object(_)) {
                        if here.origin == Origin::Flag {
                            return Err(Problem::Twice);
                        }
                        *here = Tree::made(Form::Object(Vec::new()));
                    }
                    let Form::Object(entries) = &mut here.form else { return Err(Problem::Twice) };
                    let found = entries.iter().position(|(known, _)| known == key);
                    let index = found.unwrap_or_else(|| {
                        entries.push((key.clone(), Tree::made(Form::Null)));
                        entries.len() - 1
                    });
                    &mut entries[index].1
                }
                Step::Index(index) => {
                    if !matches!(here.form, Form::List(_)) {
                        if here.origin == Origin::Flag {
                            return Err(Problem::Twice);
                        }
                        if *index > 0 {
                            return Err(Problem::Gap(0));
                        }
                        *here = Tree::made(Form::List(Vec::new()));
                    }
                    let Form::List(items) = &mut here.form else { return Err(Problem::Twice) };
                    if *index > items.len() {
                        return Err(Problem::Gap(items.len()));
                    }
                    if *index == items.len() {
                        items.push(Tree::made(Form::Null));
                    }
                    &mut items[*index]
                }
            };
        }
        Ok(here)
    }
}
