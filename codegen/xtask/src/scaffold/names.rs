//! Entries of `overlay/names`.

use taurusdb_spec::Operation;

use super::known::Known;
use super::page::{Page, mark};

pub(super) fn entries(page: &mut Page, known: &Known, operation: &Operation) {
    let (group, command) = operation.id.rsplit_once('.').unwrap_or(("", &operation.id));
    let route = format!("\"{}\"", operation.key());
    const FILE: &str = "names/operations.toml";
    if known.names.named(&operation.key()).is_some() {
        page.stands(FILE, &route);
    } else {
        let lines = [
            "# A rule made this name; names/README.md says what a good one is. If you take another,"
                .to_owned(),
            "# paste this line first and run the command again: the other entries contain the name."
                .to_owned(),
            format!("{route} = \"{command}\""),
        ];
        page.entry(FILE, &format!("in the table [\"{group}\"]"), &lines);
    }
    if known.names.group_summary(group).is_empty() && page.is_new("names/groups.toml", group) {
        let summary = mark("what the group is about: a noun phrase of at most 72 characters");
        let lines = [format!("[\"{group}\"]"), format!("summary = {summary}")];
        page.entry("names/groups.toml", "where the group is to be shown", &lines);
    }
    for (key, taken) in &known.undecided {
        if key.starts_with(&format!("{} ", operation.id)) {
            let lines = [format!("\"{key}\" = {}", mark(&format!("a name other than {taken}")))];
            page.entry("names/schemas.toml", "anywhere", &lines);
        }
    }
}
