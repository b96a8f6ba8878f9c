//! Tables that list the fields of nested objects one after another, without a table for each object.
//! The examples show which fields stand in which object.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use taurusdb_spec::{LedgerEntry, Rule, Side, is_success};

use super::expression::{Expression, parse};
use crate::example::mend;
use crate::fault::Fault;
use crate::interpret::{Draft, ExampleDraft, FieldDraft, Scope, TableDraft, table_reference};
use crate::text::{differ_in_plural, squeezed_lower};

/// Gives each nested object of such tables a table of its own. A name that stands twice in one object
/// after that is a fault.
pub fn unfold(drafts: &mut [Draft]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for draft in drafts.iter_mut() {
        let examples = std::mem::take(&mut draft.examples);
        for scope in &mut draft.scopes {
            draft.findings.extend(without_keys(scope));
            if let Some(fault) = scope.tables.iter().find_map(repeated) {
                faults.push(fault.in_section(&draft.section));
                continue;
            }
            let Some(root) = &scope.root else { continue };
            let again = repeated(root);
            let has_open =
                tables(scope).flat_map(|table| &table.fields).any(|field| is_open(field, scope));
            if !has_open && again.is_none() {
                continue;
            }
            let shown = shown(scope, &examples);
            let found = shown.as_ref().and_then(|shown| Tree::of(scope, root, shown));
            match (found, again) {
                (Some(tree), _) => match tree.repeated(root) {
                    None => draft.findings.extend(tree.part(scope)),
                    Some(fault) => faults.push(fault.in_section(&draft.section)),
                },
                (None, Some(fault)) => faults.push(fault.in_section(&draft.section)),
                (None, None) => {}
            }
            draft.findings.extend(say_items(scope, shown.as_ref()));
        }
        draft.examples = examples;
    }
    faults
}

/// Takes out the rows that describe members whose names are data, where other members have rows of
/// their own; returns the findings.
fn without_keys(scope: &mut Scope) -> Vec<LedgerEntry> {
    let mut findings = Vec::new();
    for table in scope.root.iter_mut().chain(&mut scope.tables) {
        // An object that has nothing else is a map.
        if !table.name.is_empty() && table.fields.len() == 1 {
            continue;
        }
        let keys = table.fields.iter().filter(|field| field.is_key);
        findings.extend(keys.map(|field| LedgerEntry {
            declared: field.name.clone(),
            decision: "left out: the names of these members are data".to_owned(),
            ..LedgerEntry::new(Rule::DataKeys, field.line)
        }));
        table.fields.retain(|field| !field.is_key);
    }
    if !findings.is_empty() {
        scope.root = scope.root.take().filter(|root| !root.fields.is_empty());
    }
    findings
}

/// The second row for one name.
fn repeated(table: &TableDraft) -> Option<Fault> {
    second_of(table.fields.iter())
}

fn second_of<'a>(fields: impl Iterator<Item = &'a FieldDraft>) -> Option<Fault> {
    let mut seen: Vec<&FieldDraft> = Vec::new();
    for field in fields {
        if let Some(first) = seen.iter().find(|known| known.name == field.name) {
            return Some(Fault::new(
                field.line,
                format!("a second row for {}", field.name),
                format!("one; the first is line {}", first.line),
            ));
        }
        seen.push(field);
    }
    None
}

/// Whether a field is an object, or a list of what is not said, and no table describes it.
fn is_open(field: &FieldDraft, scope: &Scope) -> bool {
    let is_named = |table: &TableDraft| {
        squeezed_lower(&table.name) == squeezed_lower(&field.name)
            || differ_in_plural(&table.name, &field.name)
    };
    let expression = field.declared.as_deref().and_then(parse);
    matches!(
        expression.as_ref().map(Expression::core),
        Some(Expression::Object | Expression::Items)
    ) && !scope.tables.iter().any(is_named)
        && table_reference(&field.description).is_none()
}

/// What the examples of a body show, all in one object.
fn shown(scope: &Scope, examples: &[ExampleDraft]) -> Option<Map<String, Value>> {
    let mut shown: Option<Map<String, Value>> = None;
    let is_meant = |example: &&ExampleDraft| {
        example.side == scope.side
            && (scope.side == Side::Request
                || example.status == scope.status
                || scope.status.or(example.status).is_none_or(is_success)
                    && (scope.status.is_none() || example.status.is_none()))
    };
    for example in examples.iter().filter(is_meant).filter(|example| !example.fragments.is_empty())
    {
        if let Some(Value::Object(members)) = mend(&example.fragments, &|_| 0).map(|m| m.value) {
            merge(shown.get_or_insert_default(), members);
        }
    }
    shown
}

fn merge(into: &mut Map<String, Value>, more: Map<String, Value>) {
    for (key, value) in more {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(known)), Value::Object(more)) => merge(known, more),
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(known @ Value::Null), value) => *known = value,
            (Some(_), _) => {}
            (None, value) => {
                into.insert(key, value);
            }
        }
    }
}

/// The members of an object, or of all objects of a list.
fn members(value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(members) => Some(members.clone()),
        Value::Array(items) => {
            let mut all: Option<Map<String, Value>> = None;
            for item in items {
                let Value::Object(item) = item else { return None };
                merge(all.get_or_insert_default(), item.clone());
            }
            all
        }
        _ => None,
    }
}

/// An object that the example shows, with the rows of its fields.
struct Node {
    /// The row of the object itself; `None` for the body.
    row: Option<usize>,
    is_list: bool,
    members: Map<String, Value>,
    rows: Vec<usize>,
}

/// The objects of a body, the body first.
struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Puts each row of the body's table into the object that shows a member of its name; `None` if all
    /// of them belong to the body, or if the example does not tell.
    fn of(scope: &Scope, root: &TableDraft, shown: &Map<String, Value>) -> Option<Self> {
        let body = Node { row: None, is_list: false, members: shown.clone(), rows: Vec::new() };
        let mut tree = Self { nodes: vec![body] };
        // The objects that the last row stands in, the body first.
        let mut inside = vec![0];
        let (mut found, mut strange) = (0, 0);
        for (at, field) in root.fields.iter().enumerate() {
            let holds = |node: &usize| tree.holds(*node, &field.name, root);
            let last = *inside.last().expect("the body is never left");
            let home = match inside.iter().rposition(holds) {
                Some(place) => {
                    inside.truncate(place + 1);
                    inside[place]
                }
                // All fields of one object, then all of the next.
                None => match (0..tree.nodes.len()).rev().find(holds) {
                    Some(node) => {
                        inside = vec![0, node];
                        node
                    }
                    None => {
                        strange += usize::from(!shown.contains_key(&field.name));
                        last
                    }
                },
            };
            found += usize::from(home != 0 && (home != last || tree.shows(home, field)));
            tree.nodes[home].rows.push(at);
            if let Some(members) = tree.member(home, &field.name).and_then(members)
                && is_open(field, scope)
            {
                let is_list = tree.member(home, &field.name).is_some_and(Value::is_array);
                tree.nodes.push(Node { row: Some(at), is_list, members, rows: Vec::new() });
                inside.push(tree.nodes.len() - 1);
            }
        }
        tree.nodes.retain(|node| node.row.is_none() || !node.rows.is_empty());
        (found > 0 && found >= strange && tree.nodes.len() > 1).then_some(tree)
    }

    fn member(&self, node: usize, name: &str) -> Option<&Value> {
        self.nodes[node].members.get(name)
    }

    fn shows(&self, node: usize, field: &FieldDraft) -> bool {
        self.member(node, &field.name).is_some()
    }

    /// Whether an object has a member of that name, up to a plural, and no row for it yet.
    fn holds(&self, node: usize, name: &str, root: &TableDraft) -> bool {
        let Node { members, rows, .. } = &self.nodes[node];
        let is_taken = rows.iter().any(|row| root.fields[*row].name == name);
        !is_taken
            && (members.contains_key(name)
                || members.keys().any(|member| differ_in_plural(member, name)))
    }

    /// A name with two rows in one object.
    fn repeated(&self, root: &TableDraft) -> Option<Fault> {
        self.nodes.iter().find_map(|node| second_of(node.rows.iter().map(|row| &root.fields[*row])))
    }

    /// Makes tables of the objects; returns the findings.
    fn part(self, scope: &mut Scope) -> Vec<LedgerEntry> {
        let Some(root) = &mut scope.root else { return Vec::new() };
        let number = |node: usize| format!("{}.{node}", root.number);
        let mut fields = root.fields.clone();
        let mut findings = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let Some(row) = node.row else { continue };
            let list = if node.is_list { "Array of " } else { "" };
            let plural = if node.is_list { "s" } else { "" };
            let field = &mut fields[row];
            field.declared = Some(format!("{list}Table {} object{plural}", number(at)));
            findings.push(LedgerEntry {
                field: field.name.clone(),
                observed: format!("{} rows of the same table", node.rows.len()),
                decision: "its fields, as the example shows it".to_owned(),
                ..LedgerEntry::new(Rule::Reference, field.line)
            });
        }
        let tables = self.nodes.iter().enumerate().map(|(at, node)| TableDraft {
            number: node.row.map_or_else(|| root.number.clone(), |_| number(at)),
            name: node.row.map_or_else(String::new, |row| fields[row].name.clone()),
            line: node.row.map_or(root.line, |row| fields[row].line),
            fields: node.rows.iter().map(|row| fields[*row].clone()).collect(),
        });
        let mut tables = tables.collect::<Vec<_>>().into_iter();
        scope.root = tables.next();
        scope.tables.extend(tables);
        findings
    }
}

/// Takes from the examples what the items of lists are that nothing else says. An answer whose examples
/// show none of them has objects, which is how they are read most tolerantly; that is a finding.
fn say_items(scope: &mut Scope, shown: Option<&Map<String, Value>>) -> Vec<LedgerEntry> {
    let mut findings = Vec::new();
    let open: BTreeSet<u32> = tables(scope)
        .flat_map(|table| &table.fields)
        .filter(|field| is_open(field, scope))
        .map(|field| field.line)
        .collect();
    let may_assume = scope.of_page && scope.side == Side::Response;
    let all = scope.root.iter_mut().chain(&mut scope.tables).flat_map(|table| &mut table.fields);
    for field in all.filter(|field| open.contains(&field.line)) {
        let declared = field.declared.clone().unwrap_or_default();
        let Some(Expression::Array(item)) = parse(&declared) else { continue };
        if *item != Expression::Items {
            continue;
        }
        let mut items = Vec::new();
        if let Some(shown) = shown {
            items_of(shown, &field.name, &mut items);
        }
        let all = |is: fn(&Value) -> bool| !items.is_empty() && items.iter().all(|item| is(item));
        let kind = match () {
            () if all(Value::is_string) => "strings",
            () if all(|item| item.is_i64() || item.is_u64()) => "integers",
            () if all(Value::is_number) => "numbers",
            () if all(Value::is_boolean) => "booleans",
            () if all(Value::is_object) => "objects",
            () if may_assume && items.is_empty() => {
                findings.push(LedgerEntry {
                    field: field.name.clone(),
                    declared,
                    decision: "nothing says what the items are; objects are assumed".to_owned(),
                    ..LedgerEntry::new(Rule::Reference, field.line)
                });
                "objects"
            }
            () => continue,
        };
        field.declared = Some(format!("Array of {kind}"));
    }
    findings
}

/// The tables of a body, its own first.
fn tables(scope: &Scope) -> impl Iterator<Item = &TableDraft> {
    scope.root.iter().chain(&scope.tables)
}

/// The items of all lists of that name, however deep they stand.
fn items_of<'v>(members: &'v Map<String, Value>, name: &str, found: &mut Vec<&'v Value>) {
    for (key, value) in members {
        match value {
            Value::Array(items) if key == name => found.extend(items),
            _ => {}
        }
        let inner = match value {
            Value::Array(items) => items.as_slice(),
            value => std::slice::from_ref(value),
        };
        for members in inner.iter().filter_map(Value::as_object) {
            items_of(members, name, found);
        }
    }
}
