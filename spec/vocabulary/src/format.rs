//! Well-known forms of values.

/// A well-known form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
pub enum Format {
    /// An id that the service generates: 32 hexadecimal digits, with or without hyphens and suffix.
    Uuid,
    /// `yyyy-mm-ddThh:mm:ssZ`, where `Z` stands for an offset such as `+0800`.
    DateTime,
    /// `yyyy-mm-dd`.
    Date,
    /// `hh:mm` or `hh:mm:ss`.
    Time,
    /// `hh:mm-HH:MM`.
    TimeWindow,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    TimestampMs,
    /// Seconds since 1970-01-01T00:00:00Z.
    TimestampS,
    /// `UTC+08:00`.
    UtcOffset,
    /// An IPv4 or IPv6 address.
    Ip,
    /// An IP address or a network in CIDR notation.
    Cidr,
    /// Values joined with commas.
    CommaSeparated,
    /// A URL.
    Url,
}

impl Format {
    /// The word of the specification: `date-time`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeWindow => "time-window",
            Self::TimestampMs => "timestamp-ms",
            Self::TimestampS => "timestamp-s",
            Self::UtcOffset => "utc-offset",
            Self::Ip => "ip",
            Self::Cidr => "cidr",
            Self::CommaSeparated => "comma-separated",
            Self::Url => "url",
        }
    }
}
