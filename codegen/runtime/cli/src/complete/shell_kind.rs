//! The shells, and how each of them passes words and takes candidates.

use super::candidate::Answer;

/// A shell that lines are completed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShellKind {
    Bash,
    Zsh,
    Fish,
    PowerShell,
}

impl ShellKind {
    /// All of them, with the words for them.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("bash", Self::Bash),
        ("zsh", Self::Zsh),
        ("fish", Self::Fish),
        ("powershell", Self::PowerShell),
    ];

    pub(crate) fn named(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        found.map(|(_, kind)| *kind)
    }

    /// The script that has a program completed.
    pub(crate) fn script(self, program: &str) -> String {
        let script = match self {
            Self::Bash => include_str!("scripts/complete.bash"),
            Self::Zsh => include_str!("scripts/complete.zsh"),
            Self::Fish => include_str!("scripts/complete.fish"),
            Self::PowerShell => include_str!("scripts/complete.ps1"),
        };
        let function = program.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        script.replace("@PROGRAM@", program).replace("@FUNCTION@", &function)
    }

    /// How the script comes to be used.
    pub(crate) fn hint(self, program: &str) -> String {
        match self {
            Self::Bash => format!(
                "now: source <({program} completions bash)\n\
                 always: {program} completions bash > ~/.local/share/bash-completion/completions/{program}"
            ),
            Self::Zsh => format!(
                "now: source <({program} completions zsh)\n\
                 always: {program} completions zsh > a folder of $fpath, as _{program}"
            ),
            Self::Fish => format!(
                "now: {program} completions fish | source\n\
                 always: {program} completions fish > ~/.config/fish/completions/{program}.fish"
            ),
            Self::PowerShell => format!(
                "now: {program} completions powershell | Out-String | Invoke-Expression\n\
                 always: put that line into $PROFILE"
            ),
        }
    }

    /// The words of a line as they were typed. Bash takes `--flag=value` for three words.
    pub(super) fn words(self, given: Vec<String>) -> Vec<String> {
        if self != Self::Bash {
            return given;
        }
        let mut words: Vec<String> = Vec::new();
        let mut joins = false;
        for word in given {
            let is_sign = word == "=" || word == ":";
            match words.last_mut() {
                Some(last) if joins || is_sign && !last.is_empty() => last.push_str(&word),
                _ => words.push(word),
            }
            joins = is_sign;
        }
        words
    }

    /// The answer, as the script reads it: a line for each candidate, behind it what it is; a line that says so
    /// where files can stand.
    pub(super) fn print(self, answer: &Answer, current: &str) -> String {
        let mut out = String::new();
        if answer.files {
            out.push_str(":files\n");
        }
        // Other shells replace the whole word, and bash what stands behind its last sign.
        let typed = match current.split_once('=') {
            Some((flag, _)) if flag.starts_with("--") => &current[..=flag.len()],
            _ => "",
        };
        let cut = |value: &str| match current.rfind(':').filter(|_| typed.is_empty()) {
            Some(at) => value.get(at + 1..).unwrap_or(value).to_owned(),
            None => value.to_owned(),
        };
        for one in &answer.candidates {
            match self {
                Self::Bash => out.push_str(&cut(&one.value)),
                _ => {
                    out.push_str(typed);
                    out.push_str(&one.value);
                    if !one.about.is_empty() {
                        out.push('\t');
                        out.push_str(&one.about);
                    }
                }
            }
            out.push('\n');
        }
        out
    }
}
