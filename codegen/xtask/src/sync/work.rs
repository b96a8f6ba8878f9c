//! What an issue leaves for people to decide: all of it in one list, with entries to paste.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use taurusdb_spec::OverlayError;

use super::step::Step;
use crate::scaffold;

/// What is left to decide.
pub(super) struct Work {
    /// Lines of the overlay that fit the document no more, each with what to do.
    stale: Vec<String>,
    /// Operations that a rule named.
    named_by_rule: Vec<String>,
    /// What is missing, by the check that finds it.
    missing: Vec<String>,
    /// The entries to paste.
    entries: String,
}

impl Work {
    /// What a step leaves to decide; `None` if that is nothing.
    pub(super) fn of(step: &Step, root: &Path) -> Option<Self> {
        let found = &step.found;
        let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
        let line = |problem: &OverlayError| {
            format!("{}:{}: {}", shown(&problem.path), problem.line, problem.message)
        };
        let folder = format!("{}/", root.display());
        let names = found.stale_names.iter().map(|message| message.replace(&folder, ""));
        let stale: Vec<String> = names.chain(found.stale_fixes.iter().map(line)).collect();
        // A repository without words keeps none.
        let words = match root.join("spec/overlay/docs").is_dir() {
            true => found.api.docs.problems(&found.api),
            false => Vec::new(),
        };
        let missing: BTreeSet<String> = words.iter().chain(&found.misfits).map(line).collect();
        let entries = scaffold::missing(root, &found.api, &found.undecided);
        let work = Self {
            stale,
            named_by_rule: found.counts.unnamed.clone(),
            missing: missing.into_iter().collect(),
            entries,
        };
        (!work.is_empty()).then_some(work)
    }

    fn is_empty(&self) -> bool {
        let Self { stale, named_by_rule, missing, entries } = self;
        stale.is_empty() && named_by_rule.is_empty() && missing.is_empty() && entries.is_empty()
    }

    /// The list, for the end of the page.
    pub(super) fn text(&self, document: &Path) -> String {
        let mut page = String::from("## Left to decide\n");
        let lists = [
            ("Fits the document no more", &self.stale),
            ("Named by a rule; decide before anybody uses the name", &self.named_by_rule),
            ("Missing, or belongs to nothing", &self.missing),
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
            "\nFill in every `<<…>>`, remove what belongs to nothing, then run `cargo xtask sync {}` again.",
            document.display()
        );
        page
    }
}
