//! A server in a process of its own: started, looked at, ended.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use crate::Failure;

/// How many threads each server has.
pub(crate) const THREADS: usize = 2;

/// A server of this run; it ends with this value.
pub(crate) struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Starts the mock as a program, which stands beside this one, with these flags besides.
    pub(crate) fn mock(flags: &[&str]) -> Result<Self, Failure> {
        let program = std::env::current_exe()?.with_file_name("taurusdb-mock");
        let mut command = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION));
        command.args(["serve", "--listen", "127.0.0.1:0", "--threads", &THREADS.to_string()]);
        // Ten thousand instances are more than a tenant may have.
        command.args(["--quotas", "ignore"]);
        Self::start(command.args(flags), &[])
    }

    /// Starts the handler that answers with these bytes.
    pub(crate) fn bare(answer: &[u8]) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        Self::start(command.args(["serve", &THREADS.to_string()]), answer)
    }

    fn start(command: &mut Command, input: &[u8]) -> Result<Self, Failure> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        child.stdin.take().ok_or("the server has no input")?.write_all(input)?;
        let mut first = String::new();
        BufReader::new(child.stdout.take().ok_or("the server has no output")?)
            .read_line(&mut first)?;
        let address = first.trim().strip_prefix("ready http://");
        let address = address.ok_or_else(|| format!("no address, but '{}'", first.trim()))?;
        Ok(Self { address: address.to_owned(), child })
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Bytes of memory that are resident.
    pub(crate) fn resident(&self) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
        let kilobytes: u64 = kilobytes.ok_or("the system does not say")?.trim().parse()?;
        Ok(kilobytes * 1024)
    }

    /// Seconds that it was on a processor.
    pub(crate) fn processor(&self) -> Result<f64, Failure> {
        let mut seconds = 0.0;
        for task in std::fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            // A thread may have ended meanwhile.
            let Ok(text) = std::fs::read_to_string(task?.path().join("schedstat")) else {
                continue;
            };
            let nanoseconds = text.split_whitespace().next().ok_or("the system does not say")?;
            seconds += nanoseconds.parse::<f64>()? / 1e9;
        }
        Ok(seconds)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
