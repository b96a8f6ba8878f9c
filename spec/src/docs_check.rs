//! Checks that `spec/overlay/docs` has a text for everything, and no text for what does not exist.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Api, Category, Condition, Docs, Facts, OverlayError, Type};

/// The greatest lengths of texts, in characters: what fits on a line of help beside the name.
const SUMMARY: usize = 72;
const MEANING: usize = 100;
const LABEL: usize = 80;
const CONDITION: usize = 72;
const ADVICE: usize = 140;
const GROUP: usize = 72;

impl Docs {
    /// Reports each text that is missing, empty, too long, or for something that does not exist.
    pub fn problems(&self, api: &Api) -> Vec<OverlayError> {
        let mut check = Check { docs: self, problems: Vec::new() };
        check.operations(api);
        check.fields(api);
        check.values(api);
        check.conditions(api);
        check.errors(api);
        check.metrics(api);
        check.problems
    }
}

struct Check<'a> {
    docs: &'a Docs,
    problems: Vec<OverlayError>,
}

/// A field or parameter, and the schema or operation that it belongs to.
struct Named<'a> {
    owner: &'a str,
    name: &'a str,
    facts: &'a Facts,
    kind: &'a Type,
}

fn all(api: &Api) -> Vec<Named<'_>> {
    let parameters = api.operations().flat_map(|operation| {
        operation.parameters.iter().map(|p| Named {
            owner: &operation.id,
            name: &p.name,
            facts: &p.facts,
            kind: &p.kind,
        })
    });
    let fields = api.schemas.iter().flat_map(|(owner, schema)| {
        schema.fields.iter().map(move |field| Named {
            owner,
            name: &field.name,
            facts: &field.facts,
            kind: &field.kind,
        })
    });
    parameters.chain(fields).collect()
}

impl Check<'_> {
    /// Reports a problem at the line of the file that has `key`; without such a line, at the end.
    fn report(&mut self, file: &str, key: &str, message: String) {
        let path = self.docs.folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let holds = |line: &str| {
            let line = line.trim_start_matches('[');
            let rest = line.strip_prefix(key).or_else(|| {
                line.strip_prefix('"')
                    .and_then(|l| l.strip_prefix(key))
                    .and_then(|l| l.strip_prefix('"'))
            });
            rest.is_some_and(|rest| rest.trim_start().starts_with(['=', ']']))
        };
        let line = text.lines().position(holds).unwrap_or(text.lines().count()) + 1;
        self.problems.push(OverlayError { path, line, message });
    }

    fn text(&mut self, file: &str, key: &str, text: &str, longest: usize) {
        let count = text.chars().count();
        if text.trim().is_empty() {
            self.report(file, key, format!("the text of '{key}' is empty"));
        } else if text.contains("<<") {
            self.report(file, key, format!("the text of '{key}' is still to be written: {text}"));
        } else if count > longest {
            self.report(
                file,
                key,
                format!("the text of '{key}' has {count} characters; at most {longest} fit"),
            );
        } else if text.ends_with('.') {
            self.report(
                file,
                key,
                format!(
                    "the text of '{key}' ends in a period; remove it: the text is not a sentence"
                ),
            );
        }
    }

    fn operations(&mut self, api: &Api) {
        const FILE: &str = "operations.toml";
        for operation in api.operations() {
            match self.docs.operation(&operation.id) {
                None => self.report(
                    FILE,
                    &operation.id,
                    format!("the operation '{}' has no summary", operation.id),
                ),
                Some(text) => self.text(FILE, &operation.id, text, SUMMARY),
            }
        }
        for id in self.docs.operations.keys().filter(|id| api.operation(id).is_none()) {
            self.report(FILE, id, format!("there is no operation '{id}'; remove the line"));
        }
        for group in &api.groups {
            if group.summary.trim().is_empty() || group.summary.chars().count() > GROUP {
                let message = format!(
                    "the group '{}' needs a summary of at most {GROUP} characters",
                    group.id
                );
                self.report("../names/groups.toml", &group.id, message);
            }
        }
    }

    fn fields(&mut self, api: &Api) {
        let all = all(api);
        let names: BTreeSet<&str> = all.iter().map(|named| named.name).collect();
        for name in &names {
            if !self.docs.fields.contains_key(*name) {
                let owner = all.iter().find(|named| named.name == *name).map_or("", |n| n.owner);
                let message =
                    format!("the field or parameter '{name}' has no text ({owner} has it)");
                self.report("fields.toml", name, message);
            }
        }
        for (name, text) in &self.docs.fields {
            self.text("fields.toml", name, text, MEANING);
            if !names.contains(name.as_str()) {
                let message = format!("no field or parameter is called '{name}'; remove the line");
                self.report("fields.toml", name, message);
            }
        }
        let places: BTreeSet<String> =
            all.iter().map(|named| format!("{}.{}", named.owner, named.name)).collect();
        for (place, text) in &self.docs.overrides {
            self.text("overrides.toml", place, text, MEANING);
            if !places.contains(place) {
                let message = format!("there is no field or parameter '{place}'; remove the line");
                self.report("overrides.toml", place, message);
            }
        }
    }

    fn values(&mut self, api: &Api) {
        const FILE: &str = "values.toml";
        let mut used: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for named in all(api) {
            let is_boolean = named.kind == &Type::Boolean;
            for value in named.facts.values.iter().filter(|_| !is_boolean) {
                let place = format!("{}.{}", named.owner, named.name);
                if self.docs.value(named.owner, named.name, value).is_none() {
                    let message = format!("the value '{value}' of {place} has no label");
                    self.report(FILE, named.name, message);
                }
                used.entry(place).or_default().insert(value);
                used.entry(named.name.to_owned()).or_default().insert(value);
            }
        }
        for (place, labels) in &self.docs.values {
            for (value, label) in labels {
                self.text(FILE, place, label, LABEL);
                if !used.get(place).is_some_and(|values| values.contains(value.as_str())) {
                    let message = format!("'{place}' has no value '{value}'; remove the line");
                    self.report(FILE, place, message);
                }
            }
        }
    }

    fn conditions(&mut self, api: &Api) {
        const FILE: &str = "conditions.toml";
        let mut used = BTreeSet::new();
        for named in all(api) {
            for condition in named.facts.required_when.iter().chain(&named.facts.excluded_when) {
                let Condition::Named { when } = condition else { continue };
                if used.insert(when.clone()) && self.docs.condition(when).is_none() {
                    let (owner, name) = (named.owner, named.name);
                    let message = format!("the condition '{when}' of {owner}.{name} has no text");
                    self.report(FILE, when, message);
                }
            }
        }
        for (name, text) in &self.docs.conditions {
            self.text(FILE, name, text, CONDITION);
            if !used.contains(name) {
                self.report(FILE, name, format!("there is no condition '{name}'; remove the line"));
            }
        }
    }

    fn errors(&mut self, api: &Api) {
        const FILE: &str = "errors.toml";
        let known: BTreeSet<&str> =
            api.service.error_codes.iter().map(|e| e.code.as_str()).collect();
        for code in &known {
            if self.docs.error(code).is_none() {
                self.report(FILE, code, format!("the error code {code} has no name and advice"));
            }
        }
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for (code, doc) in &self.docs.errors {
            self.text(FILE, code, &doc.advice, ADVICE);
            let is_camel = doc.name.starts_with(|c: char| c.is_ascii_uppercase())
                && doc.name.chars().all(|c| c.is_ascii_alphanumeric());
            if !is_camel {
                let message =
                    format!("'{}' is not a name in the form of OperationInProgress", doc.name);
                self.report(FILE, code, message);
            }
            if let Some(other) = names.insert(&doc.name, code) {
                let message = format!("{code} and {other} are both called {}", doc.name);
                self.report(FILE, code, message);
            }
            if Category::named(&doc.category).is_none() {
                let message = format!(
                    "'{}' is not a category; expected one of {}",
                    doc.category,
                    Category::ALL.map(Category::as_str).join(", ")
                );
                self.report(FILE, code, message);
            }
            if doc.for_parameters
                && let Some(first) = self.docs.parameter_error().filter(|first| first != code)
            {
                let message = format!("{code} and {first} are both for_parameters; expected one");
                self.report(FILE, code, message);
            }
            match (&doc.source, known.contains(code.as_str())) {
                (None, false) => {
                    let message = format!(
                        "the document has no error code {code}; add the source that it is known from"
                    );
                    self.report(FILE, code, message);
                }
                (Some(_), true) => {
                    let message = format!("the document lists {code}; remove the source");
                    self.report(FILE, code, message);
                }
                _ => {}
            }
        }
    }

    fn metrics(&mut self, api: &Api) {
        const FILE: &str = "metrics.toml";
        let metrics = &self.docs.metrics;
        let known: BTreeSet<&str> = api.service.metrics.iter().map(|m| m.id.as_str()).collect();
        for id in &known {
            if !metrics.meanings.contains_key(*id) {
                self.report(FILE, id, format!("the metric {id} has no text"));
            }
            if !metrics.units.contains_key(*id) {
                self.report(FILE, id, format!("the metric {id} has no unit"));
            }
        }
        for (id, text) in &metrics.meanings {
            self.text(FILE, id, text, LABEL);
        }
        let named =
            metrics.meanings.keys().chain(metrics.units.keys()).chain(metrics.ranges.keys());
        for id in named.filter(|id| !known.contains(id.as_str())) {
            self.report(FILE, id, format!("there is no metric {id}; remove the line"));
        }
    }
}
