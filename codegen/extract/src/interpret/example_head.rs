//! What stands around the body of an example: the call as HTTP or as a command, and other bodies.

use crate::read::{Line, method_of};

/// The lines of an example, parted.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Parted<'a> {
    /// Method and URL, and the line that they stand in: several for several versions of one call.
    pub(super) requests: Vec<(String, u32)>,
    /// The status of an answer.
    pub(super) status: Option<u16>,
    /// What is left.
    pub(super) body: &'a [Line],
}

/// Takes the request line or the status, headers, and a command for `curl` from the begin of an
/// example.
pub(super) fn part(lines: &[Line]) -> Parted<'_> {
    let mut body = skip_blank(lines);
    let mut parted = Parted::default();
    while let Some(first) = body.first() {
        let text = first.text.trim();
        let target = match method_of(text) {
            Some(_) => text.strip_suffix(" HTTP/1.1").unwrap_or(text).to_owned(),
            None => match command(text) {
                Some(target) => target,
                None => break,
            },
        };
        parted.requests.push((target, first.number));
        body = skip_blank(&body[1..]);
    }
    while let Some(status) = body.first().and_then(|line| status(&line.text)) {
        parted.status = Some(status);
        body = &body[1..];
    }
    let has_head = !parted.requests.is_empty() || parted.status.is_some();
    let of_answer = parted.status.is_some();
    let headers = body.iter().take_while(|line| is_header(&line.text, of_answer)).count();
    // Members of an object that lost its bracket look like headers too.
    let is_all = headers == body.len() || body[headers].text.trim_start().starts_with(['{', '[']);
    if headers > 0 && (has_head || is_all) && !body[0].text.trim_start().starts_with('"') {
        body = &body[headers..];
    }
    body = skip_blank(body);
    // A sentence about the body.
    let opens = |line: &Line| line.text.trim_start().starts_with(['{', '[']);
    if let Some(at) = body.iter().position(opens)
        && body[..at].iter().all(|line| is_sentence(&line.text))
    {
        body = &body[at..];
    }
    parted.body = body;
    parted
}

/// `HTTP/1.1 200 OK`, `STATUS CODE 204`, `status code: 204`.
fn status(text: &str) -> Option<u16> {
    let lower = text.trim().to_ascii_lowercase();
    let rest = ["http/1.1 ", "http/1.0 ", "http/2 ", "status code", "http status code"]
        .iter()
        .find_map(|start| lower.strip_prefix(start))?;
    let rest = rest.trim_start_matches([':', ' ']);
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|status| (100..600).contains(status))
}

/// `DELETE https://…` for `curl -i -X DELETE https://…`.
fn command(text: &str) -> Option<String> {
    let mut words = text.strip_prefix("curl ")?.split_whitespace();
    let (mut method, mut url) = ("GET", None);
    while let Some(word) = words.next() {
        let bare = word.trim_matches(['"', '\'']);
        match word {
            "-X" | "--request" => method = words.next()?.trim_matches(['"', '\'']),
            _ if bare.starts_with("http://") || bare.starts_with("https://") => url = Some(bare),
            _ => {}
        }
    }
    let target = format!("{method} {}", url?);
    method_of(&target).is_some().then_some(target)
}

/// `Content-Type: application/json`; below a status, whatever has that form.
fn is_header(text: &str, of_answer: bool) -> bool {
    const KNOWN: [&str; 8] =
        ["Host", "Date", "Accept", "Authorization", "Server", "Connection", "Etag", "Location"];
    text.trim().split_once(':').is_some_and(|(name, _)| {
        (of_answer || name.contains('-') || KNOWN.contains(&name))
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    })
}

fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text.starts_with(|c: char| c.is_alphabetic())
            && text.contains(' ')
            && !text.contains('"')
}

pub(super) fn skip_blank(lines: &[Line]) -> &[Line] {
    let blank = lines.iter().take_while(|line| line.text.trim().is_empty()).count();
    &lines[blank..]
}

/// The bodies of an example with several, which a line with `or` parts; a page may end in each of them.
pub(super) fn alternatives<'l>(fragments: &[&'l [Line]]) -> Vec<Vec<&'l [Line]>> {
    let is_or =
        |line: &Line| matches!(&*line.text.trim().to_ascii_lowercase(), "or" | "or:" | "and");
    let mut bodies = vec![Vec::new()];
    for fragment in fragments {
        for (at, piece) in fragment.split(is_or).map(skip_blank).enumerate() {
            if at > 0 {
                bodies.push(Vec::new());
            }
            if !piece.is_empty() {
                bodies.last_mut().expect("there is one").push(piece);
            }
        }
    }
    bodies.retain(|body| !body.is_empty());
    bodies
}

#[cfg(test)]
mod tests {
    use super::{Line, alternatives, part};

    fn lines(text: &str) -> Vec<Line> {
        let numbered = text.lines().zip(1..);
        numbered.map(|(text, number)| Line { number, text: text.to_owned() }).collect()
    }

    #[track_caller]
    fn parted(text: &str, request: Option<&str>, status: Option<u16>, body: &str) {
        let lines = lines(text);
        let found = part(&lines);
        let last = found.requests.last();
        assert_eq!(last.map(|(text, _)| text.as_str()), request, "{text}");
        assert_eq!(found.status, status, "{text}");
        let rest: Vec<&str> = found.body.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(rest.join("\n"), body, "{text}");
    }

    #[test]
    fn heads_are_taken_from_bodies() {
        let call = Some("POST https://h/v1/pots");
        parted("POST https://h/v1/pots\n{}", call, None, "{}");
        parted("POST https://h/v1/pots HTTP/1.1\nHost: h\nX-Cup: 1\n\n{}", call, None, "{}");
        parted("POST https://h/v2/pots\nPOST https://h/v1/pots\nA pot:\n{}", call, None, "{}");
        parted("HTTP/1.1 200 OK\nContent-Length: 2\nLid: 1\n\n{}", None, Some(200), "{}");
        parted("HTTP/1.1 100 Continue\nHTTP/1.1 204", None, Some(204), "");
        parted("STATUS CODE 204", None, Some(204), "");
        parted("Content-Length: 0\nEtag: 7", None, None, "");
        parted(
            "curl -i -H \"X-Cup:$cup\" -X DELETE https://h/v1/pots",
            Some("DELETE https://h/v1/pots"),
            None,
            "",
        );
        for body in ["{}", "\"pot-id\": 1\n\"cup-id\": 2", "X-Cup: 1\n\"a\": 2", "A pot."] {
            parted(body, None, None, body);
        }
    }

    #[test]
    fn or_parts_bodies() {
        let pieces = |texts: &[&str]| {
            let fragments: Vec<_> = texts.iter().map(|text| lines(text)).collect();
            let fragments: Vec<_> = fragments.iter().map(Vec::as_slice).collect();
            alternatives(&fragments).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(pieces(&["{\n}\nor\n\n{\n}"]), [1, 1]);
        assert_eq!(pieces(&["{\n\"or\": 1\n}"]), [1]);
        assert!(pieces(&["or"]).is_empty());
        // A page ends in the second body, or between them.
        assert_eq!(pieces(&["{\n}\nor\n{", "}"]), [1, 2]);
        assert_eq!(pieces(&["{\n}", "or\n{\n}"]), [1, 1]);
    }
}
