//! No value of a parameter changes which operation a request is for.

use percent_encoding::percent_decode_str;
use taurusdb_runtime::descriptors::{Method, Operation};
use taurusdb_runtime::{Client, Credentials, Retries};

use super::faults::script::{Step, WELL, answer};
use super::faults::{self, Faulty};

static RENAME: Operation = Operation::new(
    "teapots.rename",
    Method::Put,
    "/v3/{project_id}/teapots/{teapot_id}/cups/{cup_id}/name",
);

/// What hostile values are made of.
const PIECES: [&str; 40] = [
    "/",
    "//",
    "\\",
    ".",
    "..",
    "...",
    "../",
    "/..",
    "/./",
    "%2e",
    "%2E%2e",
    "%2f",
    "%5c",
    "%00",
    "%",
    "%%",
    "?",
    "?a=b",
    "#",
    "#x",
    "&",
    "=",
    ";",
    ":",
    "@",
    "+",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7f}",
    "\u{2028}",
    "\u{202e}",
    "\u{ff0e}\u{ff0e}",
    "ü",
    "😀",
    "{teapot_id}",
    "*",
    "a",
    "0",
];

fn hostile(random: &mut fastrand::Rng) -> String {
    (0..random.usize(0..5)).map(|_| PIECES[random.usize(0..PIECES.len())]).collect()
}

/// The first line of a request for these values.
#[track_caller]
fn assert_route(target: &str, values: [&str; 3]) {
    let path = target.split('?').next().unwrap();
    assert!(path.is_ascii() && !path.contains(['\\', '#', ' ', ';']), "{target:?}");
    let segments: Vec<_> = path.split('/').collect();
    let [_, "v3", project, "teapots", teapot, "cups", cup, "name"] = segments[..] else {
        panic!("{values:?} lead to {target:?}");
    };
    for (segment, value) in [project, teapot, cup].into_iter().zip(values) {
        assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), value);
        // What some servers and proxies take for the folder above, whatever case and how often encoded.
        assert!(
            !["", ".", ".."].contains(&&*segment.to_lowercase().replace("%2e", ".")),
            "{target:?}"
        );
    }
}

#[tokio::test]
async fn no_value_of_a_path_parameter_changes_the_route() {
    let server = Faulty::start(vec![Step::Read, answer("200 OK", &[], WELL.as_bytes())]).await;
    let client: Client = Client::builder()
        .endpoint(format!("http://{}", server.address))
        .credentials(Credentials::token("t"))
        .project_id("p1")
        .retries(Retries::none())
        .transport(faults::transport())
        .build()
        .await
        .unwrap();
    let mut random = fastrand::Rng::with_seed(8);
    let (mut sent, mut refused) = (0, 0);
    for round in 0..4000 {
        let values = [hostile(&mut random), hostile(&mut random), hostile(&mut random)];
        let [project, teapot, cup] = &values;
        let query = hostile(&mut random);
        let call = client
            .call(&RENAME)
            .path("project_id", project)
            .path("teapot_id", teapot)
            .path("cup_id", cup)
            .query("q", query.as_str());
        let values = [project.as_str(), teapot.as_str(), cup.as_str()];
        // Of blanks nothing may be left on the way.
        let must_be_refused = values.iter().any(|value| {
            ["", ".", ".."].contains(&value.trim()) || value.contains(char::is_control)
        });
        match call.unsigned_request() {
            Ok(request) => {
                assert!(!must_be_refused, "{values:?}");
                assert_route(&request.uri().to_string()[client.endpoint().len()..], values);
            }
            Err(error) => {
                assert!(must_be_refused, "{values:?}: {error}");
                assert!(error.to_string().contains("cannot be"), "{error}");
                refused += 1;
                continue;
            }
        }
        // What the server sees has passed one more reader of addresses; that takes longer.
        if round % 16 == 0 {
            call.send_untyped().await.unwrap();
            let seen = server.seen();
            let [method, target, "HTTP/1.1"] = seen[sent].split(' ').collect::<Vec<_>>()[..] else {
                panic!("{seen:?}");
            };
            assert_eq!(method, "PUT");
            assert_route(target, values);
            sent += 1;
            assert_eq!(seen.len(), sent);
        }
    }
    assert!(sent > 50 && refused > 500, "{sent} {refused}");
}
