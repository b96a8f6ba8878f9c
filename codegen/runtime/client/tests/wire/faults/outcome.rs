//! How a call ended, in a few words.

use taurusdb_runtime::{Error, Reply};

use super::client::Teapot;

/// How a call ended: with what it read, or with the kind of its error and what is said of it.
pub(super) fn outcome(result: &Result<Reply<Teapot>, Error>) -> String {
    match result {
        Ok(reply) => of_reply(reply),
        Err(error) => of_error(error),
    }
}

fn of_reply(reply: &Reply<Teapot>) -> String {
    let mut words = vec![format!("reply {}", reply.status().as_u16())];
    words.extend(reply.name.as_ref().map(|name| format!("name {name:?}")));
    words.extend(reply.count.map(|count| format!("count {count}")));
    words.extend(reply.full.map(|full| format!("full {full}")));
    if !reply.cups.is_empty() {
        words.push(format!("{} cups", reply.cups.len()));
    }
    match reply.notes().len() {
        0 => {}
        1 => words.push("1 note".to_owned()),
        count => words.push(format!("{count} notes")),
    }
    words.join(", ")
}

fn of_error(error: &Error) -> String {
    let mut words = vec![match error {
        Error::Transport { source, .. } => format!("Transport {:?}", source.kind()),
        Error::Service(error) => {
            let code = error.code().map(|code| format!(" {code}")).unwrap_or_default();
            format!("Service {}{code}", error.status().as_u16())
        }
        Error::Decode(error) => format!("Decode {}", error.status().as_u16()),
        other => format!("unexpected: {other}"),
    }];
    for (is, word) in [
        (error.is_throttled(), "throttled"),
        (error.is_conflict(), "conflict"),
        (error.is_not_found(), "not found"),
        (error.is_timeout(), "time-out"),
        (error.is_retryable(), "retryable"),
    ] {
        if is {
            words.push(word.to_owned());
        }
    }
    words.join(", ")
}
