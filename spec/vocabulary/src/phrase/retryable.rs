//! Whether to send a request again after an error, in words.

/// Whether the same request may succeed later by itself.
pub const fn retryable(is: bool) -> &'static str {
    match is {
        true => "the same request may succeed later",
        false => "sending the same request again does not help",
    }
}
