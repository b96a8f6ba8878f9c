use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use taurusdb_spec::{Api, Facts, Type};

use super::Home;
use super::ident::{type_ident, unique, variant_ident};
use super::modules::{common, home_of};
use super::record::RecordPlan;
use crate::EmitError;

/// An open enumeration of the client crate.
#[derive(Clone, Debug)]
pub struct EnumPlan<'a> {
    /// Name of the enum.
    pub ident: String,
    /// Module that it stands in.
    pub home: Home,
    /// Wire values and variants.
    pub variants: Vec<(&'a str, String)>,
    /// Where it is used: schema or operation, and field or parameter.
    pub uses: Vec<(&'a str, &'a str)>,
    /// The text is a switch: `true` or `false`.
    pub is_switch: bool,
}

impl EnumPlan<'_> {
    /// What the text is, where all its uses agree on that.
    pub fn meaning<'b>(&self, api: &'b Api) -> Option<&'b str> {
        self.agreed(|owner, name| api.docs.field(owner, name))
    }

    /// What a value means, where all uses agree on that.
    pub fn label<'b>(&self, api: &'b Api, value: &str) -> Option<&'b str> {
        self.agreed(|owner, name| api.docs.value(owner, name, value))
    }

    fn agreed<'b>(&self, text: impl Fn(&str, &str) -> Option<&'b str>) -> Option<&'b str> {
        let mut texts = self.uses.iter().map(|(owner, name)| text(owner, name));
        let first = texts.next()?;
        texts.all(|other| other == first).then_some(first)?
    }
}

/// A text field with documented values.
struct Use<'a> {
    owner: &'a str,
    name: &'a str,
    values: &'a [String],
    home: Home,
}

/// Finds the enumerations: fields of one name with the same values share one.
///
/// It is called after the field where no other enumeration wants that name, and otherwise after
/// owner and field. A text that is `true` or `false` is a `Switch` everywhere.
pub(super) fn plan<'a>(
    api: &'a Api,
    homes: &BTreeMap<&'a str, Home>,
    records: &mut BTreeMap<&'a str, RecordPlan<'a>>,
) -> Result<BTreeMap<String, EnumPlan<'a>>, EmitError> {
    let mut uses = Vec::new();
    for (name, schema) in &api.schemas {
        for field in &schema.fields {
            if is_enumeration(&field.kind, &field.facts) {
                let home = homes.get(name.as_str()).cloned().unwrap_or_default();
                uses.push(Use {
                    owner: name,
                    name: &field.name,
                    values: &field.facts.values,
                    home,
                });
            }
        }
    }
    for operation in api.operations() {
        for parameter in &operation.parameters {
            if is_enumeration(&parameter.kind, &parameter.facts) && !is_header(&parameter.name) {
                let home = home_of(operation.group());
                let values = &parameter.facts.values;
                uses.push(Use { owner: &operation.id, name: &parameter.name, values, home });
            }
        }
    }

    // Equal values under one name are one enumeration.
    let mut classes: BTreeMap<(String, &[String]), Vec<Use<'a>>> = BTreeMap::new();
    for found in uses {
        let base = if is_switch(found.values) {
            "Switch".to_owned()
        } else {
            type_ident(&found.name.to_upper_camel_case())
        };
        let values = if base == "Switch" { &[][..] } else { found.values };
        classes.entry((base, values)).or_default().push(found);
    }
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (base, _) in classes.keys() {
        *wanted.entry(base).or_default() += 1;
    }

    let taken: BTreeSet<String> = records.values().map(|record| record.ident.clone()).collect();
    let mut enums: BTreeMap<String, EnumPlan<'a>> = BTreeMap::new();
    // Short names first: a qualified one makes way for them.
    let mut names = taken.clone();
    let is_short = |base: &String| wanted[base.as_str()] == 1 && !taken.contains(base);
    names.extend(classes.keys().map(|(base, _)| base).filter(|base| is_short(base)).cloned());
    let mut idents = Vec::new();
    for ((base, _), uses) in &classes {
        if is_short(base) {
            idents.push(base.clone());
            continue;
        }
        let mut ident = type_ident(&format!("{}{base}", uses[0].owner.to_upper_camel_case()));
        while !names.insert(ident.clone()) {
            ident.push_str("Value");
        }
        idents.push(ident);
    }
    for (((base, _), uses), ident) in classes.iter().zip(idents) {
        if taken.contains(&ident) || enums.contains_key(&ident) {
            return Err(EmitError::Collision {
                name: ident,
                items: [
                    "another type".to_owned(),
                    format!("the enumeration of {}.{}", uses[0].owner, uses[0].name),
                ],
            });
        }
        let values = uses[0].values;
        let variants = unique(values.iter().map(|value| variant_ident(value)));
        let plan = EnumPlan {
            ident: ident.clone(),
            home: common(uses.iter().map(|found| &found.home)),
            variants: values.iter().map(String::as_str).zip(variants).collect(),
            uses: uses.iter().map(|found| (found.owner, found.name)).collect(),
            is_switch: base == "Switch",
        };
        for found in uses {
            if let Some(record) = records.get_mut(found.owner) {
                for field in record.fields.iter_mut().filter(|f| f.field.name == found.name) {
                    field.enumeration = Some(ident.clone());
                }
            }
        }
        enums.insert(ident, plan);
    }
    Ok(enums)
}

/// Text, or a list of texts, with at least two documented values that can be told apart.
fn is_enumeration(kind: &Type, facts: &Facts) -> bool {
    let text = match kind {
        Type::Array(item) => **item == Type::String,
        other => *other == Type::String,
    };
    // Versions and numbers in text are values of a range, not names.
    let named = facts.values.iter().any(|value| value.contains(|c: char| c.is_ascii_alphabetic()));
    text && facts.values.len() > 1 && named
}

/// Headers are the client's; their values are plain text in its interface.
fn is_header(name: &str) -> bool {
    name.starts_with("X-") || name == "Content-Type"
}

fn is_switch(values: &[String]) -> bool {
    let mut lower: Vec<String> = values.iter().map(|value| value.to_ascii_lowercase()).collect();
    lower.sort();
    lower == ["false", "true"]
}
