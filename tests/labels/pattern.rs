//! Compares two regular expressions by the texts that they accept.

use fancy_regex::Regex;
use taurusdb_spec::{Facts, Format};

use super::compare::characters;

/// Whether two patterns accept the same texts, among those that the other facts of the label allow.
/// The pattern of the specification repeats those facts; the pattern of the label says only what they
/// cannot say.
pub(crate) fn agree(wanted: &Facts, found: &Facts) -> bool {
    let [wanted_pattern, found_pattern] =
        [wanted, found].map(|facts| facts.pattern.as_deref().unwrap_or_default());
    let [wanted_regex, found_regex] = [wanted_pattern, found_pattern].map(compiled);
    let matches = |regex: &Regex, text: &str| regex.is_match(text).expect("the probes are short");
    probes(wanted).iter().all(|text| matches(&wanted_regex, text) == matches(&found_regex, text))
}

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("'{pattern}' is no pattern: {error}"))
}

/// Texts with every character at the beginning, in the middle and at the end, and with the suffix of
/// the label, complete and damaged.
fn probes(label: &Facts) -> Vec<String> {
    let allowed = match &*label.charset {
        [] => (' '..='~').chain(['\r', '\n', 'é']).collect(),
        charset => characters(charset),
    };
    let body = match label.format {
        Some(Format::Uuid) => "0123456789abcdef0123456789abcdef",
        _ => "abcd",
    };
    let mut probes = Vec::new();
    for c in allowed {
        for text in [
            format!("{c}{body}"),
            format!("{body}{c}"),
            format!("{body}{c}{body}"),
            format!("{body}{c}{c}{body}"),
            format!("{c}{c}"),
        ] {
            probes.push(text);
        }
    }
    if let Some(suffix) = suffix(label) {
        for text in [
            format!("{body}{suffix}"),
            format!("{suffix}{body}"),
            format!("{body}{}", &suffix[1..]),
            format!("{body}{}", &suffix[..suffix.len() - 1]),
            format!("{body}{suffix}0"),
        ] {
            probes.push(text);
        }
    }
    probes
}

/// The suffix that a pattern asks for: `in07` of `in07$`.
fn suffix(label: &Facts) -> Option<&str> {
    let pattern = label.pattern.as_deref()?.strip_suffix('$')?;
    let is_literal = pattern.len() > 1 && pattern.bytes().all(|b| b.is_ascii_alphanumeric());
    is_literal.then_some(pattern)
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{CharClass, Facts};

    use super::agree;

    fn facts(pattern: &str) -> Facts {
        let charset = vec![CharClass::Letters, CharClass::Digits];
        Facts { charset, pattern: Some(pattern.to_owned()), ..Facts::default() }
    }

    #[track_caller]
    fn check(wanted: &str, found: &str, expected: bool) {
        assert_eq!(agree(&facts(wanted), &facts(found)), expected, "{wanted} {found}");
    }

    #[test]
    fn patterns_agree_if_they_accept_the_same_texts() {
        check("xy07$", "^[A-Za-z0-9]*xy07$", true);
        check("xy07$", "^[A-Za-z0-9]*xy08$", false);
        check("xy07$", "xy07", false);
        check("^[A-Za-z]", "^[A-Za-z][A-Za-z0-9]*$", true);
        check("^[A-Za-z]", "^[a-z][A-Za-z0-9]*$", false);
        check("^[a-z].*[a-z0-9]$", "^[a-z][a-z0-9]*$", false);
    }
}
