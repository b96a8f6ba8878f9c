//! Numbers with units, in another unit of the same kind.

/// A number in another unit; nothing if the units measure different things.
pub(super) fn converted(value: f64, from: &str, to: &str) -> Option<f64> {
    const SIZES: [(&[&str], f64); 6] = [
        (&["byte", "bytes", "b"], 1.0),
        (&["kb", "kib"], 1024.0),
        (&["mb", "mib"], 1_048_576.0),
        (&["gb", "gib"], 1_073_741_824.0),
        (&["tb", "tib"], 1_099_511_627_776.0),
        (&["pb", "pib"], 1_125_899_906_842_624.0),
    ];
    const TIMES: [(&[&str], f64); 5] = [
        (&["millisecond", "milliseconds", "ms"], 1.0),
        (&["second", "seconds", "s", "sec"], 1e3),
        (&["minute", "minutes", "min", "mins"], 6e4),
        (&["hour", "hours", "h"], 3.6e6),
        (&["day", "days", "d"], 8.64e7),
    ];
    let to = to.to_ascii_lowercase();
    let factor = |unit: &str, table: &[(&[&str], f64)]| {
        table.iter().find(|(names, _)| names.contains(&unit)).map(|(_, factor)| *factor)
    };
    for table in [&SIZES[..], &TIMES[..]] {
        if let (Some(from), Some(to)) = (factor(from, table), factor(&to, table)) {
            return Some(value * from / to);
        }
    }
    let is_same = from.trim_end_matches('s') == to.trim_end_matches('s')
        || (matches!(from, "%" | "percent") && to == "percent");
    is_same.then_some(value)
}
