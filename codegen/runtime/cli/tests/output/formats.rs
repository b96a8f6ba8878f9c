//! One answer in each format.

use crate::demo;
use crate::server::Server;

const LIST: &str = r#"{"works":[
    {"new":{"k":1},"size":1.10,"status":"ACTIVE","name":"a,b","id":"w1","tags":["x","y"]},
    {"size":2,"status":"ERROR","name":"Zürich \"北\"","id":"w2","tags":[]}],"total_count":57}"#;

const SHOW: &str = r#"{"work":{"id":"w1","name":"n","status":"BUILD","at":{"x":1.50,"y":null},"nodes":[{"id":"n1"}]}}"#;

#[track_caller]
fn prints(body: &str, line: &str, more: &[&str], expected: &str) {
    let server = Server::saying(body);
    let ended = demo(line, more, &server.url);
    assert_eq!((ended.code, ended.out.as_str()), (0, expected), "{}", ended.err);
}

#[test]
fn a_list_has_rows() {
    prints(
        LIST,
        "works list -o table",
        &[],
        "ID  NAME         STATUS  SIZE\nw1  a,b          ACTIVE  1.10\nw2  Zürich \"北\"  ERROR   2\n",
    );
    prints(
        LIST,
        "works list -o csv",
        &[],
        "id,name,status,size,tags,new.k\r\nw1,\"a,b\",ACTIVE,1.10,\"[\"\"x\"\",\"\"y\"\"]\",1\r\n\
         w2,\"Zürich \"\"北\"\"\",ERROR,2,[],\r\n",
    );
    prints(
        LIST,
        "works list -o text",
        &[],
        "w1\ta,b\tACTIVE\t1.10\t[\"x\",\"y\"]\t1\nw2\tZürich \"北\"\tERROR\t2\t[]\t-\n",
    );
}

#[test]
fn one_thing_has_lines() {
    prints(
        SHOW,
        "works show w1 -o table",
        &[],
        "id           w1\nname         n\nstatus       BUILD\nat.x         1.50\nat.y         -\nnodes[0].id  n1\n",
    );
    prints(
        SHOW,
        "works show w1 -o text",
        &[],
        "id\tw1\nname\tn\nstatus\tBUILD\nat.x\t1.50\nat.y\t-\nnodes\t[{\"id\":\"n1\"}]\n",
    );
    prints(
        SHOW,
        "works show w1 -o csv",
        &[],
        "id,name,status,at.x,at.y,nodes\r\nw1,n,BUILD,1.50,,\"[{\"\"id\"\":\"\"n1\"\"}]\"\r\n",
    );
    prints(
        SHOW,
        "works show w1 -o yaml",
        &[],
        "work:\n  id: w1\n  name: \"n\"\n  status: BUILD\n  at:\n    x: 1.50\n    \"y\": null\n  nodes:\n  - id: n1\n",
    );
}

#[test]
fn an_expression_picks_before_the_format() {
    let query = |text| ["--query", text];
    prints(
        LIST,
        "works list --compact",
        &query("works[].{n: name, b: size}"),
        "[{\"n\":\"a,b\",\"b\":1.10},{\"n\":\"Zürich \\\"北\\\"\",\"b\":2}]\n",
    );
    prints(LIST, "works list -o text", &query("works[].[id, size]"), "w1\t1.10\nw2\t2\n");
    prints(LIST, "works list -o text", &query("works[].id"), "w1\nw2\n");
    prints(LIST, "works list -o text", &query("total_count"), "57\n");
    prints(
        LIST,
        "works list -o csv",
        &query("works[].{n: name, b: size}"),
        "n,b\r\n\"a,b\",1.10\r\n\"Zürich \"\"北\"\"\",2\r\n",
    );
    prints(LIST, "works list", &query("nothing"), "null\n");
    prints(LIST, "works list -o text", &query("nothing"), "");
    prints(LIST, "works list -o table", &query("nothing"), "");
    prints(LIST, "works list --all --compact", &query("length(works)"), "2\n");
}

#[test]
fn a_wrong_expression_is_pointed_at_and_nothing_is_sent() {
    let ended = demo("works list", &["--query", "works[?id = 'a']"], "http://127.0.0.1:1");
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines[1], "  works[?id = 'a']");
    assert_eq!(lines[2].find('^'), lines[1].find('='), "{}", ended.err);
}

#[test]
fn an_empty_list_is_still_the_format() {
    let empty = r#"{"works":[],"total_count":0}"#;
    prints(empty, "works list -o csv", &[], "id,name,status,size,tags\r\n");
    prints(empty, "works list -o text", &[], "");
    prints(empty, "works list --all --compact", &[], "{\"works\":[],\"total_count\":0}\n");
    let server = Server::saying(empty);
    let ended = demo("works list -o table", &[], &server.url);
    assert_eq!((ended.out.as_str(), ended.err.as_str()), ("", "note: the list is empty\n"));
}

#[test]
fn a_format_that_is_none_is_refused() {
    let ended = demo("works list -o xml", &[], "http://127.0.0.1:1");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("json") && ended.err.contains("table"), "{}", ended.err);
}

#[test]
fn quiet_says_nothing_of_changes() {
    let server = Server::saying("{\"works\":[{\"id\":\"w\x01\"}]}");
    let ended = demo("works stop w1 -q", &[], &server.url);
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    let ended = demo("works list -q -o text --query works[].id", &[], &server.url);
    assert_eq!((ended.out.as_str(), ended.err.as_str()), ("w\\u0001\n", ""));
    let ended = demo("works stop w1 -q", &[], "http://127.0.0.1:1");
    assert_eq!(ended.code, 4);
    assert!(ended.err.starts_with("error: "), "{}", ended.err);
}
