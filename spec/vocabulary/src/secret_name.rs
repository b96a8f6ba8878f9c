//! Recognises by its name a value that must not be shown.

/// Whether the name of a value suggests that it must not be shown: a password, a key, a token, a link
/// that needs no sign-in.
///
/// In doubt, the answer is yes.
///
/// ```
/// use taurusdb_vocabulary::is_secret_name;
///
/// assert!(is_secret_name("db_root_pwd") && is_secret_name("secretAccessKey"));
/// assert!(!is_secret_name("password_expired_at") && !is_secret_name("task"));
/// ```
pub fn is_secret_name(name: &str) -> bool {
    const PARTS: [&str; 9] = [
        "access_key",
        "accesskey",
        "credential",
        "passphrase",
        "passwd",
        "password",
        "private_key",
        "pwd",
        "secret",
    ];
    // These are too short, or too common, to be searched inside other words.
    const WORDS: [&str; 5] = ["ak", "authorization", "sk", "token", "tokens"];
    // Names with these words only say how many, when, or how.
    const ENDS: [&str; 8] = ["at", "count", "day", "days", "length", "policy", "strength", "time"];

    let name = snake_case(name);
    let last = name.rsplit('_').next().unwrap_or_default();
    let secret = PARTS.iter().any(|part| name.contains(part))
        || name.split('_').any(|word| WORDS.contains(&word))
        || name.ends_with("token");
    // Links to files are signed: anybody who has the link can read the file.
    secret && !ENDS.contains(&last) || last == "link"
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for character in name.chars() {
        if character.is_ascii_uppercase() && before.is_ascii_lowercase() {
            snake.push('_');
        }
        snake.push(match character {
            '-' | '.' | ' ' => '_',
            other => other.to_ascii_lowercase(),
        });
        before = character;
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn secrets_are_recognised_by_name() {
        for name in [
            "password",
            "oldPassword",
            "rootpwd",
            "db_root_pwd",
            "db_user_pwd_password",
            "ak",
            "SK",
            "access_key",
            "accessKeyId",
            "AccessKey",
            "secret_access_key",
            "X-Auth-Token",
            "securitytoken",
            "session.token",
            "file_link",
            "download_link",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn names_that_only_sound_secret_are_not() {
        for name in [
            "",
            "name",
            "key",
            "kms_key_id",
            "task",
            "disk_type",
            "bak_period",
            "password_expired_at",
            "passwordPolicy",
            "token_count",
            "link_expired_time",
            "linked",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
