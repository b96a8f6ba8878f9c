//! What stands outside the body: path, query and headers.

use taurusdb_vocabulary::{Format, Location, visible};

use super::limits::broken_by_text;
use super::{Around, Check, Fault, kinds};
use crate::{Operation, Parameter, Place, Type};

impl<'a> Check<'_, 'a> {
    pub(super) fn parameters(&mut self) {
        let request = self.request;
        let strict = self.rules.strict;
        // A sender's headers are set by the client itself.
        let checked = request
            .operation
            .parameters
            .iter()
            .filter(|parameter| strict || parameter.location != Location::Header);
        for parameter in checked {
            self.location = Some(parameter.location);
            let place = Place::Field(&Place::Top, parameter.name);
            let mut values = request.values(parameter.location, parameter.name).peekable();
            let around = Around { request, object: None };
            let is_given = values.peek().is_some();
            if is_given {
                if parameter.needs.excluded {
                    self.conditions(parameter.facts, true, &around, place);
                }
                self.given(parameter, values, place);
            } else if parameter.location == Location::Path {
                // The path is filled in before.
            } else if parameter.is_mandatory() {
                self.report_as(Fault::Missing, place, "is mandatory and not set");
            } else if parameter.needs.required {
                self.conditions(parameter.facts, false, &around, place);
            }
        }
        if self.rules.strict {
            self.location = Some(Location::Query);
            self.undescribed(request.operation);
        }
    }

    pub(super) fn given(
        &mut self,
        parameter: &'static Parameter,
        values: impl Iterator<Item = &'a str>,
        place: Place<'_>,
    ) {
        if !self.rules.strict && !parameter.needs.limits {
            return;
        }
        let facts = parameter.facts;
        let Type::Array(item) = &parameter.kind else {
            let mut count = 0;
            for value in values {
                count += 1;
                // That there are several is what is wrong.
                if count == 1 || !self.rules.strict {
                    self.text(parameter, &parameter.kind, value, place);
                }
            }
            if count > 1 && self.rules.strict {
                self.report(place, format!("must be one value, is {count}"));
            }
            return;
        };
        // Lists travel as repeated pairs, as one pair with commas, or as both.
        let mut count = 0;
        for value in values.flat_map(|value| value.split(',')) {
            count += 1;
            self.text(parameter, item, value, place);
        }
        self.broken(facts.broken_by_count(count).into_iter().collect(), facts, "", place);
    }

    /// A value that travels as text.
    fn text(&mut self, parameter: &Parameter, kind: &Type, value: &str, place: Place<'_>) {
        let facts = parameter.facts;
        if self.rules.strict {
            // An optional text may be empty where its limits and values allow it, as any other text.
            if value.is_empty() && parameter.is_mandatory() {
                self.report(place, "must not be empty");
                return;
            }
            if !kinds::text_fits(kind, value) {
                self.report(place, kinds::must_be(kind.noun(), facts, value));
                return;
            }
            if let Some(one) = kinds::unlisted(kind, facts, value) {
                self.report_as(Fault::Unlisted, place, kinds::must_be(&one, facts, value));
                return;
            }
        }
        let broken = match kind {
            _ if kinds::is_number(kind, facts) => match kinds::number(value) {
                Some(number) => facts.broken_by_number(number),
                None if self.rules.strict => {
                    self.report(place, kinds::must_be(Type::Number.noun(), facts, value));
                    return;
                }
                None => return,
            },
            // The plus sign of an offset, which a query takes for a space unless it is encoded.
            Type::String if facts.format == Some(Format::DateTime) => {
                broken_by_text(facts, &value.replace(' ', "+"), self.rules)
            }
            Type::String => broken_by_text(facts, value, self.rules),
            _ => return,
        };
        self.broken(broken, facts, value, place);
    }

    /// Pairs of the query that no parameter describes. Headers and paths have more to carry than descriptions
    /// speak of.
    fn undescribed(&mut self, operation: &Operation) {
        let request = self.request;
        let mut seen: Vec<&str> = Vec::new();
        for sent in request.parameters.iter().filter(|sent| sent.location == Location::Query) {
            let mut known = operation.parameters_in(Location::Query);
            if !seen.contains(&sent.name) && !known.any(|parameter| parameter.name == sent.name) {
                seen.push(sent.name);
                let name = visible(sent.name);
                self.unknown(Place::Field(&Place::Top, &kinds::shorten(&name)));
            }
            // Enough to be told.
            if seen.len() >= self.rules.most {
                return;
            }
        }
    }
}
