//! `configure`, and calls with what it has kept.

use std::fs;

use crate::run_in;

/// A line without input and variables.
#[track_caller]
fn works(home: &std::path::Path, line: &str) -> String {
    let ended = run_in(home, line, "", &[]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{line}");
    ended.out
}

#[test]
fn a_script_keeps_a_profile_and_calls_with_it() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    fs::write(home.join("secret"), "SKEXAMPLE\r\n").unwrap();
    let secret = format!("@{}", home.join("secret").display());
    let said = works(
        home,
        &format!(
            "configure --profile staging --region north-1 --access-key AKEXAMPLE00001 --secret-key {secret}"
        ),
    );
    assert!(said.contains("auth whoami --profile staging"), "{said}");
    let shown = works(home, "auth whoami --offline --profile staging -o json --compact");
    for expected in [
        "section [staging]",
        "\"access_key\":\"AKEX…0001\"",
        "\"region\":\"north-1\"",
        "\"endpoint\":\"https://demo.north-1.example.com\"",
        "\"project_id\":null",
    ] {
        assert!(shown.contains(expected), "{shown}");
    }
    let line = works(home, "engines show e --project-id p --dry-run --profile staging --quiet");
    assert!(line.contains("https://demo.north-1.example.com/v3/p/engines/e"), "{line}");
    assert!(!line.contains("SKEXAMPLE"), "{line}");
    let by_variable = run_in(home, "auth whoami --offline", "", &[("TAURUSDB_PROFILE", "staging")]);
    assert!(by_variable.out.contains("section [staging]"), "{by_variable:?}");
}

#[test]
fn a_profile_that_is_named_goes_before_the_environment() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let keys = [
        ("HW_ACCESS_KEY", "AKENVIRONMENT1"),
        ("HW_SECRET_KEY", "s"),
        ("HW_REGION_NAME", "north-1"),
    ];
    let line = "configure --profile p --access-key AKPROFILE00001 --secret-key @- --region north-1";
    assert_eq!(run_in(home, line, "sk", &[]).code, 0);
    let shown = |line: &str| run_in(home, line, "", &keys).out;
    assert!(shown("auth whoami --offline").contains("AKEN…ENT1"));
    assert!(shown("auth whoami --offline --profile p").contains("AKPR…0001"));
    let missing = run_in(home, "auth whoami --offline --profile q", "", &keys);
    assert_eq!(missing.code, 3);
    assert!(
        missing.err.contains("profile \"q\"") && missing.err.contains("it has [p]"),
        "{missing:?}"
    );
}

#[test]
fn what_else_stands_in_the_file_stays() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let folder = home.join(".huaweicloud");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("credentials");
    let before =
        "# of our team\n[basic]\nak = old\nsk = s;#=x\nsecurity_token = t\n\n[other]\nak=1\n";
    fs::write(&file, before).unwrap();
    works(home, "configure set region north-1 --profile other");
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{before}region = north-1\n"));
    let ended = run_in(home, "configure --access-key new --secret-key @-", "sk2\n", &[]);
    assert_eq!(ended.code, 0);
    // The token belonged to the old key.
    assert!(ended.err.contains("the security token of the old access key"), "{}", ended.err);
    let after = "# of our team\n[basic]\nak = new\nsk = sk2\n\n[other]\nak=1\nregion = north-1\n";
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    works(home, "configure remove --profile other");
    assert_eq!(works(home, "configure get access-key"), "new\n");
    assert_eq!(
        works(home, "configure list"),
        "PROFILE  ACCESS KEY  REGION  PROJECT\nbasic    ***\n"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn what_cannot_be_kept_changes_nothing_and_is_not_shown() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    for (line, stdin, expected) in [
        ("configure", "", "nobody can be asked here"),
        ("configure --access-key a", "", "nobody can be asked here"),
        (
            "configure --access-key a --secret-key @-",
            "s3 cret",
            "the value of secret-key holds a blank",
        ),
        ("configure --access-key a --secret-key @-", "s3cret\nmore", "a line break"),
        ("configure --access-key a --secret-key @nowhere", "", "nowhere"),
        ("configure --access-key a --secret-key env:NOT_SET", "", "NOT_SET"),
        ("configure --profile a]b --access-key a --secret-key @-", "s", "cannot be called"),
    ] {
        let ended = run_in(home, line, stdin, &[]);
        assert_eq!(ended.code, 2, "{line}: {}", ended.err);
        assert!(ended.err.contains(expected), "{line}: {}", ended.err);
        assert!(!ended.err.contains("s3"), "{line}: {}", ended.err);
        assert!(!home.join(".huaweicloud").exists(), "{line}");
    }
    let secret = run_in(home, "configure get secret-key", "", &[]);
    assert_eq!(secret.code, 2);
    assert!(secret.err.contains("secret"), "{secret:?}");
}

#[test]
fn a_profile_has_a_format() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let list = |line: &str, variables: &[(&str, &str)]| {
        run_in(home, &format!("api GET /v3/x {line} --endpoint http://127.0.0.1:1"), "", variables)
    };
    works(home, "configure set access-key AKEXAMPLE --profile p");
    run_in(home, "configure set secret-key @- --profile p", "sk", &[]);
    works(home, "configure set output json --profile p");
    let keys = [("HW_ACCESS_KEY", "AK"), ("HW_SECRET_KEY", "s")];
    // Errors are JSON where answers would be.
    let is_json = |ended: &crate::Ended| ended.err.starts_with('{');
    assert!(is_json(&list("--profile p --retries 0", &[])));
    assert!(is_json(&list("--retries 0", &[("TAURUSDB_PROFILE", "p")])));
    assert!(!is_json(&list("--retries 0", &keys)), "another profile says it");
    assert!(!is_json(&list("--profile p -o text --retries 0", &[])), "the flag goes first");
    let by_variable = list("--profile p --retries 0", &[("TAURUSDB_OUTPUT", "yaml")]);
    assert!(!is_json(&by_variable), "the variable goes first");
    let wrong = run_in(home, "configure set output xml --profile p", "", &[]);
    assert_eq!(wrong.code, 2);
    let expected = "output must be one of json, yaml, table, csv, text";
    assert!(wrong.err.contains(expected), "{}", wrong.err);
    let file = home.join(".huaweicloud/credentials");
    fs::write(&file, "[basic]\nak = a\nsk = s\noutput = xml\n").unwrap();
    let wrong = list("", &keys);
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("[basic]: output must be one of"), "{}", wrong.err);
    assert!(wrong.err.contains("`taurusdb configure set output FORMAT`"), "{}", wrong.err);
}

#[test]
fn two_secrets_cannot_come_from_standard_input() {
    let home = tempfile::tempdir().unwrap();
    let line = "configure --access-key a --secret-key @- --security-token @-";
    let ended = run_in(home.path(), line, "sk", &[]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("--secret-key has read it"), "{}", ended.err);
    assert!(!home.path().join(".huaweicloud").exists());
}
