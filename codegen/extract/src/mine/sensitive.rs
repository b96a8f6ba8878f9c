//! Values that must not be shown.

use taurusdb_spec::Type;
use taurusdb_spec::is_secret_name;

use super::sentence::Sentence;
use crate::text::contains_any;

/// Whether the value must not be shown.
pub(super) fn sensitive(said: &[Sentence], name: &str, scalar: &Type) -> bool {
    if *scalar != Type::String {
        return false;
    }
    let first = said.first().map_or("", |sentence| &*sentence.lower);
    const MEANINGS: [&str; 4] =
        ["download link", "link for downloading", "access key", "secret access key"];
    is_secret_name(name)
        || MEANINGS.iter().any(|meaning| first.starts_with(meaning))
        || contains_any(first, &["signed link", "signed url"])
        || (first.contains("password") && !first.starts_with("whether") && !first.contains("task"))
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::sentence::sentences;
    use super::sensitive;
    use crate::read::Cell;

    #[track_caller]
    fn check(name: &str, description: &str, expected: bool) {
        let said = sentences(&Cell::parse(description));
        assert_eq!(sensitive(&said, name, &Type::String), expected, "{name}: {description}");
    }

    #[test]
    fn secrets_are_known_by_name_or_meaning() {
        check("X-Auth-Token", "Token.", true);
        check("db_root_pwd", "Word for root.", true);
        check("adminPassword", "Word for root.", true);
        check("sk", "Key.", true);
        check("address", "Download link. It expires.", true);
        check("address", "Link for downloading the file.", true);
        check("word", "Access key of the account.", true);
        check("word", "Secret access key of the account.", true);
        check("word", "Account password.", true);
        check("ssl_private_key", "Key.", true);
        check("url", "Pre-signed URL of the file.", true);
    }

    #[test]
    fn other_values_may_be_shown() {
        check("key", "Key of a tag.", false);
        check("task", "Kind.", false);
        check("kms_key_id", "ID of the key.", false);
        check("balance", "Amount, signed.", false);
        check("status", "State. <ul> • OK: The download link works.", false);
        check("job_id", "ID of the task that changes passwords.", false);
        check("link_expired_time", "Time at which the link expires.", false);
    }
}
