//! The secret part of credentials, and checks that find mistakes before a request is sent.

use crate::redact::Secrets;

/// What proves who is calling.
#[derive(Clone)]
pub(crate) enum Secret {
    Keys { access: String, secret: String, security_token: Option<String> },
    Token(String),
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
            _ => None,
        }
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
