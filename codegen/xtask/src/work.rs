//! What an issue leaves for people to decide: all of it in one list, with entries to paste.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use taurusdb_spec::OverlayError;
use taurusdb_sync::{Aspect, Change, Class};

use crate::failure::Failure;
use crate::found::Found;
use crate::scaffold;

/// What is left to decide.
pub(crate) struct Work {
    /// Fixes that can go, since the document says now what they said.
    agreed: Vec<String>,
    /// Lines of the overlay that fit the document no more, each with what to do.
    stale: Vec<String>,
    /// Tables that would have the name of another one.
    clashes: Vec<String>,
    /// Operations that a rule named.
    named_by_rule: Vec<String>,
    /// What is missing, by the check that finds it.
    missing: Vec<String>,
    /// The entries to paste.
    entries: String,
}

impl Work {
    /// What a document leaves to decide; `None` if that is nothing. `changes` are those from what is
    /// committed.
    pub(crate) fn of(found: &Found, changes: &[Change], root: &Path) -> Option<Self> {
        let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
        let line = |problem: &OverlayError| {
            format!("{}:{}: {}", shown(&problem.path), problem.line, problem.message)
        };
        let folder = format!("{}/", root.display());
        let names = found.stale_names.iter().map(|message| message.replace(&folder, ""));
        let (agreed, fixes): (Vec<_>, Vec<_>) =
            found.stale_fixes.iter().partition(|fix| agreement(fix, changes).is_some());
        let agreed = agreed.into_iter().map(|fix| {
            let said = agreement(fix, changes).and_then(|change| change.new_place);
            let said = said.map_or_else(String::new, |line| found.api.service.place(line));
            format!(
                "{}:{}: the document says it itself now ({said}); delete the entry",
                shown(&fix.path),
                fix.line
            )
        });
        let stale: Vec<String> = names.chain(fixes.into_iter().map(line)).collect();
        // A repository without words keeps none.
        let words = match root.join("spec/overlay/docs").is_dir() {
            true => found.api.docs.problems(&found.api),
            false => Vec::new(),
        };
        let missing: BTreeSet<String> = words.iter().chain(&found.misfits).map(line).collect();
        let entries = scaffold::missing(root, &found.api, &found.undecided);
        let work = Self {
            agreed: agreed.collect(),
            stale,
            clashes: found.clashes.clone(),
            named_by_rule: found.counts.unnamed.clone(),
            missing: missing.into_iter().collect(),
            entries,
        };
        (!work.is_empty()).then_some(work)
    }

    fn is_empty(&self) -> bool {
        let Self { agreed, stale, clashes, named_by_rule, missing, entries } = self;
        let lists = [agreed, stale, clashes, named_by_rule, missing];
        lists.iter().all(|list| list.is_empty()) && entries.is_empty()
    }

    /// The list, for the end of the page; `command` is what to run again.
    pub(crate) fn text(&self, command: &str) -> String {
        let mut page = String::from("## Left to decide\n");
        let lists = [
            ("Can go: the document agrees with the fix", &self.agreed),
            ("Fits the document no more", &self.stale),
            ("Two tables would have one name", &self.clashes),
            ("Named by a rule; decide before anybody uses the name", &self.named_by_rule),
            ("Missing (the entries below fill it in), or belongs to nothing", &self.missing),
        ];
        for (title, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = writeln!(page, "\n### {title} ({})\n", lines.len());
            for line in lines {
                let _ = writeln!(page, "- {line}");
            }
        }
        if !self.entries.is_empty() {
            let _ = write!(
                page,
                "\n### To paste\n\n<details><summary>entries of spec/overlay, filled with what is \
                 known</summary>\n\n```toml\n{}\n```\n</details>\n",
                self.entries.trim_end()
            );
        }
        let _ = writeln!(
            page,
            "\nFill in every `<<…>>`, remove what belongs to nothing, then run `{command}` again."
        );
        page
    }
}

/// All that is left to decide, once nothing of it is in the way: missing words and names. Otherwise an
/// error with all of it.
pub(crate) fn decided(
    found: &Found,
    root: &Path,
    changes: Option<&[Change]>,
    command: &str,
    document: &Path,
) -> Result<Option<String>, Failure> {
    let work = Work::of(found, changes.unwrap_or_default(), root);
    let text = work.map(|work| work.text(&format!("{command} --document {}", document.display())));
    match found.is_undecided() {
        true => Err(Failure::Undecided(text.unwrap_or_default())),
        false => Ok(text.map(|text| format!("\n{text}"))),
    }
}

/// The change that says that the document agrees with a fix that does not apply any more.
fn agreement<'c>(fix: &OverlayError, changes: &'c [Change]) -> Option<&'c Change> {
    let target = fix.message.strip_prefix("the fix of ")?.split(' ').next()?;
    changes.iter().filter(|change| change.class == Class::DocumentAgrees).find(|change| {
        let (Aspect::Fixed(field), Some(operation)) = (&change.aspect, change.subject.operation())
        else {
            return false;
        };
        // A fix names a field by its schema, a parameter and a path by the operation.
        let name = field.rsplit(['.', ' ']).next().unwrap_or(field);
        target == field
            || (target.strip_prefix(operation))
                .is_some_and(|rest| rest.strip_prefix('.').unwrap_or(rest) == name)
    })
}
