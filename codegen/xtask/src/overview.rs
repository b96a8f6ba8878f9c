//! What `extract --out` says of each section of the document: the file beside the specification, and
//! the counts that it prints.

use std::path::Path;

use serde_json::json;
use taurusdb_extract::{Overview, ReadAs};

use crate::output::Unit;

/// The file beside the specification.
pub(crate) const FILE: &str = "sections.json";

/// The file that lists all sections, each with what it is read as.
pub(crate) fn unit(overview: &[Overview], folder: &Path) -> Unit {
    let items: Vec<_> = overview
        .iter()
        .map(|Overview { section, title, page, read_as }| {
            let mut item = json!({
                "section": section,
                "title": title,
                "page": page,
                "read_as": name(read_as),
            });
            if let ReadAs::Operations(ids) = read_as {
                item["operations"] = json!(ids);
            }
            item
        })
        .collect();
    let text = taurusdb_spec::to_text(&json!({ "sections": items }));
    Unit::File { path: folder.join(FILE), text }
}

fn name(read_as: &ReadAs) -> &'static str {
    match read_as {
        ReadAs::Operations(_) => "operation",
        ReadAs::Service => "service",
        ReadAs::Words => "words",
        ReadAs::LeftOut => "left out",
    }
}

/// How many sections are read as what: `208: 173 operations, 4 about the service, 30 words only, 1 left
/// out`.
pub(crate) fn counts(overview: &[Overview]) -> String {
    let count = |wanted: &str| overview.iter().filter(|one| name(&one.read_as) == wanted).count();
    format!(
        "{}: {} describe operations, {} the service, {} nothing but words, {} left out; see {FILE}",
        overview.len(),
        count("operation"),
        count("service"),
        count("words"),
        count("left out")
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use taurusdb_extract::{Overview, ReadAs};

    use super::{counts, unit};
    use crate::output::Unit;

    #[test]
    fn each_section_is_counted_once() {
        let kinds = [
            ReadAs::Operations(vec!["pots.list".to_owned(), "pots.list_v2".to_owned()]),
            ReadAs::Service,
            ReadAs::Words,
            ReadAs::Words,
            ReadAs::LeftOut,
        ];
        let one = |(at, read_as): (usize, ReadAs)| Overview {
            section: at.to_string(),
            title: format!("Pots {at}"),
            page: String::new(),
            read_as,
        };
        let overview: Vec<Overview> = kinds.into_iter().enumerate().map(one).collect();
        assert_eq!(
            counts(&overview),
            "5: 1 describe operations, 1 the service, 2 nothing but words, 1 left out; see sections.json"
        );
        let Unit::File { text, .. } = unit(&overview, Path::new("out")) else {
            panic!("it is one file")
        };
        assert!(text.contains("pots.list_v2") && text.contains("Pots 4"), "{text}");
    }
}
