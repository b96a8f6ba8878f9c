use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::overlay::{OverlayError, file_names, line_of, parse, read};
use crate::{Api, Facts, Field, LedgerEntry, Mandatory, Rule, Type};

/// Corrections of the document that no rule could make: `spec/overlay/fixes/*.toml`.
///
/// Each says what it changes from, so that one that no longer applies is an error; why; and what
/// shows that it is right.
#[derive(Clone, Debug, Default)]
pub struct Fixes {
    fixes: Vec<Placed>,
}

#[derive(Clone, Debug)]
struct Placed {
    path: PathBuf,
    line: usize,
    fix: Fix,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fix: Vec<Spanned<Raw>>,
}

/// One correction as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: String,
    /// For what is wrong with an operation.
    operation: Option<String>,
    /// For what is wrong with a field.
    schema: Option<String>,
    field: Option<String>,
    from: Option<Value>,
    to: Option<Value>,
    mandatory: Option<Mandatory>,
    reason: String,
    evidence: String,
}

/// One correction.
#[derive(Clone, Debug)]
struct Fix {
    target: Target,
    /// Why, in our own words.
    reason: String,
    /// Lines of the document that show it, or another source.
    evidence: String,
}

/// What is corrected.
#[derive(Clone, Debug)]
enum Target {
    /// The path of an operation.
    Path { operation: String, from: String, to: String },
    /// A field of a schema, by its wire name as the document writes it.
    Field { schema: String, field: String, change: Change },
}

#[derive(Clone, Debug)]
enum Change {
    /// The wire spells the field differently; the document's name stays as an alias.
    RenameField { to: String },
    /// The field has another type.
    SetType { from: Type, to: Type },
    /// The wire is known to use another name as well.
    AddAlias { alias: String },
    /// A request must have the field, or need not.
    SetMandatory { from: Mandatory, to: Mandatory },
    /// The document lacks the field.
    AddField { to: Type, mandatory: Option<Mandatory> },
    /// What the field's description states is wrong.
    SetFacts { from: Box<Facts>, to: Box<Facts> },
}

impl Raw {
    fn check(self) -> Result<Fix, String> {
        if self.reason.trim().is_empty() {
            return Err("the fix gives no reason; say why the document is wrong".to_owned());
        }
        if self.evidence.trim().is_empty() {
            return Err(
                "the fix gives no evidence; say which lines or which source show it".to_owned()
            );
        }
        let kind = self.kind.as_str();
        let (from, to) = (self.from, self.to);
        if kind == "set-path" {
            let operation = self.operation.ok_or("a fix of kind set-path needs 'operation'")?;
            let target = Target::Path {
                operation,
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            };
            return Ok(Fix { target, reason: self.reason, evidence: self.evidence });
        }
        let change = match kind {
            "rename-field" => Change::RenameField { to: value(to, kind, "to")? },
            "set-type" => {
                Change::SetType { from: value(from, kind, "from")?, to: value(to, kind, "to")? }
            }
            "add-alias" => Change::AddAlias { alias: value(to, kind, "to")? },
            "set-mandatory" => Change::SetMandatory {
                from: value(from, kind, "from")?,
                to: value(to, kind, "to")?,
            },
            "add-field" => {
                Change::AddField { to: value(to, kind, "to")?, mandatory: self.mandatory }
            }
            "set-facts" => {
                Change::SetFacts { from: value(from, kind, "from")?, to: value(to, kind, "to")? }
            }
            other => {
                return Err(format!(
                    "'{other}' is no kind of fix; expected rename-field, set-type, add-alias, set-mandatory, add-field, set-facts or set-path"
                ));
            }
        };
        let need = |value: Option<String>, key: &str| {
            value.ok_or_else(|| format!("a fix of kind {kind} needs '{key}'"))
        };
        let target = Target::Field {
            schema: need(self.schema, "schema")?,
            field: need(self.field, "field")?,
            change,
        };
        Ok(Fix { target, reason: self.reason, evidence: self.evidence })
    }
}

fn value<T: for<'de> Deserialize<'de>>(
    value: Option<Value>,
    kind: &str,
    key: &str,
) -> Result<T, String> {
    let value = value.ok_or_else(|| format!("a fix of kind {kind} needs '{key}'"))?;
    value.try_into().map_err(|error| format!("'{key}': {error}"))
}

impl Fixes {
    /// Reads all files of `folder`, in the order of their names; without the folder there are none.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        let mut fixes = Vec::new();
        // No folder means that nothing needs fixing yet: version control keeps no empty one.
        let names = if folder.exists() { file_names(folder)? } else { Vec::new() };
        for name in names {
            let (path, text) = read(folder, &name)?;
            for fix in parse::<File>(&path, &text)?.fix {
                let line = line_of(&text, fix.span().start);
                let fix = fix.into_inner().check().map_err(|message| OverlayError {
                    path: path.clone(),
                    line,
                    message,
                })?;
                fixes.push(Placed { path: path.clone(), line, fix });
            }
        }
        Ok(Self { fixes })
    }

    /// Applies all corrections; returns what the ledger should say. A fix that does not apply is
    /// an error: the document has changed, or the fix was never right.
    pub fn apply(&self, api: &mut Api) -> Result<Vec<LedgerEntry>, OverlayError> {
        let mut entries = Vec::new();
        for placed in &self.fixes {
            let entry = placed.fix.apply(api).map_err(|message| OverlayError {
                path: placed.path.clone(),
                line: placed.line,
                message: format!(
                    "the fix of {} does not apply: {message}; drop it, or mend it if the document still errs",
                    placed.fix.target
                ),
            })?;
            entries.push(entry);
        }
        Ok(entries)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { operation, .. } => f.write_str(operation),
            Self::Field { schema, field, .. } => write!(f, "{schema}.{field}"),
        }
    }
}

impl Fix {
    fn apply(&self, api: &mut Api) -> Result<LedgerEntry, String> {
        let (operation, line, declared, observed) = match &self.target {
            Target::Path { operation, from, to } => set_path(api, operation, from, to)?,
            Target::Field { schema, field, change } => change_field(api, schema, field, change)?,
        };
        let section =
            api.operation(&operation).map(|found| found.section.clone()).unwrap_or_default();
        let field = match &self.target {
            Target::Path { .. } => String::new(),
            field => field.to_string(),
        };
        Ok(LedgerEntry {
            line,
            section,
            rule: Rule::Fixed,
            operation,
            field,
            declared,
            observed,
            decision: format!("{} ({})", self.reason, self.evidence),
        })
    }
}

/// Operation, line, what it was and what it is.
type Changed = (String, u32, String, String);

fn set_path(api: &mut Api, id: &str, from: &str, to: &str) -> Result<Changed, String> {
    let mut operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    let operation = operations
        .find(|operation| operation.id == id)
        .ok_or_else(|| format!("there is no operation {id}"))?;
    if operation.path != from {
        return Err(format!("expected the path {from}, found {}", operation.path));
    }
    operation.path = to.to_owned();
    Ok((id.to_owned(), operation.uri_line, from.to_owned(), to.to_owned()))
}

fn change_field(
    api: &mut Api,
    schema: &str,
    name: &str,
    change: &Change,
) -> Result<Changed, String> {
    if let Change::SetType { to, .. } | Change::AddField { to, .. } = change
        && let Some(name) = to.schema()
        && !api.schemas.contains_key(name)
    {
        return Err(format!("there is no schema {name}"));
    }
    let schema =
        api.schemas.get_mut(schema).ok_or_else(|| format!("there is no schema {schema}"))?;
    let source = schema.sources[0].clone();
    let names: Vec<String> = schema.fields.iter().map(|field| field.name.clone()).collect();
    let at = names.iter().position(|known| known == name);
    if let Change::AddField { to, mandatory } = change {
        if at.is_some() {
            return Err("the field is there already".to_owned());
        }
        schema.fields.push(Field {
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: to.clone(),
            declared: None,
            wire: Vec::new(),
            nullable: false,
            mandatory: *mandatory,
            facts: Facts::default(),
            lines: vec![source.line],
        });
        return Ok((source.operation, source.line, String::new(), to.to_string()));
    }
    let at = at.ok_or_else(|| format!("it has only the fields {}", names.join(", ")))?;
    let field = &mut schema.fields[at];
    let (declared, observed) = change.apply(field, &names)?;
    Ok((source.operation, field.lines[0], declared, observed))
}

impl Change {
    /// Changes an existing field; returns what it was and what it is.
    fn apply(&self, field: &mut Field, names: &[String]) -> Result<(String, String), String> {
        let expect = |holds: bool, found: String, wanted: String| {
            if holds { Ok(()) } else { Err(format!("expected {wanted}, found {found}")) }
        };
        match self {
            Self::RenameField { to } => {
                if names.contains(to) {
                    return Err(format!("a field {to} is there already"));
                }
                let old = std::mem::replace(&mut field.name, to.clone());
                field.aliases.push(old.clone());
                Ok((old, to.clone()))
            }
            Self::SetType { from, to } => {
                expect(field.kind == *from, field.kind.to_string(), from.to_string())?;
                field.kind = to.clone();
                Ok((from.to_string(), to.to_string()))
            }
            Self::AddAlias { alias } => {
                if field.aliases.contains(alias) || names.contains(alias) {
                    return Err(format!("the name {alias} is known already"));
                }
                field.aliases.push(alias.clone());
                Ok((field.name.clone(), alias.clone()))
            }
            Self::SetMandatory { from, to } => {
                let found =
                    field.mandatory.map_or_else(|| "nothing".to_owned(), |m| format!("{m:?}"));
                expect(field.mandatory == Some(*from), found, format!("{from:?}"))?;
                field.mandatory = Some(*to);
                Ok((format!("{from:?}").to_lowercase(), format!("{to:?}").to_lowercase()))
            }
            Self::SetFacts { from, to } => {
                let text = |facts: &Facts| {
                    serde_json::to_string(facts).expect("the model serialises to JSON")
                };
                expect(field.facts == **from, text(&field.facts), text(from))?;
                field.facts = (**to).clone();
                Ok((text(from), text(to)))
            }
            Self::AddField { .. } => Err("a field cannot be added to a field".to_owned()),
        }
    }
}
