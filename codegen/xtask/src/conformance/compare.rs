//! Compares two descriptions of the same API.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use taurusdb_spec::{Api, Field, Location, Mandatory, Operation, Parameter, Side, Type};

use super::difference::{Difference, Kind, Sides};
use super::witness::{Witness, Word};

/// The SDK's description of the API, as the script prints it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sdk {
    operations: Vec<SdkOperation>,
    models: BTreeMap<String, Vec<SdkField>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SdkOperation {
    method: String,
    path: String,
    request_model: String,
    response_model: String,
    parameters: Vec<SdkParameter>,
    request: Option<Type>,
    response: Type,
}

#[derive(Deserialize)]
struct SdkParameter {
    #[serde(rename = "in")]
    location: Location,
    #[serde(flatten)]
    field: SdkField,
}

#[derive(Deserialize)]
struct SdkField {
    name: String,
    #[serde(rename = "type")]
    kind: Type,
    mandatory: bool,
}

/// What the comparison found.
pub(crate) struct Comparison {
    /// Number of operations that both have.
    pub(crate) operations: usize,
    /// Fields and parameters that at least one of them has.
    pub(crate) fields: usize,
    /// Those on which both agree in every respect.
    pub(crate) agreeing: usize,
    /// Each difference, with its place in the document.
    pub(crate) differences: BTreeMap<Difference, String>,
    /// What the SDK says about each field that both have.
    pub(crate) witness: Witness,
}

/// Compares the specification with the SDK; `package` is the name and version of the SDK.
pub(crate) fn compare(api: &Api, sdk: &Sdk, package: &str) -> Comparison {
    let found = Comparison {
        operations: 0,
        fields: 0,
        agreeing: 0,
        differences: BTreeMap::new(),
        witness: Witness::new(package),
    };
    let mut walk = Walk { api, sdk, seen: BTreeSet::new(), found };
    let route = |method: &str, path: &str| format!("{method} {}", normalised(path));
    let mut theirs: BTreeMap<String, Vec<&SdkOperation>> = BTreeMap::new();
    for operation in &sdk.operations {
        theirs.entry(route(&operation.method, &operation.path)).or_default().push(operation);
    }
    for operation in api.operations() {
        let same = theirs.get_mut(&route(operation.method.as_str(), &operation.path));
        match same.and_then(Vec::pop) {
            Some(their) => walk.operation(operation, their),
            None => {
                let place = format!("{} {}", operation.method, operation.path);
                walk.differ(Kind::OperationMissing, place, None, &operation.id);
            }
        }
    }
    for their in theirs.into_values().flatten() {
        let place = format!("{} {}", their.method, their.path);
        walk.differ(Kind::OperationExtra, place, None, "only the SDK");
    }
    walk.found
}

/// The path without the names of its variables.
fn normalised(path: &str) -> String {
    let segments = path.split('/').map(|s| if s.starts_with('{') { "{}" } else { s });
    segments.collect::<Vec<_>>().join("/")
}

struct Walk<'a> {
    api: &'a Api,
    sdk: &'a Sdk,
    /// Pairs of schema and model that were compared. Each is compared once, so that cycles end.
    seen: BTreeSet<(&'a str, &'a str)>,
    found: Comparison,
}

/// A field or parameter of the document.
struct Ours<'a> {
    kind: &'a Type,
    /// `None` where the question does not apply.
    mandatory: Option<Mandatory>,
    place: String,
}

impl<'a> Walk<'a> {
    fn operation(&mut self, ours: &'a Operation, theirs: &'a SdkOperation) {
        self.found.operations += 1;
        self.found.witness.meets(&ours.id);
        if ours.path != theirs.path {
            let sides = Sides { document: ours.path.clone(), sdk: theirs.path.clone() };
            self.differ(Kind::Path, theirs.request_model.clone(), Some(sides), &ours.id);
        }
        self.parameters(ours, theirs);

        let body = ours.request.as_ref().map(|body| body.schema.as_str());
        self.body(&theirs.request_model, body, theirs.request.as_ref(), &ours.id);
        let answer = ours.success().and_then(|(_, response)| response.schema.as_deref());
        self.body(&theirs.response_model, answer, Some(&theirs.response), &ours.id);
    }

    fn parameters(&mut self, ours: &'a Operation, theirs: &'a SdkOperation) {
        for location in [Location::Path, Location::Query, Location::Header] {
            let is_common =
                |name: &str| location == Location::Header && Parameter::is_common_header(name);
            let our_side: BTreeMap<&str, Ours<'_>> = ours
                .parameters_in(location)
                // The SDK's client fills in the project itself.
                .filter(|p| !p.is_project() && !is_common(&p.name))
                .map(|p| {
                    let place = format!("{}, line {}", ours.id, p.line);
                    (&*p.name, Ours { kind: &p.kind, mandatory: Some(p.mandatory), place })
                })
                .collect();
            let their_side = theirs
                .parameters
                .iter()
                .filter(|p| p.location == location)
                .map(|p| &p.field)
                .filter(|p| !is_common(&p.name));
            self.fields(&theirs.request_model, our_side, their_side, &ours.id, Some(location));
        }
    }

    fn body(&mut self, model: &str, ours: Option<&'a str>, theirs: Option<&'a Type>, id: &str) {
        let place = format!("{model}.body");
        match (ours, theirs) {
            (None, None) => {}
            (None, Some(Type::Schema(name))) if self.model(name).is_empty() => {}
            (Some(_), None) => self.differ(Kind::FieldMissing, place, None, id),
            (None, Some(_)) => self.differ(Kind::FieldExtra, place, None, id),
            (Some(ours), Some(Type::Schema(model))) => self.schema(ours, model),
            (Some(_), Some(theirs)) => {
                let sides = Sides { document: "record".into(), sdk: class(theirs) };
                self.differ(Kind::Type, place, Some(sides), id);
            }
        }
    }

    fn schema(&mut self, ours: &'a str, model: &'a str) {
        if !self.seen.insert((ours, model)) {
            return;
        }
        let schema = &self.api.schemas[ours];
        let place = |field: &Field| {
            let lines: Vec<String> = field.lines.iter().map(u32::to_string).collect();
            format!("{ours}, line {}", lines.join(", "))
        };
        let our_side = schema
            .fields
            .iter()
            .map(|field| {
                let mandatory = match schema.side {
                    Side::Request => Some(field.mandatory.unwrap_or(Mandatory::No)),
                    Side::Response => None,
                };
                (&*field.name, Ours { kind: &field.kind, mandatory, place: place(field) })
            })
            .collect();
        self.found.witness.meets(ours);
        self.fields(model, our_side, self.model(model).iter(), ours, None);
    }

    fn model(&self, name: &str) -> &'a [SdkField] {
        self.sdk.models.get(name).map_or(&[], Vec::as_slice)
    }

    fn fields(
        &mut self,
        model: &str,
        mut ours: BTreeMap<&'a str, Ours<'a>>,
        theirs: impl Iterator<Item = &'a SdkField>,
        owner: &str,
        location: Option<Location>,
    ) {
        for their in theirs {
            self.found.fields += 1;
            let place = format!("{model}.{}", their.name);
            let Some(our) = ours.remove(&*their.name) else {
                self.differ(Kind::FieldExtra, place, None, owner);
                continue;
            };
            let mut agree = true;
            if let Some(sides) = self.kinds(our.kind, &their.kind) {
                agree = false;
                self.differ(Kind::Type, place.clone(), Some(sides), &our.place);
            }
            if let Some(mandatory) = our.mandatory
                && (mandatory == Mandatory::Yes) != their.mandatory
            {
                agree = false;
                let sdk = if their.mandatory { "yes" } else { "no" };
                let sides = Sides { document: mandatory.as_str().into(), sdk: sdk.into() };
                self.differ(Kind::Mandatory, place, Some(sides), &our.place);
            }
            self.found.agreeing += usize::from(agree);
            let field = match location {
                Some(location) => format!("{}.{}", location.as_str(), their.name),
                None => their.name.clone(),
            };
            let word = Word {
                kind: class(&their.kind),
                mandatory: our.mandatory.map(|_| their.mandatory),
                differs: !agree,
            };
            self.found.witness.hears(owner, field, word);
        }
        for (name, our) in ours {
            self.found.fields += 1;
            self.differ(Kind::FieldMissing, format!("{model}.{name}"), None, &our.place);
        }
    }

    /// How two types differ. For objects, their fields are compared too.
    fn kinds(&mut self, ours: &'a Type, theirs: &'a Type) -> Option<Sides> {
        match (ours, theirs) {
            (Type::Schema(ours), Type::Schema(theirs)) => {
                self.schema(ours, theirs);
                None
            }
            (Type::Array(ours), Type::Array(theirs)) => {
                self.kinds(ours, theirs).map(|inner| inner.within("array"))
            }
            (Type::Map(ours), Type::Map(theirs)) => {
                self.kinds(ours, theirs).map(|inner| inner.within("map"))
            }
            // The SDK writes an object without a description as a model without fields.
            (Type::Object, Type::Schema(model)) if self.model(model).is_empty() => None,
            _ => {
                let sides = Sides { document: class(ours), sdk: class(theirs) };
                (sides.document != sides.sdk).then_some(sides)
            }
        }
    }

    fn differ(&mut self, kind: Kind, place: String, sides: Option<Sides>, at: &str) {
        self.found
            .differences
            .entry(Difference { kind, place, sides })
            .or_insert_with(|| at.to_owned());
    }
}

/// The JSON type.
fn class(kind: &Type) -> String {
    match kind {
        Type::Long => Type::Integer.to_string(),
        // A schema or a model; `object` is one without a description.
        Type::Schema(_) => "record".to_owned(),
        Type::Array(item) => format!("array<{}>", class(item)),
        Type::Map(value) => format!("map<{}>", class(value)),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
