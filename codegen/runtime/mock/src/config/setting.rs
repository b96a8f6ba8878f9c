//! Everything that can be set: one list for flags, variables, files and help.

/// Something that can be set.
#[derive(Debug)]
pub(crate) struct Setting {
    /// Its name as a flag: `project-id`.
    pub(crate) name: &'static str,
    /// What stands for its value in help.
    pub(crate) value: &'static str,
    /// What it is when nobody sets it, in words for help; empty if nothing.
    pub(crate) default: &'static str,
    pub(crate) help: &'static str,
    /// Whether its value is not shown.
    pub(crate) is_secret: bool,
}

const fn setting(
    name: &'static str,
    value: &'static str,
    default: &'static str,
    help: &'static str,
) -> Setting {
    Setting { name, value, default, help, is_secret: false }
}

/// All of it.
pub(crate) const ALL: &[Setting] = &[
    setting("listen", "ADDRESS:PORT", "127.0.0.1:8787", "Where to listen; port 0 picks a free one"),
    setting("ak", "AK", "a fixed one", "Access key that is let in"),
    Setting {
        is_secret: true,
        ..setting("sk", "SK", "a fixed one", "Secret key that belongs to it")
    },
    setting("project-id", "ID", "a fixed one", "Project that callers may use"),
    setting("region", "REGION", "any", "Region whose project it is"),
    setting("auth", "strict|off", "strict", "Whether callers must prove who they are"),
    setting(
        "clock",
        "MODE",
        "instant",
        "How the service's time passes: instant, real, scaled:N (N seconds in one) or manual",
    ),
    setting("seed", "N", "0", "Seed of everything that is made up or left to chance"),
    setting(
        "spec",
        "DIR",
        "what the program was built with",
        "Serve the specification in this folder, as `cargo xtask extract` writes it: another issue, or \
         another service",
    ),
    setting(
        "overlay",
        "DIR|none",
        "DIR/overlay, if there is one",
        "Where the resource model and the words for --spec are; without a model, nothing is kept",
    ),
    setting("load", "FILE", "", "What is kept in the beginning, as GET /_mock/state shows it"),
    setting(
        "state",
        "FILE",
        "",
        "Keep what the service keeps in this file, across restarts and kills",
    ),
    setting("faults", "FILE|PROFILE", "", "Faults to begin with: a file, or the profile 'hostile'"),
    setting(
        "unknown-fields",
        "ignore|report",
        "ignore",
        "What happens to fields that are not documented",
    ),
    setting(
        "unknown-ids",
        "refuse|adopt",
        "refuse",
        "What happens to ids that nobody has made: not found, or taken for those of older records",
    ),
    setting(
        "quotas",
        "enforce|ignore",
        "enforce",
        "What happens to one more than the service allows: refused, or made all the same, for load tests",
    ),
    setting("control", "loopback|anybody|off", "loopback", "Who may use the control below /_mock/"),
    setting("journal", "N", "1000", "How many requests are remembered"),
    setting("threads", "N", "one for each processor", "Threads that answer"),
    setting(
        "log",
        "LEVEL",
        "warn",
        "What is logged to standard error: off, error, warn, info, debug",
    ),
    setting("log-format", "text|json", "text", "How it is logged"),
];

/// The variable of the environment for a setting: `TAURUSDB_MOCK_PROJECT_ID`, with the name of the
/// program before.
pub(crate) fn variable(program: &str, name: &str) -> String {
    format!("{program}_{name}").to_uppercase().replace('-', "_")
}
