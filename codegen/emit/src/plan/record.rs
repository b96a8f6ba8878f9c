//! The structs of the client crate, one for each schema.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::{Api, Field, Schema, Side};

use super::enums::{EnumPlan, by_use};
use super::handles;
use super::home::Home;
use super::ident::{field_ident, setter_ident, static_ident, type_ident, unique};

/// A struct of the client crate.
#[derive(Clone, Debug)]
pub struct RecordPlan<'a> {
    /// Name of the schema.
    pub name: &'a str,
    /// Name of the struct.
    pub ident: String,
    /// Name of the constant that describes the schema.
    pub descriptor: String,
    /// Module that it stands in.
    pub home: Home,
    /// The schema.
    pub schema: &'a Schema,
    /// Whether the client crate has the struct. It has none for error bodies, which it reads
    /// itself.
    pub is_emitted: bool,
    /// Its fields.
    pub fields: Vec<FieldPlan<'a>>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct FieldPlan<'a> {
    /// The field of the schema.
    pub field: &'a Field,
    /// Name in the struct.
    pub ident: String,
    /// Name of the method that sets it, where callers build the struct.
    pub setter: String,
    /// Other names of the field that occur on the wire.
    pub aliases: Vec<&'a str>,
    /// Name of the enumeration that its text is, if it is one.
    pub enumeration: Option<String>,
}

impl RecordPlan<'_> {
    /// Whether a caller builds it.
    pub fn is_request(&self) -> bool {
        self.schema.side == Side::Request
    }
}

impl FieldPlan<'_> {
    /// Whether the field is not an `Option`: the mandatory fields of requests.
    pub fn is_plain(&self) -> bool {
        self.field.is_mandatory()
    }
}

/// The name of the struct of each schema.
pub(super) fn idents(api: &Api) -> BTreeMap<&str, String> {
    api.schemas.keys().map(|name| (name.as_str(), type_ident(name))).collect()
}

pub(super) fn plan<'a>(
    api: &'a Api,
    homes: &BTreeMap<&'a str, Home>,
    mut idents: BTreeMap<&'a str, String>,
    enums: &BTreeMap<String, EnumPlan<'a>>,
    reachable: &BTreeSet<&'a str>,
) -> BTreeMap<&'a str, RecordPlan<'a>> {
    let enums = by_use(enums);
    let handles = handles::aliases(api);
    let aliases = |schema, field: &'a Field| {
        let other_handles = handles.get(&(schema, field.name.as_str()));
        let known = field.aliases.iter().map(String::as_str);
        known.chain(other_handles.into_iter().flatten().copied()).collect()
    };
    let record = |(name, schema): (&'a String, &'a Schema)| {
        let name = name.as_str();
        let fields = unique(schema.fields.iter().map(|field| field_ident(&field.name)));
        let fields = schema.fields.iter().zip(fields).map(|(field, ident)| FieldPlan {
            field,
            setter: setter_ident(&ident),
            ident,
            aliases: aliases(name, field),
            enumeration: enums.get(&(name, &*field.name)).map(|ident| (*ident).to_owned()),
        });
        let ident = idents.remove(name).expect("every schema has a name");
        let plan = RecordPlan {
            name,
            descriptor: static_ident(name),
            ident,
            home: homes.get(name).cloned().unwrap_or_default(),
            schema,
            is_emitted: reachable.contains(name),
            fields: fields.collect(),
        };
        (name, plan)
    };
    api.schemas.iter().map(record).collect()
}
