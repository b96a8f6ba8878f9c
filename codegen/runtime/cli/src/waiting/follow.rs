//! Waits, shows how it goes, and says how to go on where it ends too early.

use std::pin::pin;

use serde_json::Value;
use taurusdb_runtime::{Error, Handle, Reply, Seen, Wait};
use tokio::sync::mpsc::unbounded_channel;

use super::flags::Pace;
use super::progress::Show;
use super::resume::Resume;
use crate::exit::{Exit, Failure};
use crate::running::interrupted;
use crate::shell::Shell;

/// Something that is waited for, in words.
pub(crate) struct Followed {
    /// What it is: `the task 4f…`.
    pub(crate) what: String,
    /// The command that waits for it again.
    pub(crate) again: Option<String>,
}

/// Waits until all work that a call has started is done.
///
/// # Errors
/// Fails as soon as one task fails, when the time is over, on Ctrl-C, and if the answer has nothing to wait for.
pub(crate) async fn follow(
    reply: &Reply<Value>,
    pace: Pace,
    resume: &Resume,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let tasks = reply.tasks();
    if tasks.is_empty() {
        let message = format!(
            "{}: the call was made, but its answer has no id of a task to wait for",
            reply.operation()
        );
        return Err(Failure::new(Exit::Service, message).hint("Look at the resource itself"));
    }
    for task in tasks {
        if let Handle::Order(id) = task.handle() {
            let message = format!(
                "{}: the call was made, but its answer has the order {id} and no task: orders are followed where \
                 they are paid",
                reply.operation()
            );
            return Err(Failure::new(Exit::Service, message).hint("Look at the resource itself"));
        }
        let followed =
            Followed { what: format!("the task {}", task.id()), again: resume.task(task.id()) };
        until(pace.set(task.wait()), &followed, shell).await?;
    }
    Ok(())
}

/// Waits to the end of a wait.
///
/// # Errors
/// Those of the wait, and Ctrl-C; where going on makes sense, with the command for it.
pub(crate) async fn until(
    wait: Wait,
    followed: &Followed,
    shell: &mut Shell<'_>,
) -> Result<Seen, Failure> {
    let (sender, mut looks) = unbounded_channel();
    // Who is gone need not be told.
    let wait = wait.on_progress(move |progress| drop(sender.send(progress.clone())));
    let (mut wait, mut interrupt) = (pin!(wait), pin!(interrupted()));
    let mut show = Show::new(shell);
    let ended = loop {
        tokio::select! {
            biased;
            Some(progress) = looks.recv() => show.look(&progress, shell),
            seen = &mut wait => break Ok(seen),
            exit = &mut interrupt => break Err(exit),
        }
    };
    while let Ok(progress) = looks.try_recv() {
        show.look(&progress, shell);
    }
    show.end();
    let again = |failure: Failure| match &followed.again {
        Some(command) => failure.hint(format!("Wait again with:\n  {command}")),
        None => failure,
    };
    match ended {
        Ok(Ok(seen)) => Ok(seen),
        Ok(Err(error)) => {
            // Whoever asks for what the service refuses is refused again.
            let goes_on = match &error {
                Error::Wait(wait) => wait.end() == taurusdb_runtime::WaitEnd::TimedOut,
                error => error.is_retryable(),
            };
            let failure = Failure::from(error);
            Err(if goes_on { again(failure) } else { failure })
        }
        Err(exit) => {
            let message = format!("{}; {} goes on all the same", exit.end(), followed.what);
            Err(again(Failure::new(exit, message)))
        }
    }
}
