//! What a line that is being typed is completed with.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::{in_environment, line, shown};

/// The candidates for the last word of a line, in zsh.
#[track_caller]
fn values(words: &str) -> Vec<String> {
    let out = shown(&format!("__complete zsh -- tea {words}"));
    out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn commands() {
    assert_eq!(values("p"), ["pots"]);
    assert_eq!(values("pots ''"), ["list", "create", "set-lid", "delete"]);
    assert_eq!(values("guests cups ''"), ["list"]);
    assert_eq!(values("--region tea-west-2 pots s"), ["set-lid"]);
    assert_eq!(values("pots L"), ["list"]);
    assert_eq!(values("nowhere x"), Vec::<String>::new());
    assert!(!values("''").iter().any(|word| word.starts_with('_')));
    assert_eq!(
        shown("__complete fish -- tea pots d"),
        "delete\tBreak a pot\n",
        "what it is stands behind a tab"
    );
    assert_eq!(shown("__complete bash -- tea pots d"), "delete\n");
}

#[test]
fn flags_that_are_not_given_yet() {
    assert_eq!(values("pots list --t"), ["--tea", "--timeout"]);
    assert_eq!(values("pots list --tea sencha --te"), Vec::<String>::new());
    assert_eq!(values("--reg"), ["--region"]);
    assert_eq!(values("pots list -- --te"), Vec::<String>::new());
}

#[test]
fn values_that_the_description_lists() {
    assert_eq!(values("pots list --tea ''"), ["earlGrey", "sencha"]);
    assert_eq!(values("pots list --tea=s"), ["--tea=sencha"]);
    assert_eq!(values("pots list --tea SEN"), ["sencha"]);
    assert_eq!(values("pots list --limit ''"), ["10"]);
    assert_eq!(values("pots list --region tea-w"), ["tea-west-2"]);
    assert_eq!(values("pots list --output y"), ["yaml"]);
    assert_eq!(values("completions f"), ["fish"]);
    assert_eq!(values("pots create --input ''"), [":files"]);
    assert_eq!(values("explain TEA.0001"), ["TEA.000104"]);
    assert_eq!(
        values("explain pots.create.filling."),
        ["pots.create.filling.tea", "pots.create.filling.amount"]
    );
    // Bash takes a flag with its value for three words, and replaces the last.
    assert_eq!(shown("__complete bash -- tea pots list --tea = s"), "sencha\n");
    assert_eq!(shown("__complete bash -- tea pots list --tea = ''"), "earlGrey\nsencha\n");
}

/// A service that answers everything with one body, and counts.
fn service(body: &'static str) -> (String, Arc<AtomicUsize>, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (count, last) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(String::new())));
    let (counted, seen) = (count.clone(), last.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let length = stream.read(&mut head).unwrap_or(0);
            counted.fetch_add(1, Ordering::SeqCst);
            *seen.lock().unwrap() = String::from_utf8_lossy(&head[..length]).into_owned();
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\
                 content-length: {length}\r\n\r\n{body}"
            );
        }
    });
    (address, count, last)
}

const POTS: &str = r#"{"pots":[{"id":"p-17","name":"Brown Betty"},{"id":"p-18","name":"p-18"},
    {"id":"q-\u001b[31m1","name":"hostile"},{"id":"p-19","name":"two\nlines"},{"name":"none"}]}"#;

/// Keys, and a folder for what is kept.
fn environment(folder: &tempfile::TempDir) -> Vec<(&'static str, String)> {
    vec![
        ("HUAWEICLOUD_SDK_AK", "AKEXAMPLE".to_owned()),
        ("HUAWEICLOUD_SDK_SK", "SKEXAMPLE".to_owned()),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "p1".to_owned()),
        ("XDG_CACHE_HOME", folder.path().display().to_string()),
    ]
}

#[test]
fn ids_are_asked_from_the_service_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let environment = environment(&folder);
    let (address, count, last) = service(POTS);
    let complete = |words: &str| {
        let line = format!("__complete zsh -- tea --endpoint {address} {words}");
        let ended = in_environment(&line, environment.clone());
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{words}");
        ended.out
    };
    let all = "p-17\tBrown Betty\np-18\np-19\ttwo\n";
    assert_eq!(complete("pots delete ''"), all);
    assert_eq!(complete("pots set-lid p-17"), "p-17\tBrown Betty\n");
    assert_eq!(complete("pots set-lid p-17 ''"), "");
    assert_eq!(count.load(Ordering::SeqCst), 1, "the second time, it was known");
    assert!(last.lock().unwrap().starts_with("GET /v1/p1/pots?limit=100 "), "{last:?}");
    let kept = std::fs::read_dir(folder.path().join("tea/completions")).unwrap();
    let texts = kept.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let texts: Vec<String> = texts.collect();
    assert_eq!(texts, [r#"[["p-17","Brown Betty"],["p-18",""],["p-19","two"]]"#]);
    // Another project has other pots.
    complete("--project-id p2 pots delete ''");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[test]
fn what_goes_wrong_is_not_said() {
    let folder = tempfile::tempdir().unwrap();
    let environment = environment(&folder);
    let (page, _, _) = service("<html>no</html>");
    let (odd, _, _) = service(r#"{"pots":{"a":[1,null,{}]},"error_code":"TEA.000777"}"#);
    // Nobody listens there.
    let nobody = "http://127.0.0.1:9".to_owned();
    for address in [page, odd, nobody, "no address".to_owned()] {
        let line = format!("__complete zsh -- tea --endpoint '{address}' pots delete ''");
        let ended = in_environment(&line, environment.clone());
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""), "{address}");
    }
    for words in ["__complete", "__complete tcsh -- tea p", "__complete zsh", "__complete zsh --"] {
        let ended = line(words);
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""), "{words}");
    }
    let ended = line("__complete zsh -- tea --endpoint http://127.0.0.1:9 pots delete ''");
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""), "without keys");
}

/// A service that accepts and never answers.
#[test]
fn nobody_waits_long() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let line =
        format!("__complete zsh -- tea --endpoint http://{address} --timeout 600 pots delete ''");
    let ended = in_environment(&line, environment(&folder));
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    drop(listener);
}

#[test]
fn scripts_are_printed_with_how_to_use_them() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ended = line(&format!("completions {shell}"));
        assert_eq!(ended.code, 0);
        assert!(ended.out.contains(&format!("__complete {shell}")), "{}", ended.out);
        assert!(!ended.out.contains('@') || !ended.out.contains("@PROGRAM@"), "{}", ended.out);
        assert!(ended.err.contains(&format!("tea completions {shell}")), "{}", ended.err);
    }
}
