//! The types of one body, resolved to the tables of the same body.

use std::collections::BTreeSet;

use taurusdb_spec::Type;

use super::expression::{Expression, expected, parse};
use crate::fault::{Fault, quote};
use crate::interpret::{FieldDraft, Scope, TableDraft, has_number, table_reference};
use crate::text::{differ_in_plural, squeezed, squeezed_lower};

/// A scope whose types are resolved. Until tables have names, a type refers to a table by number.
pub(super) struct Resolved<'a> {
    /// The root first, then the objects, in the order of the document.
    pub(super) tables: Vec<ResolvedTable<'a>>,
    /// Tables of a page that no field refers to, and those that only they refer to.
    pub(super) unused: Vec<&'a TableDraft>,
}

/// A table with resolved types.
pub(super) struct ResolvedTable<'a> {
    pub(super) draft: &'a TableDraft,
    pub(super) types: Vec<ResolvedType>,
    /// Another table for the same field; its additional fields are merged into this one.
    pub(super) alternatives: Vec<(&'a TableDraft, Vec<ResolvedType>)>,
}

/// A resolved type, and whether the text of the type alone was not enough to find it.
#[derive(Clone, Debug)]
pub(super) struct ResolvedType {
    pub(super) kind: Type,
    pub(super) indirect: bool,
}

/// A field whose object is not found yet.
struct Open {
    table: usize,
    field: usize,
    expression: Expression,
}

/// Resolves the types of one scope. References only lead to tables of the same scope.
///
/// The rules, from direct to indirect. Each rule applies to the fields that the rules before it
/// left open:
///
/// 1. the table's name as written, or broken by a narrow column, or its number in the type or in the
///    description;
/// 2. the name without regard to case and plural;
/// 3. for `Object` without a name: a table named like the field;
/// 4. a table that nothing refers to and whose name differs by one letter or by an ending;
/// 5. if one open field and one such table are left, they belong together;
/// 6. such a table of the name of a text whose description refers to it by number: that it is a text
///    is a mistake.
///
/// A table that is unused after that is another form of the table with the same name, or a fault.
pub(super) fn resolve(scope: &Scope) -> Result<Resolved<'_>, Fault> {
    let tables: Vec<&TableDraft> = scope.root.iter().chain(&scope.tables).collect();
    let mut resolution = Resolution::new(tables, scope.of_page)?;
    resolution.by_reference();
    resolution.by_spelling();
    resolution.self_references();
    resolution.by_field_name();
    resolution.by_resemblance();
    resolution.last_pair();
    resolution.by_number_alone();
    resolution.finish()
}

struct Resolution<'a> {
    tables: Vec<&'a TableDraft>,
    types: Vec<Vec<Option<ResolvedType>>>,
    open: Vec<Open>,
    of_page: bool,
}

impl<'a> Resolution<'a> {
    fn new(tables: Vec<&'a TableDraft>, of_page: bool) -> Result<Self, Fault> {
        let mut open = Vec::new();
        let mut types = Vec::new();
        for (t, table) in tables.iter().enumerate() {
            let mut row = Vec::new();
            for (f, field) in table.fields.iter().enumerate() {
                let expression = expression(field, &tables, of_page)?;
                match expression.core() {
                    Expression::Scalar(_) => row.push(Some(ResolvedType {
                        kind: expression.with_core(Type::Object),
                        indirect: false,
                    })),
                    _ => {
                        row.push(None);
                        open.push(Open { table: t, field: f, expression });
                    }
                }
            }
            types.push(row);
        }
        Ok(Self { tables, types, open, of_page })
    }

    fn field(&self, open: &Open) -> &'a FieldDraft {
        &self.tables[open.table].fields[open.field]
    }

    /// Gives every open field to `find`, and resolves those for which it names a table.
    fn pass(&mut self, indirect: bool, find: impl Fn(&Self, &Open) -> Option<usize>) {
        let open = std::mem::take(&mut self.open);
        for field in open {
            match find(self, &field) {
                Some(table) => self.settle(&field, table, indirect),
                None => self.open.push(field),
            }
        }
    }

    fn settle(&mut self, field: &Open, table: usize, indirect: bool) {
        let kind = field.expression.with_core(Type::Schema(self.tables[table].number.clone()));
        self.types[field.table][field.field] = Some(ResolvedType { kind, indirect });
    }

    /// The objects: all tables but the root.
    fn objects(&self) -> impl Iterator<Item = (usize, &'a TableDraft)> {
        self.tables.iter().copied().enumerate().filter(|(_, table)| !table.name.is_empty())
    }

    /// The only table of that name, without regard to case, broken words, and plural.
    fn spelled(&self, name: &str) -> Option<usize> {
        let objects = || self.objects();
        unique(objects().filter(|(_, table)| squeezed_lower(&table.name) == squeezed_lower(name)))
            .or_else(|| unique(objects().filter(|(_, table)| differ_in_plural(&table.name, name))))
    }

    fn by_reference(&mut self) {
        self.pass(false, |this, open| match open.expression.core() {
            Expression::Named(name) => unique(this.objects().filter(|(_, t)| t.name == *name))
                // A narrow column breaks names.
                .or_else(|| {
                    unique(this.objects().filter(|(_, t)| squeezed(&t.name) == squeezed(name)))
                }),
            Expression::Numbered(number) => {
                unique(this.objects().filter(|(_, t)| has_number(t, number, this.of_page)))
            }
            _ => {
                let number = table_reference(&this.field(open).description)?;
                unique(this.objects().filter(|(_, t)| has_number(t, &number, this.of_page)))
            }
        });
    }

    fn by_spelling(&mut self) {
        self.pass(true, |this, open| match open.expression.core() {
            Expression::Named(name) => this.spelled(name),
            _ => None,
        });
    }

    fn by_field_name(&mut self) {
        self.pass(true, |this, open| match open.expression.core() {
            Expression::Object | Expression::Items => this.spelled(&this.field(open).name),
            _ => None,
        });
    }

    /// A table with a field of the table's own type, while a table with nearly the same name is not
    /// used at all: the field means the other table.
    fn self_references(&mut self) {
        for (table, orphan) in self.orphans().into_iter().flat_map(|orphan| {
            let owners = 0..self.tables.len();
            owners.map(move |table| (table, orphan)).collect::<Vec<_>>()
        }) {
            let (owner, other) = (&self.tables[table], &self.tables[orphan]);
            if !extends(&owner.name, &other.name) {
                continue;
            }
            for slot in self.types[table].iter_mut().flatten() {
                if slot.kind.schema() == Some(&owner.number) {
                    slot.kind = slot.kind.map_schema(&mut |_| other.number.clone());
                    slot.indirect = true;
                }
            }
        }
    }

    fn by_resemblance(&mut self) {
        let orphans = self.orphans();
        self.pass(true, |this, open| {
            let Expression::Named(name) = open.expression.core() else { return None };
            let candidates = || this.objects().filter(|(t, _)| orphans.contains(t));
            unique(candidates().filter(|(_, t)| one_slip_apart(&t.name, name)))
                .or_else(|| unique(candidates().filter(|(_, t)| extends(&t.name, name))))
        });
    }

    fn last_pair(&mut self) {
        let orphans = self.orphans();
        if let ([orphan], [_]) = (&orphans[..], &self.open[..]) {
            let orphan = *orphan;
            self.pass(true, |_, open| (open.table != orphan).then_some(orphan));
        }
    }

    /// Texts and lists of texts whose descriptions refer to a table of their name that nothing else
    /// refers to.
    fn by_number_alone(&mut self) {
        for orphan in self.orphans() {
            let table = self.tables[orphan];
            let is_meant = |field: &FieldDraft| {
                table_reference(&field.description)
                    .is_some_and(|number| has_number(table, &number, self.of_page))
                    && (squeezed_lower(&field.name) == squeezed_lower(&table.name)
                        || differ_in_plural(&field.name, &table.name))
            };
            let place = self.tables.iter().enumerate().filter(|(at, _)| *at != orphan).find_map(
                |(at, owner)| owner.fields.iter().position(is_meant).map(|field| (at, field)),
            );
            if let Some((at, field)) = place
                && let Some(slot) = &mut self.types[at][field]
            {
                let object = Type::Schema(table.number.clone());
                slot.kind = match &slot.kind {
                    Type::String => object,
                    Type::Array(item) if **item == Type::String => Type::array(object),
                    _ => continue,
                };
                slot.indirect = true;
            }
        }
    }

    /// Makes maps of the objects whose only row describes all their members; returns their numbers.
    fn maps(&mut self) -> BTreeSet<String> {
        let mut numbers = BTreeSet::new();
        for (at, table) in self.tables.iter().enumerate() {
            let is_map = matches!(&table.fields[..], [row] if row.is_key) && !table.name.is_empty();
            let Some(Some(item)) = self.types[at].first().filter(|_| is_map) else { continue };
            if item.kind.schema() == Some(&table.number) {
                continue;
            }
            let map = Type::map(item.kind.clone());
            numbers.insert(table.number.clone());
            for slot in self.types.iter_mut().flatten().flatten() {
                slot.kind = replaced(&slot.kind, &table.number, &map);
            }
        }
        numbers
    }

    /// Objects that no field refers to.
    fn orphans(&self) -> Vec<usize> {
        let used: Vec<&str> =
            self.types.iter().flatten().flatten().filter_map(|t| t.kind.schema()).collect();
        self.objects().filter(|(_, t)| !used.contains(&&*t.number)).map(|(i, _)| i).collect()
    }

    fn finish(mut self) -> Result<Resolved<'a>, Fault> {
        for open in std::mem::take(&mut self.open) {
            let field = self.field(&open);
            if let Expression::Named(_) | Expression::Numbered(_) = open.expression.core() {
                let known: Vec<&str> = self.objects().map(|(_, t)| &*t.name).collect();
                return Err(Fault::new(
                    field.line,
                    format!(
                        "the type {} of {}, which no table describes",
                        quote(field.declared.as_deref().unwrap_or_default()),
                        field.name
                    ),
                    if known.is_empty() {
                        "a table of that name in the same part of the section".to_owned()
                    } else {
                        format!("one of the tables {}", known.join(", "))
                    },
                ));
            }
            if let Expression::Items = open.expression.core() {
                return Err(Fault::new(
                    field.line,
                    format!(
                        "the type {} of {}, which does not say what the items are",
                        quote(field.declared.as_deref().unwrap_or_default()),
                        field.name
                    ),
                    "a type such as 'Array of strings', or a table of the items in the same part of the section",
                ));
            }
            // An object that the document does not describe further.
            let kind = open.expression.with_core(Type::Object);
            self.types[open.table][open.field] = Some(ResolvedType { kind, indirect: false });
        }

        let maps = self.maps();
        let orphans = self.orphans();
        let mut homes = Vec::new();
        for &orphan in orphans.iter().filter(|orphan| !maps.contains(&self.tables[**orphan].number))
        {
            let name = squeezed_lower(&self.tables[orphan].name);
            let home = self
                .objects()
                .find(|(i, t)| !orphans.contains(i) && squeezed_lower(&t.name) == name)
                .map(|(i, _)| i);
            let Some(home) = home else {
                let table = &self.tables[orphan];
                // A text may have lost the field with a row; pages have their rows.
                if self.of_page {
                    continue;
                }
                return Err(Fault::new(
                    table.line,
                    format!("Table {} '{}', which no field refers to", table.number, table.name),
                    "a field of that type in the same part of the section",
                ));
            };
            homes.push((orphan, home));
        }

        let types = self.types.into_iter().map(|row| row.into_iter().flatten().collect());
        let mut tables: Vec<Option<ResolvedTable<'_>>> = self
            .tables
            .into_iter()
            .zip(types)
            .map(|(draft, types)| Some(ResolvedTable { draft, types, alternatives: Vec::new() }))
            .collect();
        for (orphan, home) in homes {
            let other = tables[orphan].take().expect("each orphan has one home");
            if let Some(table) = &mut tables[home] {
                table.alternatives.push((other.draft, other.types));
            }
        }
        let tables: Vec<ResolvedTable<'_>> = tables.into_iter().flatten().collect();
        let reached = reached(&tables);
        let (used, unused): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| {
            table.draft.name.is_empty() || reached.contains(&table.draft.number)
        });
        let unused = unused.into_iter().map(|table| table.draft);
        let unused = unused.filter(|table| !maps.contains(&table.number)).collect();
        Ok(Resolved { tables: used, unused })
    }
}

/// The numbers of all tables that the fields of the body lead to.
fn reached(tables: &[ResolvedTable<'_>]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&ResolvedTable<'_>> =
        tables.iter().filter(|table| table.draft.name.is_empty()).collect();
    while let Some(table) = open.pop() {
        let alternatives = table.alternatives.iter().flat_map(|(_, types)| types);
        for number in table.types.iter().chain(alternatives).filter_map(|t| t.kind.schema()) {
            if reached.insert(number.to_owned()) {
                open.extend(tables.iter().filter(|table| table.draft.number == *number));
            }
        }
    }
    reached
}

fn expression(
    field: &FieldDraft,
    tables: &[&TableDraft],
    of_page: bool,
) -> Result<Expression, Fault> {
    let table_of = |number: &str| tables.iter().any(|table| has_number(table, number, of_page));
    match &field.declared {
        None if table_reference(&field.description)
            .is_some_and(|number| number.contains('-') || table_of(&number)) =>
        {
            // Without a column of types, a field with a table of its own is a list of objects if
            // the description counts them.
            Ok(Expression::Array(Box::new(Expression::Object)))
        }
        None => Ok(Expression::Scalar(Type::String)),
        Some(text) => parse(text).or_else(|| only_name(text, tables)).ok_or_else(|| {
            let found = format!("the type {} of {}", quote(text), field.name);
            Fault::new(field.line, found, expected(text))
        }),
    }
}

/// The name of a table, without the word `object`.
fn only_name(text: &str, tables: &[&TableDraft]) -> Option<Expression> {
    let name = text.trim_matches(['`', '*', ' ']);
    let is_same = |table: &&TableDraft| squeezed_lower(&table.name) == squeezed_lower(name);
    let is_table = !name.is_empty() && tables.iter().any(is_same);
    is_table.then(|| Expression::Named(name.to_owned()))
}

/// The type with another one in the place of a table.
fn replaced(kind: &Type, number: &str, by: &Type) -> Type {
    match kind {
        Type::Schema(name) if name == number => by.clone(),
        Type::Array(item) => Type::array(replaced(item, number, by)),
        Type::Map(value) => Type::map(replaced(value, number, by)),
        other => other.clone(),
    }
}

fn unique<'a>(mut found: impl Iterator<Item = (usize, &'a TableDraft)>) -> Option<usize> {
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index)
}

/// Whether the longer name is the shorter one plus an ending.
fn extends(a: &str, b: &str) -> bool {
    let (a, b) = (squeezed_lower(a), squeezed_lower(b));
    a != b && (a.starts_with(&b) || b.starts_with(&a))
}

/// Whether the names differ by one letter: added, missing or wrong.
fn one_slip_apart(a: &str, b: &str) -> bool {
    strsim::levenshtein(&squeezed_lower(a), &squeezed_lower(b)) <= 1
}

#[cfg(test)]
mod tests {
    use super::{extends, one_slip_apart};

    #[test]
    fn names_that_mean_the_same_are_told_from_others() {
        assert!(one_slip_apart("UpdateBackuppOffsite", "UpdateBackupOffsite"));
        assert!(one_slip_apart("abc", "abd"));
        assert!(one_slip_apart("abc", "ab"));
        assert!(one_slip_apart("A bc", "abc"));
        assert!(!one_slip_apart("abc", "abcde"));
        assert!(!one_slip_apart("abc", "acb"));
        assert!(extends("MysqlDatastoreWithKernelVersion", "MysqlDatastore"));
        assert!(!extends("MysqlDatastore", "MysqlDatastore"));
    }
}
