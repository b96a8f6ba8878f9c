//! The numbers that sentences state as ends of a range.

use super::sentence::Sentence;
use crate::read::Label;
use crate::text::{after, after_any, contains_any, each_after, number, range};

/// The bounds that the sentences have stated so far.
#[derive(Default)]
pub(super) struct Seen {
    minimum: Option<f64>,
    maximum: Option<f64>,
    /// The minimum that a word such as `positive` implies; a stated minimum is more exact.
    implied: Option<f64>,
    /// Single values; they count only if a range is stated too.
    points: Option<(f64, f64)>,
}

impl Seen {
    /// Reads a sentence about a number, or about a text that holds a number.
    pub(super) fn read(&mut self, sentence: &Sentence) {
        let lower = &*sentence.lower;
        self.signs(lower);
        if lower.bytes().any(|byte| byte.is_ascii_digit()) {
            self.labelled(sentence);
            self.ranges(lower);
            self.single_ends(lower);
            self.points(lower);
        }
    }

    fn least(&mut self, value: f64) {
        self.minimum = Some(self.minimum.map_or(value, |known| known.min(value)));
    }

    fn greatest(&mut self, value: f64) {
        self.maximum = Some(self.maximum.map_or(value, |known| known.max(value)));
    }

    fn range(&mut self, (least, greatest, _): (f64, f64, &str)) {
        self.least(least);
        self.greatest(greatest);
    }

    fn point(&mut self, value: f64) {
        let (least, greatest) = self.points.unwrap_or((value, value));
        self.points = Some((least.min(value), greatest.max(value)));
    }

    /// Reads the text directly after a label.
    fn labelled(&mut self, sentence: &Sentence) {
        if !sentence.first {
            return;
        }
        let lower = &*sentence.lower;
        match sentence.label {
            Label::Values => {
                if let Some(found) = range(lower) {
                    self.range(found);
                } else if let Some(rest) = after_any(lower, &["≥", ">="]) {
                    number(rest).into_iter().for_each(|(least, _)| self.least(least));
                } else if let Some(rest) = after_any(lower, &["≤", "<="]) {
                    number(rest).into_iter().for_each(|(greatest, _)| self.greatest(greatest));
                }
            }
            Label::Minimum => number(lower).into_iter().for_each(|(least, _)| self.least(least)),
            Label::Maximum => {
                number(lower).into_iter().for_each(|(greatest, _)| self.greatest(greatest));
            }
            _ => {}
        }
    }

    /// `from 1 to 9`, `from 1 for the first to 16 for the last`, `is 0 to 5`.
    fn ranges(&mut self, lower: &str) {
        for rest in each_after(lower, "from ") {
            if let Some(found) = range(rest) {
                self.range(found);
            } else if let Some((least, rest)) = number(rest)
                && let Some((greatest, _)) = after(rest, " to ").and_then(number)
            {
                self.range((least, greatest, ""));
            }
        }
        for rest in each_after(lower, " is ") {
            range(rest).into_iter().for_each(|found| self.range(found));
        }
    }

    /// Reads one end that is stated in words.
    fn single_ends(&mut self, lower: &str) {
        const MINIMUM: [&str; 2] = ["minimum value is ", "value must be at least "];
        const MAXIMUM: [&str; 2] = ["maximum value is ", "value cannot exceed "];
        for phrase in MINIMUM {
            let value = after(lower, phrase).and_then(number);
            value.into_iter().for_each(|(least, _)| self.least(least));
        }
        for phrase in MAXIMUM {
            let value = after(lower, phrase).and_then(number);
            value.into_iter().for_each(|(greatest, _)| self.greatest(greatest));
        }
    }

    /// Words that say whether the number can be negative or zero.
    fn signs(&mut self, lower: &str) {
        const NATURAL: [&str; 2] = ["cannot be a negative number", "non-negative integer"];
        if lower.contains("positive integer") {
            self.implied = Some(1.0);
        } else if contains_any(lower, &NATURAL) {
            self.implied = self.implied.or(Some(0.0));
        }
    }

    /// Values that are stated one by one: `the value is 0 or 1`, `the value can be -1 or …`.
    fn points(&mut self, lower: &str) {
        for phrase in ["value can be ", "fixed to ", "value is "] {
            for rest in each_after(lower, phrase) {
                let Some((first, rest)) = number(rest) else { continue };
                self.point(first);
                let second = rest.strip_prefix(" or ").and_then(number);
                second.into_iter().for_each(|(second, _)| self.point(second));
            }
        }
    }

    /// Minimum and maximum, as far as they are known.
    pub(super) fn ends(mut self) -> (Option<f64>, Option<f64>) {
        if let (Some((least, greatest)), Some(_), Some(_)) =
            (self.points, self.minimum, self.maximum)
        {
            self.range((least, greatest, ""));
        }
        (self.minimum.or(self.implied), self.maximum)
    }
}
