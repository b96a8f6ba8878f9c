//! All settings, read.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::given::Given;
use super::reader::Reader;
use crate::contract::Unknown;
use crate::control::Control;
use crate::gate::Auth;
use crate::state::Clock;

/// Where to listen unless told otherwise.
const LISTEN: (Ipv4Addr, u16) = (Ipv4Addr::LOCALHOST, 8787);

/// All settings, read.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) listen: SocketAddr,
    pub(crate) ak: Option<String>,
    pub(crate) sk: Option<String>,
    pub(crate) project_id: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) auth: Auth,
    pub(crate) unknown: Unknown,
    pub(crate) adopts: bool,
    pub(crate) ignores_quotas: bool,
    pub(crate) clock: Clock,
    pub(crate) seed: u64,
    pub(crate) spec: Option<PathBuf>,
    pub(crate) overlay: Option<String>,
    pub(crate) load: Option<PathBuf>,
    pub(crate) state: Option<PathBuf>,
    pub(crate) faults: Option<String>,
    pub(crate) control: Control,
    pub(crate) journal: Option<usize>,
    pub(crate) threads: Option<usize>,
    pub(crate) log: tracing::level_filters::LevelFilter,
    pub(crate) log_format: LogFormat,
}

/// How lines are logged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LogFormat {
    #[default]
    Text,
    Json,
}

impl Settings {
    /// Reads what was set; the error says where a wrong value was set, and what was expected.
    pub(crate) fn read(given: &Given) -> Result<Self, String> {
        use tracing::level_filters::LevelFilter;
        let reader = Reader(given);
        let path = |name| reader.filled(name).map(|path| path.map(PathBuf::from));
        let threads = reader.number::<usize>("threads")?;
        if threads == Some(0) {
            return Err(reader.wrong("threads", "a whole number from 1 on"));
        }
        reader.beside("ak", "sk")?;
        Ok(Self {
            listen: reader.address("listen")?.unwrap_or(LISTEN.into()),
            ak: reader.filled("ak")?,
            sk: reader.filled("sk")?,
            project_id: reader.filled("project-id")?,
            region: reader.filled("region")?,
            auth: reader
                .word("auth", &[("strict", Auth::Strict), ("off", Auth::Off)])?
                .unwrap_or_default(),
            unknown: reader
                .word(
                    "unknown-fields",
                    &[("ignore", Unknown::Ignore), ("report", Unknown::Report)],
                )?
                .unwrap_or_default(),
            adopts: reader
                .word("unknown-ids", &[("refuse", false), ("adopt", true)])?
                .unwrap_or_default(),
            ignores_quotas: reader
                .word("quotas", &[("enforce", false), ("ignore", true)])?
                .unwrap_or_default(),
            clock: reader
                .parse("clock", "instant, real, manual or scaled:N (N above 0)", |text| {
                    text.trim().parse().ok()
                })?
                .unwrap_or_default(),
            seed: reader.number("seed")?.unwrap_or(0),
            spec: path("spec")?,
            overlay: reader.filled("overlay")?,
            load: path("load")?,
            state: path("state")?,
            faults: reader.filled("faults")?,
            control: reader
                .word(
                    "control",
                    &[
                        ("loopback", Control::Loopback),
                        ("anybody", Control::Anybody),
                        ("off", Control::Off),
                    ],
                )?
                .unwrap_or_default(),
            journal: reader.number("journal")?,
            threads,
            log: reader
                .word(
                    "log",
                    &[
                        ("off", LevelFilter::OFF),
                        ("error", LevelFilter::ERROR),
                        ("warn", LevelFilter::WARN),
                        ("info", LevelFilter::INFO),
                        ("debug", LevelFilter::DEBUG),
                        ("trace", LevelFilter::TRACE),
                    ],
                )?
                .unwrap_or(LevelFilter::WARN),
            log_format: reader
                .word("log-format", &[("text", LogFormat::Text), ("json", LogFormat::Json)])?
                .unwrap_or_default(),
        })
    }
}
