//! The open enumerations: which fields share one, and the name of each.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use taurusdb_spec::{Api, Facts, Location, Lock, Renamed, Type};

use super::home::Home;
use super::ident::{type_ident, unique, variant_ident};

/// An open enumeration of the client crate.
#[derive(Clone, Debug)]
pub struct EnumPlan<'a> {
    /// Name of the enum.
    pub ident: String,
    /// Its module.
    pub home: Home,
    /// Wire values and variants.
    pub variants: Vec<(&'a str, String)>,
    /// Where it is used: schema or operation, and field or parameter.
    pub uses: Vec<(&'a str, &'a str)>,
    /// Whether the values are `true` and `false`.
    pub is_switch: bool,
    /// Whether upper and lower case mean the same.
    pub is_in_any_case: bool,
}

impl EnumPlan<'_> {
    /// The meaning of the field, if all uses have the same one.
    pub fn meaning<'b>(&self, api: &'b Api) -> Option<&'b str> {
        self.agreed(|owner, name| api.docs.field(owner, name))
    }

    /// The meaning of a value, if all uses have the same one.
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
    is_in_any_case: bool,
    home: Home,
}

/// The uses that share an enumeration, by the name of the field and the values.
type Classes<'a> = BTreeMap<(String, &'a [String]), Vec<Use<'a>>>;

/// The name of the enumeration for every text that is `true` or `false`.
const SWITCH: &str = "Switch";

/// Finds the enumerations: fields of one name with the same values share one.
///
/// An enumeration keeps the name that it had. A new one is named after the field if no other enumeration has that name, otherwise after
/// owner and field.
pub(super) fn plan<'a>(
    api: &'a Api,
    homes: &BTreeMap<&'a str, Home>,
    structs: &BTreeMap<&'a str, String>,
    reachable: &BTreeSet<&'a str>,
) -> BTreeMap<String, EnumPlan<'a>> {
    let classes = classes(uses(api, homes, reachable));
    let structs: BTreeSet<&str> = structs.values().map(String::as_str).collect();
    let kept = kept(&classes, &structs, &api.lock);
    let idents = idents(&classes, structs, kept);
    classes
        .into_values()
        .zip(idents)
        .map(|(uses, ident)| {
            let values = uses[0].values;
            let variants = unique(values.iter().map(|value| variant_ident(value)));
            let plan = EnumPlan {
                ident: ident.clone(),
                home: Home::common(uses.iter().map(|found| &found.home)),
                variants: values.iter().map(String::as_str).zip(variants).collect(),
                uses: uses.iter().map(|found| (found.owner, found.name)).collect(),
                is_switch: is_switch(values),
                // The document writes the values of a switch in any case, and what one use says holds for
                // the answers as well.
                is_in_any_case: is_switch(values) || uses.iter().any(|found| found.is_in_any_case),
            };
            (ident, plan)
        })
        .collect()
}

/// The names of the enumerations, by where they are used: schema or operation, and field or
/// parameter.
pub(super) fn by_use<'p>(
    enums: &'p BTreeMap<String, EnumPlan<'_>>,
) -> BTreeMap<(&'p str, &'p str), &'p str> {
    let uses = enums.values().flat_map(|plan| plan.uses.iter().map(|found| (*found, &*plan.ident)));
    uses.collect()
}

fn uses<'a>(
    api: &'a Api,
    homes: &BTreeMap<&'a str, Home>,
    reachable: &BTreeSet<&'a str>,
) -> Vec<Use<'a>> {
    let mut uses = Vec::new();
    for (owner, schema) in api.schemas.iter().filter(|(name, _)| reachable.contains(name.as_str()))
    {
        let home = homes.get(owner.as_str()).cloned().unwrap_or_default();
        let fields = schema.fields.iter().filter(|f| is_enumeration(&f.kind, &f.facts));
        uses.extend(fields.map(|field| Use {
            owner,
            name: &field.name,
            values: &field.facts.values,
            is_in_any_case: field.facts.case_insensitive,
            home: home.clone(),
        }));
    }
    for operation in api.operations() {
        let parameters = operation
            .parameters
            .iter()
            // Headers and parts of the path are plain text in the client's interface.
            .filter(|p| p.location == Location::Query && is_enumeration(&p.kind, &p.facts));
        uses.extend(parameters.map(|parameter| Use {
            owner: &operation.id,
            name: &parameter.name,
            values: &parameter.facts.values,
            is_in_any_case: parameter.facts.case_insensitive,
            home: Home::of_group(operation.group()),
        }));
    }
    uses
}

fn classes(uses: Vec<Use<'_>>) -> Classes<'_> {
    let mut classes = Classes::new();
    for found in uses {
        // The document lists the values of a switch in any case and order.
        let class = match is_switch(found.values) {
            true => (SWITCH.to_owned(), &[][..]),
            false => (type_ident(&found.name.to_upper_camel_case()), found.values),
        };
        classes.entry(class).or_default().push(found);
    }
    classes
}

/// The names that classes keep, by their position: a class that was split leaves its name to the part
/// that is used most.
fn kept(classes: &Classes<'_>, structs: &BTreeSet<&str>, lock: &Lock) -> BTreeMap<usize, String> {
    let mut votes: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (class, uses) in classes.values().enumerate() {
        for name in uses.iter().filter_map(|found| had(found, lock)) {
            *votes.entry((name, class)).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = votes.into_iter().collect();
    ranked.sort_by_key(|((name, class), count)| (std::cmp::Reverse(*count), *class, *name));
    let mut taken: BTreeSet<&str> = structs.clone();
    let mut kept = BTreeMap::new();
    for ((name, class), _) in ranked {
        if !kept.contains_key(&class) && taken.insert(name) {
            kept.insert(class, name.to_owned());
        }
    }
    kept
}

/// The name that the lock has for a use, also where its owner or its field had another name.
fn had<'l>(found: &Use<'_>, lock: &'l Lock) -> Option<&'l String> {
    let Renamed { operations, types, fields, .. } = &lock.renamed;
    let was = |names: &'l BTreeMap<String, String>, name: &str| {
        names.iter().find(|(_, new)| *new == name).map(|(old, _)| old.as_str())
    };
    let owner = was(operations, found.owner).or_else(|| was(types, found.owner));
    let field = fields.get(found.owner).and_then(|names| was(names, found.name));
    let owners = [Some(found.owner), owner].into_iter().flatten();
    let mut known = owners.flat_map(|owner| {
        let fields = [Some(found.name), field].into_iter().flatten();
        fields.filter_map(move |field| lock.enums.get(owner)?.get(field))
    });
    known.next()
}

/// A name for each class that no struct has.
fn idents(
    classes: &Classes<'_>,
    structs: BTreeSet<&str>,
    kept: BTreeMap<usize, String>,
) -> Vec<String> {
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (base, _) in classes.keys() {
        *wanted.entry(base).or_default() += 1;
    }
    // Short names first: a qualified name yields to them.
    let old: BTreeSet<&str> = kept.values().map(String::as_str).collect();
    let is_short = |base: &str| wanted[base] == 1 && !structs.contains(base) && !old.contains(base);
    let short = wanted.keys().copied().filter(|base| is_short(base));
    let mut taken: BTreeSet<String> =
        structs.iter().chain(&old).copied().chain(short).map(str::to_owned).collect();
    let mut ident = |class: usize, base: &str, uses: &[Use<'_>]| {
        if let Some(name) = kept.get(&class) {
            return name.clone();
        }
        if is_short(base) {
            return base.to_owned();
        }
        let mut ident = type_ident(&format!("{}{base}", uses[0].owner.to_upper_camel_case()));
        while !taken.insert(ident.clone()) {
            ident.push_str("Value");
        }
        ident
    };
    let classes = classes.iter().enumerate();
    classes.map(|(class, ((base, _), uses))| ident(class, base, uses)).collect()
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

fn is_switch(values: &[String]) -> bool {
    let mut lower: Vec<String> = values.iter().map(|value| value.to_ascii_lowercase()).collect();
    lower.sort();
    lower == ["false", "true"]
}
