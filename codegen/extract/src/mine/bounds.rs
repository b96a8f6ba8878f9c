//! The minimum and maximum of a number, and its step.

use taurusdb_spec::Type;

use super::claim::{Claim, Limited};
use super::extent::Seen;
use super::sentence::Sentence;
use crate::read::Label;
use crate::text::{after, number};

/// Minimum and maximum, and the number of which the value must be a multiple.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) multiple_of: Option<f64>,
}

/// Reads the bounds of a number, or of a text that holds a number.
///
/// If the bounds depend on another field, the widest bounds count: a value outside them is wrong
/// for every value of the other field.
pub(super) fn bounds(said: &[Sentence], claims: &[Claim<'_>], scalar: &Type) -> Bounds {
    let is_number = matches!(scalar, Type::Integer | Type::Long | Type::Number);
    if !is_number && *scalar != Type::String {
        return Bounds::default();
    }
    let mut seen = Seen::default();
    let mut multiple_of = None;
    for claim in claims.iter().filter(|claim| claim.limited == Limited::Value) {
        seen.take(claim.low, claim.high);
    }
    for sentence in said {
        if matches!(sentence.label, Label::Aside | Label::Default) {
            continue;
        }
        seen.read(sentence);
        let step = match sentence.label {
            Label::Increment if sentence.first => Some(&*sentence.lower),
            _ => after(&sentence.lower, "multiple of "),
        };
        multiple_of = multiple_of.or(step.and_then(number).map(|(step, _)| step));
    }
    let (minimum, maximum) = seen.ends();
    Bounds { minimum, maximum, multiple_of }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::claim::claims;
    use super::super::sentence::sentences;
    use super::super::subject::Owner;
    use super::super::unit::unit;
    use super::{Bounds, bounds};
    use crate::read::Cell;

    fn read(kind: &Type, description: &str) -> Bounds {
        let said = sentences(&Cell::parse(description));
        let unit = unit(&said, "size", kind);
        let owner = Owner::new("size", kind, &said, unit.as_deref());
        bounds(&said, &claims(&said, &owner), kind)
    }

    #[track_caller]
    fn check_as(kind: &Type, description: &str, expected: (Option<f64>, Option<f64>)) {
        let found = read(kind, description);
        assert_eq!((found.minimum, found.maximum), expected, "{description}");
    }

    #[track_caller]
    fn check(description: &str, least: f64, greatest: f64) {
        check_as(&Type::Integer, description, (Some(least), Some(greatest)));
    }

    #[test]
    fn ranges_are_taken() {
        check("Size. Value range: 1–732.", 1.0, 732.0);
        check("Size. Value range: 50 GB to 32,000 GB. More.", 50.0, 32_000.0);
        check("Size. The value ranges from 40 GB to 128,000 GB.", 40.0, 128_000.0);
        check("Rank goes from 1 for the first to 16 for the last.", 1.0, 16.0);
        check("Size. The value is an integer from 2 to 6.", 2.0, 6.0);
        check("Size. The minimum value is 1 and the maximum value is 9 .", 1.0, 9.0);
        check("Size. <ul> • Minimum value: 50 • Maximum value: 90", 50.0, 90.0);
        check("Port. Value range: 10 to 90, excluding 42 to 45, and 50.", 10.0, 90.0);
    }

    #[test]
    fn conditional_ranges_widen() {
        check("Time. <ul> • When a is x, it ranges from 2 to 9. • When y, from 1 to 3.", 1.0, 9.0);
        check("Size. The value is fixed to 1 for a. For b, it ranges from 3 to 10.", 1.0, 10.0);
        check("Rank. The value can be -1 or any number ranging from 1 to 16.", -1.0, 16.0);
        check("Rank. If a is 0, the value is 1 to 9. If a is 1, the value is 0 or 1.", 0.0, 9.0);
    }

    #[test]
    fn one_end_is_enough() {
        let open = |least| (Some(least), None);
        check_as(&Type::Long, "Size. Value range: ≥ 0", open(0.0));
        check_as(&Type::String, "Size. The value cannot be a negative number.", open(0.0));
        check_as(&Type::Integer, "Size. It must be a positive integer.", open(1.0));
        check_as(&Type::Long, "Offset, which is a non-negative integer.", open(0.0));
        check_as(&Type::Integer, "Count. The value cannot exceed 50.", (None, Some(50.0)));
        check_as(
            &Type::Integer,
            "Size. It must be a positive integer, but its minimum value is 0.",
            open(0.0),
        );
    }

    #[test]
    fn other_numbers_are_no_bounds() {
        let none = (None, None);
        check_as(&Type::String, "Name. The value can contain 1 to 32 characters.", none);
        check_as(&Type::Integer, "Size. Restrictions: All sizes range from 2 to 16.", none);
        check_as(&Type::Integer, "Size. Ask for up to 3,660 days.", none);
        check_as(&Type::Integer, "Kind. Value: 3, 6, or 9 .", none);
        check_as(&Type::Boolean, "Kind. Value range: 1-2", none);
        check_as(&Type::Integer, "Kind. The value -1 means none.", none);
    }

    #[test]
    fn steps_are_taken() {
        let step = |text: &str| read(&Type::Integer, text).multiple_of;
        assert_eq!(step("Size. It must be a multiple of 10."), Some(10.0));
        assert_eq!(step("Size. Increment: 10 GB <ul> • Minimum value: 50"), Some(10.0));
    }
}
