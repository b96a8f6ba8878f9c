//! A browser without a window, told what to do over a pair of pipes.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a browser may take to answer: one that has died never does.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a condition is looked at.
const LOOKS: u32 = 600;

/// A browser with one page.
pub(super) struct Browser {
    child: Child,
    to: File,
    from: Receiver<Value>,
    session: Option<Value>,
    sent: u64,
    complaints: Vec<String>,
    /// Its profile and the pipes.
    _folder: TempDir,
}

impl Browser {
    /// Starts a browser; `None` if there is none.
    pub(super) fn start() -> Option<Self> {
        let program = find()?;
        let folder = tempfile::tempdir().expect("a folder");
        let [to, from] = ["to", "from"].map(|name| folder.path().join(name));
        let made = Command::new("mkfifo").args([&to, &from]).status();
        assert!(made.expect("mkfifo runs").success());
        // The browser reads its third and writes its fourth file; a shell opens them.
        let script = r#"exec "$0" --headless=new --no-sandbox --disable-gpu --no-first-run --window-size=1280,800 \
            --remote-debugging-pipe --user-data-dir="$3" about:blank 3<"$1" 4>"$2""#;
        let child = Command::new("sh")
            .args(["-c", script])
            .args([&program, &to, &from, &folder.path().join("profile")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell runs");
        let to = OpenOptions::new().write(true).open(to).expect("a pipe");
        let mut answers = BufReader::new(File::open(from).expect("a pipe"));
        let (heard, from) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if heard.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let complaints = Vec::new();
        let mut browser =
            Self { child, to, from, session: None, sent: 0, complaints, _folder: folder };
        let page = json!({ "url": "about:blank" });
        let target = browser.call("Target.createTarget", page)["targetId"].clone();
        let attach = json!({ "targetId": target, "flatten": true });
        browser.session = Some(browser.call("Target.attachToTarget", attach)["sessionId"].clone());
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.call(domain, json!({}));
        }
        Some(browser)
    }

    /// Opens an address.
    pub(super) fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({ "url": url }));
        self.wait("document.readyState === 'complete' && location.protocol === 'http:'");
    }

    /// The value of an expression in the page.
    pub(super) fn value(&mut self, expression: &str) -> Value {
        let evaluate = json!({ "expression": expression, "returnByValue": true });
        let done = self.call("Runtime.evaluate", evaluate);
        assert!(done.get("exceptionDetails").is_none(), "{expression}: {done:#}");
        done["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub(super) fn wait(&mut self, expression: &str) {
        for _ in 0..LOOKS {
            if self.value(&format!(
                "Boolean((() => {{ try {{ return {expression} }} catch {{ return false }} }})())"
            )) == true
            {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let page = self.value("document.body.innerText");
        panic!("never true: {expression}\n{}", page.as_str().unwrap_or_default());
    }

    /// Presses a key.
    pub(super) fn press(&mut self, key: &str) {
        let mut down = json!({ "type": "keyDown", "key": key });
        if key.len() == 1 {
            down["text"] = key.into();
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key }));
    }

    /// A picture of the page, as PNG.
    pub(super) fn screenshot(&mut self) -> Vec<u8> {
        let taken = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        base64(taken["data"].as_str().expect("a text"))
    }

    /// Errors of the page's scripts, and what the browser refused to load.
    pub(super) fn complaints(&self) -> Vec<String> {
        self.complaints.clone()
    }

    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.sent += 1;
        let mut message = json!({ "id": self.sent, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = session.clone();
        }
        let written = self.to.write_all(format!("{message}\0").as_bytes());
        written.expect("the browser reads");
        loop {
            let heard = self.from.recv_timeout(PATIENCE).expect("the browser answers");
            if heard["id"] == self.sent {
                assert!(heard.get("error").is_none(), "{method}: {heard:#}");
                return heard["result"].clone();
            }
            let what = &heard["params"];
            match heard["method"].as_str() {
                Some("Runtime.exceptionThrown") => {
                    self.complaints.push(what["exceptionDetails"].to_string());
                }
                // An answer that says what is wrong is no mistake of the page.
                Some("Log.entryAdded")
                    if what["entry"]["level"] == "error"
                        && what["entry"]["source"] != "network" =>
                {
                    self.complaints.push(what["entry"]["text"].to_string());
                }
                _ => {}
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first browser of its kind in the path.
fn find() -> Option<PathBuf> {
    if cfg!(not(unix)) {
        return None;
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let all = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    all.into_iter().find(|file| file.is_file())
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |byte| DIGITS.iter().position(|digit| *digit == byte);
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for value in text.bytes().filter_map(digit) {
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
