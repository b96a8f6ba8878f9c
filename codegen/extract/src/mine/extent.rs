//! The least and the greatest number that the statements of a row leave.

use super::sentence::Sentence;
use crate::text::{contains_any, each_after, number};

/// The bounds that have been stated so far.
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
    /// Takes the ends that a sentence states.
    pub(super) fn take(&mut self, low: Option<f64>, high: Option<f64>) {
        if let Some(low) = low {
            self.minimum = Some(self.minimum.map_or(low, |known| known.min(low)));
        }
        if let Some(high) = high {
            self.maximum = Some(self.maximum.map_or(high, |known| known.max(high)));
        }
    }

    /// Reads what a sentence says of single values and of signs.
    pub(super) fn read(&mut self, sentence: &Sentence) {
        let lower = &*sentence.lower;
        self.signs(lower);
        if lower.bytes().any(|byte| byte.is_ascii_digit()) {
            self.points(lower);
        }
    }

    fn point(&mut self, value: f64) {
        let (least, greatest) = self.points.unwrap_or((value, value));
        self.points = Some((least.min(value), greatest.max(value)));
    }

    /// Words that say whether the number can be negative or zero.
    fn signs(&mut self, lower: &str) {
        const NATURAL: [&str; 6] = [
            "cannot be a negative number",
            "cannot be negative",
            "must not be negative",
            "non-negative integer",
            "nonnegative integer",
            "non-negative number",
        ];
        if contains_any(lower, &["positive integer", "positive number"]) {
            self.implied = Some(1.0);
        } else if contains_any(lower, &NATURAL) {
            self.implied = self.implied.or(Some(0.0));
        }
    }

    /// Values that are stated one by one: `the value is 0 or 1`, `the value can be -1 or …`.
    fn points(&mut self, lower: &str) {
        // `The value -1 is also allowed`
        for rest in each_after(lower, "value ") {
            let Some((point, rest)) = number(rest) else { continue };
            const ALLOWED: [&str; 4] =
                [" is also allowed", " is allowed", " is also supported", " is also valid"];
            if ALLOWED.iter().any(|words| rest.starts_with(words)) {
                self.point(point);
            }
        }
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
            self.take(Some(least), Some(greatest));
        }
        (self.minimum.or(self.implied), self.maximum)
    }
}
