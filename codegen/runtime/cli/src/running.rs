//! Work that waits for something else: it runs until it is done, or until somebody wants it to end.

use std::future::Future;
use std::sync::LazyLock;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use taurusdb_descriptor_types::Effect;
use tokio::sync::watch;

use crate::exit::{Exit, Failure};

/// Runs the work of a command to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
            Failure::new(Exit::Configuration, format!("the runtime does not start: {error}"))
        })?;
    let result = runtime.block_on(work);
    // A name look-up that hangs must not keep the command from ending.
    runtime.shutdown_background();
    result
}

/// How the command is to end, once somebody wants it to. Signals are watched by one thread for the whole process,
/// which never works on anything else: whatever hangs, it hears the second one.
static WANTED: LazyLock<watch::Receiver<Option<Exit>>> = LazyLock::new(|| {
    let (sender, receiver) = watch::channel(None);
    let (ready, is_ready) = sync_channel(1);
    thread::spawn(move || listen(&sender, &ready));
    // A signal that comes from here on is heard.
    let _ = is_ready.recv();
    receiver
});

fn listen(sender: &watch::Sender<Option<Exit>>, ready: &SyncSender<()>) {
    // Without a runtime, signals end the process as they always do.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let Ok(runtime) = runtime else { return };
    runtime.block_on(async {
        let Ok(mut signals) = Signals::new() else { return };
        let _ = ready.send(());
        let exit = signals.next().await;
        sender.send_replace(Some(exit));
        let exit = signals.next().await;
        // The first has not ended it: what it waits for does not listen.
        std::process::exit(exit.code().into());
    });
}

/// The signals that mean an end.
struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    #[cfg(unix)]
    async fn next(&mut self) -> Exit {
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
        }
    }

    #[cfg(not(unix))]
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn next(&mut self) -> Exit {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        Exit::Interrupted
    }
}

/// Completes when the command is to end, with how; never, where signals cannot be listened to.
pub(crate) async fn interrupted() -> Exit {
    let mut wanted = WANTED.clone();
    let exit = wanted.wait_for(Option::is_some).await.ok().and_then(|exit| *exit);
    match exit {
        Some(exit) => exit,
        None => std::future::pending().await,
    }
}

/// How the command is to end, if anybody has wanted it to since this was first asked.
pub(crate) fn end_wanted() -> Option<Exit> {
    *WANTED.borrow()
}

/// How a call ends that was interrupted: it may have been made all the same.
pub(crate) fn interruption(exit: Exit, effect: Effect) -> Failure {
    let text = match effect {
        Effect::Read => exit.end().to_owned(),
        _ => format!("{}; the service may carry the request out all the same", exit.end()),
    };
    Failure::new(exit, text)
}
