//! The secret part of credentials, and checks that find mistakes before a request is sent.

use crate::redact::{MASK, Secrets};

/// What proves who is calling.
#[derive(Clone)]
pub(crate) enum Secret {
    /// Access keys, which sign requests.
    Keys { access: String, secret: String, security_token: Option<String> },
    /// A token, sent as it is.
    Token(String),
    /// A user with a password, which the identity service exchanges for a token.
    Password(User),
    /// Nothing yet: temporary keys come from the metadata service at this address.
    Metadata(String),
}

/// A user of the identity service.
#[derive(Clone)]
pub(crate) struct User {
    pub(crate) user: Named,
    /// The account that the user belongs to; a user id needs none.
    pub(crate) domain: Option<Named>,
    pub(crate) password: String,
}

/// Something that is known by its name or by its id.
#[derive(Clone)]
pub(crate) enum Named {
    Name(String),
    Id(String),
}

impl Secret {
    /// What is wrong with credentials that cannot work.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Keys { access, .. } if access.is_empty() => Some("the access key is empty"),
            Self::Keys { secret, .. } if secret.is_empty() => Some("the secret key is empty"),
            Self::Keys { access, .. } if !is_one_word(access) => Some(
                "the access key holds white space, a line break or another character that no \
                 access key has: copy it again",
            ),
            Self::Keys { secret, .. } if secret.contains(char::is_control) => Some(
                "the secret key holds a line break or another control character: copy it again",
            ),
            Self::Keys { security_token: Some(token), .. } if !is_one_word(token) => Some(
                "the security token is empty, or holds white space, a line break or another \
                 character that no token has: copy it again",
            ),
            Self::Token(token) if token.is_empty() => Some("the token is empty"),
            Self::Token(token) if !is_one_word(token) => Some(
                "the token holds white space, a line break or another character that no token \
                 has: copy it again",
            ),
            Self::Password(user) if user.user.text().is_empty() => Some("the user is empty"),
            Self::Password(user) if user.password.is_empty() => Some("the password is empty"),
            Self::Password(User { user: Named::Name(_), domain: None, .. }) => Some(
                "a user name alone is not enough: the account (domain) that the user belongs to \
                 is missing",
            ),
            Self::Password(User { domain: Some(domain), .. }) if domain.text().is_empty() => {
                Some("the account (domain) of the user is empty")
            }
            _ => None,
        }
    }

    /// A text without the secrets in it.
    pub(crate) fn masked(&self, text: String) -> String {
        let secrets: [Option<&str>; 2] = match self {
            Self::Keys { secret, security_token, .. } => [Some(secret), security_token.as_deref()],
            Self::Token(token) => [Some(token), None],
            Self::Password(user) => [Some(&user.password), None],
            Self::Metadata(_) => [None, None],
        };
        // Masking a shorter one would destroy ordinary words.
        let secrets = secrets.into_iter().flatten().filter(|secret| secret.len() > 3);
        secrets.fold(text, |text, secret| text.replace(secret, MASK))
    }
}

impl Named {
    pub(crate) fn text(&self) -> &str {
        let (Self::Name(text) | Self::Id(text)) = self;
        text
    }
}

impl Secret {
    /// Adds what must not be shown.
    pub(crate) fn add_to(&self, secrets: &mut Secrets) {
        match self {
            Self::Keys { secret, security_token, .. } => {
                secrets.add(secret);
                security_token.iter().for_each(|token| secrets.add(token));
            }
            Self::Token(token) => secrets.add(token),
            Self::Password(user) => secrets.add(&user.password),
            Self::Metadata(_) => {}
        }
    }
}

/// Whether the text can be the value of a header, and is a single word.
fn is_one_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Keys that were copied from a file or a web page often end with a line break.
pub(super) fn tidy(text: impl Into<String>) -> String {
    let text: String = text.into();
    text.trim().to_owned()
}

/// Some editors and scripts, and files of variables, put values into quotes.
pub(super) fn unquoted(value: impl Into<String>) -> String {
    let value = tidy(value);
    let inner =
        ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    inner.map(tidy).unwrap_or(value)
}
