//! The body: an object with fields at every depth.

use taurusdb_vocabulary::visible;

use super::{Around, Check, Fault, Json, Object, kinds, limits};
use crate::{Field, Place, Schema, Type};

/// How messages call the body where no field of it is meant.
const BODY: Place<'static> = Place::Field(&Place::Top, "body");

impl<'a> Check<'_, 'a> {
    pub(super) fn body(&mut self) {
        let request = self.request;
        let Some(schema) = request.operation.request.filter(|_| !request.has_data) else { return };
        match &request.body {
            Some(Json::Object(object)) => self.object(schema, object, Place::Top),
            // A sender's body of another shape is sent for a reason.
            Some(_) if !self.rules.strict => {}
            Some(other) => {
                let got = Type::noun_of(&other.to_value());
                self.report(BODY, format!("must be a JSON object, is {got}"));
            }
            None if self.rules.strict && schema.fields.iter().any(Field::is_mandatory) => {
                self.report(BODY, "must be a JSON object, is empty");
            }
            None => self.object(schema, &Object::default(), Place::Top),
        }
    }

    fn object(&mut self, schema: &Schema, object: &Object<'a>, place: Place<'_>) {
        let around = Around { request: self.request, object: Some(object) };
        let mut entries = object.in_order_of(schema.fields.iter().map(|field| field.name));
        let mut known = 0;
        for field in schema.fields {
            let place = Place::Field(&place, field.name);
            let value = entries.get(field.name);
            known += usize::from(value.is_some());
            // To a sender, null is not there. Whoever receives it sees a value of no type.
            let value =
                value.filter(|value| !value.is_null() || self.rules.strict && !field.nullable);
            match value {
                None if field.is_mandatory() => {
                    self.report_as(Fault::Missing, place, "is mandatory and not set");
                }
                None if field.needs.required => {
                    self.conditions(field.facts, false, &around, place);
                }
                None => {}
                Some(value) => {
                    if field.needs.excluded {
                        self.conditions(field.facts, true, &around, place);
                    }
                    self.value(&field.kind, field, value, place);
                }
            }
        }
        // A schema without fields is one that the document does not spell out.
        if self.rules.strict && !schema.fields.is_empty() && known < object.entries().count() {
            for (name, _) in object.entries() {
                if !schema.fields.iter().any(|field| field.name == name) {
                    let name = visible(name);
                    self.unknown(Place::Field(&place, &kinds::shorten(&name)));
                }
            }
        }
    }

    fn value(&mut self, kind: &Type, field: &Field, value: &Json<'a>, place: Place<'_>) {
        let facts = field.facts;
        if self.rules.strict && !kinds::fits(kind, field.wire, value) {
            let (noun, got) = (kinds::wanted(kind, value), kinds::got(kind, value, facts));
            self.report(place, format!("must be {noun}, is {got}"));
            return;
        }
        match (kind, value) {
            (Type::Record(schema), Json::Object(object)) => self.object(schema, object, place),
            (Type::Array(element), Json::List(values)) => {
                if field.needs.limits {
                    let broken = facts.broken_by_count(values.len());
                    self.broken(broken.into_iter().collect(), facts, "", place);
                }
                for (index, value) in values.iter().enumerate() {
                    self.value(element, field, value, Place::Element(&place, index));
                }
            }
            (Type::Map(element), Json::Object(object)) => {
                for (key, value) in object.entries() {
                    self.value(element, field, value, Place::Field(&place, key));
                }
            }
            // Examples show one where several are declared, or several where one is.
            (Type::Array(element), Json::Object(_)) => self.value(element, field, value, place),
            (Type::Record(_), Json::List(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(kind, field, value, Place::Element(&place, index));
                }
            }
            (_, Json::List(_) | Json::Object(_)) => {}
            (_, scalar) => self.scalar(kind, field, scalar, place),
        }
    }

    fn scalar(&mut self, kind: &Type, field: &Field, value: &Json<'a>, place: Place<'_>) {
        if !self.rules.strict && !field.needs.limits {
            return;
        }
        let facts = field.facts;
        if self.rules.strict
            && !facts.values.is_empty()
            && let Some(one) = kinds::unlisted(kind, facts, &value.plain())
        {
            let got = match facts.sensitive {
                true => String::new(),
                false => {
                    format!(", is {}", visible(&kinds::shorten(&value.to_value().to_string())))
                }
            };
            self.report_as(Fault::Unlisted, place, format!("must be {one}{got}"));
            return;
        }
        let Some(broken) = limits::broken(kind, facts, value, self.rules) else {
            if let (true, Json::Text(text)) = (self.rules.strict, value) {
                self.report(place, kinds::must_be(Type::Number.noun(), facts, text));
            }
            return;
        };
        match value {
            Json::Text(text) => self.broken(broken, facts, format_args!("{text:?}"), place),
            Json::Number(number) => self.broken(broken, facts, number, place),
            _ => {}
        }
    }
}
