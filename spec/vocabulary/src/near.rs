//! Finds the known names that somebody may have meant.

/// Names below this likeness are rather another name than a mistyped one.
const LEAST: f64 = 0.62;
/// Names that are this much less like it than the best one are no help beside it.
const BEHIND: f64 = 0.2;

/// The known names that somebody may have meant who wrote `wanted`, the likeliest first, at most `most`;
/// none if nothing is like it.
///
/// Case, hyphens, underscores and dots mean nothing; letters or digits in the wrong order are the
/// likeliest mistake; a name that has all of `wanted` in it counts too.
///
/// ```
/// use taurusdb_vocabulary::near;
///
/// let codes = ["POT.0104", "POT.0410", "POT.1040", "TEA.5555"];
/// assert_eq!(near(codes, "POT.0140", 2), ["POT.0104", "POT.0410"]);
/// assert_eq!(near(["teaPots", "kettles"], "tea-pot", 5), ["teaPots"]);
/// assert!(near(["kettles"], "samovar", 5).is_empty());
/// ```
pub fn near<'a>(
    known: impl IntoIterator<Item = &'a str>,
    wanted: &str,
    most: usize,
) -> Vec<&'a str> {
    let wanted = plain(wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    let likeness = |name: &'a str| (likeness(&plain(name), &wanted), name);
    let mut names: Vec<(f64, &str)> =
        known.into_iter().map(likeness).filter(|(like, _)| *like >= LEAST).collect();
    names.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    names.dedup_by(|(_, a), (_, b)| a == b);
    let best = names.first().map_or(0.0, |(like, _)| *like);
    names.retain(|(like, _)| *like >= best - BEHIND);
    names.truncate(most);
    names.into_iter().map(|(_, name)| name).collect()
}

/// A name without what people write in one way or another.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How much a name is like another, from 0 to 1.
fn likeness(name: &str, wanted: &str) -> f64 {
    let (long, short) = (name.chars().count().max(wanted.chars().count()), wanted.chars().count());
    // Far too long or short to reach the least likeness: most names are.
    let apart = name.chars().count().abs_diff(short);
    let holds = short >= 3 && name.contains(wanted);
    if long == 0 || (!holds && apart * 2 > long) {
        return 0.0;
    }
    let of = |part: usize| part as f64 / long as f64;
    let like = 1.0 - of(strsim::osa_distance(name, wanted));
    let is_mixed_up = || {
        let sorted = |text: &str| {
            let mut chars: Vec<char> = text.chars().collect();
            chars.sort_unstable();
            chars
        };
        sorted(name) == sorted(wanted)
    };
    match holds {
        true => like.max(0.7 + 0.2 * of(short)),
        false if like >= LEAST && is_mixed_up() => like + 0.5 * (1.0 - like),
        false => like,
    }
}

#[cfg(test)]
mod tests {
    use super::near;

    #[track_caller]
    fn check(known: &[&str], wanted: &str, expected: &[&str]) {
        assert_eq!(near(known.iter().copied(), wanted, 3), expected);
    }

    #[test]
    fn what_may_be_meant_is_found() {
        check(&["ap-southeast-3", "af-south-1"], "AP_SOUTHEAST3", &["ap-southeast-3"]);
        check(&["instances", "backups"], "instnaces", &["instances"]);
        check(&["list", "show"], "lst", &["list"]);
        check(&["set-ssl", "set-port"], "ssl", &["set-ssl"]);
        check(&["Cluster", "Single"], "cluter", &["Cluster"]);
    }

    #[test]
    fn nothing_is_guessed_at_random() {
        check(&["list", "show", "delete"], "frobnicate", &[]);
        check(&["a", "b"], "", &[]);
        check(&["a", "b"], "--", &[]);
    }
}
