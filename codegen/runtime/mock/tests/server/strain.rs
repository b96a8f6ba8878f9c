//! Many clients, bad clients, and the end.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use taurusdb_mock_runtime::{Gate, MockServer};

use crate::raw::{Connection, block_on, get, request, send, start};
use crate::service::{EXAMPLES, SERVICE};

const LIST: &str = "GET /v3/p/instances";
const CREATE: &str = "POST /v3/p/instances";
const BODY: &str = r#"{"name":"a","tags":[]}"#;
const LIMIT: usize = 12 * 1024 * 1024;

#[track_caller]
fn still_answers(server: &MockServer) {
    assert_eq!(get(server, LIST).status, 200);
}

#[test]
fn many_connections_get_their_own_answers() {
    let server =
        block_on(MockServer::builder(&SERVICE, &EXAMPLES).gate(Gate::open()).threads(2).start())
            .unwrap();
    let address = server.address();
    let idle: Vec<_> = (0..200).map(|_| Connection::open(address)).collect();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(move || {
                let mut connection = Connection::open(address);
                for _ in 0..100 {
                    assert_eq!(connection.ask(&request(LIST, &[], "")).status, 200);
                    assert_eq!(connection.ask(&request(CREATE, &[], BODY)).status, 202);
                    assert_eq!(connection.ask(&request("GET /nowhere", &[], "")).status, 404);
                }
            });
        }
    });
    drop(idle);
    still_answers(&server);
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = start();
    let mut connection = Connection::open(server.address());
    connection.write(
        request(LIST, &[], "") + &request("GET /nowhere", &[], "") + &request(LIST, &[], ""),
    );
    let statuses = [(); 3].map(|()| connection.read().unwrap().status);
    assert_eq!(statuses, [200, 404, 200]);
}

#[test]
fn bodies_may_come_in_chunks() {
    let server = start();
    let mut connection = Connection::open(server.address());
    let head = request(CREATE, &["Transfer-Encoding: chunked"], "");
    let (first, second) = BODY.split_at(5);
    connection.write(head);
    connection.write(format!(
        "{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
        first.len(),
        second.len()
    ));
    assert_eq!(connection.read().unwrap().status, 202);
    assert_eq!(connection.ask(&request(LIST, &[], "")).status, 200);
}

#[test]
fn bodies_over_the_limit_are_too_large() {
    let server = start();
    let mut largest = BODY.to_owned();
    largest.extend(std::iter::repeat_n(' ', LIMIT - BODY.len()));
    assert_eq!(send(&server, CREATE, &[], &largest).status, 202);

    largest.push(' ');
    let mut connection = Connection::open(server.address());
    let reply = connection.ask(&request(CREATE, &[], &largest));
    assert_eq!(reply.status, 413);
    assert_eq!(reply.json()["error_code"], "APIGW.0201");
    // The connection is none the worse.
    assert_eq!(connection.ask(&request(LIST, &[], "")).status, 200);
}

#[test]
fn bodies_far_over_the_limit_are_not_waited_for() {
    let server = start();
    let reply = send(&server, CREATE, &["Content-Length: 10000000000"], "");
    assert_eq!(reply.status, 413);
}

#[test]
fn what_is_not_http_ends_only_its_own_connection() {
    let server = start();
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(1 << 20));
    let many = request(LIST, &vec!["X-Same: 1"; 500], "");
    let bad: &[&[u8]] = &[
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET /v3/p/instances HTTP/9.9\r\n\r\n",
        b"GET /v3/p/instances HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nno colon\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        long.as_bytes(),
        many.as_bytes(),
    ];
    for bytes in bad {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // The server may have hung up before all was sent.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let start = String::from_utf8_lossy(&answer[..answer.len().min(12)]).into_owned();
        assert!(start.is_empty() || start.starts_with("HTTP/1.1 4"), "{start}");
        still_answers(&server);
    }
}

#[test]
fn half_closed_clients_get_their_answer() {
    let server = start();
    let mut connection = Connection::open(server.address());
    connection.write(request(CREATE, &[], BODY));
    connection.stream().shutdown(Shutdown::Write).unwrap();
    assert_eq!(connection.read().unwrap().status, 202);
    assert!(connection.read().is_none());
}

#[test]
fn slow_clients_hold_up_nobody() {
    let server = start();
    let mut slow = Connection::open(server.address());
    for byte in request(CREATE, &[], BODY).bytes() {
        slow.write([byte]);
        still_answers(&server);
    }
    assert_eq!(slow.read().unwrap().status, 202);
}

#[test]
fn clients_that_vanish_leave_nothing_behind() {
    let server = start();
    let whole = request(CREATE, &[], BODY);
    for end in 0..whole.len() {
        let mut connection = Connection::open(server.address());
        connection.write(&whole[..end]);
    }
    still_answers(&server);
}

#[test]
fn shutdown_lets_a_request_in_progress_finish() {
    let server = start();
    let address = server.address();
    let idle = Connection::open(address);
    let mut busy = Connection::open(address);
    let whole = request(CREATE, &[], BODY);
    let (first, second) = whole.split_at(whole.len() - 3);
    busy.write(first);
    // Accepted in order: once a later connection is answered, the earlier ones are being served.
    still_answers(&server);
    let stopping = thread::spawn(move || block_on(server.shutdown()));
    refuses_within(address, Duration::from_secs(1));
    busy.write(second);
    assert_eq!(busy.read().unwrap().status, 202);
    stopping.join().unwrap();
    drop(idle);
}

#[test]
fn shutdown_does_not_wait_for_ever() {
    let server = start();
    let mut stuck = Connection::open(server.address());
    stuck.write("POST /v3/p/instances HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n{");
    still_answers(&server);
    let before = Instant::now();
    block_on(server.shutdown());
    assert!(before.elapsed() < Duration::from_secs(10));
}

#[test]
fn dropping_a_server_stops_it() {
    let server = start();
    let address = server.address();
    drop(server);
    refuses_within(address, Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_server_may_be_used_and_dropped_inside_an_async_test() {
    let server = MockServer::builder(&SERVICE, &EXAMPLES).gate(Gate::open()).start().await.unwrap();
    assert_eq!(server.url(), format!("http://{}", server.address()));
    // The call blocks the only thread of this test, and its clock stands still.
    still_answers(&server);
}

#[tokio::test]
async fn starting_may_be_given_up() {
    let start = MockServer::builder(&SERVICE, &EXAMPLES).gate(Gate::open()).start();
    if let Ok(Ok(server)) = tokio::time::timeout(Duration::ZERO, start).await {
        still_answers(&server);
    }
}

#[track_caller]
fn refuses_within(address: SocketAddr, limit: Duration) {
    let before = Instant::now();
    while TcpStream::connect(address).is_ok() {
        assert!(before.elapsed() < limit, "still accepting");
        thread::sleep(Duration::from_millis(5));
    }
}
