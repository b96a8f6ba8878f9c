//! How values are made up that the model does not hold: by the name, the type and the facts of a field,
//! and by what the document shows in it.

use serde_json::Value;
use taurusdb_descriptor_types::resources::IdShape;
use taurusdb_descriptor_types::{Field, Format, Type};

use super::fit;
use super::model::Model;
pub(crate) use super::sort::Made;
use super::sort::Sort;
use super::times;

/// Decides how values are made up.
pub(crate) struct Maker<'m> {
    pub(crate) model: &'m Model,
    /// The resource whose record shows the value; absent in answers about no record.
    pub(crate) sort: Option<Sort>,
}

impl Maker<'_> {
    /// How a field is filled that no call has set. `path` leads to it from the record, `shown` is what
    /// the example has there.
    pub(crate) fn of(&self, field: &'static Field, path: &str, shown: Option<&Value>) -> Made {
        if field.facts.sensitive && matches!(field.kind, Type::String) {
            return Made::Constant("******".into());
        }
        // An example that contradicts its own description shows nothing.
        let shown = shown.filter(|value| fit::broken(field.facts, value).is_empty());
        if shown.is_some_and(Value::is_null) || (shown.is_none() && field.nullable) {
            return Made::Never;
        }
        if parts(field.name).any(|part| ["fail", "error", "reason", "failed"].contains(&part)) {
            return Made::Never;
        }
        match field.kind {
            Type::Array(Type::Record(_)) => match shown {
                Some(Value::Array(items)) if !items.iter().any(has_id) => self.constant(shown),
                _ => Made::Constant(Value::Array(Vec::new()).into()),
            },
            Type::Array(_) => {
                let first = match shown {
                    Some(Value::Array(items)) => items.first(),
                    other => other,
                };
                match self.scalar(field, path, first) {
                    Made::Constant(_) | Made::OneOf(_) if shown.is_some_and(Value::is_array) => {
                        self.constant(shown)
                    }
                    Made::Never => Made::Never,
                    made => Made::ListOf(Box::new(made)),
                }
            }
            Type::Map(_) | Type::Object | Type::Record(_) => match shown {
                Some(value) if !has_id(value) => self.constant(shown),
                _ => Made::Never,
            },
            _ => self.scalar(field, path, shown),
        }
    }

    /// An element of a list of plain values, as the example shows it.
    pub(crate) fn row(&self, field: &'static Field, path: &str, shown: &Value) -> Made {
        match self.named(field, path, shown.as_str()) {
            Some(made @ Made::Id(Some(_), _)) => made,
            _ => Made::Constant(shown.into()),
        }
    }

    fn constant(&self, shown: Option<&Value>) -> Made {
        shown.map_or(Made::Never, |value| Made::Constant(value.into()))
    }

    fn scalar(&self, field: &'static Field, path: &str, shown: Option<&Value>) -> Made {
        let text = shown.and_then(Value::as_str);
        let facts = field.facts;
        if text == Some("") {
            return Made::Constant("".into());
        }
        let is_ip = matches!(facts.format, Some(Format::Ip))
            || parts(field.name).any(|part| ["ip", "ips", "vip", "eip"].contains(&part))
                && text.is_none()
            || text.is_some_and(is_ip) && !parts(field.name).any(|part| part == "version");
        if is_ip && !matches!(field.kind, Type::Integer | Type::Long | Type::Boolean) {
            return Made::Ip;
        }
        if times::style(field, shown).is_some() {
            return Made::Born;
        }
        if facts.format == Some(Format::Url) || text.is_some_and(|text| text.starts_with("http")) {
            return Made::Link;
        }
        if let Some(made) = self.named(field, path, text) {
            return made;
        }
        let varies = self.sort.is_some_and(|sort| self.model.sort(sort).is_generated);
        if facts.values.len() > 1 && shown.is_none() && varies {
            return Made::OneOf(facts.values);
        }
        let usable = shown.filter(|value| !value.as_str().is_some_and(|text| text.contains("**")));
        let made = usable.cloned().or_else(|| self.model.sampler.scalar(field, &owner(path)));
        made.map_or(Made::Never, |value| Made::Constant(value.into()))
    }

    /// The id or the name of something that the model knows.
    fn named(&self, field: &'static Field, path: &str, text: Option<&str>) -> Option<Made> {
        let owner = owner(path);
        let name = field.name;
        let referred = self.sort.and_then(|sort| self.model.referred(sort, path));
        if let Some(sort) = referred {
            return Some(Made::Id(Some(sort), shape(self.model, sort)));
        }
        let of = |what: &str| self.resource(what);
        if name == "id" || name.ends_with("_id") || name.ends_with("_ids") {
            let what = match name {
                "id" => owner.as_str(),
                _ => name.trim_end_matches('s').strip_suffix("_id").unwrap_or(name),
            };
            if let Some(sort) = of(what) {
                return Some(Made::Id(Some(sort), shape(self.model, sort)));
            }
            return text.filter(|text| is_id(text)).map(|text| Made::Id(None, shape_of(text)));
        }
        let what = if name == "name" { owner.as_str() } else { name.strip_suffix("_name")? };
        let is_called = |sort: &Sort| {
            let label = self.model.resource(*sort).label;
            label.is_some_and(|path| path.0 == "name" || path.0.ends_with("_name"))
        };
        of(what).filter(is_called).map(Made::Label)
    }

    /// The resource that a field calls by its name, or by the parameter of its id. Of two, the one that
    /// lies nearest: above the record at hand.
    fn resource(&self, what: &str) -> Option<Sort> {
        if what.is_empty() {
            return None;
        }
        let parameter = format!("{what}_id");
        let is_called = |sort: &Sort| {
            let resource = self.model.resource(*sort);
            resource.name == what || resource.path_parameter == Some(parameter.as_str())
        };
        let mut named = self.model.sorts().filter(is_called);
        let is_near = |sort: &Sort| {
            self.sort.is_some_and(|own| own == *sort || self.model.is_under(own, *sort))
        };
        self.model.sorts().filter(is_called).find(is_near).or_else(|| named.next())
    }
}

fn owner(path: &str) -> String {
    let mut names = path.rsplit('.');
    let _own = names.next();
    let owner = names.next().unwrap_or_default().trim_end_matches("[]");
    crate::sample::singular(owner).into_owned()
}

pub(crate) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split('_')
}

fn shape(model: &Model, sort: Sort) -> IdShape {
    model.resource(sort).id_shape.unwrap_or(IdShape::Uuid36)
}

/// Whether an object names itself by an id, so that it is a thing of its own.
fn has_id(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| {
            (name == "id" || name.ends_with("_id")) && value.as_str().is_some_and(is_id)
                || has_id(value)
        }),
        Value::Array(items) => items.iter().any(has_id),
        _ => false,
    }
}

/// Whether a text has the digits of a generated id.
pub(crate) fn is_id(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let plain = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric());
    plain && digits >= 28 && (32..=40).contains(&text.len())
}

fn shape_of(text: &str) -> IdShape {
    if text.contains('-') { IdShape::Uuid36 } else { IdShape::Uuid32(None) }
}

/// Whether a text is an address, perhaps with masked parts.
fn is_ip(text: &str) -> bool {
    let first = text.split(',').next().unwrap_or_default();
    let parts: Vec<_> = first.split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty()
            && part.len() <= 3
            && part.bytes().all(|byte| byte == b'*' || byte.is_ascii_digit())
    };
    (3..=4).contains(&parts.len())
        && parts.iter().all(is_part)
        && parts[0].bytes().all(|byte| byte.is_ascii_digit())
        && (parts.len() == 4 || first.contains('*'))
}
