//! Decisions about losses: what is open, what is accepted, and what is accepted in vain.

use std::path::Path;
use std::sync::LazyLock;

use taurusdb_spec::Api;
use taurusdb_sync::{Accepted, Change, Inventory, compare, decide, skeletons};

static API: LazyLock<Api> = LazyLock::new(|| {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    Api::load_facts(&spec).expect("the committed specification")
});

const ISSUE: &str = "77, 2031-01-02";

/// The next issue, in which the length of a name and one of its fields are gone.
fn next() -> Api {
    let mut next = API.clone();
    next.service.issue = "77".to_owned();
    next.service.date = "2031-01-02".to_owned();
    let schema = next.schemas.get_mut("InstancesRenameRequest").expect("the schema");
    schema.fields.retain(|field| field.name == "name");
    schema.fields[0].facts.length = None;
    next
}

fn accepted(text: &str) -> Accepted {
    Accepted::parse(Path::new("losses.toml"), text).expect("sound entries")
}

/// How many losses are open and accepted, and which entries are stale.
fn counts(old: &Api, new: &Api, accepted: &Accepted) -> (usize, usize, Vec<String>) {
    let (old, new) = (Inventory::of(old), Inventory::of(new));
    let changes = compare(&old, &new);
    let decisions = decide(&changes, accepted, &old, &new);
    let stale = decisions.stale.iter().map(|(_, name)| name.clone()).collect();
    (decisions.open.len(), decisions.accepted.len(), stale)
}

#[test]
fn what_is_pasted_is_accepted() {
    let new = next();
    let changes = compare(&Inventory::of(&API), &Inventory::of(&new));
    let losses: Vec<&Change> = changes.iter().filter(|change| change.is_loss()).collect();
    assert_eq!(counts(&API, &new, &Accepted::default()), (3, 0, vec![]));
    let text = skeletons(&losses[..1], ISSUE, "the service takes any length");
    assert_eq!(counts(&API, &new, &accepted(&text)), (2, 1, vec![]));
    let all = accepted(&text).and(&losses[1..], ISSUE, "gone for good");
    assert_eq!(counts(&API, &new, &accepted(&all)), (0, 3, vec![]), "{all}");
    assert!(all.starts_with(text.trim_end()), "what stood there stays");
    // Once the specification is the new one, the entries are a record.
    assert_eq!(counts(&new, &new, &accepted(&all)), (0, 0, vec![]));
    // They are about that issue alone.
    let mut later = new.clone();
    later.service.issue = "78".to_owned();
    assert_eq!(counts(&API, &later, &accepted(&all)), (3, 0, vec![]));
}

#[test]
fn what_is_accepted_in_vain_is_said() {
    let new = next();
    let entry = |was| {
        format!(
            "[[loss]]\nissue = '{ISSUE}'\nwhat = 'greatest length'\nwas = '{was}'\n\
             of = ['instances.rename · request.name']\nreason = 'so'\n"
        )
    };
    let vain = "instances.rename · request.name greatest length 99".to_owned();
    assert_eq!(counts(&API, &new, &accepted(&entry("99"))), (3, 0, vec![vain]));
    // The fact is kept, by a fix or because the document has it after all.
    let mut kept = new.clone();
    kept.schemas = API.schemas.clone();
    let vain = "instances.rename · request.name greatest length 64".to_owned();
    assert_eq!(counts(&API, &kept, &accepted(&entry("64"))), (0, 0, vec![vain]));
}

#[test]
fn an_entry_needs_a_reason_and_something_that_it_is_about() {
    let check = |of: &str, reason: &str, said: &str| {
        let text =
            format!("\n[[loss]]\nissue = '1'\nwas = 'x'\nof = [{of}]\nreason = '{reason}'\n");
        let error = Accepted::parse(Path::new("losses.toml"), &text).expect_err("it is refused");
        assert_eq!(error.to_string(), format!("losses.toml:2: {said}"));
    };
    check("'a'", " ", "the loss has no reason; say why the document may be followed");
    check("", "so", "'of' is empty; name what the loss is of, as the report does");
}
