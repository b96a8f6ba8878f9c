//! Finds the known names that are most like a mistyped one.

/// The known names, each with its likeness to the wanted one from 0 to 1, the most alike first.
///
/// Upper and lower case are equal. Names with the same likeness stay in their order.
pub fn by_likeness<'a>(
    known: impl IntoIterator<Item = &'a str>,
    wanted: &str,
) -> Vec<(f64, &'a str)> {
    let wanted = wanted.to_lowercase();
    let likeness = |name: &'a str| (strsim::jaro_winkler(&name.to_lowercase(), &wanted), name);
    let mut names: Vec<_> = known.into_iter().map(likeness).collect();
    names.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    names
}

#[cfg(test)]
mod tests {
    use super::by_likeness;

    #[track_caller]
    fn check(known: &[&str], wanted: &str, expected: &[&str]) {
        let names = by_likeness(known.iter().copied(), wanted);
        assert_eq!(names.iter().map(|(_, name)| *name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_most_alike_name_comes_first() {
        check(
            &["af-south-1", "ap-southeast-3"],
            "AP-southeast-33",
            &["ap-southeast-3", "af-south-1"],
        );
        check(&["name", "tags", "region"], "regoin", &["region", "name", "tags"]);
        check(&["b", "a"], "", &["b", "a"]);
    }

    #[test]
    fn upper_and_lower_case_are_equal() {
        assert_eq!(by_likeness(["Same"], "sAME"), [(1.0, "Same")]);
    }
}
