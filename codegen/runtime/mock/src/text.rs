//! Pieces of messages.

use std::borrow::Cow;

use taurusdb_descriptor_types::by_likeness;

/// How much of a client's own text an error message repeats.
pub(crate) const ECHO: usize = 120;

/// The start of a text, in one line's length.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(ECHO) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// How like a name must be to be offered instead of a misspelt one.
const ALIKE: f64 = 0.75;

/// How much less alike than the most alike name another one may be, to be offered too.
const SPREAD: f64 = 0.06;

/// The end of a message about a name that nobody knows: what may have been meant, or what there is.
pub(crate) fn instead<'a>(known: impl IntoIterator<Item = &'a str>, wanted: &str) -> String {
    let names = by_likeness(known, wanted);
    let least = names.first().map_or(ALIKE, |(best, _)| ALIKE.max(best - SPREAD));
    let alike: Vec<_> = names.iter().take_while(|(likeness, _)| *likeness >= least).collect();
    match alike.as_slice() {
        [] if names.is_empty() => "nothing is known by a name here".to_owned(),
        [] => {
            let shown: Vec<_> = names.iter().take(12).map(|(_, name)| *name).collect();
            let more = if names.len() > shown.len() { ", …" } else { "" };
            format!("there are {}{more}", shown.join(", "))
        }
        alike => {
            let quoted: Vec<_> =
                alike.iter().take(3).map(|(_, name)| format!("'{name}'")).collect();
            format!("did you mean {}?", quoted.join(" or "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ECHO, instead, shorten};

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(shorten("short"), "short");
        let cut = shorten(&"é".repeat(ECHO + 1)).into_owned();
        assert_eq!(cut.chars().count(), ECHO + 1);
        assert!(cut.ends_with("é…"));
    }

    #[test]
    fn a_misspelt_name_is_answered_with_what_there_is() {
        let known = ["latency", "status", "reset"];
        assert_eq!(instead(known, "latnecy"), "did you mean 'latency'?");
        assert_eq!(instead(known, "xyz"), "there are latency, status, reset");
        assert_eq!(instead([], "xyz"), "nothing is known by a name here");
    }
}
