//! What a rule does.

use std::time::Duration;

use hyper::header::{CONTENT_LENGTH, HeaderName, HeaderValue, RETRY_AFTER, TRANSFER_ENCODING};
use taurusdb_descriptor_types::Service;

use super::delay::Delay;
use super::spoil::Spoil;
use crate::tree::{At, Misread, Table};
use crate::wire::{Cut, Place};

/// The gateway's code for too many requests.
const THROTTLED: &str = "APIGW.0308";

/// What a rule does.
#[derive(Clone, Debug)]
pub(super) struct Effects {
    pub(super) latency: Option<Delay>,
    pub(super) pace: Option<Pace>,
    pub(super) answered: Option<Answered>,
    pub(super) cut: Option<Cut>,
    pub(super) stale: Option<Duration>,
    pub(super) skew: Option<Skew>,
    /// Headers that are set, or taken away.
    pub(super) headers: Vec<(HeaderName, Option<HeaderValue>)>,
    pub(super) spoils: Vec<Spoil>,
}

/// An answer in place of the real one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    /// The body as it stands, in place of one made of code and message.
    pub(crate) body: Option<String>,
    /// Whether the request is carried out all the same, as before a time-out of the gateway.
    pub(crate) done: bool,
}

/// How slowly bytes go out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pace {
    pub(crate) bytes: usize,
    pub(crate) every: Duration,
}

/// By how much the clock in answers is wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Skew {
    Ahead(Duration),
    Behind(Duration),
}

impl Effects {
    pub(super) fn read(
        table: &Table<'_>,
        service: Option<&'static Service>,
    ) -> Result<Self, Misread> {
        let latency = table.get("latency").map(|at| Delay::read(&at)).transpose()?;
        let pace = table.get("pace").map(pace).transpose()?;
        let mut headers = match table.get("headers") {
            None => Vec::new(),
            Some(at) => at.table()?.all().map(header).collect::<Result<_, _>>()?,
        };
        let throttle = table.get("throttle").map(throttle).transpose()?.flatten();
        let retry_after = table.get("retry_after").map(|at| retry_after(&at)).transpose()?;
        headers.extend(retry_after.or(throttle).map(|value| (RETRY_AFTER, Some(value))));
        let answered = answered(table, service, throttle_is_on(table))?;
        let cut = cut(table)?;
        let stale = match table.get("stale") {
            None => None,
            Some(at) => match at.flag() {
                Ok(is_stale) => is_stale.then_some(Duration::ZERO),
                Err(_) => Some(at.duration()?),
            },
        };
        let skew = table.get("skew").map(|at| skew(&at)).transpose()?;
        let spoils = Spoil::read(table)?;
        Ok(Self { latency, pace, answered, cut, stale, skew, headers, spoils })
    }

    pub(super) fn is_nothing(&self) -> bool {
        let Self { latency, pace, answered, cut, stale, skew, headers, spoils } = self;
        latency.is_none()
            && pace.is_none()
            && answered.is_none()
            && cut.is_none()
            && stale.is_none()
            && skew.is_none()
            && headers.is_empty()
            && spoils.is_empty()
    }
}

fn pace(at: At<'_>) -> Result<Pace, Misread> {
    let table = at.table()?;
    let bytes = table.need("bytes", "how many go out at once")?;
    let every = table.need("every", "how long is waited between them")?;
    table.end()?;
    match bytes.count()? {
        0 => Err(bytes.expected("a whole number from 1 on")),
        count => Ok(Pace {
            bytes: usize::try_from(count).unwrap_or(usize::MAX),
            every: every.duration()?,
        }),
    }
}

fn throttle_is_on(table: &Table<'_>) -> bool {
    table.get("throttle").is_some_and(|at| !matches!(at.flag(), Ok(false)))
}

/// The header that a throttled client is told with.
fn throttle(at: At<'_>) -> Result<Option<HeaderValue>, Misread> {
    match at.flag() {
        Ok(false) => Ok(None),
        Ok(true) => Ok(Some(HeaderValue::from_static("1"))),
        Err(_) => retry_after(&at).map(Some),
    }
}

/// Seconds as servers send them, or a text as it stands (a date, or nonsense).
fn retry_after(at: &At<'_>) -> Result<HeaderValue, Misread> {
    let value = match at.duration() {
        // The header knows whole seconds only; less than one would read as none.
        Ok(duration) => duration.as_secs_f64().ceil().to_string(),
        Err(_) => at.text()?,
    };
    HeaderValue::try_from(value).map_err(|_| at.expected("a span of time, or a header's value"))
}

fn answered(
    table: &Table<'_>,
    service: Option<&'static Service>,
    throttled: bool,
) -> Result<Option<Answered>, Misread> {
    let [status, code, message, body, done] =
        ["status", "code", "message", "body", "done"].map(|name| table.get(name));
    let is_answered = throttled || [&status, &code, &message, &body].iter().any(|at| at.is_some());
    if let (false, Some(done)) = (is_answered, &done) {
        return Err(done.wrong("only a rule with a status or a code can say so"));
    }
    if !is_answered {
        return Ok(None);
    }
    let status = match status {
        Some(at) => match at.count()? {
            status @ 200..=599 => Some(status as u16),
            _ => return Err(at.expected("a status from 200 to 599")),
        },
        None => throttled.then_some(429),
    };
    let code = match code {
        Some(at) => Some(at.text()?),
        None => throttled.then(|| THROTTLED.to_owned()),
    };
    let known = |code: &str| service.and_then(|service| service.error_code(code));
    let status = status.or_else(|| known(code.as_ref()?)?.status).unwrap_or(if code.is_some() {
        400
    } else {
        500
    });
    let code = code.unwrap_or_else(|| usual_code(service, status));
    let message = match message {
        Some(at) => at.text()?,
        None => known(&code).map_or_else(
            || "the mock was told to answer this".to_owned(),
            |known| format!("{} (the mock was told to answer this)", known.name),
        ),
    };
    if let (Some(at), 204 | 205 | 304) = (&body, status) {
        return Err(at.wrong(format!("an answer with the status {status} has no body")));
    }
    // Not only text: what is a table or a list is meant as JSON.
    let body = body.map(|at| at.text().unwrap_or_else(|_| at.node.to_json().to_string()));
    let done = done.map_or(Ok(false), |at| at.flag())?;
    Ok(Some(Answered { status, code, message, body, done }))
}

/// The first code that the service lists for a status.
fn usual_code(service: Option<&'static Service>, status: u16) -> String {
    let codes = service.map(|service| service.error_codes).unwrap_or_default();
    let found = codes.iter().find(|known| known.status == Some(status));
    found.map_or_else(|| status.to_string(), |known| known.code.to_owned())
}

fn cut(table: &Table<'_>) -> Result<Option<Cut>, Misread> {
    const PLACES: [(&str, Place); 3] = [
        ("before", Place::Before),
        ("head", Place::Head),
        ("body", Place::Body { share: 0.5, bytes: None }),
    ];
    let reset = table.get("reset").map(|at| at.word(&PLACES)).transpose()?;
    let truncate = table.get("truncate");
    match (reset, truncate) {
        (None, None) => Ok(None),
        (Some(place), None) => Ok(Some(Cut { place, reset: true })),
        (Some(_), Some(at)) => Err(at.wrong("a connection ends in one way: leave out 'reset'")),
        (None, Some(at)) => {
            // A whole number counts bytes, all else is a share.
            let place = match at.count() {
                Ok(bytes) => {
                    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
                    Place::Body { share: 0.0, bytes: Some(bytes) }
                }
                Err(_) => Place::Body { share: at.share()?, bytes: None },
            };
            Ok(Some(Cut { place, reset: false }))
        }
    }
}

fn skew(at: &At<'_>) -> Result<Skew, Misread> {
    const SKEW: &str = "a span of time, with a minus if the clock is behind: '-20m'";
    let text = at.text()?;
    let (text, behind) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text.as_str(), false),
    };
    let by = crate::duration::parse(text).ok_or_else(|| at.expected(SKEW))?;
    Ok(if behind { Skew::Behind(by) } else { Skew::Ahead(by) })
}

fn header((name, at): (&str, At<'_>)) -> Result<(HeaderName, Option<HeaderValue>), Misread> {
    let wrong = || at.wrong(format!("'{name}' is not the name of a header"));
    let name = HeaderName::try_from(name).map_err(|_| wrong())?;
    // They say where an answer ends; one that says something else cannot be sent.
    if [CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name) {
        return Err(at.wrong("it says how long the body is; use 'truncate' to send less of it"));
    }
    // `false` or null takes the header away.
    if at.node.is_off() {
        return Ok((name, None));
    }
    let value = HeaderValue::try_from(at.text()?).map_err(|_| at.expected("a header's value"))?;
    Ok((name, Some(value)))
}
