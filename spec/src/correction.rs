//! One correction, and how it is made.

use std::collections::BTreeSet;
use std::fmt;

use crate::{Api, Facts, Field, LedgerEntry, Mandatory, Parameter, Rule, Schema, Type};

/// One correction.
#[derive(Clone, Debug)]
pub(crate) struct Fix {
    pub(crate) target: Corrected,
    /// Why, in our own words.
    pub(crate) reason: String,
    /// The places of the document, or another source, that show it.
    pub(crate) evidence: String,
}

/// What is corrected.
#[derive(Clone, Debug)]
pub(crate) enum Corrected {
    /// The path of an operation.
    Path { operation: String, from: String, to: String },
    /// A parameter, by its operation and its name: `instances.list.limit`.
    Parameter { parameter: String, setting: Setting },
    /// A field of a schema, by its wire name as the document writes it.
    Field { schema: String, field: String, change: Change },
}

/// How a field is changed.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// The wire spells the field differently; the document's name stays as an alias.
    RenameField { to: String },
    /// The wire also uses another name.
    AddAlias { alias: String },
    /// The document lacks the field.
    AddField { to: Type, mandatory: Option<Mandatory> },
    /// The document states something wrong about it.
    Set(Setting),
}

/// What the document states about a field or parameter, and what is right.
#[derive(Clone, Debug)]
pub(crate) enum Setting {
    /// Its type.
    Type { from: Type, to: Type },
    /// Whether a request must have it.
    Mandatory { from: Mandatory, to: Mandatory },
    /// Its facts: the description states something else, or no rule can read it.
    Facts { from: Box<Facts>, to: Box<Facts> },
}

impl fmt::Display for Corrected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { operation, .. } => f.write_str(operation),
            Self::Parameter { parameter, .. } => f.write_str(parameter),
            Self::Field { schema, field, .. } => write!(f, "{schema}.{field}"),
        }
    }
}

impl Fix {
    /// What the correction left out, once all corrections are made: a schema that describes the same
    /// object as the corrected one, and still has the old name of the field.
    pub(crate) fn missed(&self, api: &Api) -> Option<String> {
        let Corrected::Field { schema, field, change: Change::RenameField { .. } } = &self.target
        else {
            return None;
        };
        let twin = twin(api, api.schemas.get(schema)?, field)?;
        let line = api.schemas.get(twin).map_or(0, |twin| twin.sources[0].line);
        Some(format!(
            "{twin} (line {line}) is the same object of the document and has the field under that name too"
        ))
    }

    /// Makes the correction; returns the entry for the ledger.
    pub(crate) fn apply(&self, api: &mut Api) -> Result<LedgerEntry, String> {
        let Changed { operation, field, line, values: (declared, observed) } = match &self.target {
            Corrected::Path { operation, from, to } => set_path(api, operation, from, to)?,
            Corrected::Parameter { parameter, setting } => set_parameter(api, parameter, setting)?,
            Corrected::Field { schema, field, change } => change_field(api, schema, field, change)?,
        };
        Ok(LedgerEntry {
            operation,
            field,
            declared,
            observed,
            decision: format!("{} ({})", self.reason, self.evidence),
            ..LedgerEntry::new(Rule::Fixed, line)
        })
    }
}

/// What was corrected.
struct Changed {
    operation: String,
    field: String,
    line: u32,
    values: Values,
}

/// What it was and what it is.
type Values = (String, String);

fn set_path(api: &mut Api, id: &str, from: &str, to: &str) -> Result<Changed, String> {
    let mut operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    let operation = operations
        .find(|operation| operation.id == id)
        .ok_or_else(|| format!("there is no operation {id}"))?;
    let (from, to) = (from.to_owned(), to.to_owned());
    let values = set(&mut operation.path, &from, &to, String::clone)?;
    Ok(Changed { operation: id.to_owned(), field: String::new(), line: operation.uri_line, values })
}

fn set_parameter(api: &mut Api, name: &str, setting: &Setting) -> Result<Changed, String> {
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    let mut found: Vec<(String, &mut Parameter)> = Vec::new();
    for operation in operations {
        let own = name.strip_prefix(&*operation.id).and_then(|rest| rest.strip_prefix('.'));
        let Some(own) = own else { continue };
        let parameters = operation.parameters.iter_mut();
        let named = parameters.filter(|parameter| parameter.name == own);
        found.extend(named.map(|parameter| (operation.id.clone(), parameter)));
    }
    let many = found.len();
    let (operation, parameter) = match found.pop() {
        Some(found) if many == 1 => found,
        Some(_) => return Err(format!("the operation has {many} parameters of this name")),
        None => return Err("the operation does not exist, or has no such parameter".to_owned()),
    };
    let Parameter { kind, mandatory, facts, line, .. } = parameter;
    let line = *line;
    let values = match setting {
        Setting::Type { from, to } => set(kind, from, to, Type::to_string),
        Setting::Mandatory { from, to } => set(mandatory, from, to, |m| word(Some(*m))),
        Setting::Facts { from, to } => set(facts, from, to, json),
    };
    let values = values.map_err(|said| format!("{said} (line {line})"))?;
    Ok(Changed { operation, field: parameter.place(), line, values })
}

fn change_field(
    api: &mut Api,
    schema_name: &str,
    name: &str,
    change: &Change,
) -> Result<Changed, String> {
    if let Change::Set(Setting::Type { to, .. }) | Change::AddField { to, .. } = change
        && let Some(name) = to.schema()
        && !api.schemas.contains_key(name)
    {
        return Err(format!("there is no schema {name}"));
    }
    let schema = api
        .schemas
        .get_mut(schema_name)
        .ok_or_else(|| format!("there is no schema {schema_name}"))?;
    let source = schema.sources[0].clone();
    let changed = |line, values| Changed {
        operation: source.operation,
        field: format!("{schema_name}.{name}"),
        line,
        values,
    };
    let names: Vec<String> = schema.fields.iter().map(|field| field.name.clone()).collect();
    let at = names.iter().position(|known| known == name);
    if let Change::AddField { to, mandatory } = change {
        if at.is_some() {
            return Err("the schema already has the field".to_owned());
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
        return Ok(changed(source.line, (String::new(), to.to_string())));
    }
    let at = at.ok_or_else(|| {
        format!("it has only the fields {} (line {})", names.join(", "), source.line)
    })?;
    let field = &mut schema.fields[at];
    let line = field.lines[0];
    let values = change.apply(field, &names).map_err(|said| format!("{said} (line {line})"))?;
    if let Change::RenameField { to } = change {
        schema.fields.iter_mut().for_each(|other| other.facts.rename(name, to));
    }
    Ok(changed(line, values))
}

/// Another schema that has the same name in the document and still has the old name of the field.
/// Without the difference that set them apart, it would be one schema with the corrected one.
fn twin<'a>(api: &'a Api, corrected: &Schema, name: &str) -> Option<&'a str> {
    let called = |schema: &Schema| -> BTreeSet<String> {
        schema.sources.iter().filter_map(|source| source.name.clone()).collect()
    };
    let names = called(corrected);
    let is_twin = |schema: &Schema| {
        schema.side == corrected.side
            && schema.fields.iter().any(|field| field.name == name)
            && !called(schema).is_disjoint(&names)
    };
    api.schemas.iter().find(|(_, schema)| is_twin(schema)).map(|(other, _)| other.as_str())
}

impl Change {
    /// Changes an existing field.
    fn apply(&self, field: &mut Field, names: &[String]) -> Result<Values, String> {
        match self {
            Self::RenameField { to } => {
                if names.contains(to) {
                    return Err(format!("the schema already has a field {to}"));
                }
                let old = std::mem::replace(&mut field.name, to.clone());
                field.aliases.push(old.clone());
                Ok((old, to.clone()))
            }
            Self::AddAlias { alias } => {
                if field.aliases.contains(alias) || names.contains(alias) {
                    return Err(format!("the field already has the name {alias}"));
                }
                field.aliases.push(alias.clone());
                Ok((field.name.clone(), alias.clone()))
            }
            Self::AddField { .. } => Err("a field cannot be added to a field".to_owned()),
            Self::Set(Setting::Type { from, to }) => {
                set(&mut field.kind, from, to, Type::to_string)
            }
            Self::Set(Setting::Mandatory { from, to }) => {
                set(&mut field.mandatory, &Some(*from), &Some(*to), |mandatory| word(*mandatory))
            }
            Self::Set(Setting::Facts { from, to }) => set(&mut field.facts, from, to, json),
        }
    }
}

/// Replaces a value, if it is the one that the fix expects.
fn set<T: Clone + PartialEq>(
    slot: &mut T,
    from: &T,
    to: &T,
    text: impl Fn(&T) -> String,
) -> Result<Values, String> {
    if slot != from {
        return Err(format!("expected {}, found {}", text(from), text(slot)));
    }
    slot.clone_from(to);
    Ok((text(from), text(to)))
}

fn json(facts: &Facts) -> String {
    serde_json::to_string(facts).expect("the model serialises to JSON")
}

fn word(mandatory: Option<Mandatory>) -> String {
    mandatory.map_or("nothing", Mandatory::as_str).to_owned()
}
