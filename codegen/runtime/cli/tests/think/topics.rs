//! Pages about what many commands have in common.

use crate::{line, told};

fn shown(words: &str) -> String {
    let ended = line(words);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{words}");
    ended.out
}

#[test]
fn pages_come_from_the_crate_and_from_the_guide() {
    let codes = shown("help exit-codes");
    assert!(codes.contains("\n  2    wrong usage"), "{codes}");
    assert!(codes.contains("\n  130  interrupted with Ctrl-C\n"), "{codes}");
    // The guide says more, but not the same table again.
    assert!(codes.ends_with("\nTea that is cold has a code of its own.\n"), "{codes}");
    assert!(shown("help environment").contains("\n  TEA_PROFILE "), "it names the program");
    assert!(shown("help credentials").contains("~/.huaweicloud/credentials"));
    let input = shown("help input");
    assert_eq!(
        input,
        "Flags, files and secrets of a body\n\nBrew it hot, or cold:\n\n  tea pots list\n"
    );
    // There is no such section in this guide.
    assert!(told("help waiting").contains("help"), "it is no command either");
}

#[test]
fn help_in_words_is_help_by_flag() {
    for (words, flag) in [
        ("help", "--help"),
        ("help pots", "pots --help"),
        ("help pots list", "pots list --help"),
        ("pots help", "pots --help"),
        ("--debug help pots list", "pots list --debug --help"),
        ("help help", "help --help"),
    ] {
        assert_eq!(shown(words), shown(flag), "{words}");
    }
    assert!(shown("help --help").contains("\n  exit-codes   How commands end"));
}

#[test]
fn pages_are_suggested_and_completed_and_in_the_manual() {
    assert!(told("help exit-cods").contains("did you mean `tea help exit-codes`?"));
    let completed = |words: &str| shown(&format!("__complete bash -- tea {words}"));
    assert_eq!(completed("help e"), "explain\nenvironment\nexit-codes\n");
    assert_eq!(completed("help pots li"), "list\n");
    assert_eq!(completed("man pots cre"), "create\n");
    assert!(completed("explain pots cre").contains("create\n"));
    let page = shown("man help exit-codes");
    assert!(page.contains("tea\\-exit\\-codes \\- How commands end"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let ended = line(&format!("man --quiet --dir {}", folder.path().display()));
    assert_eq!(ended.code, 0);
    assert!(folder.path().join("tea-environment.1").exists());
}

#[test]
fn flags_of_every_command_that_mean_nothing_are_hidden_and_named() {
    for command in ["find", "explain", "completions", "man", "help", "operations"] {
        let help = shown(&format!("{command} --help"));
        assert!(!help.contains("--retries"), "{help}");
        assert!(help.contains("--quiet"), "{help}");
    }
    assert!(shown("configure --help").contains("--profile"));
    assert!(!shown("configure set --help").contains("--retries"));
    assert!(shown("auth whoami --help").contains("--retries"));
    let ended = line("find --retries 3 --debug pot");
    assert_eq!(ended.code, 0);
    for flag in ["--debug", "--retries"] {
        let warning = format!("warning: {flag} means nothing to `tea find`\n");
        assert!(ended.err.contains(&warning), "{}", ended.err);
    }
    let completed = line("__complete bash -- tea find --").out;
    assert!(completed.contains("--hits") && !completed.contains("--retries"), "{completed}");
}
