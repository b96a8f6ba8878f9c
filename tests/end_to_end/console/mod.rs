//! The page of the mock's control, clicked through in a browser without a window.
//!
//! With `CONSOLE_SCREENSHOT=FILE.png` it also takes the picture that the README of the mock shows.

mod browser;

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;
use taurusdb_mock::runtime::Clock;
use taurusdb_mock::{Gate, MockServer};

use browser::Browser;

const SECRET: &str = "Tr0ub4dor!-canary";

/// Sends a request, and returns the head and the body of the answer.
fn send(mock: &MockServer, line: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(mock.address()).expect("the mock accepts");
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).expect("the mock reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn create(mock: &MockServer, name: &str) -> String {
    let body = json!({
        "name": name,
        "region": mock.region(),
        "datastore": { "type": "gaussdb-mysql", "version": "8.0" },
        "mode": "Cluster",
        "flavor_ref": "gaussdb.mysql.xlarge.x86.4",
        "vpc_id": "3f2c9a3e-1b8d-4a53-9d0c-0c1a5a3e7b11",
        "subnet_id": "3f2c9a3e-1b8d-4a53-9d0c-0c1a5a3e7b12",
        "password": SECRET,
        "availability_zone_mode": "single",
        "master_availability_zone": "a",
        "slave_count": 1,
    });
    send(mock, &format!("POST /v3/{}/instances", mock.project_id()), &body.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_is_clicked_through() {
    let Some(mut browser) = Browser::start() else {
        eprintln!("skipped: there is no Chromium in the path");
        return;
    };
    let mock = MockServer::builder().gate(Gate::open()).clock(Clock::Manual).start().await;
    let mock = mock.expect("a port");
    assert!(create(&mock, "orders").starts_with("HTTP/1.1 201"), "{}", create(&mock, "orders"));
    assert!(create(&mock, "x").starts_with("HTTP/1.1 400"));
    mock.expect("instances.create").times(3);

    browser.open(&format!("{}/_mock/", mock.url()));
    browser.wait("document.querySelectorAll('#journal-rows tr').length === 2");
    // What comes in is shown by itself.
    assert!(create(&mock, "customers").starts_with("HTTP/1.1 201"));
    browser.wait("document.querySelectorAll('#journal-rows tr').length === 3");
    assert_eq!(browser.value("document.querySelectorAll('#journal-rows .bad').length"), 1);

    // By keyboard alone: the newest request is opened.
    browser.press("j");
    browser.press("Enter");
    browser.wait("document.querySelector('#journal-rows pre').textContent.includes('customers')");
    if let Ok(file) = std::env::var("CONSOLE_SCREENSHOT") {
        std::fs::write(file, browser.screenshot()).expect("the picture can be written");
    }
    browser.press("/");
    browser.wait("document.activeElement.id === 'journal-filter'");
    browser.press("Escape");

    browser.press("2");
    browser.wait("document.querySelector('[data-operation=\"instances.create\"] .calls').textContent === '3'");
    browser.value("document.getElementById('operations-called').click()");
    browser.wait("document.querySelectorAll('#operations-rows tr:not([hidden])').length === 1");

    browser.press("3");
    browser.wait("document.getElementById('state-resource').value !== ''");
    browser.value(
        "document.getElementById('state-resource').value = 'instance'; \
         document.getElementById('state-resource').dispatchEvent(new Event('change'))",
    );
    browser.wait("document.getElementById('state-rows').textContent.includes('orders')");

    browser.press("4");
    browser.value(
        "document.querySelector('#faults-form [name=operation]').value = 'instances.crate'; \
         document.querySelector('#faults-form [name=status]').value = '503'; \
         document.querySelector('#faults-form button').click()",
    );
    browser.wait(
        "document.getElementById('faults-error').textContent.includes(\"'instances.create'\")",
    );
    browser.value(
        "document.querySelector('#faults-form [name=operation]').value = 'instances.create'; \
         document.querySelector('#faults-form button').click()",
    );
    browser.wait("document.querySelectorAll('#faults-rows tr').length === 1");
    assert!(create(&mock, "refused").starts_with("HTTP/1.1 503"));
    browser.value("document.querySelector('#faults-rows button').click()");
    browser.wait("document.querySelectorAll('#faults-rows tr').length === 0");
    assert_eq!(mock.faults(), []);

    browser.press("5");
    let before = mock.now();
    browser.value("document.querySelector('[data-by=\"1h\"]').click()");
    browser.wait(&format!("document.getElementById('clock-now').textContent > '{before}'"));
    assert_eq!(mock.now().duration_since(before).as_secs(), 3600);
    browser.wait("document.querySelector('#expect-rows').textContent.includes('instances.create')");

    // Everything is open now, and nothing of it is secret.
    browser.press("1");
    browser
        .value("document.querySelectorAll('#journal-rows tr.open').forEach((row) => row.click())");
    let page = browser.value("document.documentElement.outerHTML");
    let page = page.as_str().expect("a text");
    assert!(page.contains("orders") && page.contains("***"));
    for secret in [SECRET, mock.secret_key()] {
        assert!(!page.contains(secret), "the page shows {secret}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
