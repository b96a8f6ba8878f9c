//! Counts what was read right, wrongly and not at all, and gives the F1 score.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::compare::Outcome;
use super::label::{Label, Row};

/// How often an attribute was read correctly, found although no label has it, and missed. A wrong
/// value counts as found and as missed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    right: u32,
    surplus: u32,
    lacking: u32,
}

impl Score {
    fn ratio(self, against: u32) -> f64 {
        match self.right + against {
            0 => 1.0,
            all => f64::from(self.right) / f64::from(all),
        }
    }

    fn precision(self) -> f64 {
        self.ratio(self.surplus)
    }

    fn recall(self) -> f64 {
        self.ratio(self.lacking)
    }

    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        match precision + recall {
            0.0 => 0.0,
            sum => 2.0 * precision * recall / sum,
        }
    }
}

/// Scores by attribute.
#[derive(Default)]
pub(crate) struct Scores(BTreeMap<String, Score>);

impl Scores {
    pub(crate) fn add(&mut self, attribute: &str, outcome: &Outcome) {
        let score = self.0.entry(attribute.to_owned()).or_default();
        match outcome {
            Outcome::Right => score.right += 1,
            Outcome::Wrong { wanted, found } => {
                score.surplus += u32::from(found.is_some());
                score.lacking += u32::from(wanted.is_some());
            }
        }
    }

    pub(crate) fn overall(&self) -> Score {
        self.0.values().fold(Score::default(), |sum, score| Score {
            right: sum.right + score.right,
            surplus: sum.surplus + score.surplus,
            lacking: sum.lacking + score.lacking,
        })
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<16} {:>5} {:>7} {:>7} {:>9} {:>6} {:>5}",
            "attribute", "right", "surplus", "lacking", "precision", "recall", "F1"
        )?;
        let overall = ("overall", self.overall());
        for (name, score) in self.0.iter().map(|(name, score)| (&**name, *score)).chain([overall]) {
            writeln!(
                f,
                "{name:<16} {:>5} {:>7} {:>7} {:>9.3} {:>6.3} {:>5.3}",
                score.right,
                score.surplus,
                score.lacking,
                score.precision(),
                score.recall(),
                score.f1()
            )?;
        }
        Ok(())
    }
}

/// An attribute whose value differs from the label.
pub(crate) struct Miss {
    row: Row,
    attribute: String,
    wanted: Option<Value>,
    found: Option<Value>,
}

impl Miss {
    pub(crate) fn of(label: &Label, attribute: String, outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Right => None,
            Outcome::Wrong { wanted, found } => {
                Some(Self { row: label.row.clone(), attribute, wanted, found })
            }
        }
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<Value>| match value {
            Some(value) => value.to_string(),
            None => "nothing".to_owned(),
        };
        write!(
            f,
            "{} {}: wanted {}, got {}",
            self.row,
            self.attribute,
            shown(&self.wanted),
            shown(&self.found)
        )
    }
}
