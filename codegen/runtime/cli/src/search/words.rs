//! Words, as search compares them.

/// The words of a text: in lower case, without what grammar puts at their ends.
///
/// Names of code are taken apart: `setBackupPolicy`, `set-backup-policy` and `set_backup_policy` are
/// three words each.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // `DBInstance` is two words, and so is `dbInstance`.
        let begins = letter.is_uppercase()
            && (last.is_lowercase()
                || last.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase()));
        if (begins || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(stem(&std::mem::take(&mut word)));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        last = letter;
    }
    if !word.is_empty() {
        words.push(stem(&word));
    }
    words
}

/// A word without its ending: `backups` and `backup`, `policies` and `policy`, `deleting` and `deleted`
/// are the same words.
fn stem(word: &str) -> String {
    const SHORTEST: usize = 4;
    let cut = |ending: &str, instead: &str| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() >= SHORTEST - ending.len().min(1)).then(|| format!("{rest}{instead}"))
    };
    if !word.is_ascii() || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    let stem = cut("ies", "y")
        .or_else(|| cut("sses", "ss"))
        .or_else(|| cut("xes", "x"))
        .or_else(|| cut("ches", "ch"))
        .or_else(|| cut("s", ""))
        .or_else(|| cut("ing", ""))
        .or_else(|| cut("ed", ""))
        .unwrap_or_else(|| word.to_owned());
    // `stopped` and `stop`, `deleted` and `delete`.
    let mut ends = stem.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    let is_doubled = stem.len() < word.len()
        && last == before
        && last.is_some_and(|c| !"aeiouls".contains(c))
        && (word.ends_with("ing") || word.ends_with("ed"));
    let stem = if is_doubled { &stem[..stem.len() - 1] } else { &stem };
    stem.strip_suffix('e').filter(|rest| rest.len() >= 3).unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn names_are_taken_apart() {
        for name in
            ["setBackupPolicy", "set-backup-policy", "set_backup_policy", "SetBackupPolicies"]
        {
            check(name, &["set", "backup", "policy"]);
        }
        check("ListDBInstances", &["list", "db", "instanc"]);
        check("DBS.200019", &["dbs", "200019"]);
        check("", &[]);
        check("…", &[]);
    }

    #[test]
    fn endings_mean_nothing() {
        for (one, other) in [
            ("delete", "deleting"),
            ("deleted", "deletes"),
            ("stop", "stopped"),
            ("restarting", "restart"),
            ("flavors", "flavor"),
            ("proxies", "proxy"),
            ("databases", "database"),
            ("addresses", "address"),
            ("switches", "switch"),
        ] {
            assert_eq!(words(one), words(other), "{one} {other}");
        }
        for (one, other) in [("status", "stat"), ("access", "acces"), ("ring", "r"), ("bus", "bu")]
        {
            assert_ne!(words(one), words(other), "{one} {other}");
        }
    }
}
