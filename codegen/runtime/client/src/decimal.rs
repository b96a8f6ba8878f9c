//! Numbers in decimal digits, compared and converted without losing any.

/// A decimal number: its digits without zeros at the ends, and the power of ten that they are multiplied by.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The number that a text stands for: digits with or without a sign, a fraction and an exponent.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        let power = exponent.map_or(Some(0), power)?;
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let zeros = digits.len() - significant.len();
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        let point = i64::try_from(fraction.len()).ok()?;
        let zeros = i64::try_from(zeros).ok()?;
        let exponent = power.saturating_sub(point).saturating_add(zeros);
        Some(Self { is_negative, digits, exponent })
    }

    /// The same number, if it is whole and fits.
    pub(crate) fn integer(&self) -> Option<i64> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let zeros = usize::try_from(self.exponent).ok()?;
        // No number with more digits fits.
        if self.digits.len().checked_add(zeros)? > 19 {
            return None;
        }
        let sign = if self.is_negative { "-" } else { "" };
        format!("{sign}{}{}", self.digits, "0".repeat(zeros)).parse().ok()
    }

    /// Whether a double has all of these digits.
    pub(crate) fn is_exactly(&self, number: f64) -> bool {
        number.is_finite() && Self::of(&format!("{number:e}")).as_ref() == Some(self)
    }
}

/// An exponent. One that no integer holds is as good as the largest or the smallest.
fn power(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let most = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    Some(text.parse().unwrap_or(most))
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn compares_by_value() {
        let same =
            |one: &str, other: &str| Decimal::of(one).unwrap() == Decimal::of(other).unwrap();
        for (one, other) in [
            ("8.10", "8.1"),
            ("1e3", "1000"),
            ("-0", "0.00"),
            ("0e999999999999999999999", "0"),
            ("+1.50E-2", "0.015"),
            ("007", "7"),
            (".5", "0.5"),
            ("5.", "5"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        assert!(!same("8.1", "8.10000000000000000001") && !same("1", "-1") && !same("1", "10"));
        for odd in [
            "", ".", "-", "e1", "1e", "1e+", "0x10", "NaN", "inf", "1_0", "８", "1 0", "--1",
            "1.2.3",
        ] {
            assert_eq!(Decimal::of(odd), None, "{odd}");
        }
    }

    #[test]
    fn is_whole_or_not() {
        let integer = |text: &str| Decimal::of(text).unwrap().integer();
        for (text, expected) in [
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("1e18", Some(1_000_000_000_000_000_000)),
            ("1e19", None),
            ("1e999999999999999999999", None),
            ("1.5e1", Some(15)),
            ("1.5", None),
            ("0.99999999999999999999999", None),
            ("-0.0", Some(0)),
        ] {
            assert_eq!(integer(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_what_a_double_holds() {
        let exact = |text: &str| Decimal::of(text).unwrap().is_exactly(text.parse().unwrap());
        for text in
            ["0.1", "8.10", "1e300", "9007199254740992", "-0", "0.30000000000000004", "5e-324"]
        {
            assert!(exact(text), "{text}");
        }
        for text in [
            "9007199254740993",
            "0.1000000000000000000001",
            "1e400",
            "1e-400",
            "123456789.12345678901",
        ] {
            assert!(!exact(text), "{text}");
        }
    }
}
