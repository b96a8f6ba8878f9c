//! Ids that need not be shown whole.

use taurusdb_runtime::redact::MASK;

/// Enough of an id to know it again.
pub(crate) fn masked(id: &str) -> String {
    let letters: Vec<char> = id.chars().collect();
    match letters.len() {
        12.. => {
            let (start, end) = (&letters[..4], &letters[letters.len() - 4..]);
            format!("{}…{}", start.iter().collect::<String>(), end.iter().collect::<String>())
        }
        0 => String::new(),
        _ => MASK.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_id_shows_its_ends_only() {
        assert_eq!(masked("AKIDABCDEFGHIJKLMNOP"), "AKID…MNOP");
        assert_eq!(masked("short"), "***");
        assert_eq!(masked("ключключключ"), "ключ…ключ");
    }
}
