//! Create, show, list, change and delete agree.

use serde_json::{Value, json};
use taurusdb_mock_runtime::Clock;

use super::{ask, done, get, kettle, refused, start};

#[test]
fn what_is_created_is_shown_listed_and_gone_when_deleted() {
    let server = start(Clock::Instant);
    let body = json!({ "name": "red", "spouts": 2, "heat": { "limit": 80 },
        "tags": [{ "key": "room", "value": "kitchen" }] });
    let made = done(&server, "POST", "/kettles", &body);
    let id = made["kettle"]["id"].as_str().unwrap();
    assert!(id.len() == 36 && id.ends_with("kt01"), "{id}");
    assert_eq!(made["kettle"]["status"], "filling");

    let shown = get(&server, &format!("/kettles/{id}"))["kettle"].clone();
    assert_eq!(shown["status"], "fine");
    assert_eq!(shown["heat"], json!({ "unit": "C", "limit": "80" }));
    assert_eq!(shown["spout_count"], "2");
    assert_eq!(shown["spouts"][0]["name"], "red_spout01");
    assert_eq!(shown["spouts"][1]["name"], "red_spout02");

    let listed = get(&server, "/kettles");
    assert_eq!(listed["total_count"], "1");
    assert_eq!(listed["kettles"][0]["tags"], json!([{ "key": "room", "value": "kitchen" }]));
    assert_eq!(listed["kettles"][0]["created"], "2024-12-31 00:00:00");
    for field in ["id", "name", "status", "colour", "ips"] {
        assert_eq!(listed["kettles"][0][field], shown[field], "{field}");
    }

    done(&server, "DELETE", &format!("/kettles/{id}"), &Value::Null);
    assert_eq!(get(&server, "/kettles")["kettles"], json!([]));
    let gone = refused(&server, "GET", &format!("/kettles/{id}"), &Value::Null);
    assert_eq!(gone, (404, "K.404".to_owned()));
    for resource in ["kettle", "spout", "tag"] {
        assert_eq!(server.records(resource), Vec::<Value>::new(), "{resource}");
    }
}

#[test]
fn nothing_of_the_examples_thing_is_shown_as_this_ones() {
    let server = start(Clock::Instant);
    let (first, second) = (kettle(&server, "one"), kettle(&server, "two"));
    let shown = |id: &str| get(&server, &format!("/kettles/{id}"))["kettle"].clone();
    assert_eq!(shown(&first)["lid"], json!({ "kettle_id": first, "kettle_name": "one" }));
    assert_eq!(shown(&second)["lid"], json!({ "kettle_id": second, "kettle_name": "two" }));
    assert_ne!(shown(&first)["ips"], shown(&second)["ips"]);
    assert!(!shown(&first).to_string().contains('*'), "{}", shown(&first));
    assert_eq!(shown(&first)["colour"], "red");
}

#[test]
fn lists_are_filtered_and_paged() {
    let server = start(Clock::Instant);
    let ids: Vec<_> = ["ann", "ben", "bea"].iter().map(|name| kettle(&server, name)).collect();
    let tags = json!({ "action": "create", "tags": [{ "key": "a", "value": "1" }] });
    done(&server, "POST", &format!("/kettles/{}/tags", ids[2]), &tags);
    let names = |query: &str| {
        let listed = get(&server, &format!("/kettles?{query}"));
        let kettles = listed["kettles"].as_array().unwrap();
        let names: Vec<_> =
            kettles.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
        (names.join(" "), listed["total_count"].as_str().unwrap().to_owned())
    };
    let is = |names: &str, total: &str| (names.to_owned(), total.to_owned());
    assert_eq!(names(""), is("ann ben bea", "3"));
    assert_eq!(names("limit=2"), is("ann ben", "3"));
    assert_eq!(names("limit=2&offset=2"), is("bea", "3"));
    assert_eq!(names("offset=9"), is("", "3"));
    assert_eq!(names("name=be"), is("", "0"));
    assert_eq!(names("name=*be"), is("ben bea", "2"));
    assert_eq!(names("name=*be&limit=1&offset=1"), is("bea", "2"));
    assert_eq!(names("tags=a:1"), is("bea", "1"));
    assert_eq!(names("tags=a:2"), is("", "0"));
    assert_eq!(names("name="), is("ann ben bea", "3"));
}

#[test]
fn records_are_grouped_by_a_value() {
    let server = start(Clock::Instant);
    for (name, value) in [("one", "1"), ("two", "2")] {
        let id = kettle(&server, name);
        let tags = json!({ "action": "create",
            "tags": [{ "key": "a", "value": value }, { "key": name, "value": "x" }] });
        done(&server, "POST", &format!("/kettles/{id}/tags"), &tags);
    }
    assert_eq!(
        get(&server, "/tags"),
        json!({ "total_count": 3, "tags": [
            { "key": "a", "values": ["1", "2"] },
            { "key": "one", "values": ["x"] },
            { "key": "two", "values": ["x"] },
        ] })
    );
    assert_eq!(get(&server, "/tags?limit=1&offset=1")["tags"][0]["key"], "one");
}

#[test]
fn a_call_that_is_refused_has_changed_nothing() {
    let server = start(Clock::Instant);
    let id = kettle(&server, "one");
    let path = format!("/kettles/{id}/tags");
    let tag = |key: &str| json!({ "key": key, "value": "v" });
    done(&server, "POST", &path, &json!({ "action": "create", "tags": [tag("a")] }));
    let both = json!({ "action": "create", "tags": [tag("b"), tag("a")] });
    assert_eq!(refused(&server, "POST", &path, &both), (400, "K.410".to_owned()));
    let twice = json!({ "action": "create", "tags": [tag("c"), tag("c")] });
    assert_eq!(refused(&server, "POST", &path, &twice), (400, "K.410".to_owned()));
    assert_eq!(server.records("tag").len(), 1);
    done(&server, "POST", &path, &json!({ "action": "delete", "tags": [tag("a"), tag("z")] }));
    assert_eq!(server.records("tag").len(), 0);
}

#[test]
fn there_are_no_more_than_are_allowed() {
    let server = start(Clock::Instant);
    let path = format!("/kettles/{}/tags", kettle(&server, "one"));
    let tags = |keys: &[&str]| {
        let tags: Vec<_> = keys.iter().map(|key| json!({ "key": key, "value": "v" })).collect();
        json!({ "action": "create", "tags": tags })
    };
    let refused_as = (403, "K.403".to_owned());
    assert_eq!(refused(&server, "POST", &path, &tags(&["a", "b", "c", "d"])), refused_as);
    done(&server, "POST", &path, &tags(&["a", "b", "c"]));
    assert_eq!(refused(&server, "POST", &path, &tags(&["d"])), refused_as);
    // Each kettle has as many.
    let other = format!("/kettles/{}/tags", kettle(&server, "two"));
    done(&server, "POST", &other, &tags(&["d"]));
}

#[test]
fn a_setting_is_there_from_the_beginning_and_is_changed() {
    let server = start(Clock::Instant);
    let id = kettle(&server, "one");
    let path = format!("/kettles/{id}/policy");
    assert_eq!(get(&server, &path), json!({ "policy": { "mode": "gentle" } }));
    done(&server, "PUT", &path, &json!({ "mode": "wild" }));
    assert_eq!(get(&server, &path), json!({ "policy": { "mode": "wild" } }));
    assert_eq!(get(&server, &format!("/kettles/{id}"))["kettle"]["policy"], "wild");
    let other = kettle(&server, "two");
    assert_eq!(get(&server, &format!("/kettles/{other}/policy"))["policy"]["mode"], "gentle");
}

#[test]
fn projects_do_not_see_each_other() {
    let server = start(Clock::Instant);
    let id = kettle(&server, "one");
    let other = crate::raw::send(&server, "GET /v1/q/kettles", &[], "").json();
    assert_eq!(other["kettles"], json!([]));
    let reply = crate::raw::send(&server, &format!("GET /v1/q/kettles/{id}"), &[], "");
    assert_eq!(reply.status, 404);
}

#[test]
fn what_happens_by_itself_answers_the_same_question_the_same_way() {
    let server = start(Clock::Instant);
    let id = kettle(&server, "one");
    let drips = |body: Value| {
        let answer = done(&server, "POST", &format!("/kettles/{id}/drips"), &body);
        answer["drips"].as_array().unwrap().clone()
    };
    let day = drips(json!({}));
    assert!(day.len() > 20, "{}", day.len());
    assert_eq!(day, drips(json!({})));
    let spouts: Vec<_> = server.records("spout").iter().map(|spout| spout["id"].clone()).collect();
    assert!(day.iter().all(|drip| spouts.contains(&drip["spout_id"])), "{day:?}");
    // A narrower question has a part of the answer.
    let (from, until) = ("2024-12-30T06:00:00+0000", "2024-12-30T12:00:00+0000");
    let morning = drips(json!({ "from": from, "until": until }));
    let within = |drip: &&Value| {
        let time = drip["time"].as_str().unwrap();
        ("2024-12-30T06:00:00"..="2024-12-30T12:00:00").contains(&&time[..19])
    };
    let expected: Vec<_> = day.iter().filter(within).cloned().collect();
    assert_eq!(morning, expected);
    assert!(!morning.is_empty() && morning.len() < day.len());
    let errors = drips(json!({ "level": "ERROR" }));
    assert!(!errors.is_empty() && errors.iter().all(|drip| drip["level"] == "ERROR"));
    // Page by page it is the same.
    let mut paged = Vec::new();
    let mut last = Value::Null;
    loop {
        let mut body = json!({ "limit": 7 });
        if !last.is_null() {
            body["line_num"] = last.clone();
        }
        let page = drips(body);
        let Some(end) = page.last() else { break };
        last = end["line_num"].clone();
        paged.extend(page);
    }
    assert_eq!(paged, day);
    // What lies ahead is not seen.
    assert_eq!(drips(json!({ "from": "2025-06-01T00:00:00+0000" })), Vec::<Value>::new());
}

#[test]
fn what_is_paid_as_one_goes_takes_no_orders() {
    let server = start(Clock::Instant);
    let id = kettle(&server, "one");
    let enlarge = |id: &str| ask(&server, "POST", &format!("/kettles/{id}/enlarge"), &Value::Null);
    assert_eq!(enlarge(&id).status, 400);
    let body = json!({ "name": "paid", "billing": "ahead" });
    let made = done(&server, "POST", "/kettles", &body);
    assert!(made["order_id"].as_str().is_some_and(|id| id.starts_with("CS")), "{made}");
    assert_eq!(made.get("job_id"), None);
    let answer = enlarge(made["kettle"]["id"].as_str().unwrap()).json();
    assert!(answer["order_id"].is_string(), "{answer}");
}

/// Each element of a list names a thing and a part of it: they have to be of each other, one by one.
#[test]
fn a_part_is_that_of_the_thing_beside_it() {
    let server = start(Clock::Instant);
    let spouts = |id: &str| {
        let shown = get(&server, &format!("/kettles/{id}"));
        shown["kettle"]["spouts"][0]["id"].clone()
    };
    let make = |name: &str| {
        let made = done(&server, "POST", "/kettles", &json!({ "name": name, "spouts": 1 }));
        let id = made["kettle"]["id"].as_str().unwrap().to_owned();
        let spout = spouts(&id);
        (id, spout)
    };
    let (first, other) = (make("one"), make("two"));
    let pour = |pairs: &[(&String, &Value)]| {
        let pair =
            |(kettle, spout): &(&String, &Value)| json!({ "kettle_id": kettle, "spout_id": spout });
        json!({ "pours": pairs.iter().map(pair).collect::<Vec<_>>() })
    };
    let fitting = pour(&[(&first.0, &first.1), (&other.0, &other.1)]);
    done(&server, "POST", "/pours", &fitting);
    let crossed = pour(&[(&first.0, &first.1), (&other.0, &first.1)]);
    assert_eq!(refused(&server, "POST", "/pours", &crossed), (404, "K.406".to_owned()));
}
