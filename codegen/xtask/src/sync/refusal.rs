//! What `sync` does not do without being told: go back, lose a tenth, let a fact go. All of it is asked
//! at once.

use taurusdb_extract::read::UNDATED;
use taurusdb_sync::Drop;

use super::options::Options;
use super::places::ACCEPTED;
use super::step::Step;

/// What a person must decide before anything is written.
pub(super) struct Question {
    /// What was found, in one line.
    pub(super) found: String,
    /// All of it, in Markdown.
    pub(super) details: String,
    /// What to do.
    pub(super) advice: String,
}

/// All questions of a step that the caller has not answered.
pub(super) fn questions(step: &Step, options: &Options) -> Vec<Question> {
    let mut questions = Vec::new();
    // Who took the document in before has answered these.
    if !step.is_again() {
        questions.extend(undated(step).filter(|_| !options.force));
        questions.extend(older(step).filter(|_| !options.force));
        questions.extend(drop(step).filter(|_| !options.yes));
    }
    questions.extend(stale(step));
    questions.extend(losses(step).filter(|_| !options.accept));
    questions
}

/// A document of which nobody can say whether it is newer.
fn undated(step: &Step) -> Option<Question> {
    step.base.issue.as_ref().filter(|(_, date)| date != UNDATED)?;
    let (_, date) = step.issue();
    (date == UNDATED).then(|| Question {
        found: "the document says no date, so nobody can tell whether it is newer".to_owned(),
        details: String::new(),
        advice: "say which issue it is with --issue and --date, or --force to take it in undated"
            .to_owned(),
    })
}

/// An older issue.
fn older(step: &Step) -> Option<Question> {
    let (issue, date) = step.base.issue.as_ref()?;
    let (new_issue, new_date) = step.issue();
    taurusdb_sync::is_older((new_issue, new_date), (issue, date)).then(|| Question {
        found: format!(
            "the document is issue {new_issue} of {new_date}, which is older than what is committed, issue \
             {issue} of {date}"
        ),
        details: String::new(),
        advice: "give the newer document, or --force to go back to the older one".to_owned(),
    })
}

/// A large drop.
fn drop(step: &Step) -> Option<Question> {
    let drops = taurusdb_sync::drops(&step.base.inventory, &step.next, &step.changes);
    let told = |Drop { of, before, after, gone }: &Drop| {
        format!("{gone} of {before} {of} are gone, and there are {after} now")
    };
    (!drops.is_empty()).then(|| Question {
        found: drops.iter().map(told).collect::<Vec<_>>().join("; "),
        details: String::new(),
        advice: "that is more than a tenth, as if pages of the document were lost: look at what is gone, \
                 then give --yes if it is right"
            .to_owned(),
    })
}

/// Entries that accept what is not lost.
fn stale(step: &Step) -> Option<Question> {
    let decisions = step.decisions();
    let lines: Vec<String> = decisions
        .stale
        .iter()
        .map(|(entry, name)| format!("- {}: {name}\n", entry.place))
        .collect();
    (!lines.is_empty()).then(|| Question {
        found: format!("{} entries of {ACCEPTED} accept what is not lost", lines.len()),
        details: lines.concat(),
        advice: "remove them".to_owned(),
    })
}

/// Facts that are gone.
fn losses(step: &Step) -> Option<Question> {
    let open = step.decisions().open;
    if open.is_empty() {
        return None;
    }
    let entries = taurusdb_sync::skeletons(&open, step.next.issue(), "<<why>>");
    let details = format!(
        "<details><summary>entries of {ACCEPTED} that let them go one by one</summary>\n\n```toml\n\
         {entries}```\n</details>\n"
    );
    Some(Question {
        found: match open.len() {
            1 => format!("1 fact of {} is gone", step.base.name()),
            many => format!("{many} facts of {} are gone", step.base.name()),
        },
        details,
        advice: format!(
            "each is marked as a loss below; paste into {ACCEPTED} what may go, keep with a fix in \
             spec/overlay/fixes what the document should still say, or accept all of it with --accept"
        ),
    })
}
