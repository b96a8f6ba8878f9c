//! The ledger: what the document gets wrong, by rule, and what was decided.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::{Api, Operation};

/// What the document gets wrong, and what was decided: `spec/ledger.json`.
///
/// Written by `extract`, never by hand. The entries are in the order of their operations' ids, so
/// that an operation that moves in the document moves no entry here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// All entries.
    pub entries: Vec<LedgerEntry>,
}

/// One fault of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Id of the operation; empty if the fault concerns none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operation: String,
    /// What kind of fault it is.
    pub rule: Rule,
    /// Path of the field: `request.charge_info.period_num`, `response.instances[].port`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// Name of the example that shows it: `request 1`, `200 2`; empty if none does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
    /// What the document declares.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub declared: String,
    /// What the document shows elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub observed: String,
    /// What the specification makes of it.
    pub decision: String,
    /// Line of the document, from `provenance.json`.
    #[serde(skip)]
    pub line: u32,
}

impl LedgerEntry {
    /// An entry that has only the kind of fault and its line.
    pub fn new(rule: Rule, line: u32) -> Self {
        Self {
            operation: String::new(),
            rule,
            field: String::new(),
            example: String::new(),
            declared: String::new(),
            observed: String::new(),
            decision: String::new(),
            line,
        }
    }
}

macro_rules! rules {
    ($($name:ident, $text:literal, $title:literal, $meaning:literal;)+) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Rule {
            $(#[doc = $meaning] $name,)+
        }

        impl Rule {
            /// All rules, in the order in which the ledger for people shows them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name of the rule in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// A heading for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What the rule means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)+ }
            }
        }
    };
}

rules! {
    ScalarType, "scalar-type", "Scalars of another type", "An example shows a number, text or switch where the table declares another of them.";
    Shape, "shape", "Lists and objects mixed up", "An example shows a list where the table declares an object, or the reverse.";
    Null, "null", "Null values", "An example shows null for a field; the tables never say that one may be null.";
    Undeclared, "undeclared", "Fields without a row", "An example shows a field that no table lists.";
    MissingMandatory, "missing-mandatory", "Mandatory fields left out", "A request example lacks a field that the table calls mandatory.";
    NoBody, "no-body", "Bodies without a table", "An example shows a body where the section has no table of its fields.";
    EnumViolation, "enum-violation", "Values that are not listed", "An example shows a value that the list of values does not have.";
    LimitViolation, "limit-violation", "Values outside of their limits", "An example shows a value that is shorter, longer, less, more or otherwise written than its row allows.";
    KeyWhiteSpace, "key-white-space", "White space in keys", "A key of an example has white space around it.";
    ExampleRepaired, "example-repaired", "Examples that are not JSON", "An example could be read only after it was mended.";
    ExampleUnread, "example-unread", "Examples that cannot be read", "No repair makes JSON of the example; it is left out.";
    ExampleMethod, "example-method", "Examples with another method", "The example request uses another HTTP method than the URI.";
    ExamplePath, "example-path", "Examples with another path", "The path of the example request does not fit the URI.";
    Reference, "reference", "References by another name", "A type names a table by a name that differs from the table's, or does not name it at all.";
    DataKeys, "data-keys", "Members named by data", "A row describes all members of an object whose names are data.";
    Alternative, "alternative", "Two tables for one field", "A second table describes the same object for other cases.";
    UriParameter, "uri-parameter", "URI parameters that do not fit", "The URI of an operation and the tables of its parameters do not name the same parameters.";
    Variants, "variants", "One route, several operations", "Several sections describe calls with the same method and path; their bodies tell them apart.";
    BodyInUri, "body-in-uri", "Body fields among URI parameters", "A field of the body stands in the table of URI parameters.";
    SchemaVariants, "schema-variants", "One name, several shapes", "Tables of one name describe objects that differ.";
    MandatoryDefault, "mandatory-default", "Mandatory with a default", "A parameter is called mandatory although it has a default value.";
    DefaultNotListed, "default-not-listed", "Defaults that are not listed", "The default value is not one of the listed values.";
    DefaultDiffers, "default-differs", "One parameter, several defaults", "A parameter has another default here than in most places that have one of its name.";
    StatusDisagrees, "status-disagrees", "Statuses that disagree", "The example names another success status than the table.";
    StatusMissing, "status-missing", "No success status", "The section names no status of success.";
    ErrorNotListed, "error-not-listed", "Error codes that are not listed", "An example shows an error code that the table of error codes does not have.";
    ActionUnknown, "action-unknown", "IAM actions for no operation", "A row of the table of IAM actions names a call that no section describes.";
    Successor, "successor", "Ambiguous successors", "Several sections have the title that is named as the successor.";
    Unread, "unread", "Words that gave no fact", "A description speaks of a limit, of values or of a default, and its field has no such fact.";
    Fixed, "fixed", "Corrected by a fix", "The document is wrong beyond what a rule can tell; an entry of spec/overlay/fixes corrects it.";
}

impl Ledger {
    /// The text of `ledger.json`.
    pub fn to_text(&self) -> String {
        crate::to_text(&serde_json::to_value(self).expect("the model serialises to JSON"))
    }

    /// Sorts the entries, and names for each the example that begins at its line.
    pub fn new(mut entries: Vec<LedgerEntry>, api: &Api) -> Self {
        let examples: BTreeMap<u32, String> = api
            .operations()
            .flat_map(Operation::named_examples)
            .map(|(name, example)| (example.line, name))
            .collect();
        for entry in &mut entries {
            entry.example = examples.get(&entry.line).cloned().unwrap_or_default();
        }
        entries.sort();
        entries.dedup();
        Self { entries }
    }

    /// How many entries each rule has.
    pub fn counts(&self) -> BTreeMap<Rule, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry(entry.rule).or_default() += 1;
        }
        counts
    }

    /// The entries that concern an operation.
    pub fn of_operation<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a LedgerEntry> {
        self.entries.iter().filter(move |entry| entry.operation == id)
    }

    /// The ledger for people: `spec/LEDGER.md`.
    pub fn to_markdown(&self, product: &str, issue: &str, date: &str) -> String {
        let mut out = String::new();
        let counts = self.counts();
        let _ = write!(
            out,
            "# What the {product} API Reference gets wrong\n\nIssue {issue}, {date}. {} findings, by `cargo xtask extract`. Each says what was decided, so that nothing depends on luck.\n\n| finding | rule | count |\n|---|---|---:|\n",
            self.entries.len()
        );
        for rule in Rule::ALL.iter().filter(|rule| counts.contains_key(rule)) {
            let _ = writeln!(
                out,
                "| [{}](#{}) | `{}` | {} |",
                rule.title(),
                anchor(rule.title()),
                rule.as_str(),
                counts[rule]
            );
        }
        for rule in Rule::ALL.iter().filter(|rule| counts.contains_key(rule)) {
            let _ = write!(
                out,
                "\n## {}\n\n{}\n\n| operation | field | example | declared | observed | decision |\n|---|---|---|---|---|---|\n",
                rule.title(),
                rule.meaning()
            );
            for entry in self.entries.iter().filter(|entry| entry.rule == *rule) {
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} | {} | {} |",
                    cell(&entry.operation),
                    cell(&entry.field),
                    entry.example,
                    cell(&entry.declared),
                    cell(&entry.observed),
                    entry.decision.replace('|', "\\|")
                );
            }
        }
        out
    }
}

fn cell(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("`{}`", text.replace('|', "\\|").replace('`', "'"))
    }
}

fn anchor(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
