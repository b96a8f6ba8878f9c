//! Words of headings, labels and titles, compared by meaning: without case, plural, remarks in
//! parentheses and the small words between them.

use crate::text::singular;

/// The words that carry the meaning of a short text, in lower case and in the singular.
pub(super) fn of(text: &str) -> Vec<String> {
    const SMALL: [&str; 9] = ["a", "an", "the", "of", "in", "for", "to", "and", "or"];
    let bare = text.trim().trim_end_matches(':');
    let bare = match bare.find(['(', '（']) {
        // `Request Body (optional)`; `(Optional) Request Body`.
        Some(0) => bare.split_once(')').map_or(bare, |(_, rest)| rest),
        Some(at) => &bare[..at],
        None => bare,
    };
    bare.split(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '/'))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase())
        .filter(|word| !SMALL.contains(&&**word))
        .map(|word| singular(&word).into_owned())
        .collect()
}

/// Whether the text says that there is nothing: `None`, `N/A`, `No response body.`, `This API has no
/// request parameters.`
pub(super) fn say_nothing(text: &str) -> bool {
    let lower = text.trim().trim_matches(['*', '`']).trim_end_matches(['.', '。']).to_lowercase();
    if matches!(
        &*lower,
        "none"
            | "n/a"
            | "na"
            | "null"
            | "nil"
            | "-"
            | "--"
            | "–"
            | "—"
            | "/"
            | "nothing"
            | "empty"
            | "no content"
            | "empty body"
            | "no body"
            | "not involved"
            | "not required"
            | "no data"
            | "not applicable"
    ) {
        return true;
    }
    const BEGINNINGS: [&str; 12] = [
        "no ",
        "none ",
        "there is no ",
        "there are no ",
        "this api has no ",
        "the api has no ",
        "this api does not have ",
        "this api does not return ",
        "this api does not require ",
        "this api returns no ",
        "the response has no ",
        "the request has no ",
    ];
    const THINGS: [&str; 9] = [
        "parameter",
        "body",
        "content",
        "element",
        "header",
        "field",
        "response",
        "request",
        "data",
    ];
    let words = lower.split(' ').count();
    words <= 12
        && BEGINNINGS.iter().any(|begin| lower.starts_with(begin))
        && THINGS.iter().any(|thing| lower.contains(thing))
        && !lower.contains(" if ")
        && !lower.contains(" unless ")
}

/// Whether a text says that what an answer returns stands in its header, not in a body.
pub(super) fn say_in_header(text: &str) -> bool {
    let lower = text.to_lowercase();
    let subject = ["parameters ", "fields ", "elements ", "values "]
        .iter()
        .filter_map(|subject| lower.find(subject))
        .min();
    let place =
        ["in the header", "in the response header", "in response header", "in the http header"]
            .iter()
            .find_map(|place| lower.find(place));
    matches!((subject, place), (Some(subject), Some(place)) if subject < place)
        && !lower.contains(" if ")
        && !lower.contains("request")
}

/// Whether a sentence only leads to the tables below: `Table 4-5 lists the parameters.`
pub(super) fn lead_to_tables(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let has_table = lower.match_indices("table ").any(|(at, word)| {
        let rest = lower[at + word.len()..].trim_start_matches(['*', '[']);
        rest.starts_with(|c: char| c.is_ascii_digit())
            || text[at + word.len()..].starts_with(|c: char| c.is_ascii_uppercase())
    });
    let leads = has_table
        || ["following table", "table below", "as follows", "listed below", "described below"]
            .iter()
            .any(|phrase| lower.contains(phrase));
    leads
        && text.starts_with(|c: char| c.is_uppercase() || matches!(c, '*' | '['))
        && text.ends_with(['.', ':'])
        && lower.split(' ').count() >= 4
}

#[cfg(test)]
mod tests {
    use super::{lead_to_tables, of, say_nothing};

    #[test]
    fn words_carry_the_meaning() {
        assert_eq!(
            of("Parameters in the Request Header (optional):"),
            ["parameter", "request", "header"]
        );
        assert_eq!(of("(Optional) **Request** Bodies"), ["request", "body"]);
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for text in [
            "None",
            "None.",
            "N/A",
            "-",
            "No content",
            "No response body.",
            "**None**",
            "This API has no request parameters.",
            "There is no response body.",
            "This API does not return any response parameters.",
        ] {
            assert!(say_nothing(text), "{text}");
        }
        for text in
            ["Not all pots", "No tea", "The lid", "No body is needed if the pot is hot.", "Note"]
        {
            assert!(!say_nothing(text), "{text}");
        }
    }

    #[test]
    fn sentences_lead_to_tables() {
        for text in [
            "Table 4-5 lists the parameters of the lid.",
            "The parameters are as follows:",
            "For details, see Table 3.",
            "[Table 1](#t) describes the request parameters.",
            "The following table describes the parameters.",
        ] {
            assert!(lead_to_tables(text), "{text}");
        }
        for text in ["caffeine Boolean Whether it is listed in the table", "Tea Leaves", "A pot."] {
            assert!(!lead_to_tables(text), "{text}");
        }
    }
}
