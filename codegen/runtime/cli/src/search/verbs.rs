//! What people say for the same deed: `drop`, `remove` and `delete` are one.

use std::collections::HashMap;
use std::sync::LazyLock;

use taurusdb_descriptor_types::Service;

use super::words::words;

/// A kind of deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    List,
    Show,
    Create,
    Change,
    Delete,
    Restart,
    Enable,
    Disable,
}

/// Words of other command lines and of everyday language for each deed.
const SAID: [(Deed, &str); 8] = [
    (Deed::List, "list ls all enumerate query search find index browse"),
    (Deed::Show, "show get describe info view read display cat inspect detail fetch status"),
    (Deed::Create, "create add new make mk launch provision insert order buy"),
    (Deed::Change, "set update modify change edit alter configure put patch adjust"),
    (Deed::Delete, "delete drop remove rm del destroy erase terminate kill unsubscribe purge"),
    (Deed::Restart, "restart reboot bounce reset cycle"),
    (Deed::Enable, "enable start open on activate"),
    (Deed::Disable, "disable stop close off deactivate"),
];

/// The deed that a word stands for.
pub(super) fn deed(word: &str) -> Option<Deed> {
    // Taken apart once: this is asked for every word of every command.
    static KNOWN: LazyLock<HashMap<String, Deed>> = LazyLock::new(|| {
        // A word that stands for two deeds means the first.
        let said = SAID.iter().rev();
        said.flat_map(|(deed, said)| words(said).into_iter().map(|word| (word, *deed))).collect()
    });
    KNOWN.get(word).copied()
}

/// What operations do by the resource model, whatever they are called.
pub(super) fn deeds(service: &Service) -> HashMap<&'static str, Vec<Deed>> {
    let mut found: HashMap<&'static str, Vec<Deed>> = HashMap::new();
    for resource in service.resources {
        let lists = [
            (Deed::List, resource.list),
            (Deed::Show, resource.show),
            (Deed::Create, resource.create),
            (Deed::Delete, resource.delete),
        ];
        for (deed, ids) in lists {
            for id in ids {
                let known = found.entry(id).or_default();
                if !known.contains(&deed) {
                    known.push(deed);
                }
            }
        }
    }
    found
}
