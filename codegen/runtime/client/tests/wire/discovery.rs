//! The places in which credentials and addresses are looked for, and which of them wins.

use std::path::{Path, PathBuf};

use taurusdb_runtime::{Client, Credentials, Error, Source};

use super::setup::ENDPOINTS;

/// A home directory with files in it.
fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    home
}

const PROFILE: &str = ".huaweicloud/credentials";
const CLI: &str = ".hcloud/config.json";
const REGIONS: &str = ".huaweicloud/regions.yaml";

const BASIC: &str = "# ours\n[basic]\nak = AK-basic\nsk = SK;canary#=1\nsecurity_token=T\nproject_id: p-1\n\
                     iam_endpoint = https://iam.example.com/v3\n[global]\nak = AK-global\nsk = SK\n";
const CONFIG: &str = r#"{ "current": "work", "profiles": [
    { "name": "default", "accessKeyId": "AK-default", "secretAccessKey": "SK-canary" },
    { "name": "work", "accessKeyId": "AK-work", "secretAccessKey": "SK-canary", "region": "two-2",
      "projectId": "p-work", "securityToken": "" } ] }"#;

fn find(home: &Path, variables: &'static [(&str, &str)]) -> Result<Credentials, Error> {
    Credentials::discovery()
        .variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
        .home(home)
        .without_metadata()
        .find()
}

#[test]
fn takes_the_first_place_that_has_credentials() {
    let home = home(&[(PROFILE, BASIC), (CLI, CONFIG)]);
    let keys =
        &[("HW_ACCESS_KEY", "AK-env"), ("HW_SECRET_KEY", "S"), ("HUAWEICLOUD_SDK_AK", "half")];
    let found = find(home.path(), keys).unwrap();
    assert_eq!(found.access_key(), Some("AK-env"));
    assert!(matches!(found.source(), Source::Environment(_)));

    let found = find(home.path(), &[("HUAWEICLOUD_SDK_AK", "half")]).unwrap();
    assert_eq!(found.access_key(), Some("AK-basic"));
    assert_eq!(found.project_id(), Some("p-1"));
    assert_eq!(found.iam_endpoint(), Some("https://iam.example.com/v3"));
    let path = home.path().join(PROFILE);
    assert_eq!(
        found.source(),
        &Source::Profile { path: path.clone(), section: "basic".to_owned() }
    );
    assert!(!format!("{found:?}").contains("canary"));
    // The metadata service is the last, and only asked when the client is built.
    std::fs::remove_file(path).unwrap();
    let found = find(home.path(), &[]).unwrap();
    assert_eq!((found.access_key(), found.region()), (Some("AK-work"), Some("two-2")));
    assert!(found.source().to_string().ends_with("config.json, profile \"work\""));
    std::fs::remove_file(home.path().join(CLI)).unwrap();
    let error = find(home.path(), &[]).unwrap_err();
    assert_eq!(error.authentication().unwrap().tried().len(), 4);
    let elsewhere = Credentials::discovery().variables(|_| None).home(home.path()).find().unwrap();
    assert_eq!(elsewhere.source().to_string(), "instance metadata at http://169.254.169.254");
}

#[test]
fn chooses_a_section_and_a_profile() {
    let home = home(&[
        (PROFILE, BASIC),
        ("other", "\u{feff}[Team]\r\nAK=\"A\"\r\nSK='S'\r\n"),
        ("cli.json", CONFIG),
    ]);
    let discovery = || Credentials::discovery().home(home.path()).without_metadata();
    let found = discovery().variables(|_| None).section("global").find().unwrap();
    assert_eq!(found.access_key(), Some("AK-global"));
    // A file with one section needs no choice.
    let other = Credentials::from_profile(home.path().join("other"), None).unwrap();
    assert_eq!(other.access_key(), Some("A"));
    let error = discovery().variables(|_| None).section("no").find().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("there is no section [no]; it has [basic], [global]"), "{text}");

    let path = home.path().join("cli.json");
    let variables = |name: &str| match name {
        "HW_SHARED_CONFIG_FILE" => Some(path.display().to_string()),
        "HW_PROFILE" => Some("default".to_owned()),
        _ => None,
    };
    let found = discovery().section("no").variables(variables).find().unwrap();
    assert_eq!(found.access_key(), Some("AK-default"));
}

#[tokio::test]
async fn secrets_hold_signs_that_begin_comments_elsewhere() {
    let home = home(&[(PROFILE, BASIC)]);
    let credentials = Credentials::from_profile(home.path().join(PROFILE), None).unwrap();
    let sign = async |credentials| {
        let client =
            Client::builder().endpoint("http://h").project_id("p").credentials(credentials);
        let client = client.build().await.unwrap();
        let call = client.call(&super::server::GET).path("thing_id", "t");
        let request = call.header("x-request", "1").request().await.unwrap();
        let date = request.headers()["x-sdk-date"].clone();
        (date, request.headers()["authorization"].clone())
    };
    let given = Credentials::ak_sk("AK-basic", "SK;canary#=1").security_token("T");
    // The same second gives the same signature.
    for _ in 0..5 {
        let (one, other) = (sign(credentials.clone()).await, sign(given.clone()).await);
        if one.0 == other.0 {
            assert_eq!(one.1, other.1);
            return;
        }
    }
    panic!("no two requests within one second");
}

#[tokio::test]
async fn takes_the_region_beside_the_credentials_if_none_is_given() {
    let home = home(&[(CLI, CONFIG), ("plain", "ak = A\nsk = S\n")]);
    let credentials = Credentials::from_cli_config(home.path().join(CLI), None).unwrap();
    let builder = || Client::builder().endpoints(&ENDPOINTS).credentials(credentials.clone());
    let client = builder().variables(|_| None).build().await.unwrap();
    assert_eq!((client.region(), client.project_id()), (Some("two-2"), Some("p-work")));
    let client = builder().variables(|_| None).region("one-1").build().await.unwrap();
    assert_eq!(client.region(), Some("one-1"));
    let variables = |name: &str| (name == "HW_REGION_NAME").then(|| "one-1".to_owned());
    let client = builder().variables(variables).build().await.unwrap();
    assert_eq!(client.region(), Some("one-1"));
    // An endpoint of one's own is not joined with the region of a file.
    let client = builder().endpoint("http://h").variables(|_| None).build().await.unwrap();
    assert_eq!((client.region(), client.iam_endpoint()), (None, None));
    // Lines above every section are a section as well.
    let plain = Credentials::from_profile(home.path().join("plain"), None).unwrap();
    assert_eq!(plain.access_key(), Some("A"));
}

/// The files of several tools in the encoding that PowerShell 5 writes, and one with a comment in another.
#[tokio::test]
async fn reads_files_in_other_encodings() {
    let utf16 = |text: &str| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let home = home(&[(PROFILE, ""), (CLI, CONFIG), (REGIONS, "")]);
    let write = |path: &str, bytes: &[u8]| std::fs::write(home.path().join(path), bytes).unwrap();
    write(PROFILE, &utf16(BASIC));
    assert_eq!(find(home.path(), &[]).unwrap().access_key(), Some("AK-basic"));
    write(PROFILE, &[b"# cl\xe9\n", BASIC.as_bytes()].concat());
    assert_eq!(find(home.path(), &[]).unwrap().access_key(), Some("AK-basic"));
    // In a key, it cannot be told which character was meant.
    write(PROFILE, b"[basic]\nak = A\xe9\nsk = sk-canary\n");
    std::fs::remove_file(home.path().join(CLI)).unwrap();
    let text = find(home.path(), &[]).unwrap_err().to_string();
    assert!(text.contains("the keys of the section [basic] are not text in UTF-8"), "{text}");
    assert!(!text.contains("canary"), "{text}");
    write(CLI, &utf16(CONFIG));
    assert_eq!(find(home.path(), &[]).unwrap().access_key(), Some("AK-work"));

    write(REGIONS, &utf16("DEMO:\n  - id: one-1\n    endpoint: http://127.0.0.1:7\n"));
    let variables = {
        let home = home.path().display().to_string();
        move |name: &str| (name == "HOME").then(|| home.clone())
    };
    let builder = Client::builder().service_code("demo").region("one-1").variables(variables);
    let client = builder.credentials(Credentials::ak_sk("A", "S")).build().await.unwrap();
    assert_eq!(client.endpoint(), "http://127.0.0.1:7");
}

#[test]
fn says_what_is_wrong_with_a_file() {
    let profiles = [
        ("[basic]\nak = AK\n", "the section [basic] has no sk; there is no section [global]"),
        ("[basic]\nsk-canary\n", "the section [basic] has no ak and no sk"),
        ("[basic\nsk = sk-canary\n", "is not an INI file: the bracket in line 1 is not closed"),
        ("", "it has no sections"),
    ];
    for (text, expected) in profiles {
        let home = home(&[(PROFILE, text)]);
        let error = find(home.path(), &[]).unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains("canary"), "{error}");
    }
    let encrypted = CONFIG.replacen("{", r#"{ "authEncrypt": "true","#, 1);
    let configs = [
        (encrypted.as_str(), "is encrypted, and only the command line that wrote it can read it"),
        (r#"{"current":"x","profiles":[{"name":"y"}]}"#, "has no profile \"x\"; it has y"),
        (r#"{"profiles":[{"name":"default"}]}"#, "has no keys in the profile \"default\""),
        ("{\n sk-canary }", "is not JSON, at line 2, column"),
    ];
    for (text, expected) in configs {
        let home = home(&[(CLI, text)]);
        let error = find(home.path(), &[]).unwrap_err().to_string();
        assert!(error.contains(expected) && !error.contains("canary"), "{error}");
    }
}

#[test]
fn reads_another_file_that_a_variable_names() {
    let home = home(&[("elsewhere/keys.ini", "[basic]\nak=A\nsk=S\n"), (PROFILE, BASIC)]);
    let path = home.path().join("elsewhere/keys.ini");
    let variables = |name: &str| {
        (name == "HUAWEICLOUD_SDK_CREDENTIALS_FILE").then(|| path.display().to_string())
    };
    let found = Credentials::discovery().variables(variables).home(home.path()).find().unwrap();
    assert_eq!(found.access_key(), Some("A"));
}

#[test]
fn reads_users_and_tokens_of_the_environment() {
    let nowhere = PathBuf::from("/nonexistent-home");
    let user = &[
        ("HW_USER_NAME", "robot"),
        ("HW_USER_PASSWORD", "canary"),
        ("HW_DOMAIN_NAME", "account"),
        ("HW_PROJECT_NAME", "one-1"),
        ("OS_AUTH_TOKEN", ""),
    ];
    let found = find(&nowhere, user).unwrap();
    let expected = "environment: HW_USER_NAME, HW_DOMAIN_NAME, HW_USER_PASSWORD, HW_PROJECT_NAME";
    assert_eq!(found.source().to_string(), expected);
    assert_eq!((found.access_key(), found.project_name()), (None, Some("one-1")));
    assert!(!format!("{found:?}").contains("canary"));
    let by_id = &[("OS_USER_ID", "u"), ("OS_PASSWORD", "p"), ("OS_AUTH_URL", "https://iam.h/v3")];
    let found = find(&nowhere, by_id).unwrap();
    assert_eq!(found.source().to_string(), "environment: OS_USER_ID, OS_PASSWORD, OS_AUTH_URL");
    let token = find(&nowhere, &[("HW_AUTH_TOKEN", "t"), ("HW_USER_PASSWORD", "p")]).unwrap();
    assert_eq!(token.source().to_string(), "environment: HW_AUTH_TOKEN");
    let alone = &[("HW_USER_NAME", "robot"), ("HW_USER_PASSWORD", "canary")];
    let text = find(&nowhere, alone).unwrap_err().to_string();
    assert!(text.contains("HW_USER_NAME is set but HW_DOMAIN_NAME is not"), "{text}");
}

/// The endpoint for a region, with a file of regions and a variable.
async fn endpoint(region: &'static str, yaml: &str) -> Result<[String; 2], Error> {
    let home = home(&[(REGIONS, yaml)]);
    let path = home.path().display().to_string();
    let variables = move |name: &str| match name {
        "HOME" => Some(path.clone()),
        "HUAWEICLOUD_SDK_REGION_DEMO_TWO_2" => Some("https://variable.example.com".to_owned()),
        _ => None,
    };
    let client = Client::builder()
        .service_code("demo")
        .endpoints(&ENDPOINTS)
        .variables(variables)
        .credentials(Credentials::token("t"))
        .region(region)
        .build()
        .await?;
    Ok([client.endpoint().to_owned(), client.iam_endpoint().unwrap_or_default().to_owned()])
}

const YAML: &str = "# ours\nDemo:\n  - id: 'one-1'\n    endpoint: 'https://file.example.com'\n  - id: two-2\n    \
                    endpoint: https://never.example.com\n  - id: three-3\n    endpoints:\n      - http://first:1\n      \
                    - http://second:1\nIAM:\n  - {id: one-1, endpoint: 'http://iam:1'}\n";

#[tokio::test]
async fn prefers_the_variable_to_the_file_to_the_list() {
    let of = async |region| endpoint(region, YAML).await.unwrap();
    assert_eq!(of("one-1").await, ["https://file.example.com", "http://iam:1"]);
    let two = of("two-2").await;
    assert_eq!(two, ["https://variable.example.com", "https://iam.two-2.example.com"]);
    assert_eq!(of("three-3").await, ["http://first:1", "https://iam.three-3.myhuaweicloud.com"]);
    let plain = async |yaml| endpoint("one-1", yaml).await.unwrap()[0].clone();
    for absent in ["", "# nothing\n", "Other:\n  - id: one-1\n    endpoint: http://h\n", "Demo:\n"]
    {
        assert_eq!(plain(absent).await, "https://gaussdb.one-1.example.com");
    }
}

#[tokio::test]
async fn says_what_is_wrong_with_the_file_of_regions() {
    for (yaml, expected) in [
        ("Demo: [\n", "regions.yaml is not YAML: "),
        ("- one-1\n", "must have the codes of services at its top"),
        ("Demo:\n  one-1: http://h\n", "must have a list below \"demo\""),
        ("Demo:\n  - id: one-1\n", "must have a list below \"demo\""),
        ("Demo:\n  - id: one-1\n    endpoint: ftp://h\n", "must begin with https:// or http://"),
    ] {
        let text = endpoint("one-1", yaml).await.unwrap_err().to_string();
        assert!(text.contains(expected) && text.contains("regions.yaml"), "{text}");
    }
    let variables = |name: &str| {
        (name == "HUAWEICLOUD_SDK_REGIONS_FILE").then(|| "/nonexistent.yaml".to_owned())
    };
    let builder = Client::builder().service_code("demo").endpoints(&ENDPOINTS).variables(variables);
    let built = builder.credentials(Credentials::token("t")).region("one-1").build().await;
    let text = built.unwrap_err().to_string();
    assert!(text.contains("names a file that does not exist, /nonexistent.yaml"), "{text}");
}
