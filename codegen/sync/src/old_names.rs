//! The old names that the generated crates keep for one version.

use taurusdb_spec::{Api, Location, Renamed};

use crate::{Aspect, Change, Class, Role, Subject};

/// What has another name, as far as an old one can be kept: operations, what a caller sets, and documented
/// values. `api` is the new specification. What is read from answers has no second name: a struct has each
/// field once.
pub fn old_names(changes: &[Change], api: &Api) -> Renamed {
    let mut renamed = Renamed::default();
    for change in changes {
        let (Some(old), Some(new)) = (&change.old, &change.new) else { continue };
        let (old, new) = (old.text.clone(), new.text.clone());
        match (change.class, &change.subject) {
            (Class::OperationRenamed, _) => {
                renamed.operations.insert(old, new);
            }
            (Class::ValueRenamed, Subject::Value { operation, role, path }) if role.is_sent() => {
                if let Some(owner) = owner(api, operation, *role, path) {
                    renamed.fields.entry(owner).or_default().insert(old, new);
                }
            }
            (Class::EnumValueRenamed, Subject::Value { operation, role, path }) => {
                let Aspect::Value(_) = change.aspect else { continue };
                if let Some(owner) = owner(api, operation, *role, path) {
                    let field = path.rsplit('.').next().unwrap_or(path).to_owned();
                    let fields = renamed.values.entry(owner).or_default();
                    fields.entry(field).or_default().insert(old, new);
                }
            }
            _ => {}
        }
    }
    renamed
}

/// The operation of a parameter in the query or a header, or the schema of a field.
fn owner(api: &Api, operation: &str, role: Role, path: &str) -> Option<String> {
    let known = api.operation(operation)?;
    let mut schema = match role {
        Role::Parameter(Location::Path) => return None,
        Role::Parameter(_) => return Some(operation.to_owned()),
        Role::Request => known.request.as_ref()?.schema.as_str(),
        Role::Response(status) => known.responses.get(&status)?.schema.as_deref()?,
    };
    let mut steps: Vec<&str> = path.split('.').collect();
    steps.pop();
    for step in steps {
        let name = step.trim_end_matches(['[', ']', '{', '}']);
        let fields = &api.schemas.get(schema)?.fields;
        schema = fields.iter().find(|field| field.name == name)?.kind.schema()?;
    }
    Some(schema.to_owned())
}
