//! Units behind `in`: `Size in GB`, `Pause, in seconds`, but not `Calls in seconds of calm`.
//!
//! A unit is meant if the words before it are a measure, or say that they state one, and if it stands
//! by itself: what goes on as a noun, `GB volumes`, or as a second unit, `hours and minutes`, has none.

use super::unit_name::behind_unit;

/// Nouns for what is measured.
const MEASURES: [&str; 62] = [
    "time",
    "times",
    "timeout",
    "time-out",
    "duration",
    "interval",
    "intervals",
    "period",
    "age",
    "delay",
    "lag",
    "latency",
    "retention",
    "expiration",
    "expiry",
    "validity",
    "lifetime",
    "ttl",
    "wait",
    "pause",
    "uptime",
    "frequency",
    "window",
    "timestamp",
    "rto",
    "rpo",
    "size",
    "sizes",
    "space",
    "capacity",
    "storage",
    "memory",
    "ram",
    "disk",
    "volume",
    "bandwidth",
    "throughput",
    "speed",
    "rate",
    "traffic",
    "quota",
    "usage",
    "utilization",
    "load",
    "progress",
    "ratio",
    "proportion",
    "percentage",
    "threshold",
    "limit",
    "length",
    "amount",
    "quantity",
    "value",
    "values",
    "increment",
    "step",
    "minimum",
    "maximum",
    "unit",
    "units",
    "term",
];

/// Words that say that a number is stated.
const STATES: [&str; 20] = [
    "is",
    "are",
    "be",
    "measured",
    "expressed",
    "specified",
    "given",
    "counted",
    "calculated",
    "stated",
    "shown",
    "displayed",
    "represented",
    "returned",
    "recorded",
    "set",
    "number",
    "integer",
    "parameter",
    "field",
];

/// The unit that a sentence names behind `in`. `is_own` says that the sentence is about the value.
pub(super) fn stated(lower: &str, is_own: bool) -> Option<&'static str> {
    const IN: &str = " in ";
    let found = lower.match_indices(IN).find_map(|(at, _)| {
        let (unit, behind) = behind_unit(&lower[at + IN.len()..])?;
        let head = lower[..at].trim_end_matches(['(', ' ']);
        let is_apart = head.ends_with(',') || head.len() < at;
        let head = head.trim_end_matches(',');
        let last = head.rsplit([' ', '"']).next().unwrap_or_default();
        let is_measure = MEASURES.contains(&last);
        let is_meant = match (ends(behind), is_own) {
            (_, true) if is_measure => ends(behind) || goes_on(behind),
            (true, true) => is_apart || is_amount(unit) || states(last) || is_of_measure(head),
            (true, false) => is_apart && (is_measure || is_of_measure(head)),
            (false, true) => states(last) && goes_on(behind),
            (false, false) => false,
        };
        (is_meant && !is_several(behind)).then_some(unit)
    });
    found.or_else(|| {
        // Nothing else is said: `In GB.`
        let (unit, behind) = behind_unit(lower.strip_prefix(&IN[1..])?)?;
        (is_own && behind.trim_end_matches('.').is_empty()).then_some(unit)
    })
}

fn states(word: &str) -> bool {
    STATES.contains(&word)
}

/// Nothing happens in gigabytes or in percent: what is stated in them is an amount.
fn is_amount(unit: &str) -> bool {
    matches!(unit, "GB" | "MB" | "KB" | "TB" | "byte" | "percent")
}

/// Whether the noun that a text begins with is a measure: `Time to wait for a pot`.
fn is_of_measure(head: &str) -> bool {
    const JOINTS: [&str; 22] = [
        "of", "for", "that", "which", "to", "from", "by", "on", "with", "used", "between", "after",
        "before", "since", "until", "during", "when", "how", "is", "are", "in", "at",
    ];
    let noun = head.split([' ', ',', '(']).take_while(|word| !JOINTS.contains(word));
    let is_measure = |word: &str| MEASURES.contains(&word) && !word.starts_with("value");
    noun.last().is_some_and(is_measure)
}

/// Whether the unit ends its clause there.
pub(super) fn ends(behind: &str) -> bool {
    let mut chars = behind.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ';' | ')' | '"' | ':') => {
            chars.next().is_none_or(|c| !c.is_alphanumeric())
        }
        Some(' ') => chars.next().is_none_or(|c| "(,.;-–—".contains(c)),
        _ => false,
    }
}

/// Whether the words behind a unit are about what is measured, and the unit belongs to no noun.
fn goes_on(behind: &str) -> bool {
    const WORDS: [&str; 33] = [
        "of", "for", "before", "after", "that", "which", "to", "between", "since", "over",
        "behind", "when", "during", "until", "from", "at", "by", "if", "while", "within", "on",
        "as", "and", "or", "with", "is", "are", "must", "can", "ranges", "only", "the", "a",
    ];
    let word = behind.strip_prefix(' ').map(|rest| rest.split([' ', ',', '.']).next());
    word.flatten().is_some_and(|word| WORDS.contains(&word) || word.ends_with("ed"))
}

/// Whether another unit follows: `hours and minutes`.
pub(super) fn is_several(behind: &str) -> bool {
    let joints = [", and ", ", or ", ", ", " and ", " or ", "/"];
    let next = joints.iter().find_map(|joint| behind.strip_prefix(joint));
    next.is_some_and(|next| behind_unit(next).is_some())
}
