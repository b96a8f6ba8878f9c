//! The role of a table in an operation, by its title.

use super::object_name::named;
use super::words;

/// The role of a table in an operation, by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Path,
    Query,
    Header,
    RequestBody,
    ResponseHeader,
    ResponseBody,
    /// `Parameter description`: the heading above says what it describes.
    ByPlace,
    /// An object with that name.
    Object(String),
}

/// Reads the role from the title. A title with a word that is not about requests and answers is the
/// name of an object.
pub(super) fn role(title: &str) -> Role {
    const WORDS: [&str; 22] = [
        "request",
        "response",
        "header",
        "body",
        "uri",
        "url",
        "path",
        "query",
        "parameter",
        "field",
        "element",
        "message",
        "description",
        "string",
        "list",
        "api",
        "returned",
        "requested",
        "input",
        "output",
        "information",
        "described",
    ];
    let found = words::of(title);
    let has = |word: &str| found.iter().any(|found| found == word);
    if title.is_empty() {
        return Role::ByPlace;
    }
    let is_of_a_call = found.iter().all(|word| WORDS.contains(&&**word));
    // One word alone may be the name of an object; so may `body` without a word for what it holds.
    let holds = ["parameter", "field", "element", "message", "description", "header", "body"];
    if !is_of_a_call || found.len() < 2 || !holds.iter().any(|word| has(word)) {
        return Role::Object(object_name(title).to_owned());
    }
    let is_response = has("response") || has("returned") || has("output");
    match () {
        () if has("header") && is_response => Role::ResponseHeader,
        () if has("header") => Role::Header,
        () if has("body") && is_response => Role::ResponseBody,
        () if has("body") && (has("request") || has("input")) => Role::RequestBody,
        () if has("query") => Role::Query,
        () if has("uri") || has("url") || has("path") => Role::Path,
        () => Role::ByPlace,
    }
}

/// `tags field data structure description` → `tags`; a plain name stays.
fn object_name(title: &str) -> &str {
    const SUFFIXES: [&str; 10] = [
        "field data structure description",
        "data structure description",
        " parameter structure description",
        " field structure description",
        " parameter information",
        " field information",
        "parameter description",
        "field description",
        "field structure",
        " objects",
    ];
    if let Some(name) = named(title) {
        return name;
    }
    let lower = title.to_ascii_lowercase();
    let name = SUFFIXES
        .iter()
        .find_map(|suffix| lower.find(suffix).map(|at| &title[..at]))
        .unwrap_or(title);
    // A remark in parentheses may follow.
    name.split_once(" (").map_or(name, |(name, _)| name).trim()
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn roles_are_read_from_titles() {
        let object = |name: &str| Role::Object(name.to_owned());
        assert_eq!(role("URI parameter"), Role::Path);
        assert_eq!(role("URI Parameters"), Role::Path);
        assert_eq!(role("Request body parameters"), Role::RequestBody);
        assert_eq!(role("Parameter description"), Role::ByPlace);
        assert_eq!(role("MysqlTags"), object("MysqlTags"));
        assert_eq!(role("tags field data structure description"), object("tags"));
        assert_eq!(
            role("entities field data structure description (binding an EIP)"),
            object("entities")
        );
        assert_eq!(role("error_log_list parameter description"), object("error_log_list"));
    }

    #[test]
    fn roles_are_read_from_titles_in_other_words() {
        for (title, expected) in [
            ("Parameters in the request header", Role::Header),
            ("Parameters in the request body", Role::RequestBody),
            ("Request header fields", Role::Header),
            ("Header parameters", Role::Header),
            ("Path parameters", Role::Path),
            ("Query string parameters", Role::Query),
            ("Parameters in the URI", Role::Path),
            ("Response header parameters", Role::ResponseHeader),
            ("Parameters in the response body", Role::ResponseBody),
            ("Request parameters", Role::ByPlace),
            ("Response parameters", Role::ByPlace),
            ("Response parameter description", Role::ByPlace),
            ("", Role::ByPlace),
        ] {
            assert_eq!(role(title), expected, "{title}");
        }
        for name in
            ["header", "parameters", "body", "path", "RequestBody", "request_list", "tea list"]
        {
            assert_eq!(role(name), Role::Object(name.to_owned()), "{name}");
        }
    }
}
