//! The verb with which the title of a section begins: `Restarting a Kettle` says `restart`.

use crate::text::single_spaced;

/// What a title says that its operation does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TitleVerb {
    /// The verb, in the words of this product.
    pub(super) verb: Verb,
    /// What it is done to: the words up to the first preposition, in lower case.
    pub(super) object: Vec<String>,
}

/// A verb of a title.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// The operation only tells something.
    Ask,
    /// The operation changes something, in whatever way.
    Change,
    /// The verb says more than the method does.
    Own(String),
}

/// Verbs that ask for something.
const ASKING: [&str; 9] =
    ["query", "obtain", "get", "list", "view", "show", "search", "display", "retrieve"];

/// Verbs that say no more than that something changes.
const CHANGING: [&str; 5] = ["change", "modify", "update", "edit", "alter"];

/// Verbs that have a usual name here.
const USUAL: [(&str, &str); 8] = [
    ("reboot", "restart"),
    ("purchase", "create"),
    ("buy", "create"),
    ("verify", "check"),
    ("drop", "delete"),
    ("destroy", "delete"),
    ("authorize", "grant"),
    ("duplicate", "copy"),
];

/// The other verbs of titles, in their base form.
const VERBS: [&str; 79] = [
    "accept",
    "activate",
    "add",
    "allocate",
    "apply",
    "approve",
    "assign",
    "associate",
    "attach",
    "back",
    "batch",
    "bind",
    "cancel",
    "check",
    "clear",
    "clone",
    "close",
    "compare",
    "complete",
    "configure",
    "confirm",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "deploy",
    "detach",
    "disable",
    "disassociate",
    "download",
    "enable",
    "enlarge",
    "evacuate",
    "execute",
    "expand",
    "export",
    "extend",
    "freeze",
    "generate",
    "grant",
    "import",
    "increase",
    "initiate",
    "install",
    "invoke",
    "issue",
    "lock",
    "migrate",
    "mount",
    "move",
    "open",
    "pause",
    "perform",
    "promote",
    "publish",
    "rebuild",
    "reduce",
    "refresh",
    "register",
    "reject",
    "release",
    "remove",
    "rename",
    "reset",
    "resize",
    "restart",
    "restore",
    "resume",
    "revoke",
    "roll",
    "rotate",
    "run",
    "send",
    "set",
    "split",
    "start",
    "stop",
];

/// More verbs; a list of its own keeps both readable.
const MORE_VERBS: [&str; 25] = [
    "scale",
    "submit",
    "subscribe",
    "suspend",
    "switch",
    "sync",
    "synchronize",
    "tag",
    "terminate",
    "test",
    "transfer",
    "trigger",
    "unbind",
    "uninstall",
    "unlock",
    "unsubscribe",
    "upgrade",
    "upload",
    "validate",
    "withdraw",
    "stream",
    "renew",
    "recover",
    "enter",
    "exit",
];

/// Words that end the object: what follows says where, why or how.
const PREPOSITIONS: [&str; 19] = [
    "of", "in", "for", "from", "to", "into", "using", "by", "with", "on", "at", "about", "based",
    "under", "through", "via", "as", "between", "within",
];

/// Words that say nothing of the object.
const FILLERS: [&str; 13] = [
    "a",
    "an",
    "the",
    "all",
    "and",
    "or",
    "its",
    "api",
    "apis",
    "batch",
    "batches",
    "specified",
    "interface",
];

impl TitleVerb {
    /// Reads a title; `None` if it does not begin with a verb.
    pub(super) fn of(title: &str) -> Option<Self> {
        let plain = title.split(['(', '[']).next().unwrap_or_default();
        let text = single_spaced(plain).to_lowercase();
        let mut words = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .peekable();
        let first = base_form(words.next()?)?;
        let mut verb = Self::verb(&first);
        // `Rolling Back`, `Scaling Up`: the particle belongs to the verb.
        if let Verb::Own(verb) = &mut verb
            && let Some(particle) =
                words.next_if(|word| matches!(*word, "back" | "up" | "down" | "out" | "off"))
        {
            *verb = format!("{verb}_{particle}");
        }
        let object = words
            .take_while(|word| !PREPOSITIONS.contains(word))
            .filter(|word| !FILLERS.contains(word))
            .map(str::to_owned)
            .collect();
        Some(Self { verb, object })
    }

    fn verb(base: &str) -> Verb {
        if ASKING.contains(&base) {
            return Verb::Ask;
        }
        if CHANGING.contains(&base) {
            return Verb::Change;
        }
        let usual = USUAL.iter().find(|(verb, _)| *verb == base).map(|(_, usual)| *usual);
        Verb::Own(usual.unwrap_or(base).to_owned())
    }
}

/// The base form of a verb that stands at the beginning of a title: `stopping` and `stop` are `stop`.
fn base_form(word: &str) -> Option<String> {
    let known = ASKING
        .iter()
        .chain(&CHANGING)
        .chain(USUAL.iter().map(|(verb, _)| verb))
        .chain(&VERBS)
        .chain(&MORE_VERBS);
    let stem = word.strip_suffix("ing");
    let is_form = |verb: &&&str| {
        **verb == word
            || stem.is_some_and(|stem| {
                let doubled = stem.len() > 1
                    && stem
                        .strip_prefix(**verb)
                        .is_some_and(|rest| rest.len() == 1 && verb.ends_with(rest));
                stem == **verb || verb.strip_suffix('e') == Some(stem) || doubled
            })
    };
    known.clone().find(is_form).map(|verb| (*verb).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{TitleVerb, Verb};

    #[test]
    fn titles_begin_with_verbs() {
        let own = |verb: &str| Verb::Own(verb.to_owned());
        for (title, verb, object) in [
            ("Restarting a Kettle", own("restart"), "kettle"),
            ("Rebooting Kettles in Batches", own("restart"), "kettles"),
            ("Stopping the Whistle of a Kettle", own("stop"), "whistle"),
            ("Rolling Back a Descaling", own("roll_back"), "descaling"),
            ("Querying Kettles", Verb::Ask, "kettles"),
            ("Modifying the Lid", Verb::Change, "lid"),
            ("Resetting the Timer (Discarded)", own("reset"), "timer"),
            ("Create kettle", own("create"), "kettle"),
            ("Enabling or Disabling a Whistle", own("enable"), "disabling whistle"),
        ] {
            let found = TitleVerb::of(title).expect(title);
            assert_eq!((found.verb, found.object.join(" ").as_str()), (verb, object), "{title}");
        }
        for title in ["Kettle Lids", "Monitoring", "String of Pearls", "", "Setup"] {
            assert_eq!(TitleVerb::of(title), None, "{title}");
        }
    }
}
